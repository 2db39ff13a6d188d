"""The brand: its record, the rules for its address, and the SQL of this area."""

import re
from datetime import datetime
from uuid import UUID

from countermark.db.sql import load_queries
from countermark.features.brands.scan_recording import ScanRecording
from countermark.kit.errors import InvalidInput
from countermark.kit.records import Record

queries = load_queries(__file__)
SUBDOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
RESERVED_SUBDOMAINS = frozenset(
    (
        "account admin api app assets auth console docs health id invitation mail metrics ns rest static status "
        "support www"
    ).split()
)


class Brand(Record, frozen=True, kw_only=True):
    """A tenant, as its members see it."""

    brand_id: UUID
    name: str
    subdomain: str
    industry: str | None
    locale: str
    accent_colour: str
    legal_name: str | None
    website_url: str | None
    support_url: str | None
    privacy_url: str | None
    scan_recording: ScanRecording
    scan_retention_days: int
    created_at: datetime
    updated_at: datetime


def checked_subdomain(subdomain: str) -> str:
    """A DNS label in lower case that is not reserved.

    Raises:
        InvalidInput: says which rule it breaks.
    """
    if not SUBDOMAIN.fullmatch(subdomain):
        raise InvalidInput(
            "_subdomain", "must be 1 to 63 of a-z, 0-9 and hyphens, and neither start nor end with a hyphen"
        )
    if subdomain in RESERVED_SUBDOMAINS:
        raise InvalidInput("_subdomain", f"{subdomain!r} is reserved", hint="choose another one")
    return subdomain
