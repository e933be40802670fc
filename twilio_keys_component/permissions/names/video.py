"""The permissions of Twilio's product `video`, by resource.

Written by `python -m tools.catalog build` from the tables in `permissions/data/`: change those.
"""

from typing import Final

from twilio_keys_component.permissions.permission import Permission


class compositions:
    """Composed media files."""

    create: Final = Permission("video", "compositions", "create")
    """Create: composed media files.

    Access: write; costs-money. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can start recordings or compositions, which are charged.

    Opens:
    * POST https://video.twilio.com/v1/Compositions
    """

    delete: Final = Permission("video", "compositions", "delete")
    """Delete: composed media files.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * DELETE https://video.twilio.com/v1/Compositions/{Sid}
    """

    list: Final = Permission("video", "compositions", "list")
    """List: composed media files.

    Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can find and fetch recordings.

    Opens:
    * GET https://video.twilio.com/v1/Compositions
    """

    read: Final = Permission("video", "compositions", "read")
    """Read one by its sid: composed media files.

    Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can find and fetch recordings.

    Opens:
    * GET https://video.twilio.com/v1/Compositions/{Sid}
    """

    class composition_hooks:
        """Automatic composition hooks."""

        all: Final = Permission("video", "compositions.composition-hooks", "*")
        """Create, delete, list, read and change: automatic composition hooks.

        Access: delete; costs-money, destroys-data, redirects. Evidence: listed, not seen at work; stands in
        list A, in the spelling that the API returns.
        Its holder can start recordings or compositions, which are charged; send video recordings, compositions
        or live tracks elsewhere; delete what cannot be made again as it was.

        Opens:
        * POST https://video.twilio.com/v1/CompositionHooks
        * DELETE https://video.twilio.com/v1/CompositionHooks/{Sid}
        * GET https://video.twilio.com/v1/CompositionHooks
        * GET https://video.twilio.com/v1/CompositionHooks/{Sid}
        * POST https://video.twilio.com/v1/CompositionHooks/{Sid}
        """

        create: Final = Permission("video", "compositions.composition-hooks", "create")
        """Create: automatic composition hooks.

        Access: write; costs-money, redirects. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can start recordings or compositions, which are charged; send video recordings, compositions
        or live tracks elsewhere.

        Opens:
        * POST https://video.twilio.com/v1/CompositionHooks
        """

        delete: Final = Permission("video", "compositions.composition-hooks", "delete")
        """Delete: automatic composition hooks.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://video.twilio.com/v1/CompositionHooks/{Sid}
        """

        list: Final = Permission("video", "compositions.composition-hooks", "list")
        """List: automatic composition hooks.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://video.twilio.com/v1/CompositionHooks
        """

        read: Final = Permission("video", "compositions.composition-hooks", "read")
        """Read one by its sid: automatic composition hooks.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://video.twilio.com/v1/CompositionHooks/{Sid}
        """

        update: Final = Permission("video", "compositions.composition-hooks", "update")
        """Change: automatic composition hooks.

        Access: write; costs-money, redirects. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can start recordings or compositions, which are charged; send video recordings, compositions
        or live tracks elsewhere.

        Opens:
        * POST https://video.twilio.com/v1/CompositionHooks/{Sid}
        """

    class composition_settings:
        """Account composition settings."""

        read: Final = Permission("video", "compositions.composition-settings", "read")
        """Read one by its sid: account composition settings.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://video.twilio.com/v1/CompositionSettings/Default
        """

        update: Final = Permission("video", "compositions.composition-settings", "update")
        """Change: account composition settings.

        Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can send video recordings, compositions or live tracks elsewhere.

        Opens:
        * POST https://video.twilio.com/v1/CompositionSettings/Default
        """


class recordings:
    """Single-track video recordings."""

    delete: Final = Permission("video", "recordings", "delete")
    """Delete: single-track video recordings.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * DELETE https://video.twilio.com/v1/Recordings/{Sid}
    """

    list: Final = Permission("video", "recordings", "list")
    """List: single-track video recordings.

    Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can find and fetch recordings.

    Opens:
    * GET https://video.twilio.com/v1/Recordings
    """

    read: Final = Permission("video", "recordings", "read")
    """Read one by its sid: single-track video recordings.

    Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can find and fetch recordings.

    Opens:
    * GET https://video.twilio.com/v1/Recordings/{Sid}
    """

    class recording_settings:
        """Account recording encryption/storage settings."""

        read: Final = Permission("video", "recordings.recording-settings", "read")
        """Read one by its sid: account recording encryption/storage settings.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://video.twilio.com/v1/RecordingSettings/Default
        """

        update: Final = Permission("video", "recordings.recording-settings", "update")
        """Change: account recording encryption/storage settings.

        Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can send video recordings, compositions or live tracks elsewhere.

        Opens:
        * POST https://video.twilio.com/v1/RecordingSettings/Default
        """


