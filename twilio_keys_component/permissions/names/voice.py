"""The permissions of Twilio's product `voice`, by resource.

Written by `python -m tools.catalog build` from the tables in `permissions/data/`: change those.
"""

from typing import Final

from twilio_keys_component.permissions.permission import Permission


class byoc_trunks:
    """Bring-your-own-carrier trunks.

    List A calls it `sip.byoc-trunks`; which of the two Twilio takes is not known.
    """

    create: Final = Permission("voice", "byoc-trunks", "create")
    """Create: bring-your-own-carrier trunks.

    Access: write. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's PDFs.
    Another spelling: `voice.sip.byoc_trunks.create`. Which of them Twilio takes is not known.

    No operation is known to need it.
    """

    delete: Final = Permission("voice", "byoc-trunks", "delete")
    """Delete: bring-your-own-carrier trunks.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in list B, in the spelling of
    Twilio's PDFs.
    Its holder can delete what cannot be made again as it was.
    Another spelling: `voice.sip.byoc_trunks.delete`. Which of them Twilio takes is not known.

    No operation is known to need it.
    """

    list: Final = Permission("voice", "byoc-trunks", "list")
    """List: bring-your-own-carrier trunks.

    Access: list. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's PDFs.
    Another spelling: `voice.sip.byoc_trunks.list`. Which of them Twilio takes is not known.

    No operation is known to need it.
    """

    read: Final = Permission("voice", "byoc-trunks", "read")
    """Read one by its sid: bring-your-own-carrier trunks.

    Access: read. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's PDFs.
    Another spelling: `voice.sip.byoc_trunks.read`. Which of them Twilio takes is not known.

    No operation is known to need it.
    """

    update: Final = Permission("voice", "byoc-trunks", "update")
    """Change: bring-your-own-carrier trunks.

    Access: write; redirects. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's
    PDFs.
    Its holder can send SIP and trunk calls elsewhere.
    Another spelling: `voice.sip.byoc_trunks.update`. Which of them Twilio takes is not known.

    No operation is known to need it.
    """


class calls:
    """Phone calls placed or received on the account."""

    all: Final = Permission("voice", "calls", "*")
    """Create, delete, list, read and change: phone calls placed or received on the account.

    Access: delete; costs-money, destroys-data, reads-content, redirects. Evidence: listed, not seen at work;
    stands in list A, in the spelling that the API returns.
    Its holder can place calls at the account's expense; take over or end live calls; see who called whom, when
    and from where; delete what cannot be made again as it was.

    Opens:
    * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Calls.json
    * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Calls/{Sid}.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Calls.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Calls/{Sid}.json
    * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Calls/{Sid}.json
    """

    create: Final = Permission("voice", "calls", "create")
    """Create: phone calls placed or received on the account.

    Access: write; costs-money. Evidence: seen at work in a published test; stands in lists A and B.
    Its holder can place calls at the account's expense.

    Opens:
    * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Calls.json
    """

    delete: Final = Permission("voice", "calls", "delete")
    """Delete: phone calls placed or received on the account.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Calls/{Sid}.json
    """

    list: Final = Permission("voice", "calls", "list")
    """List: phone calls placed or received on the account.

    Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can see who called whom, when and from where.

    Opens:
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Calls.json
    """

    read: Final = Permission("voice", "calls", "read")
    """Read one by its sid: phone calls placed or received on the account.

    Access: read; reads-content. Evidence: seen at work in a published test; stands in lists A and B.
    Its holder can see who called whom, when and from where.

    Opens:
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Calls/{Sid}.json
    """

    update: Final = Permission("voice", "calls", "update")
    """Change: phone calls placed or received on the account.

    Access: write; costs-money, redirects. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can place calls at the account's expense; take over or end live calls.

    Opens:
    * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Calls/{Sid}.json
    """

    class notifications:
        """Log notices attached to one call."""

        delete: Final = Permission("voice", "calls.notifications", "delete")
        """Delete: log notices attached to one call.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in list B, in the spelling of
        Twilio's PDFs.
        Its holder can delete what cannot be made again as it was.

        No operation is known to need it.
        """

        list: Final = Permission("voice", "calls.notifications", "list")
        """List: log notices attached to one call.

        Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can read the requests that Twilio made to the application, and its answers.

        Opens:
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Notifications.json
        """

        read: Final = Permission("voice", "calls.notifications", "read")
        """Read one by its sid: log notices attached to one call.

        Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can read the requests that Twilio made to the application, and its answers.

        Opens:
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Notifications/{Sid}.json
        """

    class recordings:
        """Recordings belonging to one call."""

        all: Final = Permission("voice", "calls.recordings", "*")
        """Create, delete, list, read and change: recordings belonging to one call.

        Access: delete; costs-money, destroys-data, reads-content, redirects. Evidence: listed, not seen at
        work; stands in list A, in the spelling that the API returns.
        Its holder can start recordings or compositions, which are charged; have a live call recorded and the
        recording's address sent to any URL; find and fetch recordings; delete what cannot be made again as it
        was.

        Opens:
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings.json
        * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings/{Sid}.json
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings.json
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings/{Sid}.json
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings/{Sid}.json
        """

        create: Final = Permission("voice", "calls.recordings", "create")
        """Create: recordings belonging to one call.

        Access: write; costs-money, redirects. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can start recordings or compositions, which are charged; have a live call recorded and the
        recording's address sent to any URL.

        Opens:
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings.json
        """

        delete: Final = Permission("voice", "calls.recordings", "delete")
        """Delete: recordings belonging to one call.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings/{Sid}.json
        """

        list: Final = Permission("voice", "calls.recordings", "list")
        """List: recordings belonging to one call.

        Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can find and fetch recordings.

        Opens:
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings.json
        """

        read: Final = Permission("voice", "calls.recordings", "read")
        """Read one by its sid: recordings belonging to one call.

        Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can find and fetch recordings.

        Opens:
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings/{Sid}.json
        """

        update: Final = Permission("voice", "calls.recordings", "update")
        """Change: recordings belonging to one call.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Recordings/{Sid}.json
        """


class conferences:
    """Multi-party voice conferences."""

    list: Final = Permission("voice", "conferences", "list")
    """List: multi-party voice conferences.

    Access: list. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Conferences.json
    """

    read: Final = Permission("voice", "conferences", "read")
    """Read one by its sid: multi-party voice conferences.

    Access: read. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Conferences/{Sid}.json
    """

    update: Final = Permission("voice", "conferences", "update")
    """Change: multi-party voice conferences.

    Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can take over or end live calls.

    Opens:
    * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Conferences/{Sid}.json
    """

    class participants:
        """People connected to a running conference."""

        all: Final = Permission("voice", "conferences.participants", "*")
        """Create, delete, list, read and change: people connected to a running conference.

        Access: delete; costs-money, destroys-data, redirects. Evidence: listed, not seen at work; stands in
        list A, in the spelling that the API returns.
        Its holder can place calls at the account's expense; bring people into a live conference, or put, coach
        or mute those in it; delete what cannot be made again as it was.

        Opens:
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants.json
        * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants/{CallSid}.json
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants.json
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants/{CallSid}.json
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants/{CallSid}.json
        """

        create: Final = Permission("voice", "conferences.participants", "create")
        """Create: people connected to a running conference.

        Access: write; costs-money, redirects. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can place calls at the account's expense; bring people into a live conference, or put, coach
        or mute those in it.

        Opens:
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants.json
        """

        delete: Final = Permission("voice", "conferences.participants", "delete")
        """Delete: people connected to a running conference.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants/{CallSid}.json
        """

        list: Final = Permission("voice", "conferences.participants", "list")
        """List: people connected to a running conference.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants.json
        """

        read: Final = Permission("voice", "conferences.participants", "read")
        """Read one by its sid: people connected to a running conference.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants/{CallSid}.json
        """

        update: Final = Permission("voice", "conferences.participants", "update")
        """Change: people connected to a running conference.

        Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can bring people into a live conference, or put, coach or mute those in it.

        Opens:
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants/{CallSid}.json
        """

    class recordings:
        """Recordings belonging to one conference."""

        list: Final = Permission("voice", "conferences.recordings", "list")
        """List: recordings belonging to one conference.

        Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can find and fetch recordings.

        Opens:
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Recordings.json
        """

        update: Final = Permission("voice", "conferences.recordings", "update")
        """Change: recordings belonging to one conference.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Recordings/{Sid}.json
        """


class connection_policies:
    """Origination routing policies for BYOC trunks.

    List A calls it `sip.connection-policies`; which of the two Twilio takes is not known.
    """

    create: Final = Permission("voice", "connection-policies", "create")
    """Create: origination routing policies for BYOC trunks.

    Access: write. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's PDFs.
    Another spelling: `voice.sip.connection_policies.create`. Which of them Twilio takes is not known.

    No operation is known to need it.
    """

    delete: Final = Permission("voice", "connection-policies", "delete")
    """Delete: origination routing policies for BYOC trunks.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in list B, in the spelling of
    Twilio's PDFs.
    Its holder can delete what cannot be made again as it was.
    Another spelling: `voice.sip.connection_policies.delete`. Which of them Twilio takes is not known.

    No operation is known to need it.
    """

    list: Final = Permission("voice", "connection-policies", "list")
    """List: origination routing policies for BYOC trunks.

    Access: list. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's PDFs.
    Another spelling: `voice.sip.connection_policies.list`. Which of them Twilio takes is not known.

    No operation is known to need it.
    """

    read: Final = Permission("voice", "connection-policies", "read")
    """Read one by its sid: origination routing policies for BYOC trunks.

    Access: read. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's PDFs.
    Another spelling: `voice.sip.connection_policies.read`. Which of them Twilio takes is not known.

    No operation is known to need it.
    """

    update: Final = Permission("voice", "connection-policies", "update")
    """Change: origination routing policies for BYOC trunks.

    Access: write. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's PDFs.
    Another spelling: `voice.sip.connection_policies.update`. Which of them Twilio takes is not known.

    No operation is known to need it.
    """

    class targets:
        """URI targets inside a BYOC connection policy.

        List A calls it `sip.connection-policies.targets`; which of the two Twilio takes is not known.
        """

        create: Final = Permission("voice", "connection-policies.targets", "create")
        """Create: URI targets inside a BYOC connection policy.

        Access: write; redirects. Evidence: listed, not seen at work; stands in list B, in the spelling of
        Twilio's PDFs.
        Its holder can send SIP and trunk calls elsewhere.

        Opens:
        * POST (likely) https://voice.twilio.com/v1/ConnectionPolicies/{ConnectionPolicySid}/Targets
        """

        delete: Final = Permission("voice", "connection-policies.targets", "delete")
        """Delete: URI targets inside a BYOC connection policy.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in list B, in the spelling of
        Twilio's PDFs.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE (likely) https://voice.twilio.com/v1/ConnectionPolicies/{ConnectionPolicySid}/Targets/{Sid}
        """

        list: Final = Permission("voice", "connection-policies.targets", "list")
        """List: URI targets inside a BYOC connection policy.

        Access: list. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's PDFs.

        Opens:
        * GET (likely) https://voice.twilio.com/v1/ConnectionPolicies/{ConnectionPolicySid}/Targets
        """

        read: Final = Permission("voice", "connection-policies.targets", "read")
        """Read one by its sid: URI targets inside a BYOC connection policy.

        Access: read. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's PDFs.

        Opens:
        * GET (likely) https://voice.twilio.com/v1/ConnectionPolicies/{ConnectionPolicySid}/Targets/{Sid}
        """

        update: Final = Permission("voice", "connection-policies.targets", "update")
        """Change: URI targets inside a BYOC connection policy.

        Access: write; redirects. Evidence: listed, not seen at work; stands in list B, in the spelling of
        Twilio's PDFs.
        Its holder can send SIP and trunk calls elsewhere.

        Opens:
        * POST (likely) https://voice.twilio.com/v1/ConnectionPolicies/{ConnectionPolicySid}/Targets/{Sid}
        """


