"""The permissions of Twilio's product `phone-numbers`, by resource.

Written by `python -m tools.catalog build` from the tables in `permissions/data/`: change those.
"""

from typing import Final

from twilio_keys_component.permissions.permission import Permission


class active_numbers:
    """Numbers owned by the account."""

    all: Final = Permission("phone-numbers", "active-numbers", "*")
    """Create, delete, list, read and change: numbers owned by the account.

    Access: delete; costs-money, destroys-data, redirects. Evidence: listed, not seen at work; stands in list A,
    in the spelling that the API returns.
    Its holder can buy phone numbers; send a number's calls and messages elsewhere, or the number to another
    account; delete what cannot be made again as it was.

    Opens:
    * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json
    * POST (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/Local.json
    * POST (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/Mobile.json
    * POST (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/TollFree.json
    * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{Sid}.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json
    * GET (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/Local.json
    * GET (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/Mobile.json
    * GET (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/TollFree.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{Sid}.json
    * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{Sid}.json
    """

    create: Final = Permission("phone-numbers", "active-numbers", "create")
    """Create: numbers owned by the account.

    Access: write; costs-money. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can buy phone numbers.

    Opens:
    * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json
    * POST (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/Local.json
    * POST (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/Mobile.json
    * POST (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/TollFree.json
    """

    delete: Final = Permission("phone-numbers", "active-numbers", "delete")
    """Delete: numbers owned by the account.

    Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can delete what cannot be made again as it was.

    Opens:
    * DELETE https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{Sid}.json
    """

    list: Final = Permission("phone-numbers", "active-numbers", "list")
    """List: numbers owned by the account.

    Access: list. Evidence: seen at work in a published test; stands in lists A and B.

    Opens:
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json
    * GET (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/Local.json
    * GET (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/Mobile.json
    * GET (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/TollFree.json
    """

    read: Final = Permission("phone-numbers", "active-numbers", "read")
    """Read one by its sid: numbers owned by the account.

    Access: read. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{Sid}.json
    """

    update: Final = Permission("phone-numbers", "active-numbers", "update")
    """Change: numbers owned by the account.

    Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
    Its holder can send a number's calls and messages elsewhere, or the number to another account.

    Opens:
    * POST https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{Sid}.json
    """


class address_service:
    """Addresses, used with Trust Hub."""

    create: Final = Permission("phone-numbers", "address-service", "create")
    """Create: addresses, used with Trust Hub.

    Access: write. Evidence: listed, not seen at work; stands in list A, in the spelling that the API returns.

    Opens:
    * POST (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Addresses.json
    """

    read: Final = Permission("phone-numbers", "address-service", "read")
    """Read one by its sid: addresses, used with Trust Hub.

    Access: read; reads-content. Evidence: listed, not seen at work; stands in list A, in the spelling that the
    API returns.
    Its holder can read names, addresses and identity documents of number holders.

    Opens:
    * GET (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/Addresses/{Sid}.json
    """


class available_numbers:
    """Search numbers for purchase."""

    list: Final = Permission("phone-numbers", "available-numbers", "list")
    """List: search numbers for purchase.

    Access: list. Evidence: listed, not seen at work; stands in lists A and B.

    Opens:
    * GET (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers.json
    * GET (likely) https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/Local.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/MachineToMachine.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/Mobile.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/National.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/SharedCost.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/TollFree.json
    * GET https://api.twilio.com/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/Voip.json
    """


