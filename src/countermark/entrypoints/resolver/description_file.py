"""The resolver description file, ``/.well-known/gs1resolver`` (GS1 Resolver 1.2.1): what this resolver can do."""

from typing import Any, Final

import msgspec

from countermark.features.passports.passport_page import BrandHeader
from countermark.features.resolution.linkset import CONTEXT_URL
from countermark.gs1.link_types import GS1_PREFIX, GS1_VOCABULARY

PATH: Final = b"/.well-known/gs1resolver"
COUNTRIES: Final = "https://www.iso.org/iso-3166-country-codes.html"


def description_file(brand: BrandHeader, origin: str) -> bytes:
    """The document of one brand's host. Every primary key resolves once the brand has links for it."""
    document: dict[str, Any] = {
        "name": brand.name,
        "resolverRoot": origin,
        "supportedPrimaryKeys": ["all"],
        "supportedLinkType": [{"namespace": GS1_VOCABULARY, "prefix": GS1_PREFIX}],
        "linkTypeDefaultCanBeLinkset": False,
        "supportedContextValuesExternal": [{"nameOfList": "ISO 3166-1 alpha-2", "url": COUNTRIES}],
        "jsonLdContextLocation": CONTEXT_URL,
        "contact": {"fn": brand.legal_name or brand.name},
    }
    return msgspec.json.encode(document)
