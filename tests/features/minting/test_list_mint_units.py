"""list_mint_units: computed from the range, with the few rows of units to which something happened."""

from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.features.minting.mint_batch import queries
from countermark.features.minting.sum_activations import sum_activations
from tests.features.minting.touch import scan_units
from tests.support.client import Brand, new_brand
from tests.support.factories import new_mint_batch, new_product
from tests.support.server import LiveServer


async def all_units(brand: Brand, batch: dict[str, Any], **arguments: Any) -> list[dict[str, Any]]:
    """Every unit, page by page."""
    units: list[dict[str, Any]] = []
    page: dict[str, Any] = {"next_cursor": None, "has_more": True}
    while page["has_more"]:
        cursor = page["next_cursor"]
        page = await brand.call("list_mint_units", mint_batch_id=batch["mint_batch_id"], cursor=cursor, **arguments)
        units += page["items"]
    return units


async def places(brand: Brand, batch: dict[str, Any], status: str, **arguments: Any) -> list[int]:
    """Where in the batch the units of a status are."""
    ids = [unit["unit_id"] for unit in await all_units(brand, batch, limit=200)]
    found = await all_units(brand, batch, status=status, **arguments)
    assert {unit["status"] for unit in found} <= {status}
    return [ids.index(unit["unit_id"]) for unit in found]


async def revoke(brand: Brand, kind: str, target_id: str) -> None:
    for state in ("published", "revoked"):
        target = {"kind": kind, "id": target_id}
        await brand.call("transition_passport_lifecycle", target=target, to_state=state)


async def test_a_unit_has_serial_ids_and_the_path_of_its_code(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand)
    unit = (await all_units(shared_brand, batch))[0]
    assert list(unit) == [
        *("unit_id", "mint_batch_id", "serial", "lot_code", "status", "passport_id", "passport_state"),
        *("activated_at", "revoked_at", "is_sandbox", "gs1_path"),
    ]
    assert unit["gs1_path"] == f"/01/{batch['gtin']}/21/{unit['serial']}"
    assert (unit["status"], unit["passport_state"], unit["activated_at"]) == ("minted", "unpublished", None)


async def test_without_a_gtin_the_path_is_of_the_brand_itself(shared_brand: Brand) -> None:
    product = await new_product(shared_brand, identifiers=[])
    unit = (await all_units(shared_brand, await new_mint_batch(shared_brand, product["product_id"])))[0]
    assert unit["gs1_path"] == f"/mu/{unit['unit_id']}"


@pytest.mark.parametrize("limit", [1, 3, 10, 200])
async def test_pages_show_every_unit_once(shared_brand: Brand, limit: int) -> None:
    units = await all_units(shared_brand, await new_mint_batch(shared_brand), limit=limit)
    assert len({unit["serial"] for unit in units}) == len({unit["passport_id"] for unit in units}) == len(units) == 10


async def test_units_of_a_million_have_a_last_page(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand, requested_quantity=1_000_000)
    page = await shared_brand.call("list_mint_units", mint_batch_id=batch["mint_batch_id"])
    assert (len(page["items"]), page["has_more"]) == (50, True)
    assert await all_units(shared_brand, batch, status="active") == []


async def test_active_at_mint_makes_every_unit_active_from_then_on(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand, activation_mode="active_at_mint")
    units = await all_units(shared_brand, batch, status="active")
    assert {unit["activated_at"] for unit in units} == {batch["minted_at"]}
    assert len(units) == 10
    assert await all_units(shared_brand, batch, status="minted") == []


async def test_scanned_units_are_active_and_the_others_are_not(shared_brand: Brand, owner: psycopg.Connection) -> None:
    batch = await new_mint_batch(shared_brand)
    scan_units(owner, batch, 2, 4)
    assert await places(shared_brand, batch, "active", limit=2) == [2, 3, 4]
    assert await places(shared_brand, batch, "minted", limit=2) == [0, 1, 5, 6, 7, 8, 9]