class insights:
    """What begins with `insights`; no permission is about this alone."""

    class call:
        """What begins with `insights.call`; no permission is about this alone."""

        class annotations:
            """Subjective quality notes stored on a call."""

            read: Final = Permission("voice", "insights.call.annotations", "read")
            """Read one by its sid: subjective quality notes stored on a call.

            Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
            Its holder can see who called whom, when and from where.

            Opens:
            * GET https://insights.twilio.com/v1/Voice/{CallSid}/Annotation
            """

            update: Final = Permission("voice", "insights.call.annotations", "update")
            """Change: subjective quality notes stored on a call.

            Access: write. Evidence: listed, not seen at work; stands in lists A and B.

            Opens:
            * POST https://insights.twilio.com/v1/Voice/{CallSid}/Annotation
            """

        class events:
            """Call progress and SDK events for one call."""

            list: Final = Permission("voice", "insights.call.events", "list")
            """List: call progress and SDK events for one call.

            Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
            Its holder can see who called whom, when and from where.

            Opens:
            * GET https://insights.twilio.com/v1/Voice/{CallSid}/Events
            """

        class metrics:
            """Quality metrics for one call."""

            list: Final = Permission("voice", "insights.call.metrics", "list")
            """List: quality metrics for one call.

            Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
            Its holder can see who called whom, when and from where.

            Opens:
            * GET https://insights.twilio.com/v1/Voice/{CallSid}/Metrics
            """

        class summaries:
            """Per-call summary records."""

            list: Final = Permission("voice", "insights.call.summaries", "list")
            """List: per-call summary records.

            Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
            Its holder can see who called whom, when and from where.

            Opens:
            * GET https://insights.twilio.com/v1/Voice/Summaries
            """

            read: Final = Permission("voice", "insights.call.summaries", "read")
            """Read one by its sid: per-call summary records.

            Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
            Its holder can see who called whom, when and from where.

            Opens:
            * GET https://insights.twilio.com/v1/Voice/{CallSid}/Summary
            """

    class conference:
        """What begins with `insights.conference`; no permission is about this alone."""

        class participants:
            """Per-participant conference summary records."""

            list: Final = Permission("voice", "insights.conference.participants", "list")
            """List: per-participant conference summary records.

            Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
            Its holder can see who called whom, when and from where.

            Opens:
            * GET https://insights.twilio.com/v1/Conferences/{ConferenceSid}/Participants
            """

            read: Final = Permission("voice", "insights.conference.participants", "read")
            """Read one by its sid: per-participant conference summary records.

            Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
            Its holder can see who called whom, when and from where.

            Opens:
            * GET https://insights.twilio.com/v1/Conferences/{ConferenceSid}/Participants/{ParticipantSid}
            """

        class summaries:
            """Per-conference summary records."""

            list: Final = Permission("voice", "insights.conference.summaries", "list")
            """List: per-conference summary records.

            Access: list. Evidence: listed, not seen at work; stands in lists A and B.

            Opens:
            * GET https://insights.twilio.com/v1/Conferences
            """

            read: Final = Permission("voice", "insights.conference.summaries", "read")
            """Read one by its sid: per-conference summary records.

            Access: read. Evidence: listed, not seen at work; stands in lists A and B.

            Opens:
            * GET https://insights.twilio.com/v1/Conferences/{ConferenceSid}
            """

    class settings:
        """Account switches for Voice Insights advanced features."""

        read: Final = Permission("voice", "insights.settings", "read")
        """Read one by its sid: account switches for Voice Insights advanced features.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://insights.twilio.com/v1/Voice/Settings
        """

        update: Final = Permission("voice", "insights.settings", "update")
        """Change: account switches for Voice Insights advanced features.

        Access: write; costs-money. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can switch on paid Voice Insights features.

        Opens:
        * POST https://insights.twilio.com/v1/Voice/Settings
        """


