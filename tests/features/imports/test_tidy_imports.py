"""What is forgotten of an import that ended long ago, and what is kept."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from countermark.entrypoints.services import Services, open_services
from countermark.entrypoints.worker.tidy_rows import tidy_rows
from countermark.kit.settings import load_settings
from tests.entrypoints.console.visitor import signed_in, text_of
from tests.support.client import Brand, new_brand
from tests.support.factories import new_product
from tests.support.importing import Json, imported, job_of, rows_of
from tests.support.server import LiveServer


@pytest.fixture
async def services(live_server: LiveServer, database_url: str, home: Path) -> AsyncIterator[Services]:
    """What a worker of the running deployment holds."""
    async with open_services(load_settings({}, database_url=database_url, home=home)) as opened:
        yield opened


def age(owner: psycopg.Connection, job: Json, days: int) -> None:
    owner.execute(
        "UPDATE import_jobs SET ended_at = ended_at - make_interval(days => %(days)s) WHERE import_job_id = %(id)s",
        {"days": days, "id": job["import_job_id"]},
    )


async def test_rows_go_after_a_month_and_counts_stay(
    services: Services, live_server: LiveServer, owner: psycopg.Connection
) -> None:
    brand = await new_brand(live_server)
    old, young = [await imported(brand, f"SKU,Name\nA-{n},One\nB-{n},Two\n") for n in range(2)]
    age(owner, old, 31)
    age(owner, young, 29)
    await tidy_rows(services)
    kept = await job_of(brand, old)
    assert (kept["counts"]["inserted"], kept["total_rows"], kept["rows_removed_at"] is not None) == (2, 2, True)
    visitor = await signed_in(live_server, brand.owner.email)
    pages = [await visitor.get(f"/console/{brand.subdomain}/imports/{each['import_job_id']}") for each in (old, young)]
    assert ["The rows of this import were removed" in text_of(page) for page in pages] == [True, False]
    assert [">Created<" in page.text for page in pages] == [True, True]
    assert (await rows_of(brand, old), len(await rows_of(brand, young))) == ([], 2)
    error = await brand.refused(409, "validate_import_job", import_job_id=old["import_job_id"])
    assert error["code"] in ("IMPORT_ROWS_REMOVED", "IMPORT_STATUS")


async def test_an_idempotency_key_can_be_used_anew_after_thirty_days(
    services: Services, shared_brand: Brand, owner: psycopg.Connection
) -> None:
    product_id = (await new_product(shared_brand))["product_id"]
    keys = [uuid4().hex for _ in range(2)]
    patch = {"attributes": {"core.identity.model": "T1"}}
    items = [{"product_id": product_id, "patch": patch}]
    jobs = [await shared_brand.call("create_bulk_update_job", items=items, idempotency_key=key) for key in keys]
    for key, days in zip(keys, (31, 29), strict=True):
        owner.execute(
            "UPDATE idempotency_keys SET created_at = created_at - make_interval(days => %(days)s) "
            "WHERE idempotency_key = %(key)s",
            {"days": days, "key": key},
        )
    await tidy_rows(services)
    again = [await shared_brand.call("create_bulk_update_job", items=items, idempotency_key=key) for key in keys]
    assert [new["id"] == old["id"] for new, old in zip(again, jobs, strict=True)] == [False, True]
