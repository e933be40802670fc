"""The permissions of Twilio's product `messaging`, by resource.

Written by `python -m tools.catalog build` from the tables in `permissions/data/`: change those.
"""

from typing import Final

from twilio_keys_component.permissions.permission import Permission


class content_templates:
    """Content API templates."""

    create: Final = Permission("messaging", "content-templates", "create")
    """Create: content API templates.

    Access: write. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * POST https://content.twilio.com/v1/Content
    * POST (likely) https://content.twilio.com/v1/Content/{ContentSid}/ApprovalRequests/whatsapp
    """

    delete: Final = Permission("messaging", "content-templates", "delete")
    """Delete: content API templates.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * DELETE https://content.twilio.com/v1/Content/{Sid}
    """

    list: Final = Permission("messaging", "content-templates", "list")
    """List: content API templates.

    Access: list. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://content.twilio.com/v1/Content
    * GET (likely) https://content.twilio.com/v1/ContentAndApprovals
    * GET (likely) https://content.twilio.com/v1/LegacyContent
    * GET (likely) https://content.twilio.com/v2/Content
    * GET (likely) https://content.twilio.com/v2/ContentAndApprovals
    """

    read: Final = Permission("messaging", "content-templates", "read")
    """Read one by its sid: content API templates.

    Access: read. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://content.twilio.com/v1/Content/{Sid}
    * GET (likely) https://content.twilio.com/v1/Content/{Sid}/ApprovalRequests
    """


class deactivations:
    """US numbers deactivated by carriers."""

    list: Final = Permission("messaging", "deactivations", "list")
    """List: US numbers deactivated by carriers.

    Access: read. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://messaging.twilio.com/v1/Deactivations
    """


class messages:
    """Inbound and outbound messages."""

    all: Final = Permission("messaging", "messages", "*")
    """Create, delete, list, read and change: inbound and outbound messages.

    Access: delete; costs-money, destroys-data, reads-content. Evidence: listed, not seen at work; stands in
    list A, in the spelling that the API returns.
    Its holder can send messages at the account's expense; read messages: text, media and phone numbers; delete
    what cannot be made again as it was; erase the text of messages, or cancel scheduled ones.

    Opens:
    * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Messages.json
    * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Messages.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json
    * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json
    """

    create: Final = Permission("messaging", "messages", "create")
    """Create: inbound and outbound messages.

    Access: write; costs-money. Evidence: seen at work in a published test; stands in lists A and B.
    Its holder can send messages at the account's expense.

    Opens:
    * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Messages.json
    """

    delete: Final = Permission("messaging", "messages", "delete")
    """Delete: inbound and outbound messages.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json
    """

    list: Final = Permission("messaging", "messages", "list")
    """List: inbound and outbound messages.

    Access: list; reads-content. Evidence: seen at work in a published test; stands in lists A and B.
    Its holder can read messages: text, media and phone numbers.

    Opens:
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Messages.json
    """

    read: Final = Permission("messaging", "messages", "read")
    """Read one by its sid: inbound and outbound messages.

    Access: read; reads-content. Evidence: seen at work in a published test; stands in lists A and B.
    Its holder can read messages: text, media and phone numbers.

    Opens:
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json
    """

    update: Final = Permission("messaging", "messages", "update")
    """Change: inbound and outbound messages.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can erase the text of messages, or cancel scheduled ones.

    Opens:
    * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json
    """

    class feedback:
        """Report outcome feedback for a message."""

        create: Final = Permission("messaging", "messages.feedback", "create")
        """Create: report outcome feedback for a message.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Feedback.json
        """

    class media:
        """Media files of a message."""

        read: Final = Permission("messaging", "messages.media", "read")
        """Read one by its sid: media files of a message.

        Access: read; reads-content. Evidence: listed, not seen at work; stands in neither list.
        Its holder can read messages: text, media and phone numbers.

        Opens:
        * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Media/{Sid}.json
        """


class pricing:
    """Messaging price lookups."""

    list: Final = Permission("messaging", "pricing", "list")
    """List: messaging price lookups.

    Access: list. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://pricing.twilio.com/v1/Messaging/Countries
    """

    read: Final = Permission("messaging", "pricing", "read")
    """Read one by its sid: messaging price lookups.

    Access: read. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://pricing.twilio.com/v1/Messaging/Countries/{IsoCountry}
    """


