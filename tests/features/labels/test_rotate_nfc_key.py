"""rotate_nfc_key: a key beside the older ones, never told."""

import psycopg

from tests.support.client import Brand, new_brand
from tests.support.server import LiveServer


async def test_each_key_is_a_new_version_and_only_wrapped(live_server: LiveServer, owner: psycopg.Connection) -> None:
    brand = await new_brand(live_server)
    made = [await brand.call("rotate_nfc_key") for _ in "ab"]
    assert [list(each) for each in made] == [["key_version", "created_at"]] * 2
    assert [each["key_version"] for each in made] == [1, 2]
    rows = owner.execute("SELECT wrapped_key FROM nfc_keys WHERE brand_id = %s", (brand.id,)).fetchall()
    assert len({row[0] for row in rows}) == 2
    assert all(len(row[0]) == 16 + 29 for row in rows)


async def test_another_brand_cannot_make_one_here(live_server: LiveServer, shared_brand: Brand) -> None:
    other = await new_brand(live_server)
    await other.owner.refused(403, "rotate_nfc_key", brand_id=shared_brand.id)
