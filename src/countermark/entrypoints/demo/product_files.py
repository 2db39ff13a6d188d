"""Gives the demo's products a picture and a document, shown on their passports."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, Final
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.entrypoints.demo.drawings import draw_picture
from countermark.entrypoints.demo.owner import Owner
from countermark.entrypoints.demo.product_rows import ProductRow
from countermark.entrypoints.demo.small_pdf import small_pdf
from countermark.entrypoints.files.door import uploading
from countermark.entrypoints.files.receive import receive_upload
from countermark.kit.ids import uuid7

READY_WITHIN_S: Final = 60.0
LOOK_EVERY_S: Final = 0.1
CARE: Final = {
    "EB-T500": ("Use and care", ["Charge between 0 and 45 °C.", "Store dry, at 30 to 60 % charge.", "Do not open."]),
    "JK-FJORD-M-NAVY": ("Care", ["Wash at 30 °C with little detergent.", "No softener.", "Hang up to dry."]),
    "WM-AQUA-9": ("Installation", ["Remove the four transport bolts.", "Level the feet.", "Connect to cold water."]),
}


async def add_files(owner: Owner, row: ProductRow, product_id: str) -> None:
    """Adds what is missing and waits until the picture's sizes are made; a worker must be running."""
    there = {file["filename"]: file for file in await _files(owner, product_id)}
    for filename, arguments, make in _wanted(row):
        file = there.get(filename)
        if file is not None and file["state"] == "ready":
            continue
        content = await asyncio.to_thread(make)
        if file is None:
            plain = {"filename": filename, "size_bytes": len(content), "show_on_passport": True}
            announced = {"product_id": product_id, **plain, **arguments}
            file = await owner.call("create_product_attachment_record", **announced)
        await _upload(owner, UUID(file["attachment_id"]), content)
    deadline = time.monotonic() + READY_WITHIN_S
    while any(file["picture"] and file["picture"]["state"] == "preparing" for file in await _files(owner, product_id)):
        if time.monotonic() > deadline:
            raise RuntimeError(f"the picture of the demo's {row.sku} is not made: is a worker running?")
        await asyncio.sleep(LOOK_EVERY_S)


async def _files(owner: Owner, product_id: str) -> list[dict[str, Any]]:
    files: list[dict[str, Any]] = (await owner.call("list_product_attachments", product_id=product_id))["items"]
    return files


def _wanted(row: ProductRow) -> list[tuple[str, dict[str, Any], Callable[[], bytes]]]:
    """Names, what is said of them, and what makes their bytes: the same at every start."""
    name = row.name["en"]
    title, lines = CARE[row.sku]
    document = {"mime_type": "application/pdf", "title": title, "kind": "instructions", "language": "en"}
    return [
        (f"{row.sku}.png", {"mime_type": "image/png", "title": name}, partial(draw_picture, row.sku)),
        (f"{title}.pdf", document, partial(small_pdf, f"{name}: {title.lower()}", lines)),
    ]


async def _upload(owner: Owner, attachment_id: UUID, content: bytes) -> None:
    if owner.brand_id is None:
        raise TypeError("the demo's files need its brand")
    brand_id = owner.brand_id

    @asynccontextmanager
    async def open_tx() -> AsyncIterator[Tx]:
        async with uploading(owner.services, brand_id, owner.caller, uuid7()) as tx:
            yield tx

    await receive_upload(owner.services, open_tx, attachment_id, None, _once(content))


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content