class services:
    """Messaging services."""

    all: Final = Permission("messaging", "services", "*")
    """Create, delete, list, read and change: messaging services.

    Access: delete; destroys-data, redirects. Evidence: listed, not seen at work; stands in list A, in the
    spelling that the API returns.
    Its holder can send the messages to a messaging service, and their status, elsewhere; delete what cannot be
    made again as it was.

    Opens:
    * POST https://messaging.twilio.com/v1/Services
    * DELETE https://messaging.twilio.com/v1/Services/{Sid}
    * GET https://messaging.twilio.com/v1/Services
    * GET https://messaging.twilio.com/v1/Services/{Sid}
    * POST https://messaging.twilio.com/v1/Services/{Sid}
    """

    create: Final = Permission("messaging", "services", "create")
    """Create: messaging services.

    Access: write. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * POST https://messaging.twilio.com/v1/Services
    """

    delete: Final = Permission("messaging", "services", "delete")
    """Delete: messaging services.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * DELETE https://messaging.twilio.com/v1/Services/{Sid}
    """

    list: Final = Permission("messaging", "services", "list")
    """List: messaging services.

    Access: list. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://messaging.twilio.com/v1/Services
    """

    read: Final = Permission("messaging", "services", "read")
    """Read one by its sid: messaging services.

    Access: read. Evidence: seen at work in a published test; stands in lists A and B.

    Opens:
    * GET https://messaging.twilio.com/v1/Services/{Sid}
    """

    update: Final = Permission("messaging", "services", "update")
    """Change: messaging services.

    Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can send the messages to a messaging service, and their status, elsewhere.

    Opens:
    * POST https://messaging.twilio.com/v1/Services/{Sid}
    """

    class alphasenders:
        """Alphanumeric senders of a service."""

        create: Final = Permission("messaging", "services.alphasenders", "create")
        """Create: alphanumeric senders of a service.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://messaging.twilio.com/v1/Services/{ServiceSid}/AlphaSenders
        """

        delete: Final = Permission("messaging", "services.alphasenders", "delete")
        """Delete: alphanumeric senders of a service.

        Access: delete. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * DELETE https://messaging.twilio.com/v1/Services/{ServiceSid}/AlphaSenders/{Sid}
        """

        list: Final = Permission("messaging", "services.alphasenders", "list")
        """List: alphanumeric senders of a service.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://messaging.twilio.com/v1/Services/{ServiceSid}/AlphaSenders
        """

        read: Final = Permission("messaging", "services.alphasenders", "read")
        """Read one by its sid: alphanumeric senders of a service.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://messaging.twilio.com/v1/Services/{ServiceSid}/AlphaSenders/{Sid}
        """

    class channelsenders:
        """Channel senders (e.g. WhatsApp) of a service."""

        list: Final = Permission("messaging", "services.channelsenders", "list")
        """List: channel senders (e.g. WhatsApp) of a service.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://messaging.twilio.com/v1/Services/{MessagingServiceSid}/ChannelSenders
        """

        read: Final = Permission("messaging", "services.channelsenders", "read")
        """Read one by its sid: channel senders (e.g. WhatsApp) of a service.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://messaging.twilio.com/v1/Services/{MessagingServiceSid}/ChannelSenders/{Sid}
        """

    class destination_alpha_senders:
        """Per-country alphanumeric senders of a service."""

        create: Final = Permission("messaging", "services.destination-alpha-senders", "create")
        """Create: per-country alphanumeric senders of a service.

        Access: write. Evidence: listed, not seen at work; stands in list A, in the spelling that the API
        returns.

        Opens:
        * POST https://messaging.twilio.com/v1/Services/{ServiceSid}/DestinationAlphaSenders
        """

        delete: Final = Permission("messaging", "services.destination-alpha-senders", "delete")
        """Delete: per-country alphanumeric senders of a service.

        Access: delete. Evidence: listed, not seen at work; stands in list A, in the spelling that the API
        returns.

        Opens:
        * DELETE https://messaging.twilio.com/v1/Services/{ServiceSid}/DestinationAlphaSenders/{Sid}
        """

        list: Final = Permission("messaging", "services.destination-alpha-senders", "list")
        """List: per-country alphanumeric senders of a service.

        Access: list. Evidence: listed, not seen at work; stands in list A, in the spelling that the API
        returns.

        Opens:
        * GET https://messaging.twilio.com/v1/Services/{ServiceSid}/DestinationAlphaSenders
        """

        read: Final = Permission("messaging", "services.destination-alpha-senders", "read")
        """Read one by its sid: per-country alphanumeric senders of a service.

        Access: read. Evidence: listed, not seen at work; stands in list A, in the spelling that the API
        returns.

        Opens:
        * GET https://messaging.twilio.com/v1/Services/{ServiceSid}/DestinationAlphaSenders/{Sid}
        """

    class phonenumbers:
        """Numbers in a messaging service pool."""

        create: Final = Permission("messaging", "services.phonenumbers", "create")
        """Create: numbers in a messaging service pool.

        Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can move numbers into or out of a messaging service, and so what answers their messages.

        Opens:
        * POST https://messaging.twilio.com/v1/Services/{ServiceSid}/PhoneNumbers
        """

        delete: Final = Permission("messaging", "services.phonenumbers", "delete")
        """Delete: numbers in a messaging service pool.

        Access: delete; redirects. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can move numbers into or out of a messaging service, and so what answers their messages.

        Opens:
        * DELETE https://messaging.twilio.com/v1/Services/{ServiceSid}/PhoneNumbers/{Sid}
        """

        list: Final = Permission("messaging", "services.phonenumbers", "list")
        """List: numbers in a messaging service pool.

        Access: list. Evidence: seen at work in a published test; stands in lists A and B.

        Opens:
        * GET https://messaging.twilio.com/v1/Services/{ServiceSid}/PhoneNumbers
        """

        read: Final = Permission("messaging", "services.phonenumbers", "read")
        """Read one by its sid: numbers in a messaging service pool.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://messaging.twilio.com/v1/Services/{ServiceSid}/PhoneNumbers/{Sid}
        """

    class shortcodes:
        """Short codes of a service."""

        create: Final = Permission("messaging", "services.shortcodes", "create")
        """Create: short codes of a service.

        Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can move numbers into or out of a messaging service, and so what answers their messages.

        Opens:
        * POST https://messaging.twilio.com/v1/Services/{ServiceSid}/ShortCodes
        """

        delete: Final = Permission("messaging", "services.shortcodes", "delete")
        """Delete: short codes of a service.

        Access: delete; redirects. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can move numbers into or out of a messaging service, and so what answers their messages.

        Opens:
        * DELETE https://messaging.twilio.com/v1/Services/{ServiceSid}/ShortCodes/{Sid}
        """

        list: Final = Permission("messaging", "services.shortcodes", "list")
        """List: short codes of a service.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://messaging.twilio.com/v1/Services/{ServiceSid}/ShortCodes
        """

        read: Final = Permission("messaging", "services.shortcodes", "read")
        """Read one by its sid: short codes of a service.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://messaging.twilio.com/v1/Services/{ServiceSid}/ShortCodes/{Sid}
        """

    class usa2p_campaign:
        """US A2P campaign of a service."""

        create: Final = Permission("messaging", "services.usa2p-campaign", "create")
        """Create: US A2P campaign of a service.

        Access: write; costs-money. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can register US A2P campaigns, which cost a fee.

        Opens:
        * POST https://messaging.twilio.com/v1/Services/{MessagingServiceSid}/Compliance/Usa2p
        """

        delete: Final = Permission("messaging", "services.usa2p-campaign", "delete")
        """Delete: US A2P campaign of a service.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://messaging.twilio.com/v1/Services/{MessagingServiceSid}/Compliance/Usa2p/{Sid}
        """

        list: Final = Permission("messaging", "services.usa2p-campaign", "list")
        """List: US A2P campaign of a service.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://messaging.twilio.com/v1/Services/{MessagingServiceSid}/Compliance/Usa2p
        """

        read: Final = Permission("messaging", "services.usa2p-campaign", "read")
        """Read one by its sid: US A2P campaign of a service.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://messaging.twilio.com/v1/Services/{MessagingServiceSid}/Compliance/Usa2p/{Sid}
        """

    class usa2p_usecase:
        """Allowed A2P use cases of a service."""

        list: Final = Permission("messaging", "services.usa2p-usecase", "list")
        """List: allowed A2P use cases of a service.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://messaging.twilio.com/v1/Services/{MessagingServiceSid}/Compliance/Usa2p/Usecases
        """


