"""Permission keys and built-in roles, as literal tables.

A role is a row of the brand, so custom roles are rows too; the built-in ones are written when a brand is made.
"""

from enum import StrEnum


class Permission(StrEnum):
    """What a role may allow. Keys are ``area.verb`` and stable."""

    BRAND_READ = "brand.read"
    BRAND_MANAGE = "brand.manage"
    PRODUCTS_READ = "products.read"
    PRODUCTS_WRITE = "products.write"
    PRODUCTS_BULK_UPDATE = "products.bulk_update"
    IDENTIFIERS_WRITE = "identifiers.write"
    FIELDS_MANAGE = "fields.manage"
    IMPORTS_READ = "imports.read"
    IMPORTS_WRITE = "imports.write"
    ATTACHMENTS_WRITE = "attachments.write"
    BATCHES_READ = "batches.read"
    BATCHES_WRITE = "batches.write"
    BATCHES_RECALL = "batches.recall"
    MINT_READ = "mint.read"
    MINT_SUBMIT = "mint.submit"
    MINT_MANAGE = "mint.manage"
    EXPORTS_READ = "exports.read"
    EXPORTS_WRITE = "exports.write"
    CARRIERS_MANAGE = "carriers.manage"
    LINKS_READ = "links.read"
    LINKS_WRITE = "links.write"
    SCANS_READ = "scans.read"
    PASSPORTS_READ = "passports.read"
    PASSPORTS_PUBLISH = "passports.publish"
    PASSPORTS_REVOKE = "passports.revoke"
    AUDIT_READ = "audit.read"
    CREDENTIALS_MANAGE = "credentials.manage"
    MEMBERS_READ = "members.read"
    MEMBERS_MANAGE = "members.manage"
    ROLES_MANAGE = "roles.manage"
    OPERATORS_READ = "operators.read"
    OPERATORS_WRITE = "operators.write"
    TEMPLATES_READ = "templates.read"
    TEMPLATES_WRITE = "templates.write"
    TEMPLATES_PUBLISH = "templates.publish"
    PASSPORTS_CONTROLLED_UPDATE = "passports.controlled_update"
    PASSPORTS_BREAK_GLASS = "passports.break_glass"
    PASSPORTS_APPROVE = "passports.approve"


_READS = frozenset(permission for permission in Permission if permission.endswith(".read"))
_ALL = frozenset(Permission)
_FOR_FEW = frozenset({Permission.AUDIT_READ})
_OF_THE_BRAND_ITSELF = frozenset(
    {
        Permission.BRAND_MANAGE,
        Permission.CREDENTIALS_MANAGE,
        Permission.MEMBERS_MANAGE,
        Permission.ROLES_MANAGE,
    }
)

BUILT_IN_ROLES: dict[str, tuple[str, frozenset[Permission]]] = {
    "owner": ("Owner", _ALL),
    "admin": ("Administrator", _ALL),
    "marketing_editor": (
        "Marketing editor",
        (_READS - _FOR_FEW) | {Permission.PRODUCTS_WRITE, Permission.ATTACHMENTS_WRITE, Permission.TEMPLATES_WRITE},
    ),
    "compliance_approver": (
        "Compliance approver",
        _ALL - _OF_THE_BRAND_ITSELF,
    ),
    "viewer": ("Viewer", _READS - _FOR_FEW),
    # Sees only what is shared with it; until something can be shared, nothing.
    "vendor": ("Vendor", frozenset()),
}
