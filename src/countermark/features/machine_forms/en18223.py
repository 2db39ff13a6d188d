"""A passport as EN 18223:2026 has it: compressed (clause 5.2) and full (Annex A).

Made of nothing but the page that people see, so it says the same and nothing that is not public.
"""

from enum import StrEnum
from typing import Any

from countermark.features.machine_forms.data_elements import Element, compressed_all
from countermark.features.machine_forms.fact_elements import fact_elements
from countermark.features.machine_forms.header import header_of
from countermark.features.machine_forms.page_elements import page_elements
from countermark.features.passports.passport_page import PassportPage


class Representation(StrEnum):
    """EN 18222:2026, clause 8.1."""

    COMPRESSED = "compressed"
    FULL = "full"


def en18223(page: PassportPage, origin: str, representation: Representation) -> dict[str, Any]:
    """The document of a published or revoked passport. ``page.digital_link`` is a path, ``origin`` the brand's."""
    header, elements = header_of(page, origin), elements_of(page, origin)
    if representation is Representation.FULL:
        return header | {"elements": elements}
    return header | compressed_all(elements)


def elements_of(page: PassportPage, origin: str) -> list[Element]:
    """All data elements, none of which has the id of another: keys of fields have a dot, all others have none."""
    facts = (fact for section in page.sections for fact in section.facts)
    return [*page_elements(page, origin), *fact_elements(facts, origin)]
