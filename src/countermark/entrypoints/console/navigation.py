"""The console's parts, as one literal table: what is not here is not shown."""

from dataclasses import dataclass

from countermark.features.accounts.permissions import Permission


@dataclass(frozen=True)
class NavigationEntry:
    """A part of the console. ``key`` goes there after "g"; ``permission`` is what a role needs to see it. ``also`` are
    other paths that belong to it, reached by its tabs."""

    path: str
    label: str
    icon: str
    key: str
    permission: Permission
    also: tuple[str, ...] = ()


NAVIGATION = (
    NavigationEntry("", "Home", "home", "h", Permission.BRAND_READ),
    NavigationEntry("products", "Products", "package", "p", Permission.PRODUCTS_READ, ("imports", "bulk-updates")),
    NavigationEntry("batches", "Batches", "stack-2", "b", Permission.BATCHES_READ),
    NavigationEntry("minting", "Minting", "rubber-stamp", "m", Permission.MINT_READ, ("labels",)),
    NavigationEntry("exports", "Exports", "download", "e", Permission.EXPORTS_READ, ("carrier-profiles",)),
    NavigationEntry("passports", "Passports", "certificate", "a", Permission.PASSPORTS_READ),
    NavigationEntry("links", "Links", "link", "l", Permission.LINKS_READ),
    NavigationEntry("operators", "Operators", "building-store", "o", Permission.OPERATORS_READ, ("facilities",)),
    NavigationEntry("scans", "Scans", "chart-bar", "c", Permission.SCANS_READ),
    NavigationEntry("audit", "Audit log", "history", "u", Permission.AUDIT_READ),
    NavigationEntry("settings", "Settings", "settings", "s", Permission.MEMBERS_READ),
)

SETTINGS = (
    ("fields", "Fields", Permission.FIELDS_MANAGE),
    ("members", "Members", Permission.MEMBERS_READ),
    ("roles", "Roles", Permission.MEMBERS_READ),
    ("look", "Look", Permission.TEMPLATES_READ),
    ("credentials", "API credentials", Permission.CREDENTIALS_MANAGE),
    ("amendments", "Amendments", Permission.BRAND_MANAGE),
)
"""The parts of the settings: path, name, and the permission that a role needs to see it."""
