"""Imports as an integration does them: over the API, until a worker is done."""

import base64
from typing import Any

from tests.support.client import Brand
from tests.support.waiting import until

Json = dict[str, Any]


async def uploaded(brand: Brand, content: str | bytes, **arguments: Any) -> Json:
    """An import whose file is there, with its columns; ``arguments`` go to ``create_import_job``."""
    created = await brand.call("create_import_job", **({"filename": "products.csv"} | arguments))
    data = content.encode() if isinstance(content, str) else content
    await brand.call(
        "append_import_file",
        import_job_id=created["import_job_id"],
        offset=0,
        content=base64.b64encode(data).decode(),
        last=True,
    )
    return await job_of(brand, created)


async def job_of(brand: Brand, job: Json) -> Json:
    """The import as it stands."""
    found: Json = await brand.call("get_import_job", import_job_id=job["import_job_id"])
    return found


async def rows_job(brand: Brand, rows: list[Json]) -> Json:
    """An import of rows that were sent as JSON."""
    created = await brand.call("create_import_job", filename="ERP", format="rows")
    numbered = [{"row_number": number, "values": values} for number, values in enumerate(rows, 1)]
    await brand.call("bulk_upsert_import_rows", import_job_id=created["import_job_id"], rows=numbered)
    return await job_of(brand, created)


async def checked(brand: Brand, job: Json) -> Json:
    """The import once its rows are checked, or could not be."""
    await brand.call("validate_import_job", import_job_id=job["import_job_id"])
    return await settled(brand, job, "validating")


async def committed(brand: Brand, job: Json, **arguments: Any) -> Json:
    """The import once a worker is done with it."""
    answer = await brand.call("commit_import_job", import_job_id=job["import_job_id"], **arguments)
    assert answer["ok"], answer
    return await settled(brand, job, "committing")


async def settled(brand: Brand, job: Json, running: str) -> Json:
    """The import once it is not in this status any more."""
    return await until(lambda: job_of(brand, job), lambda seen: bool(seen["status"] != running))


async def checked_file(brand: Brand, content: str | bytes, **arguments: Any) -> Json:
    """An import of a file, checked."""
    return await checked(brand, await uploaded(brand, content, **arguments))


async def checked_rows(brand: Brand, rows: list[Json]) -> Json:
    """An import of rows, checked."""
    return await checked(brand, await rows_job(brand, rows))


async def imported(brand: Brand, content: str | bytes, **arguments: Any) -> Json:
    """An import of a file, checked and committed."""
    return await committed(brand, await checked_file(brand, content, **arguments))


async def rows_of(brand: Brand, job: Json, kind: str | None = None) -> list[Json]:
    """The first rows of an import."""
    page = await brand.call("list_import_rows", import_job_id=job["import_job_id"], kind=kind, limit=200)
    items: list[Json] = page["items"]
    return items


def problems_of(row: Json) -> list[tuple[str | None, str]]:
    """Column and code of each reason of a row."""
    return [(reason["column"], reason["code"]) for reason in row["reasons"]]


async def product_by(brand: Brand, query: str) -> Json:
    """The one product that a search finds."""
    [product] = (await brand.call("list_products", query=query))["items"]
    found: Json = product
    return found
