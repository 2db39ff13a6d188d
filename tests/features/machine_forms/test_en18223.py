"""A page as EN 18223: what it says is what the page says, in both forms."""

from datetime import UTC, datetime
from typing import Any

import pytest

from countermark.features.machine_forms.data_elements import compressed_all
from countermark.features.machine_forms.element_at import element_at
from countermark.features.machine_forms.en18223 import Representation, en18223
from countermark.features.passports.passport_page import (
    FactAmended,
    PassportDocument,
    PassportOperator,
    PassportPage,
    PassportPicture,
    PictureSize,
)
from countermark.kit.errors import InvalidInput
from tests.entrypoints.en18222.contract import assert_fits
from tests.entrypoints.passport_pages.sample_pages import BATCH, ITEM, MODEL, PAGES, REVOKED, changed

ORIGIN = "https://nordlicht.example.com"
PAST = datetime(2026, 11, 14, tzinfo=UTC)
FULL_PAGE = changed(
    digital_link="/01/09520123456788/21/3YYQ7CJQJ27AF529",
    sandbox=True,
    pictures=[
        PassportPicture(title="Side", sizes=[PictureSize(path="/documents/aa/side-640.webp", width=640, height=480)])
    ],
    documents=[
        PassportDocument(
            path="/documents/bb/manual.pdf",
            filename="manual.pdf",
            title=None,
            kind="manual",
            language="de",
            media_type="application/pdf",
            size_bytes=1,
            sha256="bb",
        )
    ],
    operators=[
        PassportOperator(role="manufacturer", name="Nordlicht Fahrradwerke GmbH", address=["Hafen 1", "24103 Kiel"]),
        PassportOperator(role="importer", name="Import AG", identifiers=[("EORI", "DE1"), ("GLN", "9521234000006")]),
        PassportOperator(role="facility", name="Kiel plant", identifiers=[("GLN", "9521234000013")]),
    ],
    amendments=[FactAmended(key="class", label="Class", labels={}, amended_at=PAST, is_removed=False)],
)


def full(page: PassportPage) -> dict[str, Any]:
    """The full form."""
    return en18223(page, ORIGIN, Representation.FULL)


def short(page: PassportPage) -> dict[str, Any]:
    """The compressed form."""
    return en18223(page, ORIGIN, Representation.COMPRESSED)


@pytest.mark.parametrize("name", [*PAGES, "full"])
def test_every_state_and_shape_of_a_page_fits_the_contract_in_both_forms(name: str) -> None:
    page = PAGES.get(name, FULL_PAGE)
    assert_fits("DigitalProductPassportCompressed", short(page))
    assert_fits("DigitalProductPassportFull", full(page))


def test_both_forms_have_one_header_and_the_same_elements() -> None:
    long = full(FULL_PAGE)
    elements = long.pop("elements")
    assert long | compressed_all(elements) == short(FULL_PAGE)
    assert len({element["elementId"] for element in elements} | set(long)) == len(elements) + len(long)


def test_the_header_names_passport_product_operator_and_facility() -> None:
    told = short(FULL_PAGE)
    assert told["digitalProductPassportId"] == f"{ORIGIN}/passport/{ITEM.passport_id}"
    assert told["uniqueProductIdentifier"] == f"{ORIGIN}/01/09520123456788/21/3YYQ7CJQJ27AF529"
    assert (told["granularity"], told["dppStatus"], told["dppSchemaVersion"]) == ("item", "active", "EN 18223:2026")
    assert told["economicOperatorId"] == "https://id.gs1.org/417/9521234000006"
    assert told["facilityId"] == "https://id.gs1.org/414/9521234000013"
    assert told["lastUpdated"] == "2026-11-14T00:00:00Z"


def test_what_a_header_falls_back_to_without_numbers() -> None:
    told = short(changed(MODEL, digital_link=None))
    assert told["uniqueProductIdentifier"] == told["digitalProductPassportId"]
    assert told["economicOperatorId"] == ORIGIN
    assert "facilityId" not in told
    eori = [PassportOperator(role="importer", name="Import AG", identifiers=[("EORI", "DE1")])]
    assert short(changed(operators=eori))["economicOperatorId"] == "EORI:DE1"


def test_a_revoked_passport_is_invalid_since_it_was_revoked() -> None:
    told = short(REVOKED)
    assert (told["dppStatus"], told["lastUpdated"]) == ("invalid", "2026-11-20T00:00:00Z")


def test_facts_keep_their_types_units_and_languages() -> None:
    told = short(FULL_PAGE)
    assert told["rated_capacity"] == {"value": 17.5, "unit": "Ah"}
    assert told["care"][0] == {"value": "Zwischen 10 und 25 °C lagern, halb geladen.", "language": "de"}
    assert told["shares"][0] == {"name": "Nickel", "share": 38.4}
    assert told["critical"] == ["Cobalt", "Lithium", "Natural graphite", "Nickel"]
    by_id = {element["elementId"]: element for element in full(FULL_PAGE)["elements"]}
    types = {key: by_id[key]["valueDataType"] for key in ("end_of_warranty", "study", "cycles", "critical", "class")}
    assert types == {
        "end_of_warranty": "xsd:date",
        "study": "xsd:anyURI",
        "cycles": "xsd:integer",
        "critical": "xsd:string",
        "class": "xsd:string",
    }
    assert told["documents"]["document1"] == {
        "contentType": "application/pdf",
        "url": f"{ORIGIN}/documents/bb/manual.pdf",
        "language": "de",
        "resourceTitle": "manual.pdf",
    }


def test_a_lot_has_its_number() -> None:
    assert short(BATCH)["batchNumber"] == "LOT-2026-10/A"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("$.rated_capacity.value", 17.5),
        ("$['rated_capacity']", {"value": 17.5, "unit": "Ah"}),
        ("$.shares[0].name", "Nickel"),
        ("$.shares[1]", {"name": "Graphite", "share": 21.0}),
        ("$.critical[3]", "Nickel"),
        ("$.granularity", "item"),
        ("$.economicOperators[1].identifiers[0].value", "DE1"),
    ],
)
def test_an_element_is_found_by_its_path(path: str, value: Any) -> None:
    compressed = element_at(FULL_PAGE, ORIGIN, path, Representation.COMPRESSED)
    assert compressed is not None
    assert compressed["value"] == value
    element = element_at(FULL_PAGE, ORIGIN, path, Representation.FULL)
    assert element is not None
    assert element["elementId"] == compressed["elementId"]
    assert_fits("DataElement", element)


@pytest.mark.parametrize("path", ["$", "$.nothing", "$.shares[9]", "$.shares[0].no", "$.care[0].value", "$.gtin.a"])
def test_there_is_no_element_where_there_is_none(path: str) -> None:
    assert element_at(FULL_PAGE, ORIGIN, path, Representation.FULL) is None


@pytest.mark.parametrize("path", ["", "gtin", "$[", "$..gtin", "$.*", "$[?@.a]", "$.shares[0:2]", "$" + "['a']" * 300])
def test_a_path_that_names_no_one_place_is_refused(path: str) -> None:
    with pytest.raises(InvalidInput):
        element_at(FULL_PAGE, ORIGIN, path, Representation.COMPRESSED)
