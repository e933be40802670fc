"""The permissions of Twilio's product `verify`, by resource.

Written by `python -m tools.catalog build` from the tables in `permissions/data/`: change those.
"""

from typing import Final

from twilio_keys_component.permissions.permission import Permission


class access_token:
    """Tokens enrolling Verify push factors."""

    create: Final = Permission("verify", "access-token", "create")
    """Create: tokens enrolling Verify push factors.

    Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can enrol a device of their own for a user, who is then verified by it.

    Opens:
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/AccessTokens
    """

    read: Final = Permission("verify", "access-token", "read")
    """Read one by its sid: tokens enrolling Verify push factors.

    Access: read; redirects. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can enrol a device of their own for a user, who is then verified by it.

    Opens:
    * GET https://verify.twilio.com/v2/Services/{ServiceSid}/AccessTokens/{Sid}
    """


class bucket:
    """Limits inside a Verify rate limit."""

    all: Final = Permission("verify", "bucket", "*")
    """Create, delete, list, read and change: limits inside a Verify rate limit.

    Access: delete; costs-money, destroys-data. Evidence: listed, not seen at work; stands in list A, in the
    spelling that the API returns.
    Its holder can take away what keeps fraudsters from verifications at the account's expense; delete what
    cannot be made again as it was.

    Opens:
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/RateLimits/{RateLimitSid}/Buckets
    * DELETE https://verify.twilio.com/v2/Services/{ServiceSid}/RateLimits/{RateLimitSid}/Buckets/{Sid}
    * GET https://verify.twilio.com/v2/Services/{ServiceSid}/RateLimits/{RateLimitSid}/Buckets
    * GET https://verify.twilio.com/v2/Services/{ServiceSid}/RateLimits/{RateLimitSid}/Buckets/{Sid}
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/RateLimits/{RateLimitSid}/Buckets/{Sid}
    """

    create: Final = Permission("verify", "bucket", "create")
    """Create: limits inside a Verify rate limit.

    Access: write. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/RateLimits/{RateLimitSid}/Buckets
    """

    delete: Final = Permission("verify", "bucket", "delete")
    """Delete: limits inside a Verify rate limit.

    Access: delete; costs-money, destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can take away what keeps fraudsters from verifications at the account's expense; delete what
    cannot be made again as it was.

    Opens:
    * DELETE https://verify.twilio.com/v2/Services/{ServiceSid}/RateLimits/{RateLimitSid}/Buckets/{Sid}
    """

    list: Final = Permission("verify", "bucket", "list")
    """List: limits inside a Verify rate limit.

    Access: list. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://verify.twilio.com/v2/Services/{ServiceSid}/RateLimits/{RateLimitSid}/Buckets
    """

    read: Final = Permission("verify", "bucket", "read")
    """Read one by its sid: limits inside a Verify rate limit.

    Access: read. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://verify.twilio.com/v2/Services/{ServiceSid}/RateLimits/{RateLimitSid}/Buckets/{Sid}
    """

    update: Final = Permission("verify", "bucket", "update")
    """Change: limits inside a Verify rate limit.

    Access: write; costs-money. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can take away what keeps fraudsters from verifications at the account's expense.

    Opens:
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/RateLimits/{RateLimitSid}/Buckets/{Sid}
    """


class challenge:
    """Attempts against a factor."""

    create: Final = Permission("verify", "challenge", "create")
    """Create: attempts against a factor.

    Access: write; costs-money. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can send verification codes or challenges at the account's expense.

    Opens:
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/Entities/{Identity}/Challenges
    """

    list: Final = Permission("verify", "challenge", "list")
    """List: attempts against a factor.

    Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can see who was verified, when and how.

    Opens:
    * GET https://verify.twilio.com/v2/Services/{ServiceSid}/Entities/{Identity}/Challenges
    """

    read: Final = Permission("verify", "challenge", "read")
    """Read one by its sid: attempts against a factor.

    Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can see who was verified, when and how.

    Opens:
    * GET https://verify.twilio.com/v2/Services/{ServiceSid}/Entities/{Identity}/Challenges/{Sid}
    """

    update: Final = Permission("verify", "challenge", "update")
    """Change: attempts against a factor.

    Access: write. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's PDFs.

    Opens:
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/Entities/{Identity}/Challenges/{Sid}
    """


