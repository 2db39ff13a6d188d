"""What the placeholders in a profile's file name stand for."""

from countermark.features.exports.unit_source import BatchFacts


def name_parts(facts: BatchFacts, carrier: str) -> dict[str, str]:
    """The parts, by name. Without a production batch, the mint batch's id tells files apart."""
    short_id = str(facts.mint_batch_id)[-12:]
    return {
        "brand": facts.subdomain,
        "product": facts.product_name,
        "sku": facts.sku,
        "gtin": facts.gtin,
        "batch": facts.batch_number or short_id,
        "lot": facts.ranges[0].lot_code if len(facts.ranges) == 1 else "",
        "mint_batch": short_id,
        "date": facts.minted_date,
        "carrier": carrier,
        "units": str(facts.quantity),
    }
