"""Small pictures of products for the console's own pages: for members only, and kept by their browsers."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import structlog
from litestar import Request, Response, get
from litestar.response import Stream

from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.entrypoints.files.answer import file_answer
from countermark.features.attachments.attachment import UPLOADS, Attachment
from countermark.features.attachments.stored_file import StoredFile
from countermark.features.products.product import Product
from countermark.kit.errors import InvalidInput
from countermark.objects import ObjectStoreError

AnyRequest = Request[Any, Any, Any]
THUMBNAIL_WIDTH = 320
# The address names a file whose pictures never change.
KEPT = "private, max-age=31536000, immutable"
ASK_FIRST = "private, no-cache"
log = structlog.get_logger(__name__)


async def main_images(visit: Visit, products: Sequence[Product]) -> dict[UUID, Attachment]:
    """The main images of a page of products whose pictures are made, by product."""
    images = await visit.call("list_product_images", product_ids=[product.product_id for product in products])
    return {image.product_id: image for image in images if image.picture.variants}


@get("/pictures/{attachment_id:str}")
async def show_picture(request: AnyRequest, visit: InBrand, attachment_id: str) -> Response[Any]:
    """The thumbnail of a picture."""
    return await _thumbnail(request, visit, attachment_id, KEPT)


@get("/products/{product_id:str}/image")
async def show_product_image(request: AnyRequest, visit: InBrand, product_id: str) -> Response[Any]:
    """The thumbnail of a product's main image, nothing if it has none: every page of the product asks for it."""
    images = await visit.call("list_product_images", product_ids=[product_id])
    if not images:
        return Response("", status_code=204)
    return await _thumbnail(request, visit, str(images[0].attachment_id), ASK_FIRST)


async def _thumbnail(request: AnyRequest, visit: InBrand, attachment_id: str, cache_control: str) -> Response[Any]:
    try:
        link = await visit.call("get_attachment_download", attachment_id=attachment_id, width=THUMBNAIL_WIDTH)
    except InvalidInput as error:
        if error.code == "NOT_A_PICTURE":  # not made yet
            return Response("", status_code=204)
        raise
    key = link.path.removeprefix(UPLOADS).partition("?")[0]  # a link's path is its object's key
    file = StoredFile(key, link.filename, link.mime_type, link.sha256)
    try:
        answer = await file_answer(
            visit.person.services.objects,
            file,
            inline=True,
            cache_control=cache_control,
            if_none_match=request.headers.get("if-none-match", ""),
        )
    except ObjectStoreError as error:
        log.error("a picture could not be read", key=key, error=str(error))
        return Response("", status_code=204)
    headers = {name: value for name, value in answer.headers.items() if name != "content-type"}
    if answer.reading is None:
        return Response("", status_code=answer.status, headers=headers)
    return Stream(answer.reading.chunks(), media_type=link.mime_type, headers=headers)


PICTURE_PAGES = (show_picture, show_product_image)
