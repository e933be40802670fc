"""The permissions of Twilio's product `flex`, by resource.

Written by `python -m tools.catalog build` from the tables in `permissions/data/`: change those.
"""

from typing import Final

from twilio_keys_component.permissions.permission import Permission


class insights:
    """What begins with `insights`; no permission is about this alone."""

    class historical_reports:
        """Flex Insights historical reports. Its availability: private-beta."""

        create: Final = Permission("flex", "insights.historical-reports", "create")
        """Create: flex Insights historical reports.

        Access: write; reads-content. Evidence: listed, not seen at work; stands in list A, in the spelling that
        the API returns.
        Its holder can read reports on agents and their conversations.

        No operation is known to need it.
        """

        read: Final = Permission("flex", "insights.historical-reports", "read")
        """Read one by its sid: flex Insights historical reports.

        Access: read; reads-content. Evidence: listed, not seen at work; stands in list A, in the spelling that
        the API returns.
        Its holder can read reports on agents and their conversations.

        No operation is known to need it.
        """


class scv_certificate:
    """Self-signed certificate for Salesforce telephony."""

    create: Final = Permission("flex", "scv-certificate", "create")
    """Create: self-signed certificate for Salesforce telephony.

    Access: write; redirects. Evidence: listed, not seen at work; stands in list A, in the spelling that the API
    returns.
    Its holder can be issued a certificate and pass for a trusted device or system.

    No operation is known to need it.
    """
