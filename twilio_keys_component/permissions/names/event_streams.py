"""The permissions of Twilio's product `event-streams`, by resource.

Written by `python -m tools.catalog build` from the tables in `permissions/data/`: change those.
"""

from typing import Final

from twilio_keys_component.permissions.permission import Permission


class event_type:
    """Catalogue of event types."""

    list: Final = Permission("event-streams", "event-type", "list")
    """List: catalogue of event types.

    Access: list. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://events.twilio.com/v1/Types
    """

    read: Final = Permission("event-streams", "event-type", "read")
    """Read one by its sid: catalogue of event types.

    Access: read. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://events.twilio.com/v1/Types/{Type}
    """


class schema:
    """Event schemas."""

    read: Final = Permission("event-streams", "schema", "read")
    """Read one by its sid: event schemas.

    Access: read. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://events.twilio.com/v1/Schemas/{Id}
    """

    class version:
        """Versions of an event schema."""

        list: Final = Permission("event-streams", "schema.version", "list")
        """List: versions of an event schema.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://events.twilio.com/v1/Schemas/{Id}/Versions
        """

        read: Final = Permission("event-streams", "schema.version", "read")
        """Read one by its sid: versions of an event schema.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://events.twilio.com/v1/Schemas/{Id}/Versions/{SchemaVersion}
        """


class sink:
    """Event destinations."""

    all: Final = Permission("event-streams", "sink", "*")
    """Create, delete, list, read and change: event destinations.

    Access: delete; destroys-data, reads-content, redirects. Evidence: listed, not seen at work; stands in list
    A, in the spelling that the API returns.
    Its holder can have the account's events sent to a destination of the holder's choice; see where the
    account's events go, with any credentials of the destination; delete what cannot be made again as it was.

    Opens:
    * POST https://events.twilio.com/v1/Sinks
    * DELETE https://events.twilio.com/v1/Sinks/{Sid}
    * GET https://events.twilio.com/v1/Sinks
    * GET https://events.twilio.com/v1/Sinks/{Sid}
    * POST https://events.twilio.com/v1/Sinks/{Sid}
    """

    create: Final = Permission("event-streams", "sink", "create")
    """Create: event destinations.

    Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can have the account's events sent to a destination of the holder's choice.

    Opens:
    * POST https://events.twilio.com/v1/Sinks
    """

    delete: Final = Permission("event-streams", "sink", "delete")
    """Delete: event destinations.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * DELETE https://events.twilio.com/v1/Sinks/{Sid}
    """

    list: Final = Permission("event-streams", "sink", "list")
    """List: event destinations.

    Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can see where the account's events go, with any credentials of the destination.

    Opens:
    * GET https://events.twilio.com/v1/Sinks
    """

    read: Final = Permission("event-streams", "sink", "read")
    """Read one by its sid: event destinations.

    Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can see where the account's events go, with any credentials of the destination.

    Opens:
    * GET https://events.twilio.com/v1/Sinks/{Sid}
    """

    update: Final = Permission("event-streams", "sink", "update")
    """Change: event destinations.

    Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can have the account's events sent to a destination of the holder's choice.

    Opens:
    * POST https://events.twilio.com/v1/Sinks/{Sid}
    """

    class test:
        """Send a test event to a sink."""

        create: Final = Permission("event-streams", "sink.test", "create")
        """Create: send a test event to a sink.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://events.twilio.com/v1/Sinks/{Sid}/Test
        """


class subscription:
    """Event subscriptions."""

    all: Final = Permission("event-streams", "subscription", "*")
    """Create, delete, list, read and change: event subscriptions.

    Access: delete; destroys-data, redirects. Evidence: listed, not seen at work; stands in list A, in the
    spelling that the API returns.
    Its holder can have the account's events sent to a destination of the holder's choice; delete what cannot be
    made again as it was.

    Opens:
    * POST https://events.twilio.com/v1/Subscriptions
    * DELETE https://events.twilio.com/v1/Subscriptions/{Sid}
    * GET https://events.twilio.com/v1/Subscriptions
    * GET https://events.twilio.com/v1/Subscriptions/{Sid}
    * POST https://events.twilio.com/v1/Subscriptions/{Sid}
    """

    create: Final = Permission("event-streams", "subscription", "create")
    """Create: event subscriptions.

    Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can have the account's events sent to a destination of the holder's choice.

    Opens:
    * POST https://events.twilio.com/v1/Subscriptions
    """

    delete: Final = Permission("event-streams", "subscription", "delete")
    """Delete: event subscriptions.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * DELETE https://events.twilio.com/v1/Subscriptions/{Sid}
    """

    list: Final = Permission("event-streams", "subscription", "list")
    """List: event subscriptions.

    Access: list. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://events.twilio.com/v1/Subscriptions
    """

    read: Final = Permission("event-streams", "subscription", "read")
    """Read one by its sid: event subscriptions.

    Access: read. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://events.twilio.com/v1/Subscriptions/{Sid}
    """

    update: Final = Permission("event-streams", "subscription", "update")
    """Change: event subscriptions.

    Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can have the account's events sent to a destination of the holder's choice.

    Opens:
    * POST https://events.twilio.com/v1/Subscriptions/{Sid}
    """

    class subscribed_event:
        """Event types inside a subscription."""

        all: Final = Permission("event-streams", "subscription.subscribed-event", "*")
        """Create, delete, list, read and change: event types inside a subscription.

        Access: delete; destroys-data, redirects. Evidence: listed, not seen at work; stands in list A, in the
        spelling that the API returns.
        Its holder can have the account's events sent to a destination of the holder's choice; delete what
        cannot be made again as it was.

        Opens:
        * POST https://events.twilio.com/v1/Subscriptions/{SubscriptionSid}/SubscribedEvents
        * DELETE https://events.twilio.com/v1/Subscriptions/{SubscriptionSid}/SubscribedEvents/{Type}
        * GET https://events.twilio.com/v1/Subscriptions/{SubscriptionSid}/SubscribedEvents
        * GET https://events.twilio.com/v1/Subscriptions/{SubscriptionSid}/SubscribedEvents/{Type}
        * POST https://events.twilio.com/v1/Subscriptions/{SubscriptionSid}/SubscribedEvents/{Type}
        """

        create: Final = Permission("event-streams", "subscription.subscribed-event", "create")
        """Create: event types inside a subscription.

        Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can have the account's events sent to a destination of the holder's choice.

        Opens:
        * POST https://events.twilio.com/v1/Subscriptions/{SubscriptionSid}/SubscribedEvents
        """

        delete: Final = Permission("event-streams", "subscription.subscribed-event", "delete")
        """Delete: event types inside a subscription.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://events.twilio.com/v1/Subscriptions/{SubscriptionSid}/SubscribedEvents/{Type}
        """

        list: Final = Permission("event-streams", "subscription.subscribed-event", "list")
        """List: event types inside a subscription.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://events.twilio.com/v1/Subscriptions/{SubscriptionSid}/SubscribedEvents
        """

        read: Final = Permission("event-streams", "subscription.subscribed-event", "read")
        """Read one by its sid: event types inside a subscription.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://events.twilio.com/v1/Subscriptions/{SubscriptionSid}/SubscribedEvents/{Type}
        """

        update: Final = Permission("event-streams", "subscription.subscribed-event", "update")
        """Change: event types inside a subscription.

        Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can have the account's events sent to a destination of the holder's choice.

        Opens:
        * POST https://events.twilio.com/v1/Subscriptions/{SubscriptionSid}/SubscribedEvents/{Type}
        """
