"""Permissions as people choose them: in groups, in words. A test holds that none is missing."""

from countermark.features.accounts.permissions import Permission

PERMISSION_GROUPS: tuple[tuple[str, tuple[tuple[Permission, str], ...]], ...] = (
    (
        "Brand",
        (
            (Permission.BRAND_READ, "See the brand's settings and search"),
            (Permission.BRAND_MANAGE, "Change the brand's settings"),
            (Permission.CREDENTIALS_MANAGE, "Make, rotate and revoke API credentials"),
            (Permission.AUDIT_READ, "Read the audit log"),
        ),
    ),
    (
        "People and partners",
        (
            (Permission.MEMBERS_READ, "See members and roles"),
            (Permission.MEMBERS_MANAGE, "Invite, change and remove members"),
            (Permission.ROLES_MANAGE, "Make and change roles"),
            (Permission.OPERATORS_READ, "See economic operators and facilities"),
            (Permission.OPERATORS_WRITE, "Make and change economic operators and facilities"),
        ),
    ),
    (
        "Products",
        (
            (Permission.PRODUCTS_READ, "See products"),
            (Permission.PRODUCTS_WRITE, "Make and change products"),
            (Permission.PRODUCTS_BULK_UPDATE, "Change many products at once"),
            (Permission.IDENTIFIERS_WRITE, "Set SKU, GTIN, EAN and UPC"),
            (Permission.FIELDS_MANAGE, "Choose packs and make fields"),
            (Permission.ATTACHMENTS_WRITE, "Add and change files"),
            (Permission.IMPORTS_READ, "See imports"),
            (Permission.IMPORTS_WRITE, "Import products"),
        ),
    ),
    (
        "Batches and minting",
        (
            (Permission.BATCHES_READ, "See batches"),
            (Permission.BATCHES_WRITE, "Make and change batches"),
            (Permission.BATCHES_RECALL, "Recall batches"),
            (Permission.MINT_READ, "See mint batches and units"),
            (Permission.MINT_SUBMIT, "Mint units"),
            (Permission.MINT_MANAGE, "Void and revoke units"),
            (Permission.EXPORTS_READ, "See exports"),
            (Permission.EXPORTS_WRITE, "Export units and print labels"),
            (Permission.CARRIERS_MANAGE, "Change code profiles and label templates"),
        ),
    ),
    (
        "Passports, links and scans",
        (
            (Permission.PASSPORTS_READ, "See passports"),
            (Permission.PASSPORTS_PUBLISH, "Publish passports"),
            (Permission.PASSPORTS_REVOKE, "Revoke passports"),
            (Permission.PASSPORTS_CONTROLLED_UPDATE, "Amend published passports"),
            (Permission.PASSPORTS_BREAK_GLASS, "Amend passports by break-glass"),
            (Permission.PASSPORTS_APPROVE, "Approve amendments of others"),
            (Permission.TEMPLATES_READ, "See templates and themes"),
            (Permission.TEMPLATES_WRITE, "Draft templates and themes"),
            (Permission.TEMPLATES_PUBLISH, "Publish and assign templates and themes"),
            (Permission.LINKS_READ, "See links"),
            (Permission.LINKS_WRITE, "Make and change links"),
            (Permission.SCANS_READ, "See scans"),
        ),
    ),
)
PERMISSION_WORDS = {permission: words for _, members in PERMISSION_GROUPS for permission, words in members}
