"""The job that makes the smaller pictures of a picture, and decides about another attempt."""

import asyncio
import io
from datetime import timedelta
from functools import partial
from uuid import UUID

import structlog
from pgqueuer.errors import RetryRequested

from countermark.db.transaction import Actor, ActorKind, brand_transaction
from countermark.entrypoints.services import Services
from countermark.features.attachments.attachment import Attachment, PictureVariant
from countermark.features.attachments.make_pictures import MadePicture, UnreadablePicture, make_pictures
from countermark.features.attachments.prepare_pictures import begin_pictures, fail_pictures, finish_pictures
from countermark.jobs.queue import JobPayload

RETRY_AFTER = timedelta(seconds=5)
# One picture at a time in a worker: each takes up to 160 MB.
_one_at_a_time = asyncio.Semaphore(1)
log = structlog.get_logger(__name__)


async def prepare_pictures(services: Services, payload: JobPayload) -> None:
    """Makes and stores the sizes of a picture, or records why there can be none.

    Raises:
        RetryRequested: the object store or the database failed; another attempt is due.
    """
    attachment_id = UUID(payload.arguments["attachment_id"])
    actor = Actor(ActorKind.SYSTEM, payload.user_id)
    transaction = partial(brand_transaction, services.pool, payload.brand_id, actor, services.master_key)
    try:
        async with transaction() as tx:
            attachment = await begin_pictures(tx, attachment_id)
        if attachment is None:
            return
        try:
            made = await _made(services, attachment)
        except UnreadablePicture as error:
            async with transaction() as tx:
                await fail_pictures(tx, attachment_id, str(error))
            return
        variants = [await _stored(services, attachment, picture) for picture in made]
        async with transaction() as tx:
            await finish_pictures(tx, attachment_id, variants)
    except Exception as error:
        log.exception("an attempt to prepare a picture failed", attachment_id=str(attachment_id))
        raise RetryRequested(RETRY_AFTER, type(error).__name__) from error


async def _made(services: Services, attachment: Attachment) -> list[MadePicture]:
    key = f"{attachment.storage_path}/{attachment.sha256}"
    async with _one_at_a_time:
        content = await services.objects.read(key, limit_bytes=attachment.size_bytes)
        return await asyncio.to_thread(make_pictures, io.BytesIO(content), attachment.mime_type)


async def _stored(services: Services, attachment: Attachment, picture: MadePicture) -> PictureVariant:
    key = f"{attachment.storage_path}/{picture.sha256}"
    written = await services.objects.put(key, picture.content, limit_bytes=len(picture.content))
    return PictureVariant(
        sha256=picture.sha256, width=picture.width, height=picture.height, size_bytes=written.size_bytes
    )
