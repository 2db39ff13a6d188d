"""The demo's economic operators and facilities: a manufacturer, an importer, and where its batches were made."""

from typing import Any, Final

from countermark.entrypoints.demo.owner import Owner

# GLNs under GS1's demonstration prefix 952; no register has any of these numbers.
OPERATORS: Final[tuple[dict[str, Any], ...]] = (
    {
        "name": "Countermark Demo GmbH",
        "gln": "9520000000004",
        "street": "Beispielstraße 1",
        "postal_code": "6020",
        "city": "Innsbruck",
        "country": "AT",
        "email": "info@example.com",
        "website_url": "https://example.com",
        "is_default_manufacturer": True,
    },
    {"name": "Example Imports Lda", "eori": "PT000000000", "city": "Porto", "country": "PT", "email": "eu@example.com"},
)
FACILITIES: Final[tuple[dict[str, Any], ...]] = (
    {"facility_ref": "FAC-EU-01", "name": "Innsbruck cell plant", "city": "Innsbruck", "country": "AT"},
    {"facility_ref": "FAC-PT-03", "name": "Porto weaving mill", "city": "Porto", "country": "PT"},
    {"facility_ref": "FAC-PL-02", "name": "Wrocław assembly", "city": "Wrocław", "country": "PL"},
)


async def add_operators(owner: Owner) -> None:
    """Those that are not there yet."""
    there = {one["name"]: one for one in (await owner.call("list_economic_operators", limit=200))["items"]}
    for operator in OPERATORS:
        if operator["name"] not in there:
            there[operator["name"]] = await owner.call("create_economic_operator", **operator)
    known = {one["facility_ref"] for one in (await owner.call("list_facilities", limit=200))["items"]}
    runs = there[OPERATORS[0]["name"]]["operator_id"]
    for facility in FACILITIES:
        if facility["facility_ref"] not in known:
            await owner.call("create_facility", operator_id=runs, **facility)
