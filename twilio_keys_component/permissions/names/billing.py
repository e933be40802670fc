"""The permissions of Twilio's product `billing`, by resource.

Written by `python -m tools.catalog build` from the tables in `permissions/data/`: change those.
"""

from typing import Final

from twilio_keys_component.permissions.permission import Permission


class usage:
    """Usage details."""

    read: Final = Permission("billing", "usage", "read")
    """Read one by its sid: usage details.

    Access: list. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Usage/Records.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Usage/Records/AllTime.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Usage/Records/Daily.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Usage/Records/LastMonth.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Usage/Records/Monthly.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Usage/Records/ThisMonth.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Usage/Records/Today.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Usage/Records/Yearly.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Usage/Records/Yesterday.json
    """
