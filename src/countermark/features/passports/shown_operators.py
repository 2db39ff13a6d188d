"""The economic operators and the facility that a snapshot names, as a page shows them."""

from collections.abc import Mapping
from typing import Any, Final

from countermark.features.passports.passport_page import PassportOperator

IDENTIFIERS: Final = {"gln": "GLN", "eori": "EORI", "vat_number": "VAT number"}


def operators_of(content: Mapping[str, Any]) -> list[PassportOperator]:
    """Those of the product, then the facility of the batch. A snapshot from before there were any has none."""
    named = [_shown(one["role"], one) for one in content.get("operators", [])]
    facility = (content["batch"] or {}).get("facility")
    return named if facility is None else [*named, _shown("facility", facility)]


def _shown(role: str, one: Mapping[str, Any]) -> PassportOperator:
    identifiers = [(label, one[name]) for name, label in IDENTIFIERS.items() if name in one]
    if "national_id" in one:
        identifiers.append((one["national_id_scheme"], one["national_id"]))
    town = " ".join(one[name] for name in ("postal_code", "city") if name in one)
    lines = [one.get("street"), town, one.get("region")]
    return PassportOperator(
        role=role,
        name=one["name"],
        trade_name=one.get("trade_name"),
        identifiers=identifiers,
        address=[line for line in lines if line],
        country=one.get("country"),
        email=one.get("email"),
        website_url=one.get("website_url"),
    )
