"""The permissions of Twilio's product `taskrouter`, by resource.

Written by `python -m tools.catalog build` from the tables in `permissions/data/`: change those.
"""

from typing import Final

from twilio_keys_component.permissions.permission import Permission


class workspaces:
    """TaskRouter workspaces."""

    all: Final = Permission("taskrouter", "workspaces", "*")
    """Create, delete, list, read and change: taskRouter workspaces.

    Access: delete; destroys-data, redirects. Evidence: listed, not seen at work; stands in list A, in the
    spelling that the API returns.
    Its holder can send tasks, their calls or a workspace's events elsewhere; delete what cannot be made again
    as it was.

    Opens:
    * POST https://taskrouter.twilio.com/v1/Workspaces
    * DELETE https://taskrouter.twilio.com/v1/Workspaces/{Sid}
    * GET https://taskrouter.twilio.com/v1/Workspaces
    * GET https://taskrouter.twilio.com/v1/Workspaces/{Sid}
    * POST https://taskrouter.twilio.com/v1/Workspaces/{Sid}
    """

    create: Final = Permission("taskrouter", "workspaces", "create")
    """Create: taskRouter workspaces.

    Access: write. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * POST https://taskrouter.twilio.com/v1/Workspaces
    """

    delete: Final = Permission("taskrouter", "workspaces", "delete")
    """Delete: taskRouter workspaces.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * DELETE https://taskrouter.twilio.com/v1/Workspaces/{Sid}
    """

    list: Final = Permission("taskrouter", "workspaces", "list")
    """List: taskRouter workspaces.

    Access: list. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://taskrouter.twilio.com/v1/Workspaces
    """

    read: Final = Permission("taskrouter", "workspaces", "read")
    """Read one by its sid: taskRouter workspaces.

    Access: read. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://taskrouter.twilio.com/v1/Workspaces/{Sid}
    """

    update: Final = Permission("taskrouter", "workspaces", "update")
    """Change: taskRouter workspaces.

    Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can send tasks, their calls or a workspace's events elsewhere.

    Opens:
    * POST https://taskrouter.twilio.com/v1/Workspaces/{Sid}
    """

    class activities:
        """Worker availability states."""

        all: Final = Permission("taskrouter", "workspaces.activities", "*")
        """Create, delete, list, read and change: worker availability states.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in list A, in the spelling
        that the API returns.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Activities
        * DELETE https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Activities/{Sid}
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Activities
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Activities/{Sid}
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Activities/{Sid}
        """

        create: Final = Permission("taskrouter", "workspaces.activities", "create")
        """Create: worker availability states.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Activities
        """

        delete: Final = Permission("taskrouter", "workspaces.activities", "delete")
        """Delete: worker availability states.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Activities/{Sid}
        """

        list: Final = Permission("taskrouter", "workspaces.activities", "list")
        """List: worker availability states.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Activities
        """

        read: Final = Permission("taskrouter", "workspaces.activities", "read")
        """Read one by its sid: worker availability states.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Activities/{Sid}
        """

        update: Final = Permission("taskrouter", "workspaces.activities", "update")
        """Change: worker availability states.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Activities/{Sid}
        """

    class cumulative_statistics:
        """Workspace cumulative statistics."""

        list: Final = Permission("taskrouter", "workspaces.cumulative-statistics", "list")
        """List: workspace cumulative statistics.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/CumulativeStatistics
        """

    class events:
        """TaskRouter state change log."""

        list: Final = Permission("taskrouter", "workspaces.events", "list")
        """List: taskRouter state change log.

        Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can read what tasks are about.

        Opens:
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Events
        """

        read: Final = Permission("taskrouter", "workspaces.events", "read")
        """Read one by its sid: taskRouter state change log.

        Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can read what tasks are about.

        Opens:
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Events/{Sid}
        """

    class real_time_statistics:
        """Workspace live statistics."""

        list: Final = Permission("taskrouter", "workspaces.real-time-statistics", "list")
        """List: workspace live statistics.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/RealTimeStatistics
        """

    class statistics:
        """Workspace statistics."""

        list: Final = Permission("taskrouter", "workspaces.statistics", "list")
        """List: workspace statistics.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Statistics
        """

    class task_channels:
        """Task categories with own capacity."""

        all: Final = Permission("taskrouter", "workspaces.task-channels", "*")
        """Create, delete, list, read and change: task categories with own capacity.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in list A, in the spelling
        that the API returns.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskChannels
        * DELETE https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskChannels/{Sid}
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskChannels
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskChannels/{Sid}
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskChannels/{Sid}
        """

        create: Final = Permission("taskrouter", "workspaces.task-channels", "create")
        """Create: task categories with own capacity.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskChannels
        """

        delete: Final = Permission("taskrouter", "workspaces.task-channels", "delete")
        """Delete: task categories with own capacity.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskChannels/{Sid}
        """

        list: Final = Permission("taskrouter", "workspaces.task-channels", "list")
        """List: task categories with own capacity.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskChannels
        """

        read: Final = Permission("taskrouter", "workspaces.task-channels", "read")
        """Read one by its sid: task categories with own capacity.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskChannels/{Sid}
        """

        update: Final = Permission("taskrouter", "workspaces.task-channels", "update")
        """Change: task categories with own capacity.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskChannels/{Sid}
        """

    class task_queue:
        """What begins with `workspaces.task-queue`; no permission is about this alone."""

        class bulk_real_time_statistics:
            """Live statistics of several queues."""

            list: Final = Permission("taskrouter", "workspaces.task-queue.bulk-real-time-statistics", "list")
            """List: live statistics of several queues.

            Access: list. Evidence: listed, not seen at work; stands in lists A and B.

            Opens:
            * POST (likely) https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskQueues/RealTimeStatistics
            """

        class real_time_statistics:
            """Live statistics of one queue."""

            list: Final = Permission("taskrouter", "workspaces.task-queue.real-time-statistics", "list")
            """List: live statistics of one queue.

            Access: read. Evidence: listed, not seen at work; stands in lists A and B.

            Opens:
            * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskQueues/{TaskQueueSid}/RealTimeStatistics
            """

    class task_queues:
        """Task queues."""

        all: Final = Permission("taskrouter", "workspaces.task-queues", "*")
        """Create, delete, list, read and change: task queues.

        Access: delete; destroys-data, redirects. Evidence: listed, not seen at work; stands in list A, in the
        spelling that the API returns.
        Its holder can decide who is given which tasks; delete what cannot be made again as it was.

        Opens:
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskQueues
        * DELETE https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskQueues/{Sid}
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskQueues
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskQueues/{Sid}
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskQueues/{Sid}
        """

        create: Final = Permission("taskrouter", "workspaces.task-queues", "create")
        """Create: task queues.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskQueues
        """

        delete: Final = Permission("taskrouter", "workspaces.task-queues", "delete")
        """Delete: task queues.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskQueues/{Sid}
        """

        list: Final = Permission("taskrouter", "workspaces.task-queues", "list")
        """List: task queues.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskQueues
        """

        read: Final = Permission("taskrouter", "workspaces.task-queues", "read")
        """Read one by its sid: task queues.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskQueues/{Sid}
        """

        update: Final = Permission("taskrouter", "workspaces.task-queues", "update")
        """Change: task queues.

        Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can decide who is given which tasks.

        Opens:
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskQueues/{Sid}
        """

        class cumulative_statistics:
            """Cumulative statistics of a queue."""

            list: Final = Permission("taskrouter", "workspaces.task-queues.cumulative-statistics", "list")
            """List: cumulative statistics of a queue.

            Access: read. Evidence: listed, not seen at work; stands in lists A and B.

            Opens:
            * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskQueues/{TaskQueueSid}/CumulativeStatistics
            """

        class instance_statistics:
            """Statistics of one queue."""

            list: Final = Permission("taskrouter", "workspaces.task-queues.instance-statistics", "list")
            """List: statistics of one queue.

            Access: read. Evidence: listed, not seen at work; stands in lists A and B.

            Opens:
            * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskQueues/{TaskQueueSid}/Statistics
            """

        class statistics:
            """Statistics over all queues."""

            list: Final = Permission("taskrouter", "workspaces.task-queues.statistics", "list")
            """List: statistics over all queues.

            Access: list. Evidence: listed, not seen at work; stands in lists A and B.

            Opens:
            * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/TaskQueues/Statistics
            """

    class tasks:
        """Tasks waiting or in progress."""

        all: Final = Permission("taskrouter", "workspaces.tasks", "*")
        """Create, delete, list, read and change: tasks waiting or in progress.

        Access: delete; costs-money, destroys-data, reads-content, redirects. Evidence: listed, not seen at
        work; stands in list A, in the spelling that the API returns.
        Its holder can make TaskRouter tasks, which are charged; send tasks, their calls or a workspace's events
        elsewhere; read what tasks are about; delete what cannot be made again as it was.

        Opens:
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Tasks
        * DELETE https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Tasks/{Sid}
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Tasks
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Tasks/{Sid}
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Tasks/{Sid}
        """

        create: Final = Permission("taskrouter", "workspaces.tasks", "create")
        """Create: tasks waiting or in progress.

        Access: write; costs-money. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can make TaskRouter tasks, which are charged.

        Opens:
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Tasks
        """

        delete: Final = Permission("taskrouter", "workspaces.tasks", "delete")
        """Delete: tasks waiting or in progress.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Tasks/{Sid}
        """

        list: Final = Permission("taskrouter", "workspaces.tasks", "list")
        """List: tasks waiting or in progress.

        Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can read what tasks are about.

        Opens:
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Tasks
        """

        read: Final = Permission("taskrouter", "workspaces.tasks", "read")
        """Read one by its sid: tasks waiting or in progress.

        Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can read what tasks are about.

        Opens:
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Tasks/{Sid}
        """

        update: Final = Permission("taskrouter", "workspaces.tasks", "update")
        """Change: tasks waiting or in progress.

        Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can send tasks, their calls or a workspace's events elsewhere.

        Opens:
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Tasks/{Sid}
        """

        class reservations:
            """Reservations of one task."""

            list: Final = Permission("taskrouter", "workspaces.tasks.reservations", "list")
            """List: reservations of one task.

            Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
            Its holder can see who works there, and on what.

            Opens:
            * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Tasks/{TaskSid}/Reservations
            """

            read: Final = Permission("taskrouter", "workspaces.tasks.reservations", "read")
            """Read one by its sid: reservations of one task.

            Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
            Its holder can see who works there, and on what.

            Opens:
            * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Tasks/{TaskSid}/Reservations/{Sid}
            """

            update: Final = Permission("taskrouter", "workspaces.tasks.reservations", "update")
            """Change: reservations of one task.

            Access: write; costs-money, redirects. Evidence: listed, not seen at work; stands in lists A and B.
            Its holder can place calls at the account's expense (reservation instructions); send tasks, their
            calls or a workspace's events elsewhere.

            Opens:
            * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Tasks/{TaskSid}/Reservations/{Sid}
            """

    class workers:
        """Workers (agents)."""

        all: Final = Permission("taskrouter", "workspaces.workers", "*")
        """Create, delete, list, read and change: workers (agents).

        Access: delete; destroys-data, reads-content, redirects. Evidence: listed, not seen at work; stands in
        list A, in the spelling that the API returns.
        Its holder can decide who is given which tasks; see who works there, and on what; delete what cannot be
        made again as it was.

        Opens:
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workers
        * DELETE https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workers/{Sid}
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workers
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workers/{Sid}
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workers/{Sid}
        """

        create: Final = Permission("taskrouter", "workspaces.workers", "create")
        """Create: workers (agents).

        Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can decide who is given which tasks.

        Opens:
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workers
        """

        delete: Final = Permission("taskrouter", "workspaces.workers", "delete")
        """Delete: workers (agents).

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workers/{Sid}
        """

        list: Final = Permission("taskrouter", "workspaces.workers", "list")
        """List: workers (agents).

        Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can see who works there, and on what.

        Opens:
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workers
        """

        read: Final = Permission("taskrouter", "workspaces.workers", "read")
        """Read one by its sid: workers (agents).

        Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can see who works there, and on what.

        Opens:
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workers/{Sid}
        """

        update: Final = Permission("taskrouter", "workspaces.workers", "update")
        """Change: workers (agents).

        Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can decide who is given which tasks.

        Opens:
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workers/{Sid}
        """

        class channels:
            """Per-worker channel capacity."""

            list: Final = Permission("taskrouter", "workspaces.workers.channels", "list")
            """List: per-worker channel capacity.

            Access: list. Evidence: listed, not seen at work; stands in lists A and B.

            Opens:
            * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Channels
            """

            read: Final = Permission("taskrouter", "workspaces.workers.channels", "read")
            """Read one by its sid: per-worker channel capacity.

            Access: read. Evidence: listed, not seen at work; stands in lists A and B.

            Opens:
            * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Channels/{Sid}
            """

            update: Final = Permission("taskrouter", "workspaces.workers.channels", "update")
            """Change: per-worker channel capacity.

            Access: write. Evidence: listed, not seen at work; stands in lists A and B.

            Opens:
            * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Channels/{Sid}
            """

        class cumulative_statistics:
            """Cumulative worker statistics."""

            list: Final = Permission("taskrouter", "workspaces.workers.cumulative-statistics", "list")
            """List: cumulative worker statistics.

            Access: read. Evidence: listed, not seen at work; stands in lists A and B.

            Opens:
            * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workers/CumulativeStatistics
            """

        class instance_statistics:
            """Statistics of one worker."""

            list: Final = Permission("taskrouter", "workspaces.workers.instance-statistics", "list")
            """List: statistics of one worker.

            Access: read. Evidence: listed, not seen at work; stands in lists A and B.

            Opens:
            * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Statistics
            """

        class real_time_statistics:
            """Live worker statistics."""

            list: Final = Permission("taskrouter", "workspaces.workers.real-time-statistics", "list")
            """List: live worker statistics.

            Access: read. Evidence: listed, not seen at work; stands in lists A and B.

            Opens:
            * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workers/RealTimeStatistics
            """

        class reservations:
            """Reservations of one worker."""

            list: Final = Permission("taskrouter", "workspaces.workers.reservations", "list")
            """List: reservations of one worker.

            Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
            Its holder can see who works there, and on what.

            Opens:
            * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Reservations
            """

            read: Final = Permission("taskrouter", "workspaces.workers.reservations", "read")
            """Read one by its sid: reservations of one worker.

            Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
            Its holder can see who works there, and on what.

            Opens:
            * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Reservations/{Sid}
            """

            update: Final = Permission("taskrouter", "workspaces.workers.reservations", "update")
            """Change: reservations of one worker.

            Access: write; costs-money, redirects. Evidence: listed, not seen at work; stands in lists A and B.
            Its holder can place calls at the account's expense (reservation instructions); send tasks, their
            calls or a workspace's events elsewhere.

            Opens:
            * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workers/{WorkerSid}/Reservations/{Sid}
            """

        class statistics:
            """Statistics over workers."""

            list: Final = Permission("taskrouter", "workspaces.workers.statistics", "list")
            """List: statistics over workers.

            Access: read. Evidence: listed, not seen at work; stands in lists A and B.

            Opens:
            * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workers/Statistics
            """

    class workflows:
        """Routing workflows."""

        all: Final = Permission("taskrouter", "workspaces.workflows", "*")
        """Create, delete, list, read and change: routing workflows.

        Access: delete; destroys-data, redirects. Evidence: listed, not seen at work; stands in list A, in the
        spelling that the API returns.
        Its holder can send tasks, their calls or a workspace's events elsewhere; delete what cannot be made
        again as it was.

        Opens:
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workflows
        * DELETE https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workflows/{Sid}
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workflows
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workflows/{Sid}
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workflows/{Sid}
        """

        create: Final = Permission("taskrouter", "workspaces.workflows", "create")
        """Create: routing workflows.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workflows
        """

        delete: Final = Permission("taskrouter", "workspaces.workflows", "delete")
        """Delete: routing workflows.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workflows/{Sid}
        """

        list: Final = Permission("taskrouter", "workspaces.workflows", "list")
        """List: routing workflows.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workflows
        """

        read: Final = Permission("taskrouter", "workspaces.workflows", "read")
        """Read one by its sid: routing workflows.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workflows/{Sid}
        """

        update: Final = Permission("taskrouter", "workspaces.workflows", "update")
        """Change: routing workflows.

        Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can send tasks, their calls or a workspace's events elsewhere.

        Opens:
        * POST https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workflows/{Sid}
        """

        class cumulative_statistics:
            """Cumulative workflow statistics."""

            list: Final = Permission("taskrouter", "workspaces.workflows.cumulative-statistics", "list")
            """List: cumulative workflow statistics.

            Access: read. Evidence: listed, not seen at work; stands in lists A and B.

            Opens:
            * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workflows/{WorkflowSid}/CumulativeStatistics
            """

        class real_time_statistics:
            """Live workflow statistics."""

            list: Final = Permission("taskrouter", "workspaces.workflows.real-time-statistics", "list")
            """List: live workflow statistics.

            Access: read. Evidence: listed, not seen at work; stands in lists A and B.

            Opens:
            * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workflows/{WorkflowSid}/RealTimeStatistics
            """

        class statistics:
            """Statistics of a workflow."""

            list: Final = Permission("taskrouter", "workspaces.workflows.statistics", "list")
            """List: statistics of a workflow.

            Access: read. Evidence: listed, not seen at work; stands in lists A and B.

            Opens:
            * GET https://taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Workflows/{WorkflowSid}/Statistics
            """
