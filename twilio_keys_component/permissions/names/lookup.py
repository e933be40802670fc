"""The permissions of Twilio's product `lookup`, by resource.

Written by `python -m tools.catalog build` from the tables in `permissions/data/`: change those.
"""

from typing import Final

from twilio_keys_component.permissions.permission import Permission


class phone_numbers:
    """Look up data about a phone number."""

    read: Final = Permission("lookup", "phone-numbers", "read")
    """Read one by its sid: look up data about a phone number.

    Access: read; costs-money, reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can look up phone numbers, which is charged for all but their format; find out who a phone number
    belongs to.

    Opens:
    * GET (likely) https://lookups.twilio.com/v1/PhoneNumbers/{PhoneNumber}
    * GET https://lookups.twilio.com/v2/PhoneNumbers/{PhoneNumber}
    """
