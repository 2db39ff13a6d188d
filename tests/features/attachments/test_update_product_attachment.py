"""update_product_attachment: what a patch sets, clears and must not do."""

import asyncio
from typing import Any

import pytest

from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.files import MANUAL, PHOTO, announce, attachment_now, new_attachment
from tests.support.server import LiveServer


async def test_a_patch_changes_what_it_names_and_null_clears(shared_brand: Brand, product_id: str) -> None:
    made = await announce(shared_brand, product_id, MANUAL, title="Old", language="en")
    patch = {"title": None, "kind": "instructions", "language": "de-AT", "show_on_passport": True, "position": 7}
    after = await shared_brand.call("update_product_attachment", attachment_id=made["attachment_id"], patch=patch)
    changed = {key for key in after if after[key] != made[key]}
    assert {name: after[name] for name in patch} == patch
    assert changed - {"updated_at"} == set(patch)
    again = await shared_brand.call("update_product_attachment", attachment_id=made["attachment_id"], patch=patch)
    assert again == after


@pytest.mark.parametrize(
    "patch",
    [
        {"title": ""},
        {"title": "x" * 201},
        {"language": "German"},
        {"kind": None},
        {"show_on_passport": None},
        {"show_on_passport": "yes"},
        {"position": -1},
        {"position": 10_000},
        {"is_main_image": True},
        {"filename": "b.pdf"},
        {"state": "ready"},
    ],
)
async def test_a_bad_patch_is_named_and_changes_nothing(
    shared_brand: Brand, product_id: str, patch: dict[str, Any]
) -> None:
    made = await announce(shared_brand, product_id, MANUAL)
    error = await shared_brand.refused(
        400, "update_product_attachment", attachment_id=made["attachment_id"], patch=patch
    )
    assert next(iter(patch)) in error["details"]
    assert await attachment_now(shared_brand, made) == made


async def test_a_product_has_one_main_image_whoever_chooses_at_once(shared_brand: Brand, product_id: str) -> None:
    made = [await new_attachment(shared_brand, product_id, PHOTO) for _ in range(3)]
    await asyncio.gather(
        *(
            shared_brand.call(
                "update_product_attachment", attachment_id=each["attachment_id"], patch={"is_main_image": True}
            )
            for each in made[1:]
        )
    )
    now = [(await attachment_now(shared_brand, each))["is_main_image"] for each in made]
    assert sorted(now) == [False, False, True]
    assert not now[0]


async def test_a_deleted_file_cannot_be_changed(shared_brand: Brand, product_id: str) -> None:
    made = await announce(shared_brand, product_id, MANUAL)
    await shared_brand.call("soft_delete_product_attachment", attachment_id=made["attachment_id"])
    error = await shared_brand.refused(
        400, "update_product_attachment", attachment_id=made["attachment_id"], patch={"title": "x"}
    )
    assert error["code"] == "NOT_FOUND"


async def test_another_brand_s_file_is_as_unknown_as_none(
    live_server: LiveServer, shared_brand: Brand, product_id: str
) -> None:
    made = await announce(shared_brand, product_id, MANUAL)
    other = await new_brand(live_server)
    errors = [
        await other.refused(400, "update_product_attachment", attachment_id=wanted, patch={"title": "x"})
        for wanted in (made["attachment_id"], NOBODYS_ID)
    ]
    assert errors[0] == errors[1]
    assert await attachment_now(shared_brand, made) == made
