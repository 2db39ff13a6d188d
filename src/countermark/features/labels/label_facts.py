"""What labels of a mint batch say: facts of brand, product and batch, and of each unit."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from countermark.carriers.labels import LabelFacts
from countermark.db.transaction import Tx
from countermark.features.batches.batch import read_batch
from countermark.features.brands.get_brand import GetBrand, get_brand
from countermark.features.minting.mint_unit import MintUnit
from countermark.features.products.product import read_product

SAMPLE_PATH = "/01/09506000134352/21/ABCD1234EFGH5678"
SAMPLE = {
    "gtin": "09506000134352",
    "serial": "ABCD1234EFGH5678",
    "lot": "LOT-2026-01",
    "sku": "SKU-1000",
    "product.name": "Example product",
    "batch_number": "BATCH-2026-001",
    "production_date": "2026-01-15",
}


async def batch_texts(tx: Tx, mint_batch: Mapping[str, Any]) -> dict[str, str]:
    """The facts that all labels of a mint batch share, in the brand's own language."""
    brand = await get_brand(tx, GetBrand(brand_id=tx.brand_id))
    product = await read_product(tx, mint_batch["product_id"])
    texts = {key: _text(value, brand.locale) for key, value in product.attributes.items()}
    texts |= {
        "brand.name": brand.name,
        "product.name": _text(product.name, brand.locale),
        "sku": product.identifiers.sku or "",
        "gtin": mint_batch["gtin"] or "",
    }
    if mint_batch["product_batch_id"] is not None:
        texts |= await _batch_texts(tx, mint_batch["product_batch_id"])
    return texts


async def _batch_texts(tx: Tx, product_batch_id: UUID) -> dict[str, str]:
    batch = await read_batch(tx, product_batch_id)
    made = batch.production_date
    return {"batch_number": batch.batch_number, "production_date": made.isoformat() if made else ""}


def unit_facts(texts: Mapping[str, str], unit: MintUnit, origin: str) -> LabelFacts:
    """What the label of one unit says."""
    own = {"serial": unit.serial or "", "lot": unit.lot_code or "", "url": origin + unit.gs1_path}
    return LabelFacts(unit.gs1_path, origin, {**texts, **own})


def sample_facts(brand_name: str, origin: str) -> LabelFacts:
    """What a label says where there is no unit yet."""
    return LabelFacts(SAMPLE_PATH, origin, SAMPLE | {"brand.name": brand_name, "url": origin + SAMPLE_PATH})


def _text(value: Any, locale: str) -> str:
    if isinstance(value, dict):
        value = value.get(locale) or next(iter(value.values()), "")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_text(each, locale) for each in value)
    return str(value)