class regulatory_compliance:
    """What begins with `regulatory-compliance`; no permission is about this alone."""

    class bundle_copies:
        """Copies of a bundle."""

        create: Final = Permission("phone-numbers", "regulatory-compliance.bundle-copies", "create")
        """Create: copies of a bundle.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://numbers.twilio.com/v2/RegulatoryCompliance/Bundles/{BundleSid}/Copies
        """

        list: Final = Permission("phone-numbers", "regulatory-compliance.bundle-copies", "list")
        """List: copies of a bundle.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://numbers.twilio.com/v2/RegulatoryCompliance/Bundles/{BundleSid}/Copies
        """

    class bundles:
        """Regulatory bundles."""

        all: Final = Permission("phone-numbers", "regulatory-compliance.bundles", "*")
        """Create, delete, list, read and change: regulatory bundles.

        Access: delete; destroys-data, reads-content, redirects. Evidence: listed, not seen at work; stands in
        list A, in the spelling that the API returns.
        Its holder can have the progress of a regulatory bundle told to any URL and e-mail address; read names,
        addresses and identity documents of number holders; delete what cannot be made again as it was.

        Opens:
        * POST https://numbers.twilio.com/v2/RegulatoryCompliance/Bundles
        * DELETE https://numbers.twilio.com/v2/RegulatoryCompliance/Bundles/{Sid}
        * GET https://numbers.twilio.com/v2/RegulatoryCompliance/Bundles
        * GET https://numbers.twilio.com/v2/RegulatoryCompliance/Bundles/{Sid}
        * POST https://numbers.twilio.com/v2/RegulatoryCompliance/Bundles/{Sid}
        """

        create: Final = Permission("phone-numbers", "regulatory-compliance.bundles", "create")
        """Create: regulatory bundles.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://numbers.twilio.com/v2/RegulatoryCompliance/Bundles
        """

        delete: Final = Permission("phone-numbers", "regulatory-compliance.bundles", "delete")
        """Delete: regulatory bundles.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://numbers.twilio.com/v2/RegulatoryCompliance/Bundles/{Sid}
        """

        list: Final = Permission("phone-numbers", "regulatory-compliance.bundles", "list")
        """List: regulatory bundles.

        Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can read names, addresses and identity documents of number holders.

        Opens:
        * GET https://numbers.twilio.com/v2/RegulatoryCompliance/Bundles
        """

        read: Final = Permission("phone-numbers", "regulatory-compliance.bundles", "read")
        """Read one by its sid: regulatory bundles.

        Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can read names, addresses and identity documents of number holders.

        Opens:
        * GET https://numbers.twilio.com/v2/RegulatoryCompliance/Bundles/{Sid}
        """

        update: Final = Permission("phone-numbers", "regulatory-compliance.bundles", "update")
        """Change: regulatory bundles.

        Access: write; redirects. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can have the progress of a regulatory bundle told to any URL and e-mail address.

        Opens:
        * POST https://numbers.twilio.com/v2/RegulatoryCompliance/Bundles/{Sid}
        """

        class replace_items:
            """Swap the items of a bundle."""

            update: Final = Permission("phone-numbers", "regulatory-compliance.bundles.replace-items", "update")
            """Change: swap the items of a bundle.

            Access: write; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
            Its holder can replace the documents of an approved bundle.

            Opens:
            * POST https://numbers.twilio.com/v2/RegulatoryCompliance/Bundles/{BundleSid}/ReplaceItems
            """

    class end_users:
        """Compliance end users."""

        all: Final = Permission("phone-numbers", "regulatory-compliance.end-users", "*")
        """Create, delete, list, read and change: compliance end users.

        Access: delete; destroys-data, reads-content. Evidence: listed, not seen at work; stands in list A, in
        the spelling that the API returns.
        Its holder can read names, addresses and identity documents of number holders; delete what cannot be
        made again as it was.

        Opens:
        * POST https://numbers.twilio.com/v2/RegulatoryCompliance/EndUsers
        * DELETE https://numbers.twilio.com/v2/RegulatoryCompliance/EndUsers/{Sid}
        * GET https://numbers.twilio.com/v2/RegulatoryCompliance/EndUsers
        * GET https://numbers.twilio.com/v2/RegulatoryCompliance/EndUsers/{Sid}
        * POST https://numbers.twilio.com/v2/RegulatoryCompliance/EndUsers/{Sid}
        """

        create: Final = Permission("phone-numbers", "regulatory-compliance.end-users", "create")
        """Create: compliance end users.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://numbers.twilio.com/v2/RegulatoryCompliance/EndUsers
        """

        delete: Final = Permission("phone-numbers", "regulatory-compliance.end-users", "delete")
        """Delete: compliance end users.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://numbers.twilio.com/v2/RegulatoryCompliance/EndUsers/{Sid}
        """

        list: Final = Permission("phone-numbers", "regulatory-compliance.end-users", "list")
        """List: compliance end users.

        Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can read names, addresses and identity documents of number holders.

        Opens:
        * GET https://numbers.twilio.com/v2/RegulatoryCompliance/EndUsers
        """

        read: Final = Permission("phone-numbers", "regulatory-compliance.end-users", "read")
        """Read one by its sid: compliance end users.

        Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can read names, addresses and identity documents of number holders.

        Opens:
        * GET https://numbers.twilio.com/v2/RegulatoryCompliance/EndUsers/{Sid}
        """

        update: Final = Permission("phone-numbers", "regulatory-compliance.end-users", "update")
        """Change: compliance end users.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://numbers.twilio.com/v2/RegulatoryCompliance/EndUsers/{Sid}
        """

    class end_users_types:
        """End-user types accepted for compliance."""

        list: Final = Permission("phone-numbers", "regulatory-compliance.end-users-types", "list")
        """List: end-user types accepted for compliance.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://numbers.twilio.com/v2/RegulatoryCompliance/EndUserTypes
        """

        read: Final = Permission("phone-numbers", "regulatory-compliance.end-users-types", "read")
        """Read one by its sid: end-user types accepted for compliance.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://numbers.twilio.com/v2/RegulatoryCompliance/EndUserTypes/{Sid}
        """

    class evaluations:
        """Bundle evaluations against a regulation."""

        create: Final = Permission("phone-numbers", "regulatory-compliance.evaluations", "create")
        """Create: bundle evaluations against a regulation.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://numbers.twilio.com/v2/RegulatoryCompliance/Bundles/{BundleSid}/Evaluations
        """

        list: Final = Permission("phone-numbers", "regulatory-compliance.evaluations", "list")
        """List: bundle evaluations against a regulation.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://numbers.twilio.com/v2/RegulatoryCompliance/Bundles/{BundleSid}/Evaluations
        """

        read: Final = Permission("phone-numbers", "regulatory-compliance.evaluations", "read")
        """Read one by its sid: bundle evaluations against a regulation.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://numbers.twilio.com/v2/RegulatoryCompliance/Bundles/{BundleSid}/Evaluations/{Sid}
        """

    class item_assignments:
        """Assign users/documents to a bundle."""

        create: Final = Permission("phone-numbers", "regulatory-compliance.item-assignments", "create")
        """Create: assign users/documents to a bundle.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://numbers.twilio.com/v2/RegulatoryCompliance/Bundles/{BundleSid}/ItemAssignments
        """

        delete: Final = Permission("phone-numbers", "regulatory-compliance.item-assignments", "delete")
        """Delete: assign users/documents to a bundle.

        Access: delete. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * DELETE https://numbers.twilio.com/v2/RegulatoryCompliance/Bundles/{BundleSid}/ItemAssignments/{Sid}
        """

        list: Final = Permission("phone-numbers", "regulatory-compliance.item-assignments", "list")
        """List: assign users/documents to a bundle.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://numbers.twilio.com/v2/RegulatoryCompliance/Bundles/{BundleSid}/ItemAssignments
        """

        read: Final = Permission("phone-numbers", "regulatory-compliance.item-assignments", "read")
        """Read one by its sid: assign users/documents to a bundle.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://numbers.twilio.com/v2/RegulatoryCompliance/Bundles/{BundleSid}/ItemAssignments/{Sid}
        """

    class regulations:
        """Regulations per country."""

        list: Final = Permission("phone-numbers", "regulatory-compliance.regulations", "list")
        """List: regulations per country.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://numbers.twilio.com/v2/RegulatoryCompliance/Regulations
        """

        read: Final = Permission("phone-numbers", "regulatory-compliance.regulations", "read")
        """Read one by its sid: regulations per country.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://numbers.twilio.com/v2/RegulatoryCompliance/Regulations/{Sid}
        """

    class supporting_documents:
        """Compliance supporting documents."""

        all: Final = Permission("phone-numbers", "regulatory-compliance.supporting-documents", "*")
        """Create, delete, list, read and change: compliance supporting documents.

        Access: delete; destroys-data, reads-content. Evidence: listed, not seen at work; stands in list A, in
        the spelling that the API returns.
        Its holder can read names, addresses and identity documents of number holders; delete what cannot be
        made again as it was.

        Opens:
        * POST https://numbers.twilio.com/v2/RegulatoryCompliance/SupportingDocuments
        * DELETE https://numbers.twilio.com/v2/RegulatoryCompliance/SupportingDocuments/{Sid}
        * GET https://numbers.twilio.com/v2/RegulatoryCompliance/SupportingDocuments
        * GET https://numbers.twilio.com/v2/RegulatoryCompliance/SupportingDocuments/{Sid}
        * POST https://numbers.twilio.com/v2/RegulatoryCompliance/SupportingDocuments/{Sid}
        """

        create: Final = Permission("phone-numbers", "regulatory-compliance.supporting-documents", "create")
        """Create: compliance supporting documents.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://numbers.twilio.com/v2/RegulatoryCompliance/SupportingDocuments
        """

        delete: Final = Permission("phone-numbers", "regulatory-compliance.supporting-documents", "delete")
        """Delete: compliance supporting documents.

        Access: delete; destroys-data. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can delete what cannot be made again as it was.

        Opens:
        * DELETE https://numbers.twilio.com/v2/RegulatoryCompliance/SupportingDocuments/{Sid}
        """

        list: Final = Permission("phone-numbers", "regulatory-compliance.supporting-documents", "list")
        """List: compliance supporting documents.

        Access: list; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can read names, addresses and identity documents of number holders.

        Opens:
        * GET https://numbers.twilio.com/v2/RegulatoryCompliance/SupportingDocuments
        """

        read: Final = Permission("phone-numbers", "regulatory-compliance.supporting-documents", "read")
        """Read one by its sid: compliance supporting documents.

        Access: read; reads-content. Evidence: listed, not seen at work; stands in lists A and B.
        Its holder can read names, addresses and identity documents of number holders.

        Opens:
        * GET https://numbers.twilio.com/v2/RegulatoryCompliance/SupportingDocuments/{Sid}
        """

        update: Final = Permission("phone-numbers", "regulatory-compliance.supporting-documents", "update")
        """Change: compliance supporting documents.

        Access: write. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * POST https://numbers.twilio.com/v2/RegulatoryCompliance/SupportingDocuments/{Sid}
        """

    class supporting_documents_types:
        """Document types accepted for compliance."""

        list: Final = Permission("phone-numbers", "regulatory-compliance.supporting-documents-types", "list")
        """List: document types accepted for compliance.

        Access: list. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://numbers.twilio.com/v2/RegulatoryCompliance/SupportingDocumentTypes
        """

        read: Final = Permission("phone-numbers", "regulatory-compliance.supporting-documents-types", "read")
        """Read one by its sid: document types accepted for compliance.

        Access: read. Evidence: listed, not seen at work; stands in lists A and B.

        Opens:
        * GET https://numbers.twilio.com/v2/RegulatoryCompliance/SupportingDocumentTypes/{Sid}
        """
