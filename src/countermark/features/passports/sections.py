"""The sections of a page, from a snapshot: known fields under their headings, in the order of the table of fields.

A key outside that table is in the snapshot and on no page: it may be one that the law reserves for repairers or
authorities (Regulation (EU) 2023/1542, Annex XIII, points 2 to 4). Nor is a value that does not fit its field.
"""

from collections.abc import Mapping
from typing import Any

from countermark.features.passports.passport_page import Fact, Section
from countermark.features.products.attributes import value_problem
from countermark.features.products.fields import FIELDS, SECTIONS


def sections_of(content: Mapping[str, Any]) -> list[Section]:
    """The sections with something in them. What a batch says of itself stands before what its model says."""
    of_batch = (content["batch"] or {}).get("attributes", {})
    facts = _facts(content["product"]["attributes"] | of_batch, of_batch)
    return [
        Section(key=key, heading=heading, facts=facts_of_section)
        for key, heading in SECTIONS.items()
        if (facts_of_section := [fact for fact in facts if FIELDS[fact.key].section == key])
    ]


def _facts(attributes: Mapping[str, Any], of_batch: Mapping[str, Any]) -> list[Fact]:
    return [
        Fact(
            key=field.key,
            label=field.label,
            value=attributes[field.key],
            unit=field.unit,
            level="batch" if field.key in of_batch else str(field.level),
            kind=str(field.kind),
        )
        for field in FIELDS.values()
        if field.key in attributes and value_problem(field.key, attributes[field.key]) is None
    ]