class intelligence:
    """What begins with `intelligence`; no permission is about this alone."""

    class operator:
        """What begins with `intelligence.operator`; no permission is about this alone."""

        class custom:
            """Customer-defined Intelligence operators."""

            all: Final = Permission("voice", "intelligence.operator.custom", "*")
            """Create, delete, list, read and change: customer-defined Intelligence operators.

            Access: delete; destroys-data. Evidence: listed, not seen at work; stands in list A, in the spelling
            that the API returns.
            Its holder can delete what cannot be made again as it was.

            Opens:
            * POST https://intelligence.twilio.com/v2/Operators/Custom
            * DELETE https://intelligence.twilio.com/v2/Operators/Custom/{Sid}
            * GET https://intelligence.twilio.com/v2/Operators/Custom
            * GET https://intelligence.twilio.com/v2/Operators/Custom/{Sid}
            * POST https://intelligence.twilio.com/v2/Operators/Custom/{Sid}
            """

            create: Final = Permission("voice", "intelligence.operator.custom", "create")
            """Create: customer-defined Intelligence operators.

            Access: write. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
            spelling that the API returns.
            Another spelling: `voice.intelligence.operators.custom.create`. Which of them Twilio takes is not
            known.

            Opens:
            * POST https://intelligence.twilio.com/v2/Operators/Custom
            """

            delete: Final = Permission("voice", "intelligence.operator.custom", "delete")
            """Delete: customer-defined Intelligence operators.

            Access: delete; destroys-data. Evidence: inferred from a listed wildcard, not seen at work; stands
            in list A, in the spelling that the API returns.
            Its holder can delete what cannot be made again as it was.
            Another spelling: `voice.intelligence.operators.custom.delete`. Which of them Twilio takes is not
            known.

            Opens:
            * DELETE https://intelligence.twilio.com/v2/Operators/Custom/{Sid}
            """

            list: Final = Permission("voice", "intelligence.operator.custom", "list")
            """List: customer-defined Intelligence operators.

            Access: list. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
            spelling that the API returns.
            Another spelling: `voice.intelligence.operators.custom.list`. Which of them Twilio takes is not
            known.

            Opens:
            * GET https://intelligence.twilio.com/v2/Operators/Custom
            """

            read: Final = Permission("voice", "intelligence.operator.custom", "read")
            """Read one by its sid: customer-defined Intelligence operators.

            Access: read. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
            spelling that the API returns.
            Another spelling: `voice.intelligence.operators.custom.read`. Which of them Twilio takes is not
            known.

            Opens:
            * GET https://intelligence.twilio.com/v2/Operators/Custom/{Sid}
            """

            update: Final = Permission("voice", "intelligence.operator.custom", "update")
            """Change: customer-defined Intelligence operators.

            Access: write. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
            spelling that the API returns.
            Another spelling: `voice.intelligence.operators.custom.update`. Which of them Twilio takes is not
            known.

            Opens:
            * POST https://intelligence.twilio.com/v2/Operators/Custom/{Sid}
            """

        class prebuilt:
            """Twilio-supplied Intelligence operators."""

            list: Final = Permission("voice", "intelligence.operator.prebuilt", "list")
            """List: twilio-supplied Intelligence operators.

            Access: list. Evidence: listed, not seen at work; stands in list A, in the spelling that the API
            returns.
            Another spelling: `voice.intelligence.operators.prebuilt.list`. Which of them Twilio takes is not
            known.

            Opens:
            * GET https://intelligence.twilio.com/v2/Operators/PreBuilt
            """

            read: Final = Permission("voice", "intelligence.operator.prebuilt", "read")
            """Read one by its sid: twilio-supplied Intelligence operators.

            Access: read. Evidence: listed, not seen at work; stands in list A, in the spelling that the API
            returns.
            Another spelling: `voice.intelligence.operators.prebuilt.read`. Which of them Twilio takes is not
            known.

            Opens:
            * GET https://intelligence.twilio.com/v2/Operators/PreBuilt/{Sid}
            """

    class operator_attachment:
        """Link between an operator and an Intelligence service."""

        create: Final = Permission("voice", "intelligence.operator-attachment", "create")
        """Create: link between an operator and an Intelligence service.

        Access: write; costs-money. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can have speech transcribed or analysed, which is charged.

        Opens:
        * POST https://intelligence.twilio.com/v2/Services/{ServiceSid}/Operators/{OperatorSid}
        """

        delete: Final = Permission("voice", "intelligence.operator-attachment", "delete")
        """Delete: link between an operator and an Intelligence service.

        Access: delete. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * DELETE https://intelligence.twilio.com/v2/Services/{ServiceSid}/Operators/{OperatorSid}
        """

        list: Final = Permission("voice", "intelligence.operator-attachment", "list")
        """List: link between an operator and an Intelligence service.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://intelligence.twilio.com/v2/Services/{ServiceSid}/Operators
        """

    class operator_results:
        """Operator inferences for one transcript."""

        read: Final = Permission("voice", "intelligence.operator-results", "read")
        """Read one by its sid: operator inferences for one transcript.

        Access: list; reads-content. Evidence: listed, not seen at work; stands in list A, in the spelling that
        the API returns.
        Its holder can read what was said on calls (transcripts, and what was concluded from them).
        Another spelling: `voice.intelligence.operators_results.read`. Which of them Twilio takes is not known.

        Opens:
        * GET (likely) https://intelligence.twilio.com/v2/Transcripts/{TranscriptSid}/OperatorResults
        * GET (likely) https://intelligence.twilio.com/v2/Transcripts/{TranscriptSid}/OperatorResults/Encrypted
        * GET https://intelligence.twilio.com/v2/Transcripts/{TranscriptSid}/OperatorResults/{OperatorSid}
        """

    class operator_types:
        """Kinds of Intelligence operators."""

        list: Final = Permission("voice", "intelligence.operator-types", "list")
        """List: kinds of Intelligence operators.

        Access: list. Evidence: listed, not seen at work; stands in list A, in the spelling that the API
        returns.
        Another spelling: `voice.intelligence.operators_types.list`. Which of them Twilio takes is not known.

        Opens:
        * GET https://intelligence.twilio.com/v2/OperatorTypes
        """

        read: Final = Permission("voice", "intelligence.operator-types", "read")
        """Read one by its sid: kinds of Intelligence operators.

        Access: read. Evidence: listed, not seen at work; stands in list A, in the spelling that the API
        returns.
        Another spelling: `voice.intelligence.operators_types.read`. Which of them Twilio takes is not known.

        Opens:
        * GET https://intelligence.twilio.com/v2/OperatorTypes/{Sid}
        """

    class operators:
        """All Intelligence operators, custom or prebuilt."""

        list: Final = Permission("voice", "intelligence.operators", "list")
        """List: all Intelligence operators, custom or prebuilt.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://intelligence.twilio.com/v2/Operators
        """

        read: Final = Permission("voice", "intelligence.operators", "read")
        """Read one by its sid: all Intelligence operators, custom or prebuilt.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://intelligence.twilio.com/v2/Operators/{Sid}
        """

        class custom:
            """Customer-defined Intelligence operators.

            List A calls it `intelligence.operator.custom`; which of the two Twilio takes is not known.
            """

            create: Final = Permission("voice", "intelligence.operators.custom", "create")
            """Create: customer-defined Intelligence operators.

            Access: write. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's
            PDFs.
            Another spelling: `voice.intelligence.operator.custom.create`. Which of them Twilio takes is not
            known.

            No operation is known to need it.
            """

            delete: Final = Permission("voice", "intelligence.operators.custom", "delete")
            """Delete: customer-defined Intelligence operators.

            Access: delete; destroys-data. Evidence: listed, not seen at work; stands in list B, in the spelling
            of Twilio's PDFs.
            Its holder can delete what cannot be made again as it was.
            Another spelling: `voice.intelligence.operator.custom.delete`. Which of them Twilio takes is not
            known.

            No operation is known to need it.
            """

            list: Final = Permission("voice", "intelligence.operators.custom", "list")
            """List: customer-defined Intelligence operators.

            Access: list. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's
            PDFs.
            Another spelling: `voice.intelligence.operator.custom.list`. Which of them Twilio takes is not
            known.

            No operation is known to need it.
            """

            read: Final = Permission("voice", "intelligence.operators.custom", "read")
            """Read one by its sid: customer-defined Intelligence operators.

            Access: read. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's
            PDFs.
            Another spelling: `voice.intelligence.operator.custom.read`. Which of them Twilio takes is not
            known.

            No operation is known to need it.
            """

            update: Final = Permission("voice", "intelligence.operators.custom", "update")
            """Change: customer-defined Intelligence operators.

            Access: write. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's
            PDFs.
            Another spelling: `voice.intelligence.operator.custom.update`. Which of them Twilio takes is not
            known.

            No operation is known to need it.
            """

        class prebuilt:
            """Twilio-supplied Intelligence operators.

            List A calls it `intelligence.operator.prebuilt`; which of the two Twilio takes is not known.
            """

            list: Final = Permission("voice", "intelligence.operators.prebuilt", "list")
            """List: twilio-supplied Intelligence operators.

            Access: list. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's
            PDFs.
            Another spelling: `voice.intelligence.operator.prebuilt.list`. Which of them Twilio takes is not
            known.

            No operation is known to need it.
            """

            read: Final = Permission("voice", "intelligence.operators.prebuilt", "read")
            """Read one by its sid: twilio-supplied Intelligence operators.

            Access: read. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's
            PDFs.
            Another spelling: `voice.intelligence.operator.prebuilt.read`. Which of them Twilio takes is not
            known.

            No operation is known to need it.
            """

    class operators_results:
        """Operator inferences for one transcript.

        List A calls it `intelligence.operator-results`; which of the two Twilio takes is not known.
        """

        read: Final = Permission("voice", "intelligence.operators-results", "read")
        """Read one by its sid: operator inferences for one transcript.

        Access: list; reads-content. Evidence: listed, not seen at work; stands in list B, in the spelling of
        Twilio's PDFs.
        Its holder can read what was said on calls (transcripts, and what was concluded from them).
        Another spelling: `voice.intelligence.operator_results.read`. Which of them Twilio takes is not known.

        No operation is known to need it.
        """

    class operators_types:
        """Kinds of Intelligence operators.

        List A calls it `intelligence.operator-types`; which of the two Twilio takes is not known.
        """

        list: Final = Permission("voice", "intelligence.operators-types", "list")
        """List: kinds of Intelligence operators.

        Access: list. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's PDFs.
        Another spelling: `voice.intelligence.operator_types.list`. Which of them Twilio takes is not known.

        No operation is known to need it.
        """

        read: Final = Permission("voice", "intelligence.operators-types", "read")
        """Read one by its sid: kinds of Intelligence operators.

        Access: read. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's PDFs.
        Another spelling: `voice.intelligence.operator_types.read`. Which of them Twilio takes is not known.

        No operation is known to need it.
        """

    class services:
        """Transcription configuration containers."""

        all: Final = Permission("voice", "intelligence.services", "*")
        """Create, delete, list, read and change: transcription configuration containers.

        Access: delete; costs-money, destroys-data, redirects. Evidence: listed, not seen at work; stands in
        list A, in the spelling that the API returns.
        Its holder can have speech transcribed or analysed, which is charged; have new recordings transcribed
        and any URL told of it; delete what cannot be made again as it was.

        Opens:
        * POST https://intelligence.twilio.com/v2/Services
        * DELETE https://intelligence.twilio.com/v2/Services/{Sid}
        * GET https://intelligence.twilio.com/v2/Services
        * GET https://intelligence.twilio.com/v2/Services/{Sid}
        * POST https://intelligence.twilio.com/v2/Services/{Sid}
        """

        create: Final = Permission("voice", "intelligence.services", "create")
        """Create: transcription configuration containers.

        Access: write; costs-money, redirects. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can have speech transcribed or analysed, which is charged; have new recordings transcribed
        and any URL told of it.

        Opens:
        * POST https://intelligence.twilio.com/v2/Services
        """

        delete: Final = Permission("voice", "intelligence.services", "delete")
        """Delete: transcription configuration containers.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://intelligence.twilio.com/v2/Services/{Sid}
        """

        list: Final = Permission("voice", "intelligence.services", "list")
        """List: transcription configuration containers.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://intelligence.twilio.com/v2/Services
        """

        read: Final = Permission("voice", "intelligence.services", "read")
        """Read one by its sid: transcription configuration containers.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://intelligence.twilio.com/v2/Services/{Sid}
        """

        update: Final = Permission("voice", "intelligence.services", "update")
        """Change: transcription configuration containers.

        Access: write; costs-money, redirects. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can have speech transcribed or analysed, which is charged; have new recordings transcribed
        and any URL told of it.

        Opens:
        * POST https://intelligence.twilio.com/v2/Services/{Sid}
        """

    class transcript_media:
        """Signed URL of the transcript source audio."""

        read: Final = Permission("voice", "intelligence.transcript-media", "read")
        """Read one by its sid: signed URL of the transcript source audio.

        Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can read what was said on calls (transcripts, and what was concluded from them).

        Opens:
        * GET https://intelligence.twilio.com/v2/Transcripts/{Sid}/Media
        """

    class transcript_sentences:
        """Sentence-level text of a transcript."""

        read: Final = Permission("voice", "intelligence.transcript-sentences", "read")
        """Read one by its sid: sentence-level text of a transcript.

        Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can read what was said on calls (transcripts, and what was concluded from them).

        Opens:
        * GET (likely) https://intelligence.twilio.com/v2/Transcripts/{TranscriptSid}/Sentences
        * GET (likely) https://intelligence.twilio.com/v2/Transcripts/{TranscriptSid}/Sentences/Encrypted
        """

    class transcripts:
        """Voice Intelligence transcripts."""

        create: Final = Permission("voice", "intelligence.transcripts", "create")
        """Create: voice Intelligence transcripts.

        Access: write; costs-money. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can have speech transcribed or analysed, which is charged.

        Opens:
        * POST https://intelligence.twilio.com/v2/Transcripts
        """

        delete: Final = Permission("voice", "intelligence.transcripts", "delete")
        """Delete: voice Intelligence transcripts.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://intelligence.twilio.com/v2/Transcripts/{Sid}
        """

        list: Final = Permission("voice", "intelligence.transcripts", "list")
        """List: voice Intelligence transcripts.

        Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can read what was said on calls (transcripts, and what was concluded from them).

        Opens:
        * GET https://intelligence.twilio.com/v2/Transcripts
        """

        read: Final = Permission("voice", "intelligence.transcripts", "read")
        """Read one by its sid: voice Intelligence transcripts.

        Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can read what was said on calls (transcripts, and what was concluded from them).

        Opens:
        * GET https://intelligence.twilio.com/v2/Transcripts/{Sid}
        """


class ip_records:
    """Static IPs for BYOC termination.

    List A calls it `sip.ip-records`; which of the two Twilio takes is not known.
    """

    create: Final = Permission("voice", "ip-records", "create")
    """Create: static IPs for BYOC termination.

    Access: write; costs-money. Evidence: listed, not seen at work; stands in list B, in the spelling of
    Twilio's PDFs.
    Its holder can let other SIP devices or networks place calls through the account.
    Another spelling: `voice.sip.ip_records.create`. Which of them Twilio takes is not known.

    No operation is known to need it.
    """

    list: Final = Permission("voice", "ip-records", "list")
    """List: static IPs for BYOC termination.

    Access: list. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's PDFs.
    Another spelling: `voice.sip.ip_records.list`. Which of them Twilio takes is not known.

    No operation is known to need it.
    """

    read: Final = Permission("voice", "ip-records", "read")
    """Read one by its sid: static IPs for BYOC termination.

    Access: read. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's PDFs.
    Another spelling: `voice.sip.ip_records.read`. Which of them Twilio takes is not known.

    No operation is known to need it.
    """

    update: Final = Permission("voice", "ip-records", "update")
    """Change: static IPs for BYOC termination.

    Access: write. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's PDFs.
    Another spelling: `voice.sip.ip_records.update`. Which of them Twilio takes is not known.

    No operation is known to need it.
    """


