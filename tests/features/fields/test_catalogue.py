"""The field catalogue: sound, complete where the law lists what it wants, and unchanged once released."""

import hashlib
import re
from collections import Counter

import pytest

from countermark.features.fields.asked import SECTOR
from countermark.features.fields.brand_schema import schema_of
from countermark.features.fields.catalogue import CURRENT_VERSION, FOLDER, load_pack, pack_names
from countermark.features.fields.data_points import DataPoint
from countermark.features.fields.field import AccessTier, Field, FieldType, Level, Requirement
from countermark.features.fields.industries import PACKS_BY_NACE

# A released version never changes: passports are read by it for ever. A change goes into a new version beside it.
RELEASED = {"1": "1924ca1218d746be065b6e5455dfbd0d11bbe1ec5e9024678222b2cb2fbf1bee"}
EVERYTHING = schema_of(pack_names())
CATEGORIES = ("EV", "LMT", "industrial")
every_pack = pytest.mark.parametrize("pack", pack_names())
every_point = pytest.mark.parametrize("point", load_pack("battery").data_points, ids=lambda point: str(point.n))


@pytest.mark.parametrize("version", sorted(path.name for path in FOLDER.iterdir()))
def test_a_released_version_is_what_it_was(version: str) -> None:
    files = sorted((FOLDER / version).glob("*.toml"))
    content = b"".join(path.name.encode() + b"\n" + path.read_bytes() for path in files)
    assert hashlib.sha256(content).hexdigest() == RELEASED[version]


def test_the_current_version_is_there() -> None:
    assert CURRENT_VERSION in RELEASED


@every_pack
def test_a_pack_says_where_it_comes_from(pack: str) -> None:
    text = (FOLDER / CURRENT_VERSION / f"{pack}.toml").read_text()
    assert re.search(r'^source = "[^"]{20,}"$', text, re.MULTILINE)
    assert re.search(r'^licence = "Apache-2\.0"$', text, re.MULTILINE)


@every_pack
def test_keys_are_of_their_pack_and_fit_into_the_schema_once(pack: str) -> None:
    keys = [field.key for field in load_pack(pack).fields]
    assert keys
    assert [key for key in keys if not re.fullmatch(rf"{pack}(\.[a-z0-9_]+){{1,2}}", key)] == []
    assert len(set(keys)) == len(keys)


@every_pack
def test_labels_tell_fields_apart_where_they_stand_together(pack: str) -> None:
    schema = schema_of((pack,))
    doubled = [label for label, times in Counter(field.label for field in schema.fields.values()).items() if times > 1]
    assert doubled == []
    assert len(set(schema.sections.values())) == len(schema.sections)


def test_fields_of_a_section_stand_together_in_the_order_of_sections() -> None:
    order = list(EVERYTHING.sections)
    places = [order.index(field.section) for field in EVERYTHING.fields.values()]
    assert places == sorted(places)


@pytest.mark.parametrize("field", EVERYTHING.fields.values(), ids=lambda field: field.key)
def test_a_field_is_sound(field: Field) -> None:
    assert field.label
    assert field.label[0].isupper() or field.label[0].isdigit()
    assert bool(field.choices) is (field.type is FieldType.CHOICE)
    if field.unit is not None:
        assert field.type in (FieldType.NUMBER, FieldType.INTEGER)
        assert field.units[field.unit] == 1
    if field.not_before is not None:
        assert EVERYTHING.fields[field.not_before].type is field.type
    if field.requirement is Requirement.MINT:
        assert (field.level, field.access) == (Level.MODEL, AccessTier.PUBLIC)
    if (field.requirement is not Requirement.OPTIONAL or field.requirement_by) and not field.data_points:
        assert field.legal_reference is not None, "who asks for it?"
    labels = [label.casefold() for label in field.choices.values()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("field", EVERYTHING.fields.values(), ids=lambda field: field.key)
def test_a_field_says_in_a_sentence_of_its_own_what_to_fill_in(field: Field) -> None:
    text = field.help or ""
    assert 10 < len(text) <= 140
    assert re.fullmatch(r"[A-Z0-9].*\.", text)
    words = {word.strip(".,").casefold() for word in text.split()}
    said = {word.casefold() for word in field.label.split()} | {"enter", "the", "value", "of", "a", "an", "please"}
    assert words - said, "it says no more than the label"


@every_pack
def test_two_fields_of_a_pack_do_not_share_a_help_text(pack: str) -> None:
    """But for those that speak of the same eco programme or the same restriction."""
    times = Counter(field.help for field in load_pack(pack).fields)
    assert [text for text, count in times.items() if count > 1 and "eco 40-60" not in str(text)] == []


@pytest.mark.parametrize("pack", pack_names()[1:])
def test_a_sector_has_law_behind_it(pack: str) -> None:
    """What no law asks for is there because passports of the trade carry it: less than half of a pack."""
    fields = load_pack(pack).fields
    assert sum(field.legal_reference is None for field in fields) < len(fields) / 2


def test_a_product_can_be_of_each_sector_or_of_none() -> None:
    assert set(EVERYTHING.fields[SECTOR].choices) == {*pack_names()[1:], "other"}
    assert {pack for packs in PACKS_BY_NACE.values() for pack in packs} <= set(pack_names()[1:])


def test_all_71_data_points_of_a_battery_are_there() -> None:
    assert [point.n for point in load_pack("battery").data_points] == list(range(1, 72))
    counts = {
        category: [
            sum(point.needed[category] == word for point in load_pack("battery").data_points)
            for word in ("mandatory", "certain-cases", "optional", "not-to-be-filled")
        ]
        for category in CATEGORIES
    }
    assert counts == {"EV": [47, 8, 1, 15], "LMT": [50, 8, 1, 12], "industrial": [32, 26, 1, 12]}


@every_point
def test_a_data_point_is_answered_and_asked_for_as_the_list_says(point: DataPoint) -> None:
    fields = schema_of(("battery",)).fields
    assert point.fields or point.platform
    for key in point.fields:
        assert point.n in fields[key].data_points
        for category in CATEGORIES:
            found = fields[key].requirement_by[f"battery.category={category}"]
            others = [other.needed[category] for other in load_pack("battery").data_points if key in other.fields]
            assert (found is Requirement.MANDATORY) is ("mandatory" in others)
            assert (found is Requirement.EXCLUDED) is (set(others) == {"not-to-be-filled"})


@pytest.mark.parametrize(
    ("points", "access"),
    [
        (range(45, 50), AccessTier.LEGITIMATE_INTEREST),  # Annex XIII, point 2
        (range(50, 51), AccessTier.AUTHORITY),  # point 3
        (range(51, 72), AccessTier.LEGITIMATE_INTEREST),  # point 4
    ],
)
def test_what_annex_xiii_reserves_is_not_public(points: range, access: AccessTier) -> None:
    fields = schema_of(("battery",)).fields.values()
    found = {field.access for field in fields if set(field.data_points) & set(points)}
    assert found == {access}
