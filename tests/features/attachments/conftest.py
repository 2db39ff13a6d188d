"""A product of the shared brand for files."""

import pytest

from tests.support.client import Brand
from tests.support.factories import new_product


@pytest.fixture
async def product_id(shared_brand: Brand) -> str:
    """A fresh product."""
    return str((await new_product(shared_brand))["product_id"])