class outgoing_caller_ids:
    """Verified numbers usable as outbound caller ID."""

    all: Final = Permission("voice", "outgoing-caller-ids", "*")
    """Create, delete, list, read and change: verified numbers usable as outbound caller ID.

    Access: delete; costs-money, destroys-data, reads-content. Evidence: listed, not seen at work; stands in
    list A, in the spelling that the API returns.
    Its holder can have a number called to verify it as caller id; see the phone numbers that were verified as
    caller ids, mostly people's own; delete what cannot be made again as it was.

    Opens:
    * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds.json
    * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds/{Sid}.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds/{Sid}.json
    * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds/{Sid}.json
    """

    create: Final = Permission("voice", "outgoing-caller-ids", "create")
    """Create: verified numbers usable as outbound caller ID.

    Access: write; costs-money. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can have a number called to verify it as caller id.

    Opens:
    * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds.json
    """

    delete: Final = Permission("voice", "outgoing-caller-ids", "delete")
    """Delete: verified numbers usable as outbound caller ID.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds/{Sid}.json
    """

    list: Final = Permission("voice", "outgoing-caller-ids", "list")
    """List: verified numbers usable as outbound caller ID.

    Access: list; reads-content. Evidence: seen at work in a published test; stands in lists A and B.
    Its holder can see the phone numbers that were verified as caller ids, mostly people's own.

    Opens:
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds.json
    """

    read: Final = Permission("voice", "outgoing-caller-ids", "read")
    """Read one by its sid: verified numbers usable as outbound caller ID.

    Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can see the phone numbers that were verified as caller ids, mostly people's own.

    Opens:
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds/{Sid}.json
    """

    update: Final = Permission("voice", "outgoing-caller-ids", "update")
    """Change: verified numbers usable as outbound caller ID.

    Access: write. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds/{Sid}.json
    """


class queues:
    """Call queues."""

    all: Final = Permission("voice", "queues", "*")
    """Create, delete, list, read and change: call queues.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in list A, in the spelling that
    the API returns.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Queues.json
    * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Queues/{Sid}.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Queues.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Queues/{Sid}.json
    * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Queues/{Sid}.json
    """

    create: Final = Permission("voice", "queues", "create")
    """Create: call queues.

    Access: write. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Queues.json
    """

    delete: Final = Permission("voice", "queues", "delete")
    """Delete: call queues.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Queues/{Sid}.json
    """

    list: Final = Permission("voice", "queues", "list")
    """List: call queues.

    Access: list. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Queues.json
    """

    read: Final = Permission("voice", "queues", "read")
    """Read one by its sid: call queues.

    Access: read. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Queues/{Sid}.json
    """

    update: Final = Permission("voice", "queues", "update")
    """Change: call queues.

    Access: write. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Queues/{Sid}.json
    """

    class member:
        """Calls waiting inside a queue."""

        list: Final = Permission("voice", "queues.member", "list")
        """List: calls waiting inside a queue.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Queues/{QueueSid}/Members.json
        """

        read: Final = Permission("voice", "queues.member", "read")
        """Read one by its sid: calls waiting inside a queue.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Queues/{QueueSid}/Members/{CallSid}.json
        """

        update: Final = Permission("voice", "queues.member", "update")
        """Change: calls waiting inside a queue.

        Access: write; costs-money, redirects. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can place calls at the account's expense; take over or end live calls.

        Opens:
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Queues/{QueueSid}/Members/{CallSid}.json
        """


class recordings:
    """Call, conference or trunk recordings."""

    delete: Final = Permission("voice", "recordings", "delete")
    """Delete: call, conference or trunk recordings.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Recordings/{Sid}.json
    """

    list: Final = Permission("voice", "recordings", "list")
    """List: call, conference or trunk recordings.

    Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can find and fetch recordings.

    Opens:
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Recordings.json
    """

    read: Final = Permission("voice", "recordings", "read")
    """Read one by its sid: call, conference or trunk recordings.

    Access: read; reads-content. Evidence: seen at work in a published test; stands in lists A and B.
    Its holder can find and fetch recordings.

    Opens:
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Recordings/{Sid}.json
    """

    class add_ons:
        """Add-on results attached to a recording."""

        delete: Final = Permission("voice", "recordings.add-ons", "delete")
        """Delete: add-on results attached to a recording.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Recordings/{ReferenceSid}/AddOnResults/{Sid}.json
        """

        list: Final = Permission("voice", "recordings.add-ons", "list")
        """List: add-on results attached to a recording.

        Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can find and fetch recordings.

        Opens:
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Recordings/{ReferenceSid}/AddOnResults.json
        """

        read: Final = Permission("voice", "recordings.add-ons", "read")
        """Read one by its sid: add-on results attached to a recording.

        Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can find and fetch recordings.

        Opens:
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Recordings/{ReferenceSid}/AddOnResults/{Sid}.json
        """

        class payload:
            """Payload descriptors in an add-on result."""

            list: Final = Permission("voice", "recordings.add-ons.payload", "list")
            """List: payload descriptors in an add-on result.

            Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
            Its holder can find and fetch recordings.

            Opens:
            * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Recordings/{ReferenceSid}/AddOnResults/{AddOnResultSid}/Payloads.json
            """

            read: Final = Permission("voice", "recordings.add-ons.payload", "read")
            """Read one by its sid: payload descriptors in an add-on result.

            Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
            Its holder can find and fetch recordings.

            Opens:
            * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Recordings/{ReferenceSid}/AddOnResults/{AddOnResultSid}/Payloads/{Sid}.json
            """

            class data:
                """Raw data returned by an add-on."""

                read: Final = Permission("voice", "recordings.add-ons.payload.data", "read")
                """Read one by its sid: raw data returned by an add-on.

                Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
                Its holder can find and fetch recordings.

                Opens:
                * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Recordings/{ReferenceSid}/AddOnResults/{AddOnResultSid}/Payloads/{PayloadSid}/Data.json
                """

    class transcriptions:
        """Transcriptions of one recording."""

        delete: Final = Permission("voice", "recordings.transcriptions", "delete")
        """Delete: transcriptions of one recording.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in list A, in the spelling
        that the API returns.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Recordings/{RecordingSid}/Transcriptions/{Sid}.json
        """

        list: Final = Permission("voice", "recordings.transcriptions", "list")
        """List: transcriptions of one recording.

        Access: list; reads-content. Evidence: listed, not seen at work; stands in list A, in the spelling that
        the API returns.
        Its holder can find and fetch recordings.

        Opens:
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Recordings/{RecordingSid}/Transcriptions.json
        """

        read: Final = Permission("voice", "recordings.transcriptions", "read")
        """Read one by its sid: transcriptions of one recording.

        Access: read; reads-content. Evidence: listed, not seen at work; stands in list A, in the spelling that
        the API returns.
        Its holder can find and fetch recordings.

        Opens:
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Recordings/{RecordingSid}/Transcriptions/{Sid}.json
        """


class request_inspector:
    """Webhook request log of a call (call events)."""

    read: Final = Permission("voice", "request-inspector", "read")
    """Read one by its sid: webhook request log of a call (call events).

    Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can read the requests that Twilio made to the application, and its answers.

    Opens:
    * GET (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Calls/{CallSid}/Events.json
    """


