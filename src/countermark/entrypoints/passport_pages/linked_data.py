"""The facts of a page as linked data: schema.org for search engines, GS1 Web Vocabulary for trade.

Only what the page shows, so nothing that is not public. It is a block of data: nothing in it runs.
"""

from typing import Any, Final

import msgspec
from markupsafe import Markup

from countermark.features.passports.passport_page import Fact, PassportPage

CONTEXT: Final = {
    "@vocab": "https://schema.org/",
    "gs1": "https://ref.gs1.org/voc/",
    "name": {"@id": "https://schema.org/name", "@container": "@language"},
}
_UNSAFE: Final = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
WEIGHT: Final = "core.identity.weight"
COUNTRY: Final = "core.origin.country_of_origin"


def linked_data(page: PassportPage, origin: str) -> Markup:
    """The JSON-LD of a page, safe to stand in HTML."""
    text = msgspec.json.encode(product_of(page, origin)).decode()
    return Markup(text.translate(_UNSAFE))  # noqa: S704 - what could end the block is escaped


def product_of(page: PassportPage, origin: str) -> dict[str, Any]:
    """The product with its identifiers, its maker and the public facts as properties."""
    facts = [fact for section in page.sections for fact in section.facts]
    known = {fact.key: fact.value for fact in facts}
    product = {
        "@context": CONTEXT,
        "@type": ["IndividualProduct" if page.granularity == "item" else "ProductModel", "gs1:Product"],
        "@id": page.digital_link,
        "url": f"{origin}/passport/{page.passport_id}",
        "name": page.product_name,
        "gtin14": page.gtin,
        "gs1:gtin": page.gtin,
        "serialNumber": page.serial,
        "gs1:hasSerialNumber": page.serial,
        "gs1:hasBatchLotNumber": page.lot,
        "productionDate": page.production_date,
        "countryOfOrigin": known.get(COUNTRY),
        "brand": {"@type": "Brand", "name": {"und": page.brand.name}},
        "manufacturer": _maker(page),
        "image": [f"{origin}{picture.sizes[-1].path}" for picture in page.pictures],
        "additionalProperty": [_property(fact) for fact in facts if fact.kind != "materials"],
    }
    return {name: value for name, value in product.items() if value not in (None, [], {})}


def _maker(page: PassportPage) -> dict[str, Any]:
    name = page.brand.legal_name or page.brand.name
    maker = {"@type": "Organization", "name": {"und": name}, "url": page.brand.website_url}
    return {key: value for key, value in maker.items() if value}


def _property(fact: Fact) -> dict[str, Any]:
    told = {"@type": "PropertyValue", "propertyID": fact.key, "name": {"en": fact.label}, "unitText": fact.unit}
    value = (
        [{"@language": tag, "@value": text} for tag, text in fact.value.items()]
        if isinstance(fact.value, dict)
        else fact.value
    )
    return {key: each for key, each in {**told, "value": value}.items() if each is not None}
