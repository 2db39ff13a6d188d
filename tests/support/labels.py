"""What tests of labels need: designs, templates, jobs to their end, and the codes in their files."""

from typing import Any
from uuid import uuid4

import httpx
import numpy as np
import psycopg
import pypdfium2
import zxingcpp

from tests.support.client import Brand
from tests.support.waiting import until

SMALL: dict[str, Any] = {
    "stock": "roll-50x30",
    "elements": [
        {"type": "code", "x_mm": 1, "y_mm": 2, "size_mm": 25},
        {"type": "text", "x_mm": 27, "y_mm": 2, "width_mm": 22, "height_mm": 8, "text": "{product.name}", "bold": True},
        {"type": "hri", "x_mm": 27, "y_mm": 14, "width_mm": 22, "height_mm": 12, "size_pt": 5},
        {"type": "pictogram", "name": "weee", "x_mm": 42, "y_mm": 22, "size_mm": 7},
    ],
}
SHEETS = SMALL | {"stock": "avery-l7160"}
COVERED = SMALL | {
    "elements": [*SMALL["elements"], {"type": "pictogram", "name": "ghs02", "x_mm": 5, "y_mm": 6, "size_mm": 16}]
}
TINY = SMALL | {"elements": [{"type": "code", "x_mm": 1, "y_mm": 1, "size_mm": 3}]}


async def new_template(brand: Brand, design: dict[str, Any] = SMALL) -> str:
    """A fresh template; its id."""
    made = await brand.call("create_label_template", name=f"Label {uuid4().hex[:12]}", design=design)
    return str(made["label_template_id"])


async def ended(brand: Brand, job: dict[str, Any], within_s: float = 60) -> dict[str, Any]:
    """The job once a worker ended it."""
    return await until(
        lambda: brand.call("get_label_job", label_job_id=job["label_job_id"]),
        lambda now: now["status"] in ("completed", "failed", "cancelled"),
        within_s=within_s,
    )


async def printed(brand: Brand, mint_batch_id: str, design: dict[str, Any] = SMALL, **arguments: Any) -> dict[str, Any]:
    """A job to its end."""
    template = await new_template(brand, design)
    job = await brand.call("create_label_job", mint_batch_id=mint_batch_id, label_template_id=template, **arguments)
    return await ended(brand, job)


async def downloaded(brand: Brand, job: dict[str, Any]) -> httpx.Response:
    """The file, by its link."""
    link = await brand.call("get_label_job_download", label_job_id=job["label_job_id"])
    return await brand.owner.http.get(link["path"])


def codes_in_pdf(content: bytes) -> list[str]:
    """Every code that a reader finds on the pages of a file."""
    found: list[str] = []
    with pypdfium2.PdfDocument(content) as document:
        for page in document:
            pixels = np.array(page.render(scale=4).to_pil().convert("L"))
            found += [code.text for code in zxingcpp.read_barcodes(pixels, formats=zxingcpp.BarcodeFormat.QRCode)]
    return found


async def label_variables(
    brand: Brand, operation: str, mint_batch_id: str, owner: psycopg.Connection
) -> dict[str, str]:
    """A template, and a job that stands as the operation needs it: ended, waiting to be cancelled, or failed."""
    template = await new_template(brand)
    job = await brand.call("create_label_job", mint_batch_id=mint_batch_id, label_template_id=template)
    await ended(brand, job)
    status = {"cancel_label_job": "running", "retry_label_job": "failed"}.get(operation)
    if status:
        unfinished = "UPDATE label_jobs SET status = %s, sha256 = NULL, size_bytes = NULL WHERE label_job_id = %s"
        owner.execute(unfinished, (status, job["label_job_id"]))
    return {"LABEL_TEMPLATE_ID": template, "LABEL_JOB_ID": job["label_job_id"]}
