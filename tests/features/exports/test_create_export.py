"""create_export: every kind and format has every unit, once, in order; the same batch gives the same bytes."""

import gzip
import hashlib
import io

import openpyxl
import pyarrow.parquet as pq
import pytest

from countermark.gs1.epc import decode_epc_hex
from tests.features.exports.exporting import columns, content_of, ended, exported, new_profile, rows_of
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import new_mint_batch, new_product, new_product_batch
from tests.support.server import LiveServer


async def test_the_full_manifest_has_every_unit_as_the_api_lists_it(shared_brand: Brand) -> None:
    product = await new_product(shared_brand, name={"en": '=1+1, "wild"'})
    run = await new_product_batch(shared_brand, product["product_id"], batch_number="RUN 1")
    batch = await new_mint_batch(shared_brand, product["product_id"], product_batch_id=run["id"])
    export = await exported(shared_brand, batch["mint_batch_id"])
    units = (await shared_brand.call("list_mint_units", mint_batch_id=batch["mint_batch_id"]))["items"]
    rows = await rows_of(shared_brand, export)
    keys = ("unit_id", "serial", "gs1_path", "passport_id")
    assert [tuple(row[key] for key in keys) for row in rows] == [tuple(unit[key] for key in keys) for unit in units]
    assert {row["url"].removesuffix(row["gs1_path"]).split(":")[1] for row in rows} == {f"//{shared_brand.host}"}
    assert {(row["product_name"], row["batch_number"], row["gtin"]) for row in rows} == {
        ('\'=1+1, "wild"', "RUN 1", batch["gtin"])
    }
    assert (export["done_units"], export["profile_name"]) == (10, "Full manifest")
    after = await shared_brand.call("get_mint_batch_by_id", mint_batch_id=batch["mint_batch_id"])
    assert after["status"] == "exported"
    history = (await shared_brand.call("list_mint_events", mint_batch_id=batch["mint_batch_id"]))["items"]
    assert (history[0]["kind"], history[0]["to_status"], history[0]["units"]) == ("transitioned", "exported", 10)


async def test_every_format_has_the_same_cells_and_the_same_bytes_each_time(shared_brand: Brand) -> None:
    batch = (await new_mint_batch(shared_brand))["mint_batch_id"]
    files = {}
    for form in ("csv", "csv.gz", "xlsx", "parquet"):
        first, second = [await exported(shared_brand, batch, format=form) for _ in range(2)]
        files[form] = await content_of(shared_brand, first)
        assert files[form] == await content_of(shared_brand, second)
        link = await shared_brand.call("get_export_download", export_id=first["export_id"])
        assert hashlib.sha256(files[form]).hexdigest() == link["sha256"]
        assert link["file_name"].endswith(f".{form}")
    rows = [line.split(",") for line in files["csv"].decode().splitlines()]
    assert gzip.decompress(files["csv.gz"]) == files["csv"]
    sheet = openpyxl.load_workbook(io.BytesIO(files["xlsx"])).worksheets[0]
    assert [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)] == rows
    table = pq.read_table(io.BytesIO(files["parquet"]))
    assert [table.column_names, *map(list, zip(*(column.to_pylist() for column in table.columns), strict=True))] == rows


async def test_a_renamed_product_changes_no_file_that_was_asked_for(shared_brand: Brand) -> None:
    product = await new_product(shared_brand, name={"en": "Before"})
    batch = await new_mint_batch(shared_brand, product["product_id"])
    arguments = {"mint_batch_id": batch["mint_batch_id"], "kind": "full_manifest", "format": "packs", "packs": [1]}
    export = await ended(shared_brand, await shared_brand.call("create_export", **arguments))
    assert {row["product_name"] for row in await rows_of(shared_brand, export)} == {"Before"}


async def test_lots_are_written_one_after_the_other(shared_brand: Brand) -> None:
    lots = [{"lot_code": "A,1(x", "qty": 2}, {"lot_code": "B", "qty": 1}]
    batch = await new_mint_batch(shared_brand, requested_quantity=3, identity_mode="batch", lots=lots)
    profile = await new_profile(
        shared_brand, columns=columns("lot", "element_string", "hri", "gs1_path", "passport_id")
    )
    export = await exported(shared_brand, batch["mint_batch_id"], kind="qr_print", profile_id=profile["profile_id"])
    rows = await rows_of(shared_brand, export)
    gtin = batch["gtin"]
    assert [row["lot"] for row in rows] == ["A,1(x", "A,1(x", "B"]
    assert rows[0]["element_string"] == f"(01){gtin}(10)A,1\\(x"
    assert rows[2]["hri"] == f"(01) {gtin} (10) B"
    assert [row["passport_id"] for row in rows[1:]] == [lot["passport_id"] for lot in batch["lots"]]
    assert rows[0]["gs1_path"] == batch["lots"][0]["gs1_path"]


