"""Exports as tests make and read them."""

import csv
from typing import Any

from tests.support.client import Brand
from tests.support.waiting import until

ENDED = ("completed", "failed", "cancelled")


async def ended(brand: Brand, export: dict[str, Any], within_s: float = 60) -> dict[str, Any]:
    """The export once it has ended."""
    return await until(
        lambda: brand.call("get_export", export_id=export["export_id"]),
        lambda now: now["status"] in ENDED,
        within_s=within_s,
    )


async def exported(brand: Brand, mint_batch_id: str, **arguments: Any) -> dict[str, Any]:
    """A completed export: the full manifest as CSV, unless ``arguments`` say otherwise."""
    plain = {"mint_batch_id": mint_batch_id, "kind": "full_manifest", "format": "csv"}
    export = await ended(brand, await brand.call("create_export", **(plain | arguments)))
    assert export["status"] == "completed", export
    return export


async def content_of(brand: Brand, export: dict[str, Any], number: int = 1) -> bytes:
    """The bytes behind a signed link."""
    link = await brand.call("get_export_download", export_id=export["export_id"], number=number)
    answer = await brand.owner.http.get(link["path"])
    assert answer.status_code == 200, answer.text
    return answer.content


async def rows_of(brand: Brand, export: dict[str, Any], number: int = 1) -> list[dict[str, str]]:
    """The rows of a CSV file with a heading."""
    return list(csv.DictReader((await content_of(brand, export, number)).decode().splitlines()))


async def packs_of(brand: Brand, export: dict[str, Any]) -> list[dict[str, Any]]:
    """The files of an export."""
    found = await brand.call("list_payload_packs", export_id=export["export_id"], limit=200)
    items: list[dict[str, Any]] = found["items"]
    return items


async def new_profile(brand: Brand, carrier: str = "qr", *, publish: bool = True, **definition: Any) -> dict[str, Any]:
    """A profile of the brand's own, with the Digital Link as its one column unless told otherwise."""
    plain = {"columns": [{"header": "url", "fact": "digital_link"}]}
    count = len(await brand.call("list_carrier_output_profiles"))
    profile: dict[str, Any] = await brand.call(
        "create_carrier_output_profile", carrier=carrier, name=f"Own {count}", definition=plain | definition
    )
    if publish:
        profile = await brand.call("publish_carrier_output_profile", profile_id=profile["profile_id"])
    return profile


def columns(*facts: str) -> list[dict[str, str]]:
    """Columns called as their facts."""
    return [{"header": fact, "fact": fact} for fact in facts]