class sip:
    """What begins with `sip`; no permission is about this alone."""

    class byoc_trunks:
        """Bring-your-own-carrier trunks."""

        all: Final = Permission("voice", "sip.byoc-trunks", "*")
        """Create, delete, list, read and change: bring-your-own-carrier trunks.

        Access: delete; destroys-data, redirects. Evidence: listed, not seen at work; stands in list A, in the
        spelling that the API returns.
        Its holder can send SIP and trunk calls elsewhere; delete what cannot be made again as it was.

        Opens:
        * POST https://voice.twilio.com/v1/ByocTrunks
        * DELETE https://voice.twilio.com/v1/ByocTrunks/{Sid}
        * GET https://voice.twilio.com/v1/ByocTrunks
        * GET https://voice.twilio.com/v1/ByocTrunks/{Sid}
        * POST https://voice.twilio.com/v1/ByocTrunks/{Sid}
        """

        create: Final = Permission("voice", "sip.byoc-trunks", "create")
        """Create: bring-your-own-carrier trunks.

        Access: write. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
        spelling that the API returns.
        Another spelling: `voice.byoc_trunks.create`. Which of them Twilio takes is not known.

        Opens:
        * POST https://voice.twilio.com/v1/ByocTrunks
        """

        delete: Final = Permission("voice", "sip.byoc-trunks", "delete")
        """Delete: bring-your-own-carrier trunks.

        Access: delete; destroys-data. Evidence: inferred from a listed wildcard, not seen at work; stands in
        list A, in the spelling that the API returns.
        Its holder can delete what cannot be made again as it was.
        Another spelling: `voice.byoc_trunks.delete`. Which of them Twilio takes is not known.

        Opens:
        * DELETE https://voice.twilio.com/v1/ByocTrunks/{Sid}
        """

        list: Final = Permission("voice", "sip.byoc-trunks", "list")
        """List: bring-your-own-carrier trunks.

        Access: list. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
        spelling that the API returns.
        Another spelling: `voice.byoc_trunks.list`. Which of them Twilio takes is not known.

        Opens:
        * GET https://voice.twilio.com/v1/ByocTrunks
        """

        read: Final = Permission("voice", "sip.byoc-trunks", "read")
        """Read one by its sid: bring-your-own-carrier trunks.

        Access: read. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
        spelling that the API returns.
        Another spelling: `voice.byoc_trunks.read`. Which of them Twilio takes is not known.

        Opens:
        * GET https://voice.twilio.com/v1/ByocTrunks/{Sid}
        """

        update: Final = Permission("voice", "sip.byoc-trunks", "update")
        """Change: bring-your-own-carrier trunks.

        Access: write; redirects. Evidence: inferred from a listed wildcard, not seen at work; stands in list A,
        in the spelling that the API returns.
        Its holder can send SIP and trunk calls elsewhere.
        Another spelling: `voice.byoc_trunks.update`. Which of them Twilio takes is not known.

        Opens:
        * POST https://voice.twilio.com/v1/ByocTrunks/{Sid}
        """

    class connection_policies:
        """Origination routing policies for BYOC trunks."""

        all: Final = Permission("voice", "sip.connection-policies", "*")
        """Create, delete, list, read and change: origination routing policies for BYOC trunks.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in list A, in the spelling
        that the API returns.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * POST https://voice.twilio.com/v1/ConnectionPolicies
        * DELETE https://voice.twilio.com/v1/ConnectionPolicies/{Sid}
        * GET https://voice.twilio.com/v1/ConnectionPolicies
        * GET https://voice.twilio.com/v1/ConnectionPolicies/{Sid}
        * POST https://voice.twilio.com/v1/ConnectionPolicies/{Sid}
        """

        create: Final = Permission("voice", "sip.connection-policies", "create")
        """Create: origination routing policies for BYOC trunks.

        Access: write. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
        spelling that the API returns.
        Another spelling: `voice.connection_policies.create`. Which of them Twilio takes is not known.

        Opens:
        * POST https://voice.twilio.com/v1/ConnectionPolicies
        """

        delete: Final = Permission("voice", "sip.connection-policies", "delete")
        """Delete: origination routing policies for BYOC trunks.

        Access: delete; destroys-data. Evidence: inferred from a listed wildcard, not seen at work; stands in
        list A, in the spelling that the API returns.
        Its holder can delete what cannot be made again as it was.
        Another spelling: `voice.connection_policies.delete`. Which of them Twilio takes is not known.

        Opens:
        * DELETE https://voice.twilio.com/v1/ConnectionPolicies/{Sid}
        """

        list: Final = Permission("voice", "sip.connection-policies", "list")
        """List: origination routing policies for BYOC trunks.

        Access: list. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
        spelling that the API returns.
        Another spelling: `voice.connection_policies.list`. Which of them Twilio takes is not known.

        Opens:
        * GET https://voice.twilio.com/v1/ConnectionPolicies
        """

        read: Final = Permission("voice", "sip.connection-policies", "read")
        """Read one by its sid: origination routing policies for BYOC trunks.

        Access: read. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
        spelling that the API returns.
        Another spelling: `voice.connection_policies.read`. Which of them Twilio takes is not known.

        Opens:
        * GET https://voice.twilio.com/v1/ConnectionPolicies/{Sid}
        """

        update: Final = Permission("voice", "sip.connection-policies", "update")
        """Change: origination routing policies for BYOC trunks.

        Access: write. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
        spelling that the API returns.
        Another spelling: `voice.connection_policies.update`. Which of them Twilio takes is not known.

        Opens:
        * POST https://voice.twilio.com/v1/ConnectionPolicies/{Sid}
        """

        class targets:
            """URI targets inside a BYOC connection policy."""

            all: Final = Permission("voice", "sip.connection-policies.targets", "*")
            """Create, delete, list, read and change: URI targets inside a BYOC connection policy.

            Access: delete; destroys-data, redirects. Evidence: listed, not seen at work; stands in list A, in
            the spelling that the API returns.
            Its holder can send SIP and trunk calls elsewhere; delete what cannot be made again as it was.

            No operation is known to need it.
            """

    class credential_list_mappings:
        """Credential lists mapped to domain calls.

        List A calls it `sip.domains.auth.calls.credential-list-mappings`; which of the two Twilio takes is not
        known.
        """

        create: Final = Permission("voice", "sip.credential-list-mappings", "create")
        """Create: credential lists mapped to domain calls.

        Access: write; costs-money. Evidence: listed, not seen at work; stands in list B, in the spelling of
        Twilio's PDFs.
        Its holder can let other SIP devices or networks place calls through the account.
        Another spelling: `voice.sip.domains.auth.calls.credential_list_mappings.create`. Which of them Twilio
        takes is not known.

        No operation is known to need it.
        """

        delete: Final = Permission("voice", "sip.credential-list-mappings", "delete")
        """Delete: credential lists mapped to domain calls.

        Access: delete. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's PDFs.
        Another spelling: `voice.sip.domains.auth.calls.credential_list_mappings.delete`. Which of them Twilio
        takes is not known.

        No operation is known to need it.
        """

        list: Final = Permission("voice", "sip.credential-list-mappings", "list")
        """List: credential lists mapped to domain calls.

        Access: list. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's PDFs.
        Another spelling: `voice.sip.domains.auth.calls.credential_list_mappings.list`. Which of them Twilio
        takes is not known.

        No operation is known to need it.
        """

        read: Final = Permission("voice", "sip.credential-list-mappings", "read")
        """Read one by its sid: credential lists mapped to domain calls.

        Access: read. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's PDFs.
        Another spelling: `voice.sip.domains.auth.calls.credential_list_mappings.read`. Which of them Twilio
        takes is not known.

        No operation is known to need it.
        """

    class credential_lists:
        """SIP username/password lists."""

        all: Final = Permission("voice", "sip.credential-lists", "*")
        """Create, delete, list, read and change: SIP username/password lists.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in list A, in the spelling
        that the API returns.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists.json
        * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{Sid}.json
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists.json
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{Sid}.json
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{Sid}.json
        """

        create: Final = Permission("voice", "sip.credential-lists", "create")
        """Create: SIP username/password lists.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists.json
        """

        delete: Final = Permission("voice", "sip.credential-lists", "delete")
        """Delete: SIP username/password lists.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{Sid}.json
        """

        list: Final = Permission("voice", "sip.credential-lists", "list")
        """List: SIP username/password lists.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists.json
        """

        read: Final = Permission("voice", "sip.credential-lists", "read")
        """Read one by its sid: SIP username/password lists.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{Sid}.json
        """

        update: Final = Permission("voice", "sip.credential-lists", "update")
        """Change: SIP username/password lists.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{Sid}.json
        """

        class credentials:
            """Single credentials inside a SIP credential list."""

            all: Final = Permission("voice", "sip.credential-lists.credentials", "*")
            """Create, delete, list, read and change: single credentials inside a SIP credential list.

            Access: delete; costs-money, destroys-data, redirects. Evidence: listed, not seen at work; stands in
            list A, in the spelling that the API returns.
            Its holder can let other SIP devices or networks place calls through the account; register as a SIP
            user and receive that user's calls; delete what cannot be made again as it was.

            Opens:
            * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{CredentialListSid}/Credentials.json
            * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{CredentialListSid}/Credentials/{Sid}.json
            * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{CredentialListSid}/Credentials.json
            * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{CredentialListSid}/Credentials/{Sid}.json
            * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{CredentialListSid}/Credentials/{Sid}.json
            """

            create: Final = Permission("voice", "sip.credential-lists.credentials", "create")
            """Create: single credentials inside a SIP credential list.

            Access: write; costs-money, redirects. Evidence: inferred from a listed wildcard, not seen at work;
            stands in list A, in the spelling that the API returns.
            Its holder can let other SIP devices or networks place calls through the account; register as a SIP
            user and receive that user's calls.

            Opens:
            * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{CredentialListSid}/Credentials.json
            """

            delete: Final = Permission("voice", "sip.credential-lists.credentials", "delete")
            """Delete: single credentials inside a SIP credential list.

            Access: delete; destroys-data. Evidence: inferred from a listed wildcard, not seen at work; stands
            in list A, in the spelling that the API returns.
            Its holder can delete what cannot be made again as it was.

            Opens:
            * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{CredentialListSid}/Credentials/{Sid}.json
            """

            list: Final = Permission("voice", "sip.credential-lists.credentials", "list")
            """List: single credentials inside a SIP credential list.

            Access: list. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
            spelling that the API returns.

            Opens:
            * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{CredentialListSid}/Credentials.json
            """

            read: Final = Permission("voice", "sip.credential-lists.credentials", "read")
            """Read one by its sid: single credentials inside a SIP credential list.

            Access: read. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
            spelling that the API returns.

            Opens:
            * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{CredentialListSid}/Credentials/{Sid}.json
            """

            update: Final = Permission("voice", "sip.credential-lists.credentials", "update")
            """Change: single credentials inside a SIP credential list.

            Access: write; costs-money, redirects. Evidence: inferred from a listed wildcard, not seen at work;
            stands in list A, in the spelling that the API returns.
            Its holder can let other SIP devices or networks place calls through the account; register as a SIP
            user and receive that user's calls.

            Opens:
            * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/CredentialLists/{CredentialListSid}/Credentials/{Sid}.json
            """

    class domains:
        """SIP domains (custom hostnames)."""

        all: Final = Permission("voice", "sip.domains", "*")
        """Create, delete, list, read and change: SIP domains (custom hostnames).

        Access: delete; destroys-data, redirects. Evidence: listed, not seen at work; stands in list A, in the
        spelling that the API returns.
        Its holder can send SIP and trunk calls elsewhere; delete what cannot be made again as it was.

        Opens:
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains.json
        * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{Sid}.json
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains.json
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{Sid}.json
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{Sid}.json
        """

        create: Final = Permission("voice", "sip.domains", "create")
        """Create: SIP domains (custom hostnames).

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains.json
        """

        delete: Final = Permission("voice", "sip.domains", "delete")
        """Delete: SIP domains (custom hostnames).

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{Sid}.json
        """

        list: Final = Permission("voice", "sip.domains", "list")
        """List: SIP domains (custom hostnames).

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains.json
        """

        read: Final = Permission("voice", "sip.domains", "read")
        """Read one by its sid: SIP domains (custom hostnames).

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{Sid}.json
        """

        update: Final = Permission("voice", "sip.domains", "update")
        """Change: SIP domains (custom hostnames).

        Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can send SIP and trunk calls elsewhere.

        Opens:
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{Sid}.json
        """

        class auth:
            """What begins with `sip.domains.auth`; no permission is about this alone."""

            class calls:
                """What begins with `sip.domains.auth.calls`; no permission is about this alone."""

                class credential_list_mappings:
                    """Credential lists mapped to domain calls."""

                    create: Final = Permission("voice", "sip.domains.auth.calls.credential-list-mappings", "create")
                    """Create: credential lists mapped to domain calls.

                    Access: write; costs-money. Evidence: listed, not seen at work; stands in list A, in the
                    spelling that the API returns.
                    Its holder can let other SIP devices or networks place calls through the account.
                    Another spelling: `voice.sip.credential_list_mappings.create`. Which of them Twilio takes is
                    not known.

                    Opens:
                    * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/CredentialListMappings.json
                    * POST (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/CredentialListMappings.json
                    """

                    delete: Final = Permission("voice", "sip.domains.auth.calls.credential-list-mappings", "delete")
                    """Delete: credential lists mapped to domain calls.

                    Access: delete. Evidence: listed, not seen at work; stands in list A, in the spelling that
                    the API returns.
                    Another spelling: `voice.sip.credential_list_mappings.delete`. Which of them Twilio takes is
                    not known.

                    Opens:
                    * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/CredentialListMappings/{Sid}.json
                    * DELETE (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/CredentialListMappings/{Sid}.json
                    """

                    list: Final = Permission("voice", "sip.domains.auth.calls.credential-list-mappings", "list")
                    """List: credential lists mapped to domain calls.

                    Access: list. Evidence: listed, not seen at work; stands in list A, in the spelling that the
                    API returns.
                    Another spelling: `voice.sip.credential_list_mappings.list`. Which of them Twilio takes is
                    not known.

                    Opens:
                    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/CredentialListMappings.json
                    * GET (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/CredentialListMappings.json
                    """

                    read: Final = Permission("voice", "sip.domains.auth.calls.credential-list-mappings", "read")
                    """Read one by its sid: credential lists mapped to domain calls.

                    Access: read. Evidence: listed, not seen at work; stands in list A, in the spelling that the
                    API returns.
                    Another spelling: `voice.sip.credential_list_mappings.read`. Which of them Twilio takes is
                    not known.

                    Opens:
                    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/CredentialListMappings/{Sid}.json
                    * GET (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/CredentialListMappings/{Sid}.json
                    """

            class registrations:
                """What begins with `sip.domains.auth.registrations`; no permission is about this alone."""

                class credential_list_mappings:
                    """Credential lists mapped to domain registrations."""

                    create: Final = Permission(
                        "voice", "sip.domains.auth.registrations.credential-list-mappings", "create"
                    )
                    """Create: credential lists mapped to domain registrations.

                    Access: write; costs-money, redirects. Evidence: listed, not seen at work; stands in list A,
                    in the spelling that the API returns.
                    Its holder can let other SIP devices or networks place calls through the account; register
                    as a SIP user and receive that user's calls.
                    Another spelling: `voice.sip.domains.registrations.credential_list_mappings.create`. Which
                    of them Twilio takes is not known.

                    Opens:
                    * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Registrations/CredentialListMappings.json
                    """

                    delete: Final = Permission(
                        "voice", "sip.domains.auth.registrations.credential-list-mappings", "delete"
                    )
                    """Delete: credential lists mapped to domain registrations.

                    Access: delete. Evidence: listed, not seen at work; stands in list A, in the spelling that
                    the API returns.
                    Another spelling: `voice.sip.domains.registrations.credential_list_mappings.delete`. Which
                    of them Twilio takes is not known.

                    Opens:
                    * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Registrations/CredentialListMappings/{Sid}.json
                    """

                    list: Final = Permission("voice", "sip.domains.auth.registrations.credential-list-mappings", "list")
                    """List: credential lists mapped to domain registrations.

                    Access: list. Evidence: listed, not seen at work; stands in list A, in the spelling that the
                    API returns.
                    Another spelling: `voice.sip.domains.registrations.credential_list_mappings.list`. Which of
                    them Twilio takes is not known.

                    Opens:
                    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Registrations/CredentialListMappings.json
                    """

                    read: Final = Permission("voice", "sip.domains.auth.registrations.credential-list-mappings", "read")
                    """Read one by its sid: credential lists mapped to domain registrations.

                    Access: read. Evidence: listed, not seen at work; stands in list A, in the spelling that the
                    API returns.
                    Another spelling: `voice.sip.domains.registrations.credential_list_mappings.read`. Which of
                    them Twilio takes is not known.

                    Opens:
                    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Registrations/CredentialListMappings/{Sid}.json
                    """

        class registrations:
            """What begins with `sip.domains.registrations`; no permission is about this alone."""

            class credential_list_mappings:
                """Credential lists mapped to domain registrations.

                List A calls it `sip.domains.auth.registrations.credential-list-mappings`; which of the two
                Twilio takes is not known.
                """

                create: Final = Permission("voice", "sip.domains.registrations.credential-list-mappings", "create")
                """Create: credential lists mapped to domain registrations.

                Access: write; costs-money, redirects. Evidence: listed, not seen at work; stands in list B, in
                the spelling of Twilio's PDFs.
                Its holder can let other SIP devices or networks place calls through the account; register as a
                SIP user and receive that user's calls.
                Another spelling: `voice.sip.domains.auth.registrations.credential_list_mappings.create`. Which
                of them Twilio takes is not known.

                No operation is known to need it.
                """

                delete: Final = Permission("voice", "sip.domains.registrations.credential-list-mappings", "delete")
                """Delete: credential lists mapped to domain registrations.

                Access: delete. Evidence: listed, not seen at work; stands in list B, in the spelling of
                Twilio's PDFs.
                Another spelling: `voice.sip.domains.auth.registrations.credential_list_mappings.delete`. Which
                of them Twilio takes is not known.

                No operation is known to need it.
                """

                list: Final = Permission("voice", "sip.domains.registrations.credential-list-mappings", "list")
                """List: credential lists mapped to domain registrations.

                Access: list. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's
                PDFs.
                Another spelling: `voice.sip.domains.auth.registrations.credential_list_mappings.list`. Which of
                them Twilio takes is not known.

                No operation is known to need it.
                """

                read: Final = Permission("voice", "sip.domains.registrations.credential-list-mappings", "read")
                """Read one by its sid: credential lists mapped to domain registrations.

                Access: read. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's
                PDFs.
                Another spelling: `voice.sip.domains.auth.registrations.credential_list_mappings.read`. Which of
                them Twilio takes is not known.

                No operation is known to need it.
                """

    class emergency_addresses:
        """Emergency address attached to a number."""

        create: Final = Permission("voice", "sip.emergency-addresses", "create")
        """Create: emergency address attached to a number.

        Access: write; costs-money. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can register emergency addresses, which are charged by the month.

        No operation is known to need it.
        """

        delete: Final = Permission("voice", "sip.emergency-addresses", "delete")
        """Delete: emergency address attached to a number.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can delete what cannot be made again as it was.

        No operation is known to need it.
        """

    class ip_acl_mappings:
        """IP access lists mapped to a SIP domain."""

        create: Final = Permission("voice", "sip.ip-acl-mappings", "create")
        """Create: IP access lists mapped to a SIP domain.

        Access: write; costs-money. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can let other SIP devices or networks place calls through the account.

        Opens:
        * POST (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/IpAccessControlListMappings.json
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/IpAccessControlListMappings.json
        """

        delete: Final = Permission("voice", "sip.ip-acl-mappings", "delete")
        """Delete: IP access lists mapped to a SIP domain.

        Access: delete. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * DELETE (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/IpAccessControlListMappings/{Sid}.json
        * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/IpAccessControlListMappings/{Sid}.json
        """

        list: Final = Permission("voice", "sip.ip-acl-mappings", "list")
        """List: IP access lists mapped to a SIP domain.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/IpAccessControlListMappings.json
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/IpAccessControlListMappings.json
        """

        read: Final = Permission("voice", "sip.ip-acl-mappings", "read")
        """Read one by its sid: IP access lists mapped to a SIP domain.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/Auth/Calls/IpAccessControlListMappings/{Sid}.json
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/Domains/{DomainSid}/IpAccessControlListMappings/{Sid}.json
        """

    class ip_acls:
        """SIP IP access control lists."""

        all: Final = Permission("voice", "sip.ip-acls", "*")
        """Create, delete, list, read and change: SIP IP access control lists.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in list A, in the spelling
        that the API returns.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists.json
        * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{Sid}.json
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists.json
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{Sid}.json
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{Sid}.json
        """

        create: Final = Permission("voice", "sip.ip-acls", "create")
        """Create: SIP IP access control lists.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists.json
        """

        delete: Final = Permission("voice", "sip.ip-acls", "delete")
        """Delete: SIP IP access control lists.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{Sid}.json
        """

        list: Final = Permission("voice", "sip.ip-acls", "list")
        """List: SIP IP access control lists.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists.json
        """

        read: Final = Permission("voice", "sip.ip-acls", "read")
        """Read one by its sid: SIP IP access control lists.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{Sid}.json
        """

        update: Final = Permission("voice", "sip.ip-acls", "update")
        """Change: SIP IP access control lists.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{Sid}.json
        """

        class ip_addresses:
            """Addresses inside a SIP IP access list."""

            create: Final = Permission("voice", "sip.ip-acls.ip-addresses", "create")
            """Create: addresses inside a SIP IP access list.

            Access: write; costs-money. Evidence: listed, not seen at work; stands in list A, in the spelling
            that the API returns.
            Its holder can let other SIP devices or networks place calls through the account.
            Another spelling: `voice.sip.ip_addresses.create`. Which of them Twilio takes is not known.

            Opens:
            * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{IpAccessControlListSid}/IpAddresses.json
            """

            list: Final = Permission("voice", "sip.ip-acls.ip-addresses", "list")
            """List: addresses inside a SIP IP access list.

            Access: list. Evidence: listed, not seen at work; stands in list A, in the spelling that the API
            returns.
            Another spelling: `voice.sip.ip_addresses.list`. Which of them Twilio takes is not known.

            Opens:
            * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{IpAccessControlListSid}/IpAddresses.json
            """

            read: Final = Permission("voice", "sip.ip-acls.ip-addresses", "read")
            """Read one by its sid: addresses inside a SIP IP access list.

            Access: read. Evidence: listed, not seen at work; stands in list A, in the spelling that the API
            returns.
            Another spelling: `voice.sip.ip_addresses.read`. Which of them Twilio takes is not known.

            Opens:
            * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{IpAccessControlListSid}/IpAddresses/{Sid}.json
            """

            update: Final = Permission("voice", "sip.ip-acls.ip-addresses", "update")
            """Change: addresses inside a SIP IP access list.

            Access: write; costs-money. Evidence: listed, not seen at work; stands in list A, in the spelling
            that the API returns.
            Its holder can let other SIP devices or networks place calls through the account.
            Another spelling: `voice.sip.ip_addresses.update`. Which of them Twilio takes is not known.

            Opens:
            * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{IpAccessControlListSid}/IpAddresses/{Sid}.json
            """

    class ip_addresses:
        """Addresses inside a SIP IP access list.

        List A calls it `sip.ip-acls.ip-addresses`; which of the two Twilio takes is not known.
        """

        create: Final = Permission("voice", "sip.ip-addresses", "create")
        """Create: addresses inside a SIP IP access list.

        Access: write; costs-money. Evidence: listed, not seen at work; stands in list B, in the spelling of
        Twilio's PDFs.
        Its holder can let other SIP devices or networks place calls through the account.
        Another spelling: `voice.sip.ip_acls.ip_addresses.create`. Which of them Twilio takes is not known.

        No operation is known to need it.
        """

        delete: Final = Permission("voice", "sip.ip-addresses", "delete")
        """Delete: addresses inside a SIP IP access list.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in list B, in the spelling of
        Twilio's PDFs.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/SIP/IpAccessControlLists/{IpAccessControlListSid}/IpAddresses/{Sid}.json
        """

        list: Final = Permission("voice", "sip.ip-addresses", "list")
        """List: addresses inside a SIP IP access list.

        Access: list. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's PDFs.
        Another spelling: `voice.sip.ip_acls.ip_addresses.list`. Which of them Twilio takes is not known.

        No operation is known to need it.
        """

        read: Final = Permission("voice", "sip.ip-addresses", "read")
        """Read one by its sid: addresses inside a SIP IP access list.

        Access: read. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's PDFs.
        Another spelling: `voice.sip.ip_acls.ip_addresses.read`. Which of them Twilio takes is not known.

        No operation is known to need it.
        """

        update: Final = Permission("voice", "sip.ip-addresses", "update")
        """Change: addresses inside a SIP IP access list.

        Access: write; costs-money. Evidence: listed, not seen at work; stands in list B, in the spelling of
        Twilio's PDFs.
        Its holder can let other SIP devices or networks place calls through the account.
        Another spelling: `voice.sip.ip_acls.ip_addresses.update`. Which of them Twilio takes is not known.

        No operation is known to need it.
        """

    class ip_records:
        """Static IPs for BYOC termination."""

        all: Final = Permission("voice", "sip.ip-records", "*")
        """Create, delete, list, read and change: static IPs for BYOC termination.

        Access: delete; costs-money, destroys-data. Evidence: listed, not seen at work; stands in list A, in the
        spelling that the API returns.
        Its holder can let other SIP devices or networks place calls through the account; delete what cannot be
        made again as it was.

        Opens:
        * POST https://voice.twilio.com/v1/IpRecords
        * DELETE https://voice.twilio.com/v1/IpRecords/{Sid}
        * GET https://voice.twilio.com/v1/IpRecords
        * GET https://voice.twilio.com/v1/IpRecords/{Sid}
        * POST https://voice.twilio.com/v1/IpRecords/{Sid}
        """

        create: Final = Permission("voice", "sip.ip-records", "create")
        """Create: static IPs for BYOC termination.

        Access: write; costs-money. Evidence: inferred from a listed wildcard, not seen at work; stands in list
        A, in the spelling that the API returns.
        Its holder can let other SIP devices or networks place calls through the account.
        Another spelling: `voice.ip_records.create`. Which of them Twilio takes is not known.

        Opens:
        * POST https://voice.twilio.com/v1/IpRecords
        """

        delete: Final = Permission("voice", "sip.ip-records", "delete")
        """Delete: static IPs for BYOC termination.

        Access: delete; destroys-data. Evidence: inferred from a listed wildcard, not seen at work; stands in
        list A, in the spelling that the API returns.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://voice.twilio.com/v1/IpRecords/{Sid}
        """

        list: Final = Permission("voice", "sip.ip-records", "list")
        """List: static IPs for BYOC termination.

        Access: list. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
        spelling that the API returns.
        Another spelling: `voice.ip_records.list`. Which of them Twilio takes is not known.

        Opens:
        * GET https://voice.twilio.com/v1/IpRecords
        """

        read: Final = Permission("voice", "sip.ip-records", "read")
        """Read one by its sid: static IPs for BYOC termination.

        Access: read. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
        spelling that the API returns.
        Another spelling: `voice.ip_records.read`. Which of them Twilio takes is not known.

        Opens:
        * GET https://voice.twilio.com/v1/IpRecords/{Sid}
        """

        update: Final = Permission("voice", "sip.ip-records", "update")
        """Change: static IPs for BYOC termination.

        Access: write. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
        spelling that the API returns.
        Another spelling: `voice.ip_records.update`. Which of them Twilio takes is not known.

        Opens:
        * POST https://voice.twilio.com/v1/IpRecords/{Sid}
        """

    class source_ip_mappings:
        """Source IPs mapped to a SIP domain."""

        all: Final = Permission("voice", "sip.source-ip-mappings", "*")
        """Create, delete, list, read and change: source IPs mapped to a SIP domain.

        Access: delete; costs-money, redirects. Evidence: listed, not seen at work; stands in list A, in the
        spelling that the API returns.
        Its holder can let other SIP devices or networks place calls through the account; send what a carrier's
        address sends in to another SIP domain.

        Opens:
        * POST https://voice.twilio.com/v1/SourceIpMappings
        * DELETE https://voice.twilio.com/v1/SourceIpMappings/{Sid}
        * GET https://voice.twilio.com/v1/SourceIpMappings
        * GET https://voice.twilio.com/v1/SourceIpMappings/{Sid}
        * POST https://voice.twilio.com/v1/SourceIpMappings/{Sid}
        """

        create: Final = Permission("voice", "sip.source-ip-mappings", "create")
        """Create: source IPs mapped to a SIP domain.

        Access: write; costs-money, redirects. Evidence: inferred from a listed wildcard, not seen at work;
        stands in list A, in the spelling that the API returns.
        Its holder can let other SIP devices or networks place calls through the account; send what a carrier's
        address sends in to another SIP domain.
        Another spelling: `voice.source_ip_mappings.create`. Which of them Twilio takes is not known.

        Opens:
        * POST https://voice.twilio.com/v1/SourceIpMappings
        """

        delete: Final = Permission("voice", "sip.source-ip-mappings", "delete")
        """Delete: source IPs mapped to a SIP domain.

        Access: delete. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
        spelling that the API returns.
        Another spelling: `voice.source_ip_mappings.delete`. Which of them Twilio takes is not known.

        Opens:
        * DELETE https://voice.twilio.com/v1/SourceIpMappings/{Sid}
        """

        list: Final = Permission("voice", "sip.source-ip-mappings", "list")
        """List: source IPs mapped to a SIP domain.

        Access: list. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
        spelling that the API returns.
        Another spelling: `voice.source_ip_mappings.list`. Which of them Twilio takes is not known.

        Opens:
        * GET https://voice.twilio.com/v1/SourceIpMappings
        """

        read: Final = Permission("voice", "sip.source-ip-mappings", "read")
        """Read one by its sid: source IPs mapped to a SIP domain.

        Access: read. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
        spelling that the API returns.
        Another spelling: `voice.source_ip_mappings.read`. Which of them Twilio takes is not known.

        Opens:
        * GET https://voice.twilio.com/v1/SourceIpMappings/{Sid}
        """

        update: Final = Permission("voice", "sip.source-ip-mappings", "update")
        """Change: source IPs mapped to a SIP domain.

        Access: write; costs-money, redirects. Evidence: inferred from a listed wildcard, not seen at work;
        stands in list A, in the spelling that the API returns.
        Its holder can let other SIP devices or networks place calls through the account; send what a carrier's
        address sends in to another SIP domain.
        Another spelling: `voice.source_ip_mappings.update`. Which of them Twilio takes is not known.

        Opens:
        * POST https://voice.twilio.com/v1/SourceIpMappings/{Sid}
        """

    class trunks:
        """Elastic SIP trunks."""

        all: Final = Permission("voice", "sip.trunks", "*")
        """Create, delete, list, read and change: elastic SIP trunks.

        Access: delete; destroys-data, redirects. Evidence: listed, not seen at work; stands in list A, in the
        spelling that the API returns.
        Its holder can send SIP and trunk calls elsewhere; delete what cannot be made again as it was.

        Opens:
        * POST https://trunking.twilio.com/v1/Trunks
        * DELETE https://trunking.twilio.com/v1/Trunks/{Sid}
        * GET https://trunking.twilio.com/v1/Trunks
        * GET https://trunking.twilio.com/v1/Trunks/{Sid}
        * POST https://trunking.twilio.com/v1/Trunks/{Sid}
        """

        create: Final = Permission("voice", "sip.trunks", "create")
        """Create: elastic SIP trunks.

        Access: write. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
        spelling that the API returns.

        Opens:
        * POST https://trunking.twilio.com/v1/Trunks
        """

        delete: Final = Permission("voice", "sip.trunks", "delete")
        """Delete: elastic SIP trunks.

        Access: delete; destroys-data. Evidence: inferred from a listed wildcard, not seen at work; stands in
        list A, in the spelling that the API returns.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://trunking.twilio.com/v1/Trunks/{Sid}
        """

        list: Final = Permission("voice", "sip.trunks", "list")
        """List: elastic SIP trunks.

        Access: list. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
        spelling that the API returns.

        Opens:
        * GET https://trunking.twilio.com/v1/Trunks
        """

        read: Final = Permission("voice", "sip.trunks", "read")
        """Read one by its sid: elastic SIP trunks.

        Access: read. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
        spelling that the API returns.

        Opens:
        * GET https://trunking.twilio.com/v1/Trunks/{Sid}
        """

        update: Final = Permission("voice", "sip.trunks", "update")
        """Change: elastic SIP trunks.

        Access: write; redirects. Evidence: inferred from a listed wildcard, not seen at work; stands in list A,
        in the spelling that the API returns.
        Its holder can send SIP and trunk calls elsewhere.

        Opens:
        * POST https://trunking.twilio.com/v1/Trunks/{Sid}
        """

        class auth:
            """What begins with `sip.trunks.auth`; no permission is about this alone."""

            class calls:
                """What begins with `sip.trunks.auth.calls`; no permission is about this alone."""

                class credential_list_mappings:
                    """Credential lists mapped to a trunk."""

                    create: Final = Permission("voice", "sip.trunks.auth.calls.credential-list-mappings", "create")
                    """Create: credential lists mapped to a trunk.

                    Access: write; costs-money. Evidence: listed, not seen at work; stands in list A, in the
                    spelling that the API returns.
                    Its holder can let other SIP devices or networks place calls through the account.

                    Opens:
                    * POST https://trunking.twilio.com/v1/Trunks/{TrunkSid}/CredentialLists
                    """

                    delete: Final = Permission("voice", "sip.trunks.auth.calls.credential-list-mappings", "delete")
                    """Delete: credential lists mapped to a trunk.

                    Access: delete. Evidence: listed, not seen at work; stands in list A, in the spelling that
                    the API returns.

                    Opens:
                    * DELETE https://trunking.twilio.com/v1/Trunks/{TrunkSid}/CredentialLists/{Sid}
                    """

                    list: Final = Permission("voice", "sip.trunks.auth.calls.credential-list-mappings", "list")
                    """List: credential lists mapped to a trunk.

                    Access: list. Evidence: listed, not seen at work; stands in list A, in the spelling that the
                    API returns.

                    Opens:
                    * GET https://trunking.twilio.com/v1/Trunks/{TrunkSid}/CredentialLists
                    """

                    read: Final = Permission("voice", "sip.trunks.auth.calls.credential-list-mappings", "read")
                    """Read one by its sid: credential lists mapped to a trunk.

                    Access: read. Evidence: listed, not seen at work; stands in list A, in the spelling that the
                    API returns.

                    Opens:
                    * GET https://trunking.twilio.com/v1/Trunks/{TrunkSid}/CredentialLists/{Sid}
                    """

                class ip_acl_mappings:
                    """IP access lists mapped to a trunk."""

                    create: Final = Permission("voice", "sip.trunks.auth.calls.ip-acl-mappings", "create")
                    """Create: IP access lists mapped to a trunk.

                    Access: write; costs-money. Evidence: listed, not seen at work; stands in list A, in the
                    spelling that the API returns.
                    Its holder can let other SIP devices or networks place calls through the account.

                    Opens:
                    * POST https://trunking.twilio.com/v1/Trunks/{TrunkSid}/IpAccessControlLists
                    """

                    delete: Final = Permission("voice", "sip.trunks.auth.calls.ip-acl-mappings", "delete")
                    """Delete: IP access lists mapped to a trunk.

                    Access: delete. Evidence: listed, not seen at work; stands in list A, in the spelling that
                    the API returns.

                    Opens:
                    * DELETE https://trunking.twilio.com/v1/Trunks/{TrunkSid}/IpAccessControlLists/{Sid}
                    """

                    list: Final = Permission("voice", "sip.trunks.auth.calls.ip-acl-mappings", "list")
                    """List: IP access lists mapped to a trunk.

                    Access: list. Evidence: listed, not seen at work; stands in list A, in the spelling that the
                    API returns.

                    Opens:
                    * GET https://trunking.twilio.com/v1/Trunks/{TrunkSid}/IpAccessControlLists
                    """

                    read: Final = Permission("voice", "sip.trunks.auth.calls.ip-acl-mappings", "read")
                    """Read one by its sid: IP access lists mapped to a trunk.

                    Access: read. Evidence: listed, not seen at work; stands in list A, in the spelling that the
                    API returns.

                    Opens:
                    * GET https://trunking.twilio.com/v1/Trunks/{TrunkSid}/IpAccessControlLists/{Sid}
                    """

        class origination_urls:
            """Origination SIP URLs of a trunk."""

            all: Final = Permission("voice", "sip.trunks.origination-urls", "*")
            """Create, delete, list, read and change: origination SIP URLs of a trunk.

            Access: delete; destroys-data, redirects. Evidence: listed, not seen at work; stands in list A, in
            the spelling that the API returns.
            Its holder can send SIP and trunk calls elsewhere; delete what cannot be made again as it was.

            Opens:
            * POST https://trunking.twilio.com/v1/Trunks/{TrunkSid}/OriginationUrls
            * DELETE https://trunking.twilio.com/v1/Trunks/{TrunkSid}/OriginationUrls/{Sid}
            * GET https://trunking.twilio.com/v1/Trunks/{TrunkSid}/OriginationUrls
            * GET https://trunking.twilio.com/v1/Trunks/{TrunkSid}/OriginationUrls/{Sid}
            * POST https://trunking.twilio.com/v1/Trunks/{TrunkSid}/OriginationUrls/{Sid}
            """

            create: Final = Permission("voice", "sip.trunks.origination-urls", "create")
            """Create: origination SIP URLs of a trunk.

            Access: write; redirects. Evidence: inferred from a listed wildcard, not seen at work; stands in
            list A, in the spelling that the API returns.
            Its holder can send SIP and trunk calls elsewhere.

            Opens:
            * POST https://trunking.twilio.com/v1/Trunks/{TrunkSid}/OriginationUrls
            """

            delete: Final = Permission("voice", "sip.trunks.origination-urls", "delete")
            """Delete: origination SIP URLs of a trunk.

            Access: delete; destroys-data. Evidence: inferred from a listed wildcard, not seen at work; stands
            in list A, in the spelling that the API returns.
            Its holder can delete what cannot be made again as it was.

            Opens:
            * DELETE https://trunking.twilio.com/v1/Trunks/{TrunkSid}/OriginationUrls/{Sid}
            """

            list: Final = Permission("voice", "sip.trunks.origination-urls", "list")
            """List: origination SIP URLs of a trunk.

            Access: list. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
            spelling that the API returns.

            Opens:
            * GET https://trunking.twilio.com/v1/Trunks/{TrunkSid}/OriginationUrls
            """

            read: Final = Permission("voice", "sip.trunks.origination-urls", "read")
            """Read one by its sid: origination SIP URLs of a trunk.

            Access: read. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
            spelling that the API returns.

            Opens:
            * GET https://trunking.twilio.com/v1/Trunks/{TrunkSid}/OriginationUrls/{Sid}
            """

            update: Final = Permission("voice", "sip.trunks.origination-urls", "update")
            """Change: origination SIP URLs of a trunk.

            Access: write; redirects. Evidence: inferred from a listed wildcard, not seen at work; stands in
            list A, in the spelling that the API returns.
            Its holder can send SIP and trunk calls elsewhere.

            Opens:
            * POST https://trunking.twilio.com/v1/Trunks/{TrunkSid}/OriginationUrls/{Sid}
            """


