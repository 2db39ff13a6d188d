"""The readiness of many products at once: worked out once for all that are alike. Pure; the rules are in ``readiness``.

What readiness says depends on which attributes there are, hardly on their values: on the values of the selectors, on
values that do not fit, and on dates. So products of one shape share an outcome, in the form in which it is stored.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import msgspec

from countermark.features.fields.asked import SECTOR, selectors_of
from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.fields.values import value_problem
from countermark.features.products.attributes import dates_out_of_order
from countermark.features.products.readiness import ReadinessFacts, readiness_of

MOST_SHAPES: Final = 1_000
MOST_TEXTS: Final = 20_000
LONGEST_TEXT: Final = 200


class StoredReadiness(NamedTuple):
    """A row's columns: ``problems`` as JSON, the keys of ``missing_fields`` with spaces between them."""

    status: str
    problems: str
    missing_fields: str
    completeness: int


class ReadinessOfMany:
    """Gives the readiness of product after product; what it remembers is bounded."""

    def __init__(self, schema: BrandSchema, brand_locale: str) -> None:
        self._schema = schema
        self._brand_locale = brand_locale
        self._deciding = (*selectors_of(schema), SECTOR)
        self._shapes: dict[Any, StoredReadiness] = {}
        self._fitting: set[tuple[str, str]] = set()

    def of(self, name: Mapping[str, str], attributes: Mapping[str, Any], *, has_gtin: bool) -> StoredReadiness:
        """As it is stored, for a product without batches."""
        facts = ReadinessFacts(name=name, brand_locale=self._brand_locale, attributes=attributes, has_gtin=has_gtin)
        if not self._all_fit(attributes) or any(dates_out_of_order(self._schema, attributes)):
            return _stored(self._schema, facts)
        shape = (tuple(attributes), tuple(map(attributes.get, self._deciding)), tuple(name), has_gtin)
        known = self._shapes.get(shape)
        if known is None:
            known = _stored(self._schema, facts)
            if len(self._shapes) < MOST_SHAPES:
                self._shapes[shape] = known
        return known

    def _all_fit(self, attributes: Mapping[str, Any]) -> bool:
        fields, fitting = self._schema.fields, self._fitting
        for key, value in attributes.items():
            if value.__class__ is str and (key, value) in fitting:
                continue
            field = fields.get(key)
            if field is not None and value_problem(field, value):
                return False
            if value.__class__ is str and len(fitting) < MOST_TEXTS and len(value) <= LONGEST_TEXT:
                fitting.add((key, value))
        return True


def readiness_of_many(schema: BrandSchema, brand_locale: str) -> ReadinessOfMany:
    """The one of a schema and a language, which is kept with the schema."""
    key = ("readiness of many", brand_locale)
    known: ReadinessOfMany | None = schema.remembered.get(key)
    if known is None:
        known = schema.remembered[key] = ReadinessOfMany(schema, brand_locale)
    return known


def _stored(schema: BrandSchema, facts: ReadinessFacts) -> StoredReadiness:
    found = readiness_of(schema, facts)
    problems = msgspec.json.encode(found.problems).decode()
    return StoredReadiness(str(found.status), problems, " ".join(found.missing_fields), found.completeness)
