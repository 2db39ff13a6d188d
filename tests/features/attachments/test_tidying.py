"""What the worker clears away, and what it must not."""

import os
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from countermark.entrypoints.services import Services, open_services
from countermark.entrypoints.worker.tidy_attachments import tidy_all_brands
from countermark.kit.settings import load_settings
from tests.support.client import Brand
from tests.support.files import MANUAL, PHOTO, announce, attachment_now, download, new_attachment
from tests.support.server import LiveServer

LONG_AGO = 946_684_800


@pytest.fixture
async def services(live_server: LiveServer, database_url: str, home: Path) -> AsyncIterator[Services]:
    """What a worker of the running deployment holds."""
    async with open_services(load_settings({}, database_url=database_url, home=home)) as opened:
        yield opened


def age(owner: psycopg.Connection, attachment: dict[str, str], days: int) -> None:
    owner.execute(
        "UPDATE product_attachments SET created_at = created_at - make_interval(days => %(days)s), "
        "deleted_at = deleted_at - make_interval(days => %(days)s) WHERE attachment_id = %(id)s",
        {"days": days, "id": attachment["attachment_id"]},
    )


def objects_of(home: Path, attachment: dict[str, str]) -> list[Path]:
    """Its objects, made old enough to be cleared away."""
    found = [path for path in (home / "objects" / attachment["storage_path"]).glob("*") if path.is_file()]
    for path in found:
        os.utime(path, (LONG_AGO, LONG_AGO))
    return found


async def test_a_file_that_never_came_is_forgotten_after_a_day(
    services: Services, shared_brand: Brand, product_id: str, owner: psycopg.Connection
) -> None:
    old, young = [await announce(shared_brand, product_id, MANUAL) for _ in range(2)]
    age(owner, old, 2)
    await tidy_all_brands(services)
    page = await shared_brand.call("list_product_attachments", product_id=product_id, include_deleted=True)
    assert [item["attachment_id"] for item in page["items"]] == [young["attachment_id"]]


async def test_a_file_deleted_a_month_ago_goes_with_its_bytes_and_a_younger_one_stays(
    services: Services, shared_brand: Brand, product_id: str, owner: psycopg.Connection, home: Path
) -> None:
    old, young = [await new_attachment(shared_brand, product_id, PHOTO) for _ in range(2)]
    for each, days in ((old, 31), (young, 29)):
        await shared_brand.call("soft_delete_product_attachment", attachment_id=each["attachment_id"])
        age(owner, each, days)
        assert len(objects_of(home, each)) == 3
    await tidy_all_brands(services)
    assert (len(objects_of(home, old)), len(objects_of(home, young))) == (0, 3)
    error = await shared_brand.refused(400, "restore_product_attachment", attachment_id=old["attachment_id"])
    assert error["code"] == "NOT_FOUND"
    await shared_brand.call("restore_product_attachment", attachment_id=young["attachment_id"])
    row = owner.execute(
        "SELECT count(*) FROM audit_log WHERE action = 'attachments:purge_attachment' AND object_id = %s",
        (old["attachment_id"],),
    ).fetchone()
    assert row == (1,)


async def test_what_a_published_passport_names_is_kept_for_ever(
    services: Services, shared_brand: Brand, product_id: str, owner: psycopg.Connection, home: Path
) -> None:
    shown = await new_attachment(shared_brand, product_id, MANUAL, show_on_passport=True)
    target = {"kind": "product", "id": product_id}
    await shared_brand.call("transition_passport_lifecycle", target=target, to_state="published")
    await shared_brand.call("soft_delete_product_attachment", attachment_id=shown["attachment_id"])
    age(owner, shown, 400)
    objects_of(home, shown)
    await tidy_all_brands(services)
    assert len(objects_of(home, shown)) == 1
    assert (await attachment_now(shared_brand, shown))["deleted_at"] is not None


async def test_an_object_that_no_row_names_is_collected_once_it_is_old(
    services: Services, shared_brand: Brand, product_id: str, home: Path
) -> None:
    stored = await new_attachment(shared_brand, product_id, MANUAL)
    folder = home / "objects" / stored["storage_path"]
    young, old = folder / ("a" * 64), folder / ("b" * 64)
    lost = home / "objects" / shared_brand.id / product_id / str(uuid4()) / ("c" * 64)
    other_area = home / "objects" / shared_brand.id / "imports" / ("d" * 64)
    for path in (young, old, lost, other_area):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
        if path != young:
            os.utime(path, (LONG_AGO, LONG_AGO))
    objects_before = objects_of(home, stored)
    os.utime(young)
    await tidy_all_brands(services)
    assert [path.exists() for path in (young, old, lost, other_area)] == [True, False, False, True]
    assert len(objects_before) == 3
    assert (await download(shared_brand, stored)).content == MANUAL.content
