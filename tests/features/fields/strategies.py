"""Fields of every type, and values that fit them."""

from typing import Any

from hypothesis import strategies as st

from countermark.features.fields.countries import COUNTRIES
from countermark.features.fields.field import Field, FieldType
from countermark.features.fields.units import UNITS, units_of
from countermark.features.fields.values import canonical_value

CHOICES = {"s": "Small", "m": "Medium (middle)", "re-used": "Re-used; again"}
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=40).filter(str.strip)
NUMBERS = st.one_of(
    st.integers(-(10**12), 10**12), st.floats(-1e12, 1e12, allow_nan=False).map(lambda number: round(number, 6))
)
FIELDS = {
    type_: Field(
        key=f"custom.{type_}",
        label="Field",
        section="custom",
        type=type_,
        choices=CHOICES if type_ is FieldType.CHOICE else {},
        unit="kg" if type_ is FieldType.NUMBER else None,
        units=units_of("kg") if type_ is FieldType.NUMBER else {},
    )
    for type_ in FieldType
}


@st.composite
def materials(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Rows whose shares add up to 100."""
    names = draw(st.lists(TEXT, min_size=1, max_size=5))
    cuts = sorted(draw(st.lists(st.integers(0, 1000), min_size=len(names) - 1, max_size=len(names) - 1)))
    edges = [0, *cuts, 1000]
    return [{"name": name, "share": (edges[i + 1] - edges[i]) / 10} for i, name in enumerate(names)]


VALUES: dict[FieldType, st.SearchStrategy[Any]] = {
    FieldType.TEXT: TEXT,
    FieldType.LOCALIZED_TEXT: st.dictionaries(st.just("en"), TEXT, min_size=1),
    FieldType.NUMBER: NUMBERS,
    FieldType.INTEGER: st.integers(-(10**12), 10**12),
    FieldType.BOOLEAN: st.booleans(),
    FieldType.DATE: st.dates().map(lambda day: day.isoformat()),
    FieldType.DATE_TIME: st.datetimes(timezones=st.timezones()).map(lambda moment: moment.isoformat()),
    FieldType.LINK: st.sampled_from(["https://example.com/a?b=c;d#e", "http://[::1]:80/"]),
    FieldType.COUNTRY: st.sampled_from(sorted(COUNTRIES)),
    FieldType.CHOICE: st.sampled_from(sorted(CHOICES)),
    FieldType.TEXTS: st.lists(TEXT, min_size=1, max_size=5),
    FieldType.MATERIALS: materials(),
    FieldType.FILE: st.uuids().map(str),
}


@st.composite
def fields_and_values(draw: st.DrawFn) -> tuple[Field, Any]:
    """A field and a value that fits it, in the form in which it is kept."""
    type_ = draw(st.sampled_from(FieldType))
    return FIELDS[type_], canonical_value(FIELDS[type_], draw(VALUES[type_]))


UNITS_OF_NUMBERS = st.sampled_from([(kept, given) for kept, known in UNITS.items() for given in known])
