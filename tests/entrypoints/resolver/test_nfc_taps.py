"""Taps at the resolver: genuine once, told as used before after that, and nothing of them kept or passed on."""

import asyncio
from typing import Any

import psycopg
import pytest

from countermark.db.pool import Pool
from tests.support.client import Brand, new_brand
from tests.support.nfc import Tag
from tests.support.scanning import WHATSAPP, Minted, leads_to, minted, recorded_scans
from tests.support.server import LiveServer

GENUINE, REPLAYED, UNPROVEN = "Genuine tag", "This link was used before", "The tag could not be confirmed"
UID = "04958CAA5C5E80"


@pytest.fixture
async def bicycles(live_server: LiveServer) -> Minted:
    """Published units of a brand with an NFC key."""
    brand = await new_brand(live_server)
    await brand.call("rotate_nfc_key")
    return await minted(live_server, brand, published=True)


async def tag_of(bicycles: Minted, place: int = 0, uid: str = UID) -> Tag:
    tags = [{"unit_id": bicycles.units[place]["unit_id"], "tag_uid": uid}]
    [data] = await bicycles.brand.call("export_nfc_tag_data", tags=tags)
    return Tag(data)


async def said(bicycles: Minted, path: str) -> str | None:
    """What the passport's page says of the tap that leads there."""
    answer = await bicycles.scan(path)
    assert answer.status_code == 307
    assert answer.headers["cache-control"] == "no-store, max-age=0"
    location = leads_to(answer)
    assert "picc_data" not in location
    assert "cmac" not in location
    page = await bicycles.scan(location)
    assert page.status_code == 200
    return next((words for words in (GENUINE, REPLAYED, UNPROVEN) if words in page.text), None)


async def test_a_tap_is_genuine_once_and_counters_only_go_forward(bicycles: Minted) -> None:
    tag = await tag_of(bicycles)
    first, later = tag.tap(5), tag.tap(9)
    assert [await said(bicycles, path) for path in (first, first, later)] == [GENUINE, REPLAYED, GENUINE]
    assert await said(bicycles, tag.tap(7)) == REPLAYED
    assert await said(bicycles, tag.tap(10)) == GENUINE


async def test_of_many_who_open_one_tap_at_once_one_is_first(bicycles: Minted) -> None:
    path = (await tag_of(bicycles)).tap()
    verdicts = await asyncio.gather(*(said(bicycles, path) for _ in range(12)))
    assert sorted(str(verdict) for verdict in verdicts) == sorted([GENUINE, *[REPLAYED] * 11])


async def test_a_tap_proves_nothing_of_another_unit_or_when_altered(
    bicycles: Minted, owner: psycopg.Connection
) -> None:
    tag = await tag_of(bicycles)
    path, query = tag.tap().split("?")
    for forged in (
        f"{bicycles.units[1]['gs1_path']}?{query}",
        f"{path}?{query[:-1]}{'0' if query[-1] != '0' else '1'}",
        f"{path}?picc_data={'0' * 32}&cmac={'0' * 16}",
        f"{path}?utm=1&{query}",
    ):
        assert await said(bicycles, forged) == UNPROVEN
    seen = owner.execute("SELECT count(*) FROM nfc_tags WHERE brand_id = %s", (bicycles.brand.id,)).fetchone()
    assert seen == (0,)
    assert await said(bicycles, f"{path}?{query}") == GENUINE


async def test_tags_of_an_older_key_stay_genuine_after_rotation(bicycles: Minted) -> None:
    older = await tag_of(bicycles)
    await bicycles.brand.call("rotate_nfc_key")
    newer = await tag_of(bicycles, 1, "04DE5F1EACC040")
    assert [await said(bicycles, tag.tap()) for tag in (older, newer)] == [GENUINE, GENUINE]


async def test_previews_and_head_requests_use_no_counter_up(bicycles: Minted) -> None:
    path = (await tag_of(bicycles)).tap()
    await bicycles.scan(path, user_agent=WHATSAPP)
    head = await bicycles.scan(path, method="HEAD")
    assert "cmac" not in head.headers.get("location", "")
    assert await said(bicycles, path) == GENUINE


async def test_nothing_of_a_tap_is_recorded(
    bicycles: Minted, pool: Pool, live_server: LiveServer, owner: psycopg.Connection
) -> None:
    path = (await tag_of(bicycles)).tap()
    await bicycles.scan(path)
    query = path.partition("?")[2]
    secrets = [pair.partition("=")[2] for pair in query.split("&")]
    [scan] = await recorded_scans(pool, bicycles.brand, 1)
    assert [secret for secret in secrets if secret in str(dict(scan))] == []
    assert [secret for secret in secrets if secret in live_server.log.read_text()] == []


async def test_a_verdict_cannot_be_written_into_a_link(bicycles: Minted) -> None:
    genuine = leads_to(await bicycles.scan((await tag_of(bicycles)).tap()))
    page, _, token = genuine.partition("?")
    other = leads_to(await bicycles.scan(bicycles.units[1]["gs1_path"]))
    for address in (
        f"{other}?{token}",
        f"{page}?tag=genuine.99999999999.{'0' * 32}",
        f"{page}?tag=",
        f"{page}?tag=a.b.c",
    ):
        answer = await bicycles.scan(address)
        assert answer.status_code == 200
        assert GENUINE not in answer.text


async def test_another_brands_tag_is_unproven(live_server: LiveServer, bicycles: Minted) -> None:
    brand: Brand = await new_brand(live_server)
    await brand.call("rotate_nfc_key")
    theirs = await tag_of(await minted(live_server, brand, published=True))
    query: Any = theirs.tap().partition("?")[2]
    assert await said(bicycles, f"{bicycles.unit['gs1_path']}?{query}") == UNPROVEN
