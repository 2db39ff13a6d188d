"""Files that come in a form: each is announced, checked and stored as one that comes by the API."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final
from uuid import UUID

from litestar.datastructures import FormMultiDict, UploadFile

from countermark.db.transaction import Tx
from countermark.entrypoints.console.visits import Visit
from countermark.entrypoints.files.door import uploading
from countermark.entrypoints.files.receive import BLOCK_BYTES, receive_upload
from countermark.entrypoints.request_context import request_id_of
from countermark.entrypoints.rpc.refusals import BodyTooLarge
from countermark.features.attachments.attachment import Attachment
from countermark.features.attachments.check_content import check_content
from countermark.features.attachments.media_types import checked_filename, media_type_of_name
from countermark.kit.errors import InvalidInput

# All files of a form that is sent without script; larger ones come one by one, or by the API.
UPLOADS_IN_A_FORM_BYTES: Final = 100 * 1024 * 1024


def uploads_in(form: FormMultiDict, name: str) -> list[UploadFile]:
    """The files chosen in a field; an empty field sends none."""
    return [value for value in form.getall(name, []) if isinstance(value, UploadFile) and value.filename]


async def add_file(visit: Visit, product_id: str, upload: UploadFile, *, show_on_passport: bool = False) -> Attachment:
    """Makes an uploaded file one of the product's. What can be known to be wrong is refused before it is announced.

    Raises:
        OperationError: in the words of the operation and of the upload.
    """
    services = visit.person.services
    filename = checked_filename("file", upload.filename)
    media_type = media_type_of_name("file", filename)
    size_bytes = await asyncio.to_thread(upload.file.seek, 0, os.SEEK_END)
    if size_bytes == 0:
        raise InvalidInput("file", "is empty", code="SIZE_MISMATCH")
    if size_bytes > services.settings.max_attachment_bytes:
        raise BodyTooLarge(services.settings.max_attachment_bytes)
    await asyncio.to_thread(check_content, upload.file, media_type)
    announced = await visit.call(
        "create_product_attachment_record",
        product_id=product_id,
        filename=filename,
        mime_type=media_type.mime_type,
        size_bytes=size_bytes,
        show_on_passport=show_on_passport,
    )
    return await receive_upload(
        services, _transactions(visit), announced.attachment_id, UUID(product_id), _chunks(upload)
    )


def _transactions(visit: Visit) -> Any:
    person, brand_id = visit.person, visit.brand.brand_id

    @asynccontextmanager
    async def open_tx() -> AsyncIterator[Tx]:
        request_id = request_id_of(person.request)
        async with uploading(person.services, brand_id, person.caller, request_id) as tx:
            yield tx

    return open_tx


async def _chunks(upload: UploadFile) -> AsyncIterator[bytes]:
    await upload.seek(0)
    while block := await upload.read(BLOCK_BYTES):
        yield block