class source_ip_mappings:
    """Source IPs mapped to a SIP domain.

    List A calls it `sip.source-ip-mappings`; which of the two Twilio takes is not known.
    """

    create: Final = Permission("voice", "source-ip-mappings", "create")
    """Create: source IPs mapped to a SIP domain.

    Access: write; costs-money, redirects. Evidence: listed, not seen at work; stands in list B, in the spelling
    of Twilio's PDFs.
    Its holder can let other SIP devices or networks place calls through the account; send what a carrier's
    address sends in to another SIP domain.
    Another spelling: `voice.sip.source_ip_mappings.create`. Which of them Twilio takes is not known.

    No operation is known to need it.
    """

    delete: Final = Permission("voice", "source-ip-mappings", "delete")
    """Delete: source IPs mapped to a SIP domain.

    Access: delete. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's PDFs.
    Another spelling: `voice.sip.source_ip_mappings.delete`. Which of them Twilio takes is not known.

    No operation is known to need it.
    """

    list: Final = Permission("voice", "source-ip-mappings", "list")
    """List: source IPs mapped to a SIP domain.

    Access: list. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's PDFs.
    Another spelling: `voice.sip.source_ip_mappings.list`. Which of them Twilio takes is not known.

    No operation is known to need it.
    """

    read: Final = Permission("voice", "source-ip-mappings", "read")
    """Read one by its sid: source IPs mapped to a SIP domain.

    Access: read. Evidence: listed, not seen at work; stands in list B, in the spelling of Twilio's PDFs.
    Another spelling: `voice.sip.source_ip_mappings.read`. Which of them Twilio takes is not known.

    No operation is known to need it.
    """

    update: Final = Permission("voice", "source-ip-mappings", "update")
    """Change: source IPs mapped to a SIP domain.

    Access: write; costs-money, redirects. Evidence: listed, not seen at work; stands in list B, in the spelling
    of Twilio's PDFs.
    Its holder can let other SIP devices or networks place calls through the account; send what a carrier's
    address sends in to another SIP domain.
    Another spelling: `voice.sip.source_ip_mappings.update`. Which of them Twilio takes is not known.

    No operation is known to need it.
    """


