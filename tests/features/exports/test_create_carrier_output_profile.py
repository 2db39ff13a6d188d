"""create_carrier_output_profile: a definition is checked to its last part."""

from typing import Any

import pytest

from tests.features.exports.exporting import columns, new_profile
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.server import LiveServer


async def test_it_begins_as_a_draft_with_every_default_filled_in(shared_brand: Brand) -> None:
    profile = await new_profile(shared_brand, publish=False, delimiter=";")
    version = profile["versions"][0]
    assert (profile["status"], version["version"], version["status"]) == ("draft", 1, "draft")
    assert version["definition"] == {
        "columns": [{"header": "url", "fact": "digital_link"}],
        "delimiter": ";",
        "quoting": "minimal",
        "line_ending": "crlf",
        "encoding": "utf-8",
        "header": True,
        "formula_guard": False,
        "file_name": "{product}_{batch}_{carrier}",
        "epc": {"scheme": "sgtin+", "filter_value": 1, "company_prefix_length": None},
    }


async def test_a_copy_has_the_definition_of_its_model(shared_brand: Brand) -> None:
    shipped = (await shared_brand.call("list_carrier_output_profiles", carrier="nfc"))[0]
    copy = await shared_brand.call(
        "create_carrier_output_profile", carrier="nfc", name="My tags", copy_of=shipped["profile_id"]
    )
    assert copy["versions"][0]["definition"] == shipped["versions"][0]["definition"]
    error = await shared_brand.refused(
        400, "create_carrier_output_profile", carrier="qr", name="Other", copy_of=shipped["profile_id"]
    )
    assert error["code"] == "PROFILE_OF_ANOTHER_CARRIER"


async def test_a_name_is_taken_whatever_its_case(shared_brand: Brand) -> None:
    given: dict[str, Any] = {"carrier": "qr", "definition": {"columns": columns("serial")}}
    await shared_brand.call("create_carrier_output_profile", name="Hall 9", **given)
    for name in ("hall 9", "ZEBRA"):
        error = await shared_brand.refused(409, "create_carrier_output_profile", name=name, **given)
        assert error["code"] == "PROFILE_NAME_TAKEN"


@pytest.mark.parametrize(
    ("definition", "told"),
    [
        ({}, "missing required field `columns`"),
        ({"columns": []}, "columns: 1 to 60 are needed, not 0"),
        ({"columns": columns("serial", "serial")}, "column 2: the heading 'serial' is there already"),
        ({"columns": [{"header": " a", "fact": "serial"}]}, "column 1: the heading begins or ends with white space"),
        ({"columns": [{"header": "a", "fact": "price"}]}, "'price'"),
        ({"columns": columns("serial"), "delimiter": "#"}, "'#'"),
        ({"columns": columns("serial"), "colour": "red"}, "unknown field `colour`"),
        ({"columns": columns("serial"), "file_name": "{price}"}, "{price} is unknown"),
        ({"columns": columns("serial"), "file_name": "a/b"}, "'/' cannot be in the name of a file"),
        ({"columns": columns("serial"), "file_name": "{batch"}, "a brace without its other half"),
        ({"columns": columns("serial"), "epc": {"filter_value": 8}}, "epc.filter_value: 8 is not within 0 to 7"),
        ({"columns": columns("serial"), "epc": {"company_prefix_length": 5}}, "5 is not within 6 to 12"),
        ({"columns": columns("epc_hex"), "epc": {"scheme": "sgtin-96"}}, "sgtin-96 needs it"),
        ({"columns": columns("epc_tag_uri")}, "SGTIN+ has no tag URI"),
    ],
)
async def test_a_definition_that_cannot_be_is_refused(
    shared_brand: Brand, definition: dict[str, Any], told: str
) -> None:
    error = await shared_brand.refused(
        400, "create_carrier_output_profile", carrier="qr", name="Wrong", definition=definition
    )
    assert error["details"].startswith("_definition: ")
    assert told in error["details"]


async def test_another_brand_copies_nothing_of_this_one(shared_brand: Brand, live_server: LiveServer) -> None:
    profile = await new_profile(shared_brand)
    other = await new_brand(live_server)
    copy = {"carrier": "qr", "name": "Stolen"}
    error = await other.refused(400, "create_carrier_output_profile", copy_of=profile["profile_id"], **copy)
    assert error == await other.refused(400, "create_carrier_output_profile", copy_of=NOBODYS_ID, **copy)
