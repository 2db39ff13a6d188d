"""get_export_download: a link for five minutes, for one file, that nobody can change."""

from datetime import UTC, datetime, timedelta

import psycopg

from tests.features.exports.exporting import content_of, exported
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.server import LiveServer


async def test_a_link_needs_no_session_and_says_what_it_sends(shared_brand: Brand) -> None:
    export = await exported(shared_brand, (await new_mint_batch(shared_brand))["mint_batch_id"])
    link = await shared_brand.call("get_export_download", export_id=export["export_id"])
    ends_in = datetime.fromisoformat(link["expires_at"]) - datetime.now(UTC)
    assert timedelta(minutes=4) < ends_in <= timedelta(minutes=5)
    answer = await shared_brand.owner.http.get(link["path"])
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="{link["file_name"]}"')
    assert len(answer.content) == link["size_bytes"]
    part = await shared_brand.owner.http.get(link["path"], headers={"range": "bytes=5-9"})
    assert (part.status_code, part.content) == (206, answer.content[5:10])


async def test_a_changed_or_ended_link_opens_nothing(shared_brand: Brand) -> None:
    export = await exported(shared_brand, (await new_mint_batch(shared_brand))["mint_batch_id"])
    path = (await shared_brand.call("get_export_download", export_id=export["export_id"]))["path"]
    http = shared_brand.owner.http
    for changed in (path[:-1] + ("0" if path[-1] != "0" else "1"), path.replace("/1?", "/2?"), path.split("?")[0]):
        assert (await http.get(changed)).status_code == 403
    assert (await http.get("/exports/v1/nothing")).status_code == 404
    assert (await http.post(path)).status_code == 404


async def test_what_is_not_complete_has_no_link(shared_brand: Brand, owner: psycopg.Connection) -> None:
    export = await exported(shared_brand, (await new_mint_batch(shared_brand))["mint_batch_id"])
    path = (await shared_brand.call("get_export_download", export_id=export["export_id"]))["path"]
    owner.execute(
        "UPDATE export_files SET status = 'generating', sha256 = NULL, size_bytes = NULL, completed_at = NULL "
        "WHERE export_id = %s",
        (export["export_id"],),
    )
    error = await shared_brand.refused(400, "get_export_download", export_id=export["export_id"])
    assert error["code"] == "FILE_NOT_COMPLETE"
    assert (await shared_brand.owner.http.get(path)).status_code == 404


async def test_another_brand_gets_no_link(shared_brand: Brand, live_server: LiveServer) -> None:
    export = await exported(shared_brand, (await new_mint_batch(shared_brand))["mint_batch_id"])
    assert await content_of(shared_brand, export)
    other = await new_brand(live_server)
    error = await other.refused(400, "get_export_download", export_id=export["export_id"])
    assert error == await other.refused(400, "get_export_download", export_id=NOBODYS_ID)
