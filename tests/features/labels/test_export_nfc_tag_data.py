"""export_nfc_tag_data: what to write into each tag, and what is kept of it."""

import psycopg
import pytest

from countermark.carriers.nfc import uri_in_ndef
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.server import LiveServer

UIDS = ["04958CAA5C5E80", "04de5f1eacc040"]


async def _units(brand: Brand) -> list[dict[str, str]]:
    minted = await new_mint_batch(brand)
    units: list[dict[str, str]] = (await brand.call("list_mint_units", mint_batch_id=minted["mint_batch_id"]))["items"]
    return units


async def test_each_tag_gets_its_link_and_keys_of_its_own_and_no_secret_is_kept(
    live_server: LiveServer, owner: psycopg.Connection
) -> None:
    brand = await new_brand(live_server)
    await brand.call("rotate_nfc_key")
    units = (await _units(brand))[:2]
    tags = [{"unit_id": unit["unit_id"], "tag_uid": uid} for unit, uid in zip(units, UIDS, strict=True)]
    told = await brand.call("export_nfc_tag_data", tags=tags)
    assert [each["tag_uid"] for each in told] == [uid.upper() for uid in UIDS]
    for each, unit in zip(told, units, strict=True):
        assert f"{unit['gs1_path']}?picc_data=" in uri_in_ndef(bytes.fromhex(each["ndef_file"])[2:])
    assert told[0]["meta_read_key"] == told[1]["meta_read_key"]
    assert len({each[name] for each in told for name in ("file_read_key", "master_key")}) == 4
    assert await brand.call("export_nfc_tag_data", tags=tags) == told
    log = str(owner.execute("SELECT audit_log::text FROM audit_log WHERE brand_id = %s", (brand.id,)).fetchall())
    secrets = [each[name] for each in told for name in ("file_read_key", "master_key", "meta_read_key")]
    assert [secret for secret in secrets if secret.lower() in log.lower()] == []
    text = live_server.log.read_text().lower()
    assert [secret for secret in secrets if secret.lower() in text] == []
    await brand.call("rotate_nfc_key")
    [rotated] = await brand.call("export_nfc_tag_data", tags=tags[:1])
    assert rotated["key_version"] == 2
    assert rotated["file_read_key"] != told[0]["file_read_key"]


@pytest.mark.parametrize("uid", ["", "04", "zz958CAA5C5E80", "04958CAA5C5E8000", "04 958CAA5C5E8"])
async def test_a_malformed_uid_is_refused(shared_brand: Brand, uid: str) -> None:
    await shared_brand.call("rotate_nfc_key")
    tags = [{"unit_id": NOBODYS_ID, "tag_uid": uid}]
    error = await shared_brand.refused(400, "export_nfc_tag_data", tags=tags)
    assert error["details"].startswith("_tags[0].tag_uid: ")


async def test_without_a_key_or_a_tag_there_is_nothing_to_tell(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    tags = [{"unit_id": NOBODYS_ID, "tag_uid": UIDS[0]}]
    assert (await brand.refused(409, "export_nfc_tag_data", tags=tags))["code"] == "NO_NFC_KEY"
    assert (await brand.refused(400, "export_nfc_tag_data", tags=[]))["details"].startswith("_tags: ")


async def test_another_brand_s_unit_is_as_good_as_none(live_server: LiveServer, shared_brand: Brand) -> None:
    await shared_brand.call("rotate_nfc_key")
    theirs = (await _units(await new_brand(live_server)))[0]["unit_id"]
    seen, none = [
        await shared_brand.refused(400, "export_nfc_tag_data", tags=[{"unit_id": unit, "tag_uid": UIDS[0]}])
        for unit in (theirs, NOBODYS_ID)
    ]
    assert seen == none