async def test_tags_are_encoded_as_their_standards_say(shared_brand: Brand) -> None:
    batch = (await new_mint_batch(shared_brand))["mint_batch_id"]
    rfid = await rows_of(shared_brand, await exported(shared_brand, batch, kind="rfid_encoding"))
    for row in rfid:
        scheme, sgtin = decode_epc_hex(row["epc_hex"])
        assert (scheme, sgtin.gtin, sgtin.serial) == ("sgtin+", row["gtin"], row["serial"])
        assert row["epc_uri"] == f"https://id.gs1.org{sgtin.digital_link.uri_on('')}"
    nfc = await rows_of(shared_brand, await exported(shared_brand, batch, kind="nfc_encoding"))
    for row in nfc:
        message = bytes.fromhex(row["ndef_hex"])
        assert message[:5] == bytes([0xD1, 1, len(message) - 4]) + b"U" + bytes([3])
        assert "http://" + message[5:].decode() == row["url"]


@pytest.mark.parametrize("scheme", ["sgtin-198", "sgtin+"])
async def test_own_schemes_of_epcs_hold_what_they_were_made_from(shared_brand: Brand, scheme: str) -> None:
    facts = ["epc_hex", "epc_uri", "serial", *(["epc_tag_uri"] if scheme == "sgtin-198" else [])]
    profile = await new_profile(
        shared_brand,
        "rfid",
        columns=columns(*facts),
        epc={"scheme": scheme, "filter_value": 3, "company_prefix_length": 7},
    )
    batch = await new_mint_batch(shared_brand)
    export = await exported(
        shared_brand, batch["mint_batch_id"], kind="rfid_encoding", profile_id=profile["profile_id"]
    )
    for row in await rows_of(shared_brand, export):
        decoded = decode_epc_hex(row["epc_hex"])
        assert (decoded.sgtin.serial, decoded.sgtin.filter_value) == (row["serial"], 3)
        assert row["epc_uri"].startswith("urn:epc:id:sgtin:")
        assert row["epc_uri"].endswith(f".{row['serial']}")


async def test_what_cannot_be_exported_is_refused_with_its_reason(shared_brand: Brand) -> None:
    without_gtin = await new_mint_batch(shared_brand, (await new_product(shared_brand, identifiers=[]))["product_id"])
    lots = await new_mint_batch(shared_brand, identity_mode="batch")
    draft = await new_profile(shared_brand, publish=False)
    wants_96 = await new_profile(
        shared_brand,
        "rfid",
        columns=columns("epc_hex"),
        epc={"scheme": "sgtin-96", "company_prefix_length": 7},
    )
    serialised = (await new_mint_batch(shared_brand))["mint_batch_id"]
    cases = [
        ("EPC_NEEDS_GTIN", {"mint_batch_id": without_gtin["mint_batch_id"], "kind": "rfid_encoding"}),
        ("EPC_NEEDS_SERIALS", {"mint_batch_id": lots["mint_batch_id"], "kind": "rfid_encoding"}),
        ("PROFILE_NOT_PUBLISHED", {"kind": "qr_print", "profile_id": draft["profile_id"]}),
        ("PROFILE_OF_ANOTHER_CARRIER", {"kind": "nfc_encoding", "profile_id": wants_96["profile_id"]}),
        ("EPC_IMPOSSIBLE", {"kind": "rfid_encoding", "profile_id": wants_96["profile_id"]}),
        ("INVALID_ARGUMENT", {"kind": "full_manifest", "profile_id": wants_96["profile_id"]}),
        ("INVALID_ARGUMENT", {"format": "jsonld"}),
        ("INVALID_ARGUMENT", {"packs": [1]}),
        ("INVALID_ARGUMENT", {"format": "packs", "packs": [2]}),
        ("NOT_FOUND", {"mint_batch_id": NOBODYS_ID}),
    ]
    plain = {"mint_batch_id": serialised, "kind": "full_manifest", "format": "csv"}
    for code, arguments in cases:
        error = await shared_brand.refused(400, "create_export", **(plain | arguments))
        assert error["code"] == code, (error, arguments)


async def test_a_key_exports_once(shared_brand: Brand) -> None:
    batch = (await new_mint_batch(shared_brand))["mint_batch_id"]
    arguments = {"mint_batch_id": batch, "kind": "qr_print", "format": "csv", "idempotency_key": "print-1"}
    first = await shared_brand.call("create_export", **arguments)
    assert (await shared_brand.call("create_export", **arguments))["export_id"] == first["export_id"]
    error = await shared_brand.refused(409, "create_export", **(arguments | {"format": "xlsx"}))
    assert error["code"] == "IDEMPOTENCY_KEY_REUSED"


async def test_another_brand_exports_nothing_of_this_one(shared_brand: Brand, live_server: LiveServer) -> None:
    batch = (await new_mint_batch(shared_brand))["mint_batch_id"]
    other = await new_brand(live_server)
    theirs = {"kind": "full_manifest", "format": "csv"}
    error = await other.refused(400, "create_export", mint_batch_id=batch, **theirs)
    assert error == await other.refused(400, "create_export", mint_batch_id=NOBODYS_ID, **theirs)