class entity:
    """Users or identities being verified."""

    create: Final = Permission("verify", "entity", "create")
    """Create: users or identities being verified.

    Access: write. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/Entities
    """

    delete: Final = Permission("verify", "entity", "delete")
    """Delete: users or identities being verified.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * DELETE https://verify.twilio.com/v2/Services/{ServiceSid}/Entities/{Identity}
    """

    list: Final = Permission("verify", "entity", "list")
    """List: users or identities being verified.

    Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can see who was verified, when and how.

    Opens:
    * GET https://verify.twilio.com/v2/Services/{ServiceSid}/Entities
    """

    read: Final = Permission("verify", "entity", "read")
    """Read one by its sid: users or identities being verified.

    Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can see who was verified, when and how.

    Opens:
    * GET https://verify.twilio.com/v2/Services/{ServiceSid}/Entities/{Identity}
    """


class factor:
    """Push/TOTP factors of an entity."""

    all: Final = Permission("verify", "factor", "*")
    """Create, delete, list, read and change: push/TOTP factors of an entity.

    Access: delete; destroys-data, reads-content, redirects. Evidence: listed, not seen at work; stands in list
    A, in the spelling that the API returns.
    Its holder can enrol a device of their own for a user, who is then verified by it; see who was verified,
    when and how; delete what cannot be made again as it was.

    Opens:
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/Entities/{Identity}/Factors
    * DELETE https://verify.twilio.com/v2/Services/{ServiceSid}/Entities/{Identity}/Factors/{Sid}
    * GET https://verify.twilio.com/v2/Services/{ServiceSid}/Entities/{Identity}/Factors
    * GET https://verify.twilio.com/v2/Services/{ServiceSid}/Entities/{Identity}/Factors/{Sid}
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/Entities/{Identity}/Factors/{Sid}
    """

    create: Final = Permission("verify", "factor", "create")
    """Create: push/TOTP factors of an entity.

    Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can enrol a device of their own for a user, who is then verified by it.

    Opens:
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/Entities/{Identity}/Factors
    """

    delete: Final = Permission("verify", "factor", "delete")
    """Delete: push/TOTP factors of an entity.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * DELETE https://verify.twilio.com/v2/Services/{ServiceSid}/Entities/{Identity}/Factors/{Sid}
    """

    list: Final = Permission("verify", "factor", "list")
    """List: push/TOTP factors of an entity.

    Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can see who was verified, when and how.

    Opens:
    * GET https://verify.twilio.com/v2/Services/{ServiceSid}/Entities/{Identity}/Factors
    """

    read: Final = Permission("verify", "factor", "read")
    """Read one by its sid: push/TOTP factors of an entity.

    Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can see who was verified, when and how.

    Opens:
    * GET https://verify.twilio.com/v2/Services/{ServiceSid}/Entities/{Identity}/Factors/{Sid}
    """

    update: Final = Permission("verify", "factor", "update")
    """Change: push/TOTP factors of an entity.

    Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can enrol a device of their own for a user, who is then verified by it.

    Opens:
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/Entities/{Identity}/Factors/{Sid}
    """


class push_notification:
    """Resend a push for a challenge."""

    create: Final = Permission("verify", "push-notification", "create")
    """Create: resend a push for a challenge.

    Access: write; costs-money. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can send verification codes or challenges at the account's expense.

    Opens:
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/Entities/{Identity}/Challenges/{ChallengeSid}/Notifications
    """


