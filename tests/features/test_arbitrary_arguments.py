"""Whatever JSON stands in an argument, an operation answers or refuses; it never fails."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from countermark.entrypoints.operations.batches import BATCH_OPERATIONS
from countermark.entrypoints.operations.bulk_updates import BULK_UPDATE_OPERATIONS
from countermark.entrypoints.operations.operation import Operation
from countermark.entrypoints.operations.products import PRODUCT_OPERATIONS
from tests.support.arbitrary_json import JSON
from tests.support.client import Brand
from tests.support.factories import new_product, new_product_batch

OPERATIONS = [
    operation
    for operation in (*PRODUCT_OPERATIONS, *BULK_UPDATE_OPERATIONS, *BATCH_OPERATIONS)
    if len(operation.request.__struct_fields__) > 1  # something to fill besides the brand
]
PATCH_KEYS = ["name", "commercial_status", "attributes", "quantity", "facility_ref", "production_date", "sku"]
PATCHES = st.dictionaries(st.sampled_from(PATCH_KEYS), JSON, max_size=2)


@pytest.fixture(scope="session")
async def sound_arguments(shared_brand: Brand) -> dict[str, Any]:
    """For every argument a value that fits."""
    product_id = (await new_product(shared_brand))["product_id"]
    batch_id = (await new_product_batch(shared_brand, product_id))["id"]
    ids = {"product_id": product_id, "batch_id": batch_id, "identifier_type": "sku", "raw_value": "A-1"}
    rows = [{"product_id": product_id, "patch": {}}]
    ids |= {"patches": rows, "items": rows, "product_ids": [product_id]}
    return ids | {"name": {"en": "Bicycle"}, "batch_number": "B-1", "patch": {}}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
async def test_any_json_is_answered_or_refused(
    shared_brand: Brand, sound_arguments: dict[str, Any], operation: Operation, data: st.DataObject
) -> None:
    names = [name for name in operation.request.__struct_fields__ if name != "brand_id"]
    arguments = {name: sound_arguments[name] for name in names if name in sound_arguments}
    name = data.draw(st.sampled_from(names))
    arguments[name] = data.draw(JSON | PATCHES)
    answer = await shared_brand.owner.post(operation.name, brand_id=shared_brand.id, **arguments)
    assert answer.status_code in (200, 400, 409), answer.text