class whatsapp_senders:
    """WhatsApp senders."""

    all: Final = Permission("messaging", "whatsapp-senders", "*")
    """Create, delete, list, read and change: whatsApp senders.

    Access: delete; destroys-data, redirects. Evidence: listed, not seen at work; stands in list A, in the
    spelling that the API returns.
    Its holder can send what a WhatsApp sender receives elsewhere; delete what cannot be made again as it was.

    Opens:
    * POST (likely) https://messaging.twilio.com/v2/Channels/Senders
    * DELETE (likely) https://messaging.twilio.com/v2/Channels/Senders/{Sid}
    * GET (likely) https://messaging.twilio.com/v2/Channels/Senders
    * GET (likely) https://messaging.twilio.com/v2/Channels/Senders/{Sid}
    * POST (likely) https://messaging.twilio.com/v2/Channels/Senders/{Sid}
    """

    create: Final = Permission("messaging", "whatsapp-senders", "create")
    """Create: whatsApp senders.

    Access: write. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * POST (likely) https://messaging.twilio.com/v2/Channels/Senders
    """

    delete: Final = Permission("messaging", "whatsapp-senders", "delete")
    """Delete: whatsApp senders.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * DELETE (likely) https://messaging.twilio.com/v2/Channels/Senders/{Sid}
    """

    list: Final = Permission("messaging", "whatsapp-senders", "list")
    """List: whatsApp senders.

    Access: list. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET (likely) https://messaging.twilio.com/v2/Channels/Senders
    """

    read: Final = Permission("messaging", "whatsapp-senders", "read")
    """Read one by its sid: whatsApp senders.

    Access: read. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET (likely) https://messaging.twilio.com/v2/Channels/Senders/{Sid}
    """

    update: Final = Permission("messaging", "whatsapp-senders", "update")
    """Change: whatsApp senders.

    Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can send what a WhatsApp sender receives elsewhere.

    Opens:
    * POST (likely) https://messaging.twilio.com/v2/Channels/Senders/{Sid}
    """
