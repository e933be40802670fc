"""The permissions of Twilio's product `studio`, by resource.

Written by `python -m tools.catalog build` from the tables in `permissions/data/`: change those.
"""

from typing import Final

from twilio_keys_component.permissions.permission import Permission


class executions:
    """Runs of a flow."""

    all: Final = Permission("studio", "executions", "*")
    """Create, delete, list, read and change: runs of a flow.

    Access: delete; costs-money, destroys-data, reads-content. Evidence: listed, not seen at work; stands in
    list A, in the spelling that the API returns.
    Its holder can start Studio flows, with the calls and messages in them; read what people said and sent in
    Studio flows; delete what cannot be made again as it was.

    Opens:
    * POST (likely) https://studio.twilio.com/v1/Flows/{FlowSid}/Executions
    * POST https://studio.twilio.com/v2/Flows/{FlowSid}/Executions
    * DELETE (likely) https://studio.twilio.com/v1/Flows/{FlowSid}/Executions/{Sid}
    * DELETE https://studio.twilio.com/v2/Flows/{FlowSid}/Executions/{Sid}
    * GET (likely) https://studio.twilio.com/v1/Flows/{FlowSid}/Executions
    * GET https://studio.twilio.com/v2/Flows/{FlowSid}/Executions
    * GET (likely) https://studio.twilio.com/v1/Flows/{FlowSid}/Executions/{Sid}
    * GET https://studio.twilio.com/v2/Flows/{FlowSid}/Executions/{Sid}
    * POST (likely) https://studio.twilio.com/v1/Flows/{FlowSid}/Executions/{Sid}
    * POST https://studio.twilio.com/v2/Flows/{FlowSid}/Executions/{Sid}
    """

    create: Final = Permission("studio", "executions", "create")
    """Create: runs of a flow.

    Access: write; costs-money. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can start Studio flows, with the calls and messages in them.

    Opens:
    * POST (likely) https://studio.twilio.com/v1/Flows/{FlowSid}/Executions
    * POST https://studio.twilio.com/v2/Flows/{FlowSid}/Executions
    """

    delete: Final = Permission("studio", "executions", "delete")
    """Delete: runs of a flow.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * DELETE (likely) https://studio.twilio.com/v1/Flows/{FlowSid}/Executions/{Sid}
    * DELETE https://studio.twilio.com/v2/Flows/{FlowSid}/Executions/{Sid}
    """

    list: Final = Permission("studio", "executions", "list")
    """List: runs of a flow.

    Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can read what people said and sent in Studio flows.

    Opens:
    * GET (likely) https://studio.twilio.com/v1/Flows/{FlowSid}/Executions
    * GET https://studio.twilio.com/v2/Flows/{FlowSid}/Executions
    """

    read: Final = Permission("studio", "executions", "read")
    """Read one by its sid: runs of a flow.

    Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can read what people said and sent in Studio flows.

    Opens:
    * GET (likely) https://studio.twilio.com/v1/Flows/{FlowSid}/Executions/{Sid}
    * GET https://studio.twilio.com/v2/Flows/{FlowSid}/Executions/{Sid}
    """

    update: Final = Permission("studio", "executions", "update")
    """Change: runs of a flow.

    Access: write. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * POST (likely) https://studio.twilio.com/v1/Flows/{FlowSid}/Executions/{Sid}
    * POST https://studio.twilio.com/v2/Flows/{FlowSid}/Executions/{Sid}
    """

    class context:
        """State of one execution."""

        read: Final = Permission("studio", "executions.context", "read")
        """Read one by its sid: state of one execution.

        Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can read what people said and sent in Studio flows.

        Opens:
        * GET (likely) https://studio.twilio.com/v1/Flows/{FlowSid}/Executions/{ExecutionSid}/Context
        * GET https://studio.twilio.com/v2/Flows/{FlowSid}/Executions/{ExecutionSid}/Context
        """

    class steps:
        """Widget steps of an execution."""

        list: Final = Permission("studio", "executions.steps", "list")
        """List: widget steps of an execution.

        Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can read what people said and sent in Studio flows.

        Opens:
        * GET (likely) https://studio.twilio.com/v1/Flows/{FlowSid}/Executions/{ExecutionSid}/Steps
        * GET https://studio.twilio.com/v2/Flows/{FlowSid}/Executions/{ExecutionSid}/Steps
        """

        read: Final = Permission("studio", "executions.steps", "read")
        """Read one by its sid: widget steps of an execution.

        Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can read what people said and sent in Studio flows.

        Opens:
        * GET (likely) https://studio.twilio.com/v1/Flows/{FlowSid}/Executions/{ExecutionSid}/Steps/{Sid}
        * GET https://studio.twilio.com/v2/Flows/{FlowSid}/Executions/{ExecutionSid}/Steps/{Sid}
        """

        class context:
            """State at one execution step."""

            read: Final = Permission("studio", "executions.steps.context", "read")
            """Read one by its sid: state at one execution step.

            Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
            Its holder can read what people said and sent in Studio flows.

            Opens:
            * GET (likely) https://studio.twilio.com/v1/Flows/{FlowSid}/Executions/{ExecutionSid}/Steps/{StepSid}/Context
            * GET https://studio.twilio.com/v2/Flows/{FlowSid}/Executions/{ExecutionSid}/Steps/{StepSid}/Context
            """


