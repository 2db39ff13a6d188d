"""Puts together everything a passport page shows: snapshot + unit facts; rendering needs nothing else."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from countermark.db.transaction import Tx
from countermark.features.passports.amended import amendments_in_force
from countermark.features.passports.passport_carrier import PassportCarrier, find_carrier
from countermark.features.passports.passport_page import BrandHeader, PassportPage
from countermark.features.passports.passport_target import queries
from countermark.features.passports.sections import amended_facts, sections_of
from countermark.features.passports.shown_files import documents_of, pictures_of, with_files
from countermark.features.passports.shown_operators import operators_of
from countermark.features.themes.theme_in_force import theme_in_force
from countermark.kit.clock import to_second


async def assemble_passport(tx: Tx, passport_id: UUID, until: datetime | None = None) -> PassportPage | None:
    """The page of a passport, now or as amended ``until`` then; ``None`` when the brand has none with this id."""
    carrier = await find_carrier(tx, passport_id)
    return None if carrier is None else await assemble_page(tx, carrier, until)


async def assemble_page(tx: Tx, carrier: PassportCarrier, until: datetime | None = None) -> PassportPage:
    """The page of a known passport, with what was amended ``until`` then.

    A recall of its production batch shows at once, whatever was frozen.
    """
    sources = await queries.get_page_sources(
        tx.connection,
        brand_id=tx.brand_id,
        product_id=carrier.product_id,
        product_batch_id=carrier.product_batch_id,
        sha256=carrier.snapshot_sha256,
    )
    look = await theme_in_force(tx, sources["accent_colour"], carrier.product_id, carrier.product_batch_id)
    content = msgspec.json.decode(sources["content"]) if sources["content"] else None
    amended = await amendments_in_force(tx, carrier.above, carrier.published_at, until)
    batch = (content and content["batch"]) or {}
    return PassportPage(
        passport_id=carrier.passport_id,
        granularity=carrier.granularity,
        state=carrier.state,
        recalled=sources["is_recalled"],
        brand=_brand(sources, content, look),
        product_name=content["product"]["name"] if content else sources["product_name"],
        gtin=content["gtin"] if content else carrier.gtin,
        lot=carrier.lot_code or batch.get("batch_number"),
        serial=carrier.serial,
        unit_state=carrier.unit_status,
        production_date=batch.get("production_date"),
        facility_ref=batch.get("facility_ref"),
        published_at=to_second(carrier.published_at) if carrier.published_at else None,
        revoked_at=to_second(carrier.revoked_at) if carrier.revoked_at else None,
        snapshot_sha256=carrier.snapshot_sha256.hex() if carrier.snapshot_sha256 else None,
        sections=with_files(sections_of(content, carrier.granularity, amended), content) if content else [],
        pictures=pictures_of(content) if content else [],
        documents=documents_of(content) if content else [],
        operators=operators_of(content) if content else [],
        digital_link=carrier.gs1_path,
        sandbox=carrier.is_sandbox,
        amendments=amended_facts(content, amended) if content else [],
    )


def _brand(sources: Mapping[str, Any], content: Mapping[str, Any] | None, look: str) -> BrandHeader:
    """Who stands behind the product, as it was published; the look and links for help as they are now."""
    live = {"name": sources["brand_name"], "legal_name": sources["legal_name"], "website_url": sources["website_url"]}
    return BrandHeader(
        **(content["operator"] if content else live),
        accent_colour=sources["accent_colour"],
        support_url=sources["support_url"],
        privacy_url=sources["privacy_url"],
        look=look,
    )