async def test_units_left_among_nearly_all_active_ones_are_found_past_whole_blocks(
    live_server: LiveServer, owner: psycopg.Connection, pool: Pool
) -> None:
    brand = await new_brand(live_server)
    batch = await new_mint_batch(brand, requested_quantity=20_000)
    left = [0, 1_023, 1_024, 9_000, 19_998]
    for first, following in zip([-1, *left], [*left, 20_000], strict=True):
        scan_units(owner, batch, first + 1, following - 1)
    owner.execute("UPDATE unit_states SET activated_at = now() - interval '1 hour' WHERE brand_id = %s", (brand.id,))
    await _assert_left(brand, batch, left)
    async with brand_transaction(pool, UUID(brand.id), SYSTEM_ACTOR, b"") as tx:
        await sum_activations(tx)
        assert await queries.get_activated_blocks(tx.connection, brand_id=tx.brand_id, first_block=0, last_block=99)
    await _assert_left(brand, batch, left)
    scan_units(owner, batch, 9_000, 9_000)
    await _assert_left(brand, batch, [0, 1_023, 1_024, 19_998])


async def _assert_left(brand: Brand, batch: dict[str, Any], left: list[int]) -> None:
    units = await all_units(brand, batch, status="minted", limit=2)
    found = [unit["unit_id"] for unit in units]
    assert len(found) == len(left)
    first_page = (await brand.call("list_mint_units", mint_batch_id=batch["mint_batch_id"], limit=1))["items"]
    assert found[0] == first_page[0]["unit_id"]
    assert {unit["status"] for unit in units} == {"minted"}


async def test_a_revoked_unit_is_neither_minted_nor_active(shared_brand: Brand, owner: psycopg.Connection) -> None:
    batch = await new_mint_batch(shared_brand)
    scan_units(owner, batch, 0, 1)
    for unit in (await all_units(shared_brand, batch))[1:3]:
        await revoke(shared_brand, "unit", unit["unit_id"])
    assert await places(shared_brand, batch, "revoked", limit=1) == [1, 2]
    assert await places(shared_brand, batch, "active") == [0]
    assert await places(shared_brand, batch, "minted") == [3, 4, 5, 6, 7, 8, 9]


async def test_a_revoked_mint_batch_has_revoked_units_only(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand)
    await revoke(shared_brand, "mint_batch", batch["mint_batch_id"])
    assert len(await all_units(shared_brand, batch, status="revoked", limit=4)) == 10
    assert await all_units(shared_brand, batch, status="minted") == []


async def test_the_last_untouched_units_are_found_behind_many_scanned_ones(
    shared_brand: Brand, owner: psycopg.Connection
) -> None:
    batch = await new_mint_batch(shared_brand, requested_quantity=30_000)
    scan_units(owner, batch, 0, 29_994)
    units = await all_units(shared_brand, batch, status="minted", limit=3)
    assert len({unit["unit_id"] for unit in units}) == 5


async def test_units_of_a_lot_share_its_passport_and_have_no_serial(shared_brand: Brand) -> None:
    lots = [{"lot_code": "A", "qty": 4}, {"lot_code": "B", "qty": 6}]
    batch = await new_mint_batch(shared_brand, identity_mode="batch", lots=lots)
    units = await all_units(shared_brand, batch, limit=3)
    assert [unit["lot_code"] for unit in units] == ["A"] * 4 + ["B"] * 6
    assert {unit["serial"] for unit in units} == {None}
    assert [unit["passport_id"] for unit in units[3:5]] == [lot["passport_id"] for lot in batch["lots"]]


async def test_units_are_found_by_the_status_of_their_lot(shared_brand: Brand) -> None:
    lots = [{"lot_code": "A", "qty": 4}, {"lot_code": "B", "qty": 3}, {"lot_code": "C", "qty": 3}]
    batch = await new_mint_batch(shared_brand, identity_mode="batch", lots=lots)
    await revoke(shared_brand, "lot", batch["lots"][1]["lot_id"])
    assert await places(shared_brand, batch, "revoked", limit=2) == [4, 5, 6]
    assert await places(shared_brand, batch, "minted", limit=2) == [0, 1, 2, 3, 7, 8, 9]


async def test_a_cursor_of_another_list_is_refused(shared_brand: Brand) -> None:
    batch, other = await new_mint_batch(shared_brand), await new_mint_batch(shared_brand)
    foreign = (await shared_brand.call("list_mint_units", mint_batch_id=other["mint_batch_id"]))["next_cursor"]
    for cursor in (foreign, str(uuid4()), "x"):
        error = await shared_brand.refused(400, "list_mint_units", mint_batch_id=batch["mint_batch_id"], cursor=cursor)
        assert error["details"].startswith("_cursor:")