class rooms:
    """Video rooms."""

    create: Final = Permission("video", "rooms", "create")
    """Create: video rooms.

    Access: write; costs-money. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can open video rooms, which are charged by the minute.

    Opens:
    * POST https://video.twilio.com/v1/Rooms
    """

    list: Final = Permission("video", "rooms", "list")
    """List: video rooms.

    Access: list. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://video.twilio.com/v1/Rooms
    """

    read: Final = Permission("video", "rooms", "read")
    """Read one by its sid: video rooms.

    Access: read. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://video.twilio.com/v1/Rooms/{Sid}
    """

    update: Final = Permission("video", "rooms", "update")
    """Change: video rooms.

    Access: write. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * POST https://video.twilio.com/v1/Rooms/{Sid}
    """

    class participants:
        """Participants of a room."""

        list: Final = Permission("video", "rooms.participants", "list")
        """List: participants of a room.

        Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can see who took part in video rooms.

        Opens:
        * GET https://video.twilio.com/v1/Rooms/{RoomSid}/Participants
        """

        read: Final = Permission("video", "rooms.participants", "read")
        """Read one by its sid: participants of a room.

        Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can see who took part in video rooms.

        Opens:
        * GET https://video.twilio.com/v1/Rooms/{RoomSid}/Participants/{Sid}
        """

        update: Final = Permission("video", "rooms.participants", "update")
        """Change: participants of a room.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://video.twilio.com/v1/Rooms/{RoomSid}/Participants/{Sid}
        """

        class anonymize:
            """Anonymise a participant identity."""

            update: Final = Permission("video", "rooms.participants.anonymize", "update")
            """Change: anonymise a participant identity.

            Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
            Its holder can erase who took part in a room.

            Opens:
            * POST https://video.twilio.com/v1/Rooms/{RoomSid}/Participants/{Sid}/Anonymize
            """

        class published_tracks:
            """Tracks published by a participant."""

            list: Final = Permission("video", "rooms.participants.published-tracks", "list")
            """List: tracks published by a participant.

            Access: list. Evidence: listed, not seen at work; stands in lists A and B.

            Opens:
            * GET https://video.twilio.com/v1/Rooms/{RoomSid}/Participants/{ParticipantSid}/PublishedTracks
            """

            read: Final = Permission("video", "rooms.participants.published-tracks", "read")
            """Read one by its sid: tracks published by a participant.

            Access: read. Evidence: listed, not seen at work; stands in lists A and B.

            Opens:
            * GET https://video.twilio.com/v1/Rooms/{RoomSid}/Participants/{ParticipantSid}/PublishedTracks/{Sid}
            """

        class subscribe_rules:
            """Subscribe rules of a participant."""

            list: Final = Permission("video", "rooms.participants.subscribe-rules", "list")
            """List: subscribe rules of a participant.

            Access: read. Evidence: listed, not seen at work; stands in lists A and B.

            Opens:
            * GET https://video.twilio.com/v1/Rooms/{RoomSid}/Participants/{ParticipantSid}/SubscribeRules
            """

            update: Final = Permission("video", "rooms.participants.subscribe-rules", "update")
            """Change: subscribe rules of a participant.

            Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
            Its holder can send video recordings, compositions or live tracks elsewhere.

            Opens:
            * POST https://video.twilio.com/v1/Rooms/{RoomSid}/Participants/{ParticipantSid}/SubscribeRules
            """

        class subscribed_tracks:
            """Tracks a participant receives."""

            list: Final = Permission("video", "rooms.participants.subscribed-tracks", "list")
            """List: tracks a participant receives.

            Access: list. Evidence: listed, not seen at work; stands in lists A and B.

            Opens:
            * GET https://video.twilio.com/v1/Rooms/{RoomSid}/Participants/{ParticipantSid}/SubscribedTracks
            """

            read: Final = Permission("video", "rooms.participants.subscribed-tracks", "read")
            """Read one by its sid: tracks a participant receives.

            Access: read. Evidence: listed, not seen at work; stands in lists A and B.

            Opens:
            * GET https://video.twilio.com/v1/Rooms/{RoomSid}/Participants/{ParticipantSid}/SubscribedTracks/{Sid}
            """

    class recording_rules:
        """Recording rules of a room."""

        list: Final = Permission("video", "rooms.recording-rules", "list")
        """List: recording rules of a room.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://video.twilio.com/v1/Rooms/{RoomSid}/RecordingRules
        """

        update: Final = Permission("video", "rooms.recording-rules", "update")
        """Change: recording rules of a room.

        Access: write; costs-money. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can start recordings or compositions, which are charged.

        Opens:
        * POST https://video.twilio.com/v1/Rooms/{RoomSid}/RecordingRules
        """

    class recordings:
        """Recordings of a room."""

        list: Final = Permission("video", "rooms.recordings", "list")
        """List: recordings of a room.

        Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can find and fetch recordings.

        Opens:
        * GET https://video.twilio.com/v1/Rooms/{RoomSid}/Recordings
        """

        read: Final = Permission("video", "rooms.recordings", "read")
        """Read one by its sid: recordings of a room.

        Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can find and fetch recordings.

        Opens:
        * GET https://video.twilio.com/v1/Rooms/{RoomSid}/Recordings/{Sid}
        """

    class transcriptions:
        """Transcriptions in a room."""

        create: Final = Permission("video", "rooms.transcriptions", "create")
        """Create: transcriptions in a room.

        Access: write; costs-money. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can have speech transcribed or analysed, which is charged.

        Opens:
        * POST https://video.twilio.com/v1/Rooms/{RoomSid}/Transcriptions
        """

        list: Final = Permission("video", "rooms.transcriptions", "list")
        """List: transcriptions in a room.

        Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can read what was said on calls (transcripts, and what was concluded from them).

        Opens:
        * GET https://video.twilio.com/v1/Rooms/{RoomSid}/Transcriptions
        """

        read: Final = Permission("video", "rooms.transcriptions", "read")
        """Read one by its sid: transcriptions in a room.

        Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can read what was said on calls (transcripts, and what was concluded from them).

        Opens:
        * GET https://video.twilio.com/v1/Rooms/{RoomSid}/Transcriptions/{Ttid}
        """

        update: Final = Permission("video", "rooms.transcriptions", "update")
        """Change: transcriptions in a room.

        Access: write; costs-money. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can have speech transcribed or analysed, which is charged.

        Opens:
        * POST https://video.twilio.com/v1/Rooms/{RoomSid}/Transcriptions/{Ttid}
        """
