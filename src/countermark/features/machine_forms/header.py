"""The header of a digital product passport (EN 18223:2026, Table 1)."""

from collections.abc import Iterable
from typing import Any, Final

from countermark.features.passports.passport_page import PassportOperator, PassportPage
from countermark.kit.clock import utc_text

SCHEMA_VERSION: Final = "EN 18223:2026"
STATUS: Final = {"published": "active", "revoked": "invalid"}
"""By the state of a passport. One that is not published has no machine form."""
OPERATOR_BY_GLN: Final = "https://id.gs1.org/417/"
FACILITY_BY_GLN: Final = "https://id.gs1.org/414/"
FACILITY: Final = "facility"


def dpp_id(page: PassportPage, origin: str) -> str:
    """The id of the passport: its lasting address."""
    return f"{origin}/passport/{page.passport_id}"


def header_of(page: PassportPage, origin: str) -> dict[str, Any]:
    """The seven mandatory attributes, and where it is known the facility.

    ``origin`` is that of the brand's host. A model without GTIN is identified by its passport; where no operator
    has a number, the brand's own address stands for who is answerable.
    """
    header = {
        "digitalProductPassportId": dpp_id(page, origin),
        "uniqueProductIdentifier": f"{origin}{page.digital_link}" if page.digital_link else dpp_id(page, origin),
        "granularity": page.granularity,
        "dppSchemaVersion": SCHEMA_VERSION,
        "dppStatus": STATUS[page.state],
        "lastUpdated": _last_updated(page),
        "economicOperatorId": _operator_id(page.operators) or origin,
    }
    facility = [_number(each, FACILITY_BY_GLN) for each in page.operators if each.role == FACILITY]
    facility_id = (facility and facility[0]) or page.facility_ref
    return header | ({"facilityId": facility_id} if facility_id else {})


def _last_updated(page: PassportPage) -> str:
    moments = [page.published_at, page.revoked_at, *(fact.amended_at for fact in page.amendments)]
    return utc_text(max(moment for moment in moments if moment is not None))


def _operator_id(operators: Iterable[PassportOperator]) -> str | None:
    """Of the first that has a number, in the order of a page: the manufacturer, who acts for it, the importer."""
    numbers = (_number(each, OPERATOR_BY_GLN) for each in operators if each.role != FACILITY)
    return next((number for number in numbers if number), None)


def _number(operator: PassportOperator, by_gln: str) -> str | None:
    """A GLN as GS1 Digital Link, else the first number there is behind what it is."""
    if not operator.identifiers:
        return None
    gln = dict(operator.identifiers).get("GLN")
    scheme, number = operator.identifiers[0]
    return f"{by_gln}{gln}" if gln else f"{scheme}:{number}"
