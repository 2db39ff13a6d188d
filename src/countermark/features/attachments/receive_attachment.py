"""Takes the bytes of an announced file, in two short transactions around the slow part.

First it is asked what is expected; then the bytes are received, checked and put into the object store, with no
transaction open; last the row says that they are there. Objects are named after their content and never overwritten, so
of two uploads at once one wins and neither harms the other, and a crash in between leaves an object that no row names:
the worker collects it.
"""

from typing import IO
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.attachments.attachment import (
    Attachment,
    AttachmentState,
    attachment_from,
    lock_attachment,
    queries,
    told,
)
from countermark.features.attachments.check_content import check_content
from countermark.features.attachments.media_types import MEDIA_TYPES, is_picture
from countermark.jobs.queue import JobName, enqueue
from countermark.kit.errors import Conflict, InvalidInput, unknown


async def expected_upload(tx: Tx, attachment_id: UUID, product_id: UUID | None) -> Attachment:
    """What was announced, for the product of the upload's path if one is given.

    Raises:
        InvalidInput: no such file in the brand, it is deleted, or its product is archived.
    """
    announced = await lock_attachment(tx, attachment_id)
    if product_id not in (None, announced.product_id):
        raise unknown("_attachment_id", "file")
    return announced


def check_received(announced: Attachment, file: IO[bytes], size_bytes: int, sha256: bytes) -> None:
    """Returns if the bytes in ``file`` are the announced ones, and what their type says.

    Raises:
        InvalidInput: another size (``SIZE_MISMATCH``), another hash (``HASH_MISMATCH``), or other content: see
            :func:`check_content`.
        Conflict: the file has its bytes already, and these are others (``ALREADY_UPLOADED``).
    """
    if size_bytes != announced.size_bytes:
        raise InvalidInput(
            "body", f"is {size_bytes} bytes; {announced.size_bytes} were announced", code="SIZE_MISMATCH"
        )
    if announced.sha256 is not None and sha256.hex() != announced.sha256:
        if announced.state is AttachmentState.READY:
            raise _already_uploaded()
        raise InvalidInput("body", "does not have the SHA-256 that was announced", code="HASH_MISMATCH")
    check_content(file, MEDIA_TYPES[announced.mime_type])


async def accept_upload(tx: Tx, attachment_id: UUID, sha256: bytes) -> Attachment:
    """The file in state ``ready``; its smaller pictures are made by the worker. The bytes are in the object store.

    The first picture of a product becomes its main image. To upload the same bytes again changes nothing.

    Raises:
        InvalidInput: no such file, or deleted meanwhile.
        Conflict: another upload was faster, with other bytes (``ALREADY_UPLOADED``).
    """
    before = await lock_attachment(tx, attachment_id)
    if before.state is AttachmentState.READY:
        if before.sha256 != sha256.hex():
            raise _already_uploaded()
        return before
    pictured = is_picture(before.mime_type)
    product = {"brand_id": tx.brand_id, "product_id": before.product_id}
    row = await queries.accept_upload(
        tx.connection,
        brand_id=tx.brand_id,
        attachment_id=attachment_id,
        sha256=sha256,
        is_main_image=pictured and not await queries.has_main_image(tx.connection, **product),
        picture_state="preparing" if pictured else None,
    )
    after = attachment_from(tx, row)
    names = ("product_id", "filename", "size_bytes", "sha256", "is_main_image")
    new = told(after, *names)
    await record(tx, Action.ATTACHMENT_UPLOADED, ("attachment", attachment_id), new=new)
    if pictured:
        await enqueue(tx, JobName.PREPARE_PICTURES, attachment_id=attachment_id)
    return after


def _already_uploaded() -> Conflict:
    return Conflict("body", "this file has its bytes already, and they are others", code="ALREADY_UPLOADED")
