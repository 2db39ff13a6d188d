"""list_passport_amendments: the ledger, page by page."""

from tests.features.amendments.published import amend, published_batch
from tests.features.passports.lifecycle import target_of, target_of_unit, units_of
from tests.support.amending import MADE_IN
from tests.support.client import Brand, new_brand
from tests.support.server import LiveServer

LIST = "list_passport_amendments"
KEYS = (
    "amendment_id kind target product_id product_name field_key label value old_value withdraws withdrawn_by reason "
    "reason_code impacted_count amended_by approved_by created_at"
).split()


async def test_rows_tell_what_by_whom_and_why(shared_brand: Brand) -> None:
    batch = await published_batch(shared_brand)
    unit = target_of_unit((await units_of(shared_brand, batch))[0])
    (amendment_id,) = (await amend(shared_brand, unit, "PT"))["amendment_ids"]
    page = await shared_brand.call(LIST, product_id=batch["product_id"])
    (row,) = page["items"]
    assert list(row) == KEYS
    assert (row["amendment_id"], row["kind"], row["target"]) == (amendment_id, "controlled_update", unit)
    assert (row["field_key"], row["old_value"], row["value"]) == (MADE_IN, "AT", "PT")
    assert (row["amended_by"], row["approved_by"]) == (shared_brand.owner.user_id, None)


async def test_a_withdrawal_and_its_row_name_each_other(shared_brand: Brand) -> None:
    batch = await published_batch(shared_brand)
    (amendment_id,) = (await amend(shared_brand, target_of(batch), "PT"))["amendment_ids"]
    gone = await shared_brand.call("withdraw_passport_amendment", amendment_id=amendment_id, reason="a test")
    last, first = (await shared_brand.call(LIST, product_id=batch["product_id"]))["items"]
    assert (last["amendment_id"], last["withdraws"]) == (gone["amendment_id"], amendment_id)
    assert (first["withdrawn_by"], last["withdrawn_by"]) == (gone["amendment_id"], None)


async def test_pages_follow_each_other(shared_brand: Brand) -> None:
    batch = await published_batch(shared_brand)
    ids = [(await amend(shared_brand, target_of(batch), value))["amendment_ids"][0] for value in ("PT", "SE", "FI")]
    seen, cursor = [], None
    for _ in range(3):
        page = await shared_brand.call(LIST, product_id=batch["product_id"], limit=1, cursor=cursor)
        seen += [row["amendment_id"] for row in page["items"]]
        cursor = page["next_cursor"]
    assert (seen, page["has_more"]) == (ids[::-1], False)
    none = await shared_brand.call(LIST, product_id=batch["product_id"], kind="break_glass")
    assert none["items"] == []


async def test_another_brand_has_none_of_them(live_server: LiveServer, shared_brand: Brand) -> None:
    batch, other = await published_batch(shared_brand), await new_brand(live_server)
    await amend(shared_brand, target_of(batch), "PT")
    assert (await other.call(LIST))["items"] == []
