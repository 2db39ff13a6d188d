"""create_amendment_reason_code."""

import pytest

from tests.support.client import Brand, new_brand
from tests.support.server import LiveServer

CREATE = "create_amendment_reason_code"


async def test_a_code_is_active_at_once_and_there_once(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    code = await brand.call(CREATE, reason_code="SAFETY", label="Somebody may be hurt")
    assert list(code) == ["reason_code", "label", "is_active", "is_used", "created_at"]
    assert (code["reason_code"], code["is_active"], code["is_used"]) == ("SAFETY", True, False)
    again = await brand.refused(409, CREATE, reason_code="SAFETY", label="Again")
    assert again["code"] == "REASON_CODE_TAKEN"


@pytest.mark.parametrize("code", ["", "safety", "1ST", "A" * 41, "A-B", "Ä"])
async def test_other_forms_are_refused(shared_brand: Brand, code: str) -> None:
    assert "_reason_code" in (await shared_brand.refused(400, CREATE, reason_code=code, label="x"))["details"]


async def test_another_brand_may_have_the_same(live_server: LiveServer) -> None:
    for brand in (await new_brand(live_server), await new_brand(live_server)):
        await brand.call(CREATE, reason_code="SAFETY", label="Somebody may be hurt")
