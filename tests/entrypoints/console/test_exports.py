"""Exports in the console: from a mint batch to a downloaded file, and profiles from a copy to a published version."""

import re

import psycopg

from tests.entrypoints.console.visitor import signed_in, text_of
from tests.features.exports.exporting import ended, exported
from tests.support.client import Brand, new_brand
from tests.support.factories import new_mint_batch
from tests.support.server import LiveServer


def console_of(brand: Brand) -> str:
    return f"/console/{brand.subdomain}"


async def test_an_export_goes_from_the_mint_batch_to_a_file(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    batch = await new_mint_batch(brand)
    visitor, home = await signed_in(live_server, brand.owner.email), console_of(brand)
    form_at = f"{home}/minting/{batch['mint_batch_id']}/export"
    assert f'href="{form_at}"' in (await visitor.get(form_at.removesuffix("/export"))).text
    shown = await visitor.get(f"{form_at}?kind=nfc_encoding")
    assert "NFC encoding (default)" in text_of(shown)
    assert "D101" in shown.text
    answer = await visitor.send(form_at, kind="nfc_encoding", format="csv", profile_id="")
    assert answer.status_code == 303, answer.text
    here = answer.headers["location"]
    await ended(brand, {"export_id": here.rsplit("/", 1)[1]})
    page = await visitor.get(here)
    assert "NFC encoding Completed" in text_of(page)
    link = await visitor.get(f"{here}/files/1")
    assert link.status_code == 303
    file = await visitor.get(link.headers["location"])
    assert len(file.text.splitlines()) == 11
    hashes = (await visitor.get(f"{here}/SHA256SUMS")).text
    assert re.fullmatch(r"[0-9a-f]{64}  .+_nfc\.csv\n", hashes)
    listed = text_of(await visitor.get(f"{home}/exports"))
    assert "NFC encoding City bicycle" in listed


async def test_a_failed_export_says_why_and_can_be_tried_again(
    live_server: LiveServer, owner: psycopg.Connection
) -> None:
    brand = await new_brand(live_server)
    export = await exported(brand, (await new_mint_batch(brand))["mint_batch_id"], format="packs")
    owner.execute(
        "UPDATE exports SET status = 'failed', error = 'the object store is full' WHERE export_id = %s",
        (export["export_id"],),
    )
    visitor, here = (
        await signed_in(live_server, brand.owner.email),
        f"{console_of(brand)}/exports/{export['export_id']}",
    )
    assert "the object store is full" in text_of(await visitor.get(here))
    answer = await visitor.send(f"{here}/retry", form_at=here)
    assert answer.headers["location"] == here
    assert (await ended(brand, export))["status"] == "completed"
    refused = await visitor.send(f"{here}/cancel", form_at=f"{console_of(brand)}/exports")
    assert "already" in text_of(await visitor.get(refused.headers["location"]))


async def test_a_profile_is_copied_changed_and_published(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    visitor, profiles = await signed_in(live_server, brand.owner.email), f"{console_of(brand)}/carrier-profiles"
    shipped = next(p for p in await brand.call("list_carrier_output_profiles") if p["name"] == "Zebra")
    copied = await visitor.send(f"{profiles}/copy", form_at=profiles, copy_of=shipped["profile_id"])
    here = copied.headers["location"]
    fields = {
        "name": "Line 3",
        "columns": "2",
        "fact-0": "serial",
        "header-0": "SN",
        "fact-1": "digital_link",
        "header-1": "",
        "delimiter": "bar",
        "quoting": "minimal",
        "line_ending": "lf",
        "encoding": "utf-8",
        "file_name": "{sku}",
        "header": "1",
        "scheme": "sgtin+",
        "filter_value": "1",
    }
    preview = await visitor.send(f"{profiles}/preview", form_at=here, **fields)
    assert "SN|digital_link" in text_of(preview)
    moved = await visitor.send(here, do="up-1", **fields)
    assert moved.text.index('value="digital_link" selected') < moved.text.index('value="serial" selected')
    wrong = await visitor.send(here, do="publish", **(fields | {"file_name": "{price}"}))
    assert wrong.status_code == 422
    assert "{price} is unknown" in text_of(wrong)
    assert (await visitor.send(here, do="publish", **fields)).status_code == 303
    profile = await brand.call("get_carrier_output_profile", profile_id=here.rsplit("/", 1)[1])
    definition = profile["versions"][0]["definition"]
    assert (profile["name"], profile["status"], definition["delimiter"]) == ("Line 3", "published", "|")
    await visitor.send(f"{here}/default", form_at=profiles)
    assert "“Line 3” is the default now" in text_of(await visitor.get(profiles))
    await visitor.send(f"{here}/deprecate", form_at=profiles)
    assert "Line 3 Deprecated" in text_of(await visitor.get(profiles))
