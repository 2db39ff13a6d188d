"""What tests of bulk updates start from."""

from typing import Any

from tests.support.client import Brand
from tests.support.factories import new_product
from tests.support.waiting import until

MODEL = "core.identity.model"
ENDED = ("completed", "cancelled", "failed")


async def products(brand: Brand, count: int, **arguments: Any) -> list[str]:
    """The ids of fresh products, the oldest first."""
    return [(await new_product(brand, **arguments))["product_id"] for _ in range(count)]


def items(ids: list[str], model: str) -> list[dict[str, Any]]:
    """Items that each set the model."""
    return [{"product_id": one, "patch": {"attributes": {MODEL: model}}} for one in ids]


async def ended(brand: Brand, job: dict[str, Any], within_s: float = 60) -> dict[str, Any]:
    """The job once a worker ended it."""
    return await until(
        lambda: brand.call("get_bulk_update_job", job_id=job["id"]),
        lambda now: now["status"] in ENDED,
        within_s=within_s,
    )


async def run(brand: Brand, **arguments: Any) -> dict[str, Any]:
    """A job that has ended."""
    return await ended(brand, await brand.call("create_bulk_update_job", **arguments))


async def outcomes(brand: Brand, job: dict[str, Any]) -> dict[str, str]:
    """What came of each product of a job."""
    page = await brand.call("list_bulk_update_job_items", job_id=job["id"], limit=200)
    return {item["product_id"]: item["status"] for item in page["items"]}


async def models(brand: Brand, ids: list[str]) -> list[str | None]:
    """The models of products now."""
    found = [await brand.call("get_product", product_id=one) for one in ids]
    return [product["attributes"].get(MODEL) for product in found]
