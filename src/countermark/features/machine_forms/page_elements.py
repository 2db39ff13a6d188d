"""Everything a passport page says besides its header and its sections, as data elements."""

from countermark.features.attachments.stored_file import PICTURE_TYPE
from countermark.features.machine_forms.data_elements import (
    GS1,
    SCHEMA_ORG,
    Element,
    by_language,
    collection,
    resource,
    rows,
    several,
    single,
)
from countermark.features.passports.passport_page import PassportOperator, PassportPage
from countermark.kit.clock import utc_text


def page_elements(page: PassportPage, origin: str) -> list[Element]:
    """Identity, state, brand, operators, files and amendments; what the page does not have is left out."""
    return [*_identity(page), *_state(page), _brand(page), *_people(page), *_files(page, origin), *_amendments(page)]


def _identity(page: PassportPage) -> list[Element]:
    texts = (
        ("gtin", page.gtin, "string", f"{GS1}gtin"),
        ("batchNumber", page.lot, "string", f"{GS1}hasBatchLotNumber"),
        ("serialNumber", page.serial, "string", f"{GS1}hasSerialNumber"),
        ("productionDate", page.production_date, "date", f"{GS1}productionDate"),
        ("facilityReference", page.facility_ref, "string", ""),
    )
    told = [single(name, value, kind, meaning) for name, value, kind, meaning in texts if value]
    return [by_language("productName", page.product_name, f"{SCHEMA_ORG}name"), *told]


def _state(page: PassportPage) -> list[Element]:
    told = [single("recalled", page.recalled)]
    if page.sandbox:
        told.append(single("sandbox", True))
    if page.unit_state:
        told.append(single("unitState", page.unit_state))
    moments = (("publishedAt", page.published_at), ("revokedAt", page.revoked_at))
    told += [single(name, utc_text(moment), "dateTime") for name, moment in moments if moment]
    if page.snapshot_sha256:
        told.append(single("snapshotSha256", page.snapshot_sha256))
    return told


def _brand(page: PassportPage) -> Element:
    brand = page.brand
    links = (("websiteUrl", brand.website_url), ("supportUrl", brand.support_url), ("privacyUrl", brand.privacy_url))
    told = [single("name", brand.name, meaning=f"{SCHEMA_ORG}name")]
    if brand.legal_name:
        told.append(single("legalName", brand.legal_name, meaning=f"{SCHEMA_ORG}legalName"))
    told += [single(name, link, "anyURI") for name, link in links if link]
    return collection("brand", told, f"{SCHEMA_ORG}brand")


def _people(page: PassportPage) -> list[Element]:
    groups = [_operator(operator) for operator in page.operators]
    return [rows("economicOperators", groups)] if groups else []


def _operator(operator: PassportOperator) -> list[Element]:
    texts = (
        ("role", operator.role, "string"),
        ("name", operator.name, "string"),
        ("tradeName", operator.trade_name, "string"),
        ("country", operator.country, "string"),
        ("email", operator.email, "string"),
        ("websiteUrl", operator.website_url, "anyURI"),
    )
    told = [single(name, value, kind) for name, value, kind in texts if value]
    if operator.address:
        told.append(several("address", operator.address))
    if operator.identifiers:
        numbers = [[single("scheme", scheme), single("value", number)] for scheme, number in operator.identifiers]
        told.append(rows("identifiers", numbers))
    return told


def _files(page: PassportPage, origin: str) -> list[Element]:
    """Documents and pictures are numbered from 1; of a picture its largest size."""
    documents = [
        resource(f"document{place}", file.media_type, origin + file.path, file.title or file.filename, file.language)
        for place, file in enumerate(page.documents, 1)
    ]
    pictures = [
        resource(f"picture{place}", PICTURE_TYPE, origin + picture.sizes[-1].path, picture.title, None)
        for place, picture in enumerate(page.pictures, 1)
    ]
    kinds = (("documents", documents, ""), ("pictures", pictures, f"{SCHEMA_ORG}image"))
    return [collection(name, files, meaning) for name, files, meaning in kinds if files]


def _amendments(page: PassportPage) -> list[Element]:
    groups = [
        [
            single("fieldKey", fact.key),
            single("amendedAt", utc_text(fact.amended_at), "dateTime"),
            single("isRemoved", fact.is_removed),
        ]
        for fact in page.amendments
    ]
    return [rows("amendments", groups)] if groups else []