class flows:
    """Studio flows."""

    all: Final = Permission("studio", "flows", "*")
    """Create, delete, list, read and change: studio flows.

    Access: delete; destroys-data, reads-content, redirects. Evidence: listed, not seen at work; stands in list
    A, in the spelling that the API returns.
    Its holder can change what a Studio flow does with calls, messages and data; read the definitions of Studio
    flows, with any credentials that stand in their HTTP requests; delete what cannot be made again as it was.

    Opens:
    * POST https://studio.twilio.com/v2/Flows
    * DELETE (likely) https://studio.twilio.com/v1/Flows/{Sid}
    * DELETE https://studio.twilio.com/v2/Flows/{Sid}
    * GET (likely) https://studio.twilio.com/v1/Flows
    * GET https://studio.twilio.com/v2/Flows
    * GET (likely) https://studio.twilio.com/v1/Flows/{Sid}
    * GET https://studio.twilio.com/v2/Flows/{Sid}
    * POST https://studio.twilio.com/v2/Flows/{Sid}
    """

    create: Final = Permission("studio", "flows", "create")
    """Create: studio flows.

    Access: write. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * POST https://studio.twilio.com/v2/Flows
    """

    delete: Final = Permission("studio", "flows", "delete")
    """Delete: studio flows.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * DELETE (likely) https://studio.twilio.com/v1/Flows/{Sid}
    * DELETE https://studio.twilio.com/v2/Flows/{Sid}
    """

    list: Final = Permission("studio", "flows", "list")
    """List: studio flows.

    Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can read the definitions of Studio flows, with any credentials that stand in their HTTP requests.

    Opens:
    * GET (likely) https://studio.twilio.com/v1/Flows
    * GET https://studio.twilio.com/v2/Flows
    """

    read: Final = Permission("studio", "flows", "read")
    """Read one by its sid: studio flows.

    Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can read the definitions of Studio flows, with any credentials that stand in their HTTP requests.

    Opens:
    * GET (likely) https://studio.twilio.com/v1/Flows/{Sid}
    * GET https://studio.twilio.com/v2/Flows/{Sid}
    """

    update: Final = Permission("studio", "flows", "update")
    """Change: studio flows.

    Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can change what a Studio flow does with calls, messages and data.

    Opens:
    * POST https://studio.twilio.com/v2/Flows/{Sid}
    """

    class revisions:
        """Revision history of a flow."""

        list: Final = Permission("studio", "flows.revisions", "list")
        """List: revision history of a flow.

        Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can read the definitions of Studio flows, with any credentials that stand in their HTTP
        requests.

        Opens:
        * GET https://studio.twilio.com/v2/Flows/{Sid}/Revisions
        """

        read: Final = Permission("studio", "flows.revisions", "read")
        """Read one by its sid: revision history of a flow.

        Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can read the definitions of Studio flows, with any credentials that stand in their HTTP
        requests.

        Opens:
        * GET https://studio.twilio.com/v2/Flows/{Sid}/Revisions/{Revision}
        """

    class validate:
        """Validate a flow definition without saving."""

        update: Final = Permission("studio", "flows.validate", "update")
        """Change: validate a flow definition without saving.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://studio.twilio.com/v2/Flows/Validate
        """


class test_users:
    """Contacts allowed to test draft flows."""

    read: Final = Permission("studio", "test-users", "read")
    """Read one by its sid: contacts allowed to test draft flows.

    Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can read what people said and sent in Studio flows.

    Opens:
    * GET https://studio.twilio.com/v2/Flows/{Sid}/TestUsers
    """

    update: Final = Permission("studio", "test-users", "update")
    """Change: contacts allowed to test draft flows.

    Access: write. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * POST https://studio.twilio.com/v2/Flows/{Sid}/TestUsers
    """
