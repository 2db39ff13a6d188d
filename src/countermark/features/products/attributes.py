"""A product's attributes: a flat object by field key, bounded; odd values are kept, and reported as warnings."""

from collections.abc import Iterator, Mapping
from typing import Any

from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.fields.catalogue import pack_names
from countermark.features.fields.values import canonical_value, value_problem
from countermark.kit.errors import InvalidInput
from countermark.kit.json_values import checked_object
from countermark.kit.records import Record
from countermark.kit.text import checked_text

LONGEST_KEY = 100


class ValidationWarning(Record, frozen=True, kw_only=True):
    """Something accepted that probably is a mistake. ``field`` is the attribute's key."""

    code: str
    field: str
    message: str


def canonical_attributes(schema: BrandSchema, given: Mapping[str, Any]) -> dict[str, Any]:
    """``given`` with every value that fits its field in the form in which it is kept; the others as they are."""
    return {key: _canonical(schema, key, value) for key, value in given.items()}


def _canonical(schema: BrandSchema, key: str, value: Any) -> Any:
    field = schema.fields.get(key)
    if field is None or value is None:
        return value
    try:
        return canonical_value(field, value)
    except ValueError:
        return value


def merged_attributes(argument: str, stored: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """``stored`` with ``changes`` laid over it key by key (RFC 7396 on one level): ``null`` removes a key.

    Raises:
        InvalidInput: a key is empty, too long or has control characters, or the whole grew too large or deep.
    """
    for key in changes:
        if checked_text(argument, key, longest=LONGEST_KEY) != key:
            raise InvalidInput(argument, f"the key {key!r} begins or ends with white space")
    merged = {key: value for key, value in {**stored, **changes}.items() if value is not None}
    return checked_object(argument, merged)


def attribute_warnings(schema: BrandSchema, attributes: Mapping[str, Any]) -> list[ValidationWarning]:
    """What looks wrong: keys outside the brand's schema, values that do not fit their field, dates out of order."""
    warnings = []
    for key, value in attributes.items():
        if key not in schema.fields:
            warnings.append(ValidationWarning(code="UNKNOWN_FIELD", field=key, message=_why_unknown(key)))
        elif problem := value_problem(schema.fields[key], value):
            warnings.append(ValidationWarning(code="VALUE_DOES_NOT_FIT", field=key, message=problem))
    return warnings + [
        ValidationWarning(code="DATES_OUT_OF_ORDER", field=key, message=message)
        for key, message in dates_out_of_order(schema, attributes)
    ]


def _why_unknown(key: str) -> str:
    pack = key.partition(".")[0]
    if pack in pack_names():
        return f"the brand's products have no such {pack} field: it is kept, but no passport page shows it"
    return "not a known field: it is kept, but no passport page shows it"


def dates_out_of_order(schema: BrandSchema, attributes: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The keys of dates that lie before a date they cannot lie before, with that said in words after the label."""
    for key in attributes.keys() & _ordered_dates(schema):
        field = schema.fields[key]
        earlier = schema.fields.get(field.not_before or "")
        if earlier is None or earlier.key not in attributes:
            continue
        first, then = attributes[earlier.key], attributes[key]
        if value_problem(earlier, first) is None and value_problem(field, then) is None and then < first:
            yield key, f"is {then}, before “{earlier.label}” ({first})"


def _ordered_dates(schema: BrandSchema) -> frozenset[str]:
    known: frozenset[str] | None = schema.remembered.get("ordered dates")
    if known is None:
        keys = frozenset(key for key, field in schema.fields.items() if field.not_before)
        known = schema.remembered["ordered dates"] = keys
    return known