class transcriptions:
    """Account-wide recording transcriptions."""

    delete: Final = Permission("voice", "transcriptions", "delete")
    """Delete: account-wide recording transcriptions.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Transcriptions/{Sid}.json
    """

    list: Final = Permission("voice", "transcriptions", "list")
    """List: account-wide recording transcriptions.

    Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can read what was said on calls (transcripts, and what was concluded from them).

    Opens:
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Transcriptions.json
    """

    read: Final = Permission("voice", "transcriptions", "read")
    """Read one by its sid: account-wide recording transcriptions.

    Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can read what was said on calls (transcripts, and what was concluded from them).

    Opens:
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Transcriptions/{Sid}.json
    """


class twiml:
    """What begins with `twiml`; no permission is about this alone."""

    class apps:
        """TwiML applications."""

        all: Final = Permission("voice", "twiml.apps", "*")
        """Create, delete, list, read and change: twiML applications.

        Access: delete; destroys-data, redirects. Evidence: listed, not seen at work; stands in list A, in the
        spelling that the API returns.
        Its holder can send the calls and messages of a TwiML app elsewhere; delete what cannot be made again as
        it was.

        Opens:
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Applications.json
        * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Applications/{Sid}.json
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Applications.json
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Applications/{Sid}.json
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Applications/{Sid}.json
        """

        create: Final = Permission("voice", "twiml.apps", "create")
        """Create: twiML applications.

        Access: write. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
        spelling that the API returns.

        Opens:
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Applications.json
        """

        delete: Final = Permission("voice", "twiml.apps", "delete")
        """Delete: twiML applications.

        Access: delete; destroys-data. Evidence: inferred from a listed wildcard, not seen at work; stands in
        list A, in the spelling that the API returns.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Applications/{Sid}.json
        """

        list: Final = Permission("voice", "twiml.apps", "list")
        """List: twiML applications.

        Access: list. Evidence: inferred from a listed wildcard, not seen at work; stands in list A, in the
        spelling that the API returns.

        Opens:
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Applications.json
        """

        read: Final = Permission("voice", "twiml.apps", "read")
        """Read one by its sid: twiML applications.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Applications/{Sid}.json
        """

        update: Final = Permission("voice", "twiml.apps", "update")
        """Change: twiML applications.

        Access: write; redirects. Evidence: inferred from a listed wildcard, not seen at work; stands in list A,
        in the spelling that the API returns.
        Its holder can send the calls and messages of a TwiML app elsewhere.

        Opens:
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Applications/{Sid}.json
        """
