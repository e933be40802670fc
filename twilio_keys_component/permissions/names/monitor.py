"""The permissions of Twilio's product `monitor`, by resource.

Written by `python -m tools.catalog build` from the tables in `permissions/data/`: change those.
"""

from typing import Final

from twilio_keys_component.permissions.permission import Permission


class alerts:
    """Error and warning log entries."""

    list: Final = Permission("monitor", "alerts", "list")
    """List: error and warning log entries.

    Access: list; reads-content. Evidence: seen at work in a published test; stands in lists A and B.
    Its holder can read the requests that Twilio made to the application, and its answers.

    Opens:
    * GET https://monitor.twilio.com/v1/Alerts
    """

    read: Final = Permission("monitor", "alerts", "read")
    """Read one by its sid: error and warning log entries.

    Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can read the requests that Twilio made to the application, and its answers.

    Opens:
    * GET https://monitor.twilio.com/v1/Alerts/{Sid}
    """


class events:
    """Audit events."""

    list: Final = Permission("monitor", "events", "list")
    """List: audit events.

    Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can read the audit trail: who changed what, from which address.

    Opens:
    * GET https://monitor.twilio.com/v1/Events
    """

    read: Final = Permission("monitor", "events", "read")
    """Read one by its sid: audit events.

    Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can read the audit trail: who changed what, from which address.

    Opens:
    * GET https://monitor.twilio.com/v1/Events/{Sid}
    """