async def test_another_brand_s_units_are_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    theirs = await new_mint_batch(await new_brand(live_server))
    seen = await shared_brand.refused(400, "list_mint_units", mint_batch_id=theirs["mint_batch_id"])
    assert seen == await shared_brand.refused(400, "list_mint_units", mint_batch_id=str(uuid4()))


async def test_filters_by_serial_find_the_same_unit(shared_brand: Brand) -> None:
    batch = await new_mint_batch(shared_brand, requested_quantity=1_000)
    unit = (await all_units(shared_brand, batch, limit=200))[700]
    name = {"mint_batch_id": batch["mint_batch_id"]}
    for arguments in (
        {"serial": unit["serial"]},
        {"serial_prefix": unit["serial"][:10]},
        {"serial_prefix": unit["serial"][:6].lower(), "serial": unit["serial"].upper()[:16]} | {"serial_prefix": None},
    ):
        assert (await shared_brand.call("list_mint_units", **name, **arguments))["items"] == [unit]
        assert (await shared_brand.call("list_mint_units", **arguments))["items"] == [unit]
    block = await all_units(shared_brand, batch, serial_prefix=unit["serial"][:4], limit=200)
    assert unit in block
    nothing = await shared_brand.call("list_mint_units", **name, serial=unit["serial"], status="revoked")
    assert nothing["items"] == []
    error = await shared_brand.refused(400, "list_mint_units", **name, serial_prefix="AB")
    assert error["code"] == "PREFIX_TOO_SHORT"


async def test_units_activated_within_a_time_come_in_the_order_of_that(
    shared_brand: Brand, owner: psycopg.Connection
) -> None:
    batch = await new_mint_batch(shared_brand)
    ids = [unit["unit_id"] for unit in await all_units(shared_brand, batch)]
    for minute, place in ((5, 2), (1, 7), (3, 4), (3, 3)):
        scan_units(owner, batch, place, place)
        owner.execute(
            "UPDATE unit_states SET activated_at = '2026-01-01 12:00Z'::timestamptz + %s * interval '1 minute' "
            "WHERE mint_batch_id = %s AND unit_number = %s + (SELECT first_unit_number FROM mint_batches "
            "WHERE mint_batch_id = %s)",
            (minute, batch["mint_batch_id"], place, batch["mint_batch_id"]),
        )
    window = {"activated_from": "2026-01-01T12:01:00Z", "activated_to": "2026-01-01T12:05:00Z"}
    found = await all_units(shared_brand, batch, limit=1, **window)
    assert [ids.index(unit["unit_id"]) for unit in found] == [7, 3, 4]
    await shared_brand.call("revoke_units", unit_ids=[ids[3]], reason="x")
    assert len(await all_units(shared_brand, batch, status="active", **window)) == 2
    assert len(await all_units(shared_brand, batch, status="revoked", **window)) == 1
    assert await all_units(shared_brand, batch, status="minted", **window) == []
    naive = {"mint_batch_id": batch["mint_batch_id"], "activated_from": "2026-01-01T12:01:00"}
    assert "time zone" in (await shared_brand.refused(400, "list_mint_units", **naive))["details"]
    for moment in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"):
        await shared_brand.refused(400, "list_mint_units", activated_from=moment)


async def test_the_units_of_a_lot_alone(shared_brand: Brand) -> None:
    lots = [{"lot_code": "A", "qty": 4}, {"lot_code": "B", "qty": 6}]
    batch = await new_mint_batch(shared_brand, identity_mode="batch", lots=lots)
    assert len(await all_units(shared_brand, batch, lot_code="B", limit=4)) == 6
    assert await all_units(shared_brand, batch, lot_code="C") == []


async def test_all_units_of_a_brand_begin_with_its_latest_mint(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    batches = [await new_mint_batch(brand, requested_quantity=3) for _ in range(3)]
    await new_mint_batch(brand, requested_quantity=3, sandbox=True)
    seen, cursor, has_more = [], None, True
    while has_more:
        page = await brand.call("list_mint_units", limit=2, cursor=cursor)
        seen += [unit["mint_batch_id"] for unit in page["items"]]
        cursor, has_more = page["next_cursor"], page["has_more"]
    assert seen == [batch["mint_batch_id"] for batch in batches[::-1] for _ in range(3)]
    only = await brand.call("list_mint_units", product_id=batches[0]["product_id"])
    assert {unit["mint_batch_id"] for unit in only["items"]} == {batches[0]["mint_batch_id"]}
    for status in ("active", "revoked"):
        assert (await brand.call("list_mint_units", status=status))["items"] == []
