"""The permissions of Twilio's product `iam`, by resource.

Written by `python -m tools.catalog build` from the tables in `permissions/data/`: change those.
"""

from typing import Final

from twilio_keys_component.permissions.permission import Permission


class account_oauth_apps:
    """Account-level OAuth client apps. Its availability: beta."""

    all: Final = Permission("iam", "account-oauth-apps", "*")
    """Create, delete, list, read and change: account-level OAuth client apps.

    Access: escalate; destroys-data, escalates. Evidence: listed, not seen at work; stands in list A, in the
    spelling that the API returns.
    Its holder can make or widen credentials of the account, and so reach everything in it; delete what cannot
    be made again as it was.

    Opens:
    * POST https://iam.twilio.com/v1/Account/OAuthApps
    * DELETE https://iam.twilio.com/v1/Account/OAuthApps/{sid}
    * PUT https://iam.twilio.com/v1/Account/OAuthApps/{sid}
    """

    create: Final = Permission("iam", "account-oauth-apps", "create")
    """Create: account-level OAuth client apps.

    Access: escalate; escalates. Evidence: inferred from a listed wildcard, not seen at work; stands in list A,
    in the spelling that the API returns.
    Its holder can make or widen credentials of the account, and so reach everything in it.

    Opens:
    * POST https://iam.twilio.com/v1/Account/OAuthApps
    """

    delete: Final = Permission("iam", "account-oauth-apps", "delete")
    """Delete: account-level OAuth client apps.

    Access: delete; destroys-data. Evidence: inferred from a listed wildcard, not seen at work; stands in list
    A, in the spelling that the API returns.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * DELETE https://iam.twilio.com/v1/Account/OAuthApps/{sid}
    """

    list: Final = Permission("iam", "account-oauth-apps", "list")
    """List: account-level OAuth client apps.

    Access: list. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the spelling
    that the API returns.

    No operation is known to need it.
    """

    read: Final = Permission("iam", "account-oauth-apps", "read")
    """Read one by its sid: account-level OAuth client apps.

    Access: read. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the spelling
    that the API returns.

    No operation is known to need it.
    """

    update: Final = Permission("iam", "account-oauth-apps", "update")
    """Change: account-level OAuth client apps.

    Access: escalate; escalates. Evidence: inferred from a listed wildcard, not seen at work; stands in list A,
    in the spelling that the API returns.
    Its holder can make or widen credentials of the account, and so reach everything in it.

    Opens:
    * PUT https://iam.twilio.com/v1/Account/OAuthApps/{sid}
    """


class accounts:
    """Accounts and subaccounts."""

    list: Final = Permission("iam", "accounts", "list")
    """List: accounts and subaccounts.

    Access: escalate; escalates. Evidence: listed, not seen at work; stands in list A, in the spelling that the
    API returns.
    Its holder can see the account and its subaccounts, with their Auth Tokens if Twilio shows those to keys.

    Opens:
    * GET https://api.twilio.com/2010-04-01/Accounts.json
    """

    read: Final = Permission("iam", "accounts", "read")
    """Read one by its sid: accounts and subaccounts.

    Access: escalate; escalates. Evidence: seen at work in a published test; stands in list A, in the spelling
    that the API returns.
    Its holder can see the account and its subaccounts, with their Auth Tokens if Twilio shows those to keys.

    Opens:
    * GET https://api.twilio.com/2010-04-01/Accounts/{Sid}.json
    """


class api_keys:
    """API keys of the account."""

    all: Final = Permission("iam", "api-keys", "*")
    """Create, delete, list, read and change: API keys of the account.

    Access: escalate; destroys-data, escalates. Evidence: listed, not seen at work; stands in list A, in the
    spelling that the API returns.
    Its holder can make or widen credentials of the account, and so reach everything in it; delete what cannot
    be made again as it was.

    Opens:
    * POST (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Keys.json
    * POST (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SigningKeys.json
    * POST https://iam.twilio.com/v1/Keys
    * DELETE (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Keys/{Sid}.json
    * DELETE (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SigningKeys/{Sid}.json
    * DELETE https://iam.twilio.com/v1/Keys/{Sid}
    * GET (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Keys.json
    * GET (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SigningKeys.json
    * GET https://iam.twilio.com/v1/Keys
    * GET (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Keys/{Sid}.json
    * GET (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SigningKeys/{Sid}.json
    * GET https://iam.twilio.com/v1/Keys/{Sid}
    * POST (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Keys/{Sid}.json
    * POST (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SigningKeys/{Sid}.json
    * POST https://iam.twilio.com/v1/Keys/{Sid}
    """

    create: Final = Permission("iam", "api-keys", "create")
    """Create: API keys of the account.

    Access: escalate; escalates. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can make or widen credentials of the account, and so reach everything in it.

    Opens:
    * POST (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Keys.json
    * POST (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SigningKeys.json
    * POST https://iam.twilio.com/v1/Keys
    """

    delete: Final = Permission("iam", "api-keys", "delete")
    """Delete: API keys of the account.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * DELETE (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Keys/{Sid}.json
    * DELETE (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SigningKeys/{Sid}.json
    * DELETE https://iam.twilio.com/v1/Keys/{Sid}
    """

    list: Final = Permission("iam", "api-keys", "list")
    """List: API keys of the account.

    Access: list. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Keys.json
    * GET (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SigningKeys.json
    * GET https://iam.twilio.com/v1/Keys
    """

    read: Final = Permission("iam", "api-keys", "read")
    """Read one by its sid: API keys of the account.

    Access: read. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Keys/{Sid}.json
    * GET (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SigningKeys/{Sid}.json
    * GET https://iam.twilio.com/v1/Keys/{Sid}
    """

    update: Final = Permission("iam", "api-keys", "update")
    """Change: API keys of the account.

    Access: escalate; escalates. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can make or widen credentials of the account, and so reach everything in it.

    Opens:
    * POST (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Keys/{Sid}.json
    * POST (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SigningKeys/{Sid}.json
    * POST https://iam.twilio.com/v1/Keys/{Sid}
    """


class public_keys:
    """PKCV public keys."""

    list: Final = Permission("iam", "public-keys", "list")
    """List: PKCV public keys.

    Access: list. Evidence: listed, not seen at work; stands in list A, in the spelling that the API returns.

    Opens:
    * GET https://accounts.twilio.com/v1/Credentials/PublicKeys
    """
