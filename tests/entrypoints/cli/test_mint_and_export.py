"""countermark mint and export."""

import csv
import os
from pathlib import Path

from tests.features.exports.exporting import columns, content_of, exported, new_profile
from tests.support.client import Brand
from tests.support.command_line import Deployment
from tests.support.factories import new_product


async def test_minting_waits_for_the_worker(live: Deployment, brand: Brand) -> None:
    product = await new_product(brand)
    minted = live.succeed(
        *("mint", "--brand", brand.subdomain, "--product", product["product_id"], "--quantity", "25", "--json")
    ).json
    assert (minted["status"], minted["quantity"]) == ("minted", 25)
    listed = await brand.call("list_mint_units", mint_batch_id=minted["mint_batch_id"])
    assert len(listed["items"]) == 25


async def test_a_key_mints_once(live: Deployment, brand: Brand) -> None:
    product = (await new_product(brand))["product_id"]
    mint = ("mint", "--brand", brand.id, "--product", product, "--quantity", "5", "--key", "once", "--json")
    assert live.succeed(*mint).json["mint_batch_id"] == live.succeed(*mint).json["mint_batch_id"]


async def test_what_blocks_a_mint_is_told(live: Deployment, brand: Brand) -> None:
    product = (await new_product(brand, commercial_status="INACTIVE"))["product_id"]
    ran = live.run("mint", "--brand", brand.id, "--product", product, "--quantity", "5")
    assert ran.code == 1
    assert "COMMERCIAL_STATUS_NOT_ACTIVE" in ran.errors


async def test_a_lot_needs_code_and_quantity(live: Deployment, brand: Brand) -> None:
    product = (await new_product(brand))["product_id"]
    ran = live.run("mint", "--brand", brand.id, "--product", product, "--quantity", "5", "--lot", "A5")
    assert ran.code == 1
    assert "CODE=QUANTITY" in ran.errors


async def test_an_export_has_every_unit_as_the_api_lists_it(live: Deployment, brand: Brand, tmp_path: Path) -> None:
    product = (await new_product(brand))["product_id"]
    minted = live.succeed("mint", "--brand", brand.id, "--product", product, "--quantity", "12", "--json").json
    target = tmp_path / "units.csv"
    export = ("export", minted["mint_batch_id"], "--brand", brand.id)
    told = live.succeed(*export, "--output", str(target), "--json").json
    listed = (await brand.call("list_mint_units", mint_batch_id=minted["mint_batch_id"]))["items"]
    rows = list(csv.DictReader(target.read_text().splitlines()))
    assert (told["units"], told["size_bytes"]) == (12, target.stat().st_size)
    assert [(row["unit_id"], row["serial"], row["gs1_path"]) for row in rows] == [
        (unit["unit_id"], unit["serial"], unit["gs1_path"]) for unit in listed
    ]
    assert all(row["url"].endswith(f"{brand.host}:8000{row['gs1_path']}") for row in rows)


async def test_an_export_has_the_bytes_of_an_export_by_the_api(live: Deployment, brand: Brand, tmp_path: Path) -> None:
    product = (await new_product(brand, name={"en": '=1+1, "wild"'}))["product_id"]
    minted = live.succeed("mint", "--brand", brand.id, "--product", product, "--quantity", "3", "--json").json
    profile = await new_profile(brand, columns=columns("sequence", "digital_link"), delimiter=";")
    plain, own = {"kind": "full_manifest"}, {"kind": "qr_print", "profile_id": profile["profile_id"]}
    for place, (wanted, form) in enumerate([(plain, "csv"), (plain, "xlsx"), (own, "csv.gz")]):
        made = await exported(brand, minted["mint_batch_id"], **wanted, format=form)
        target = tmp_path / f"{place}.{form}"
        options = ("--kind", wanted["kind"], "--format", form, "--output", str(target))
        named = ("--profile", wanted["profile_id"]) if "profile_id" in wanted else ()
        port = {"COUNTERMARK_PUBLIC_PORT": str(brand.owner.http.base_url.port)}
        live.succeed("export", minted["mint_batch_id"], "--brand", brand.id, *options, *named, **port)
        assert target.read_bytes() == await content_of(brand, made)


async def test_a_profile_that_does_not_fit_is_refused_and_leaves_no_file(
    live: Deployment, brand: Brand, tmp_path: Path
) -> None:
    product = (await new_product(brand))["product_id"]
    minted = live.succeed("mint", "--brand", brand.id, "--product", product, "--quantity", "2", "--json").json
    profile = (await new_profile(brand))["profile_id"]
    export = ("export", minted["mint_batch_id"], "--brand", brand.id, "--output", str(tmp_path / "x.csv"))
    for options, problem in [
        (("--profile", profile), "has one form"),
        (("--kind", "nfc_encoding", "--profile", profile), "not for nfc"),
    ]:
        ran = live.run(*export, *options)
        assert ran.code == 1
        assert problem in ran.errors
    assert os.listdir(tmp_path) == []


async def test_an_export_never_overwrites(live: Deployment, brand: Brand, tmp_path: Path) -> None:
    product = (await new_product(brand))["product_id"]
    minted = live.succeed("mint", "--brand", brand.id, "--product", product, "--quantity", "2", "--json").json
    (tmp_path / "mine.csv").write_text("mine")
    export = ("export", minted["mint_batch_id"], "--brand", brand.id, "--output", str(tmp_path / "mine.csv"))
    ran = live.run(*export)
    assert ran.code == 1
    assert "exists already" in ran.errors


async def test_another_brand_exports_nothing(live: Deployment, brand: Brand) -> None:
    ran = live.run("export", "00000000-0000-7000-8000-000000000000", "--brand", brand.id)
    assert ran.code == 1
    assert "no such mint batch in this brand" in ran.errors