class rate_limit:
    """Custom rate limit definitions."""

    all: Final = Permission("verify", "rate-limit", "*")
    """Create, delete, list, read and change: custom rate limit definitions.

    Access: delete; costs-money, destroys-data. Evidence: listed, not seen at work; stands in list A, in the
    spelling that the API returns.
    Its holder can take away what keeps fraudsters from verifications at the account's expense; delete what
    cannot be made again as it was.

    Opens:
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/RateLimits
    * DELETE https://verify.twilio.com/v2/Services/{ServiceSid}/RateLimits/{Sid}
    * GET https://verify.twilio.com/v2/Services/{ServiceSid}/RateLimits
    * GET https://verify.twilio.com/v2/Services/{ServiceSid}/RateLimits/{Sid}
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/RateLimits/{Sid}
    """

    create: Final = Permission("verify", "rate-limit", "create")
    """Create: custom rate limit definitions.

    Access: write. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/RateLimits
    """

    delete: Final = Permission("verify", "rate-limit", "delete")
    """Delete: custom rate limit definitions.

    Access: delete; costs-money, destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can take away what keeps fraudsters from verifications at the account's expense; delete what
    cannot be made again as it was.

    Opens:
    * DELETE https://verify.twilio.com/v2/Services/{ServiceSid}/RateLimits/{Sid}
    """

    list: Final = Permission("verify", "rate-limit", "list")
    """List: custom rate limit definitions.

    Access: list. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://verify.twilio.com/v2/Services/{ServiceSid}/RateLimits
    """

    read: Final = Permission("verify", "rate-limit", "read")
    """Read one by its sid: custom rate limit definitions.

    Access: read. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://verify.twilio.com/v2/Services/{ServiceSid}/RateLimits/{Sid}
    """

    update: Final = Permission("verify", "rate-limit", "update")
    """Change: custom rate limit definitions.

    Access: write. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/RateLimits/{Sid}
    """


class rule:
    """Fraud engine rules."""

    create: Final = Permission("verify", "rule", "create")
    """Create: fraud engine rules.

    Access: write. Evidence: listed, not seen at work; stands in list A, in the spelling that the API returns.

    No operation is known to need it.
    """

    delete: Final = Permission("verify", "rule", "delete")
    """Delete: fraud engine rules.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in list A, in the spelling that
    the API returns.
    Its holder can delete what cannot be made again as it was.

    No operation is known to need it.
    """

    list: Final = Permission("verify", "rule", "list")
    """List: fraud engine rules.

    Access: list. Evidence: listed, not seen at work; stands in list A, in the spelling that the API returns.

    No operation is known to need it.
    """

    update: Final = Permission("verify", "rule", "update")
    """Change: fraud engine rules.

    Access: write. Evidence: listed, not seen at work; stands in list A, in the spelling that the API returns.

    No operation is known to need it.
    """


class safelist:
    """Numbers never blocked by fraud guard."""

    create: Final = Permission("verify", "safelist", "create")
    """Create: numbers never blocked by fraud guard.

    Access: write; costs-money. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can take away what keeps fraudsters from verifications at the account's expense.

    Opens:
    * POST https://verify.twilio.com/v2/SafeList/Numbers
    """

    delete: Final = Permission("verify", "safelist", "delete")
    """Delete: numbers never blocked by fraud guard.

    Access: delete. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * DELETE https://verify.twilio.com/v2/SafeList/Numbers/{PhoneNumber}
    """

    read: Final = Permission("verify", "safelist", "read")
    """Read one by its sid: numbers never blocked by fraud guard.

    Access: read. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://verify.twilio.com/v2/SafeList/Numbers/{PhoneNumber}
    """


class service:
    """Verify service configurations."""

    all: Final = Permission("verify", "service", "*")
    """Create, delete, list, read and change: verify service configurations.

    Access: delete; destroys-data, redirects. Evidence: listed, not seen at work; stands in list A, in the
    spelling that the API returns.
    Its holder can weaken or change how a Verify service verifies; delete what cannot be made again as it was.

    Opens:
    * POST https://verify.twilio.com/v2/Services
    * DELETE https://verify.twilio.com/v2/Services/{Sid}
    * GET https://verify.twilio.com/v2/Services
    * GET https://verify.twilio.com/v2/Services/{Sid}
    * POST https://verify.twilio.com/v2/Services/{Sid}
    """

    create: Final = Permission("verify", "service", "create")
    """Create: verify service configurations.

    Access: write. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * POST https://verify.twilio.com/v2/Services
    """

    delete: Final = Permission("verify", "service", "delete")
    """Delete: verify service configurations.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * DELETE https://verify.twilio.com/v2/Services/{Sid}
    """

    list: Final = Permission("verify", "service", "list")
    """List: verify service configurations.

    Access: list. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://verify.twilio.com/v2/Services
    """

    read: Final = Permission("verify", "service", "read")
    """Read one by its sid: verify service configurations.

    Access: read. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://verify.twilio.com/v2/Services/{Sid}
    """

    update: Final = Permission("verify", "service", "update")
    """Change: verify service configurations.

    Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can weaken or change how a Verify service verifies.

    Opens:
    * POST https://verify.twilio.com/v2/Services/{Sid}
    """


