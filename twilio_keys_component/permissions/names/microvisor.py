"""The permissions of Twilio's product `microvisor`, by resource.

Written by `python -m tools.catalog build` from the tables in `permissions/data/`: change those.
"""

from typing import Final

from twilio_keys_component.permissions.permission import Permission


class device_cert:
    """Microvisor device certificate issuing."""

    create: Final = Permission("microvisor", "device-cert", "create")
    """Create: microvisor device certificate issuing.

    Access: write; redirects. Evidence: listed, not seen at work; stands in list A, in the spelling that the API
    returns.
    Its holder can be issued a certificate and pass for a trusted device or system.

    No operation is known to need it.
    """