class verification:
    """Start, fetch or change a verification."""

    create: Final = Permission("verify", "verification", "create")
    """Create: start, fetch or change a verification.

    Access: write; costs-money. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can send verification codes or challenges at the account's expense.

    Opens:
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/Verifications
    """

    read: Final = Permission("verify", "verification", "read")
    """Read one by its sid: start, fetch or change a verification.

    Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can see who was verified, when and how.

    Opens:
    * GET https://verify.twilio.com/v2/Services/{ServiceSid}/Verifications/{Sid}
    """

    update: Final = Permission("verify", "verification", "update")
    """Change: start, fetch or change a verification.

    Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can declare a verification approved without its code.

    Opens:
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/Verifications/{Sid}
    """


class verification_attempt:
    """Individual verification attempts."""

    list: Final = Permission("verify", "verification-attempt", "list")
    """List: individual verification attempts.

    Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can see who was verified, when and how.

    Opens:
    * GET https://verify.twilio.com/v2/Attempts
    """

    read: Final = Permission("verify", "verification-attempt", "read")
    """Read one by its sid: individual verification attempts.

    Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can see who was verified, when and how.

    Opens:
    * GET https://verify.twilio.com/v2/Attempts/{Sid}
    """


class verification_attempts_summary:
    """Aggregate of verification attempts."""

    read: Final = Permission("verify", "verification-attempts-summary", "read")
    """Read one by its sid: aggregate of verification attempts.

    Access: read. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://verify.twilio.com/v2/Attempts/Summary
    """


class verification_check:
    """Check a submitted code."""

    create: Final = Permission("verify", "verification-check", "create")
    """Create: check a submitted code.

    Access: write. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/VerificationCheck
    """


class verification_template:
    """Approved verification message templates."""

    list: Final = Permission("verify", "verification-template", "list")
    """List: approved verification message templates.

    Access: list. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://verify.twilio.com/v2/Templates
    """


class webhook:
    """Verify event webhooks."""

    all: Final = Permission("verify", "webhook", "*")
    """Create, delete, list, read and change: verify event webhooks.

    Access: delete; destroys-data, redirects. Evidence: listed, not seen at work; stands in list A, in the
    spelling that the API returns.
    Its holder can have Verify events sent to any URL; delete what cannot be made again as it was.

    Opens:
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/Webhooks
    * DELETE https://verify.twilio.com/v2/Services/{ServiceSid}/Webhooks/{Sid}
    * GET https://verify.twilio.com/v2/Services/{ServiceSid}/Webhooks
    * GET https://verify.twilio.com/v2/Services/{ServiceSid}/Webhooks/{Sid}
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/Webhooks/{Sid}
    """

    create: Final = Permission("verify", "webhook", "create")
    """Create: verify event webhooks.

    Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can have Verify events sent to any URL.

    Opens:
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/Webhooks
    """

    delete: Final = Permission("verify", "webhook", "delete")
    """Delete: verify event webhooks.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * DELETE https://verify.twilio.com/v2/Services/{ServiceSid}/Webhooks/{Sid}
    """

    list: Final = Permission("verify", "webhook", "list")
    """List: verify event webhooks.

    Access: list. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://verify.twilio.com/v2/Services/{ServiceSid}/Webhooks
    """

    read: Final = Permission("verify", "webhook", "read")
    """Read one by its sid: verify event webhooks.

    Access: read. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://verify.twilio.com/v2/Services/{ServiceSid}/Webhooks/{Sid}
    """

    update: Final = Permission("verify", "webhook", "update")
    """Change: verify event webhooks.

    Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can have Verify events sent to any URL.

    Opens:
    * POST https://verify.twilio.com/v2/Services/{ServiceSid}/Webhooks/{Sid}
    """
