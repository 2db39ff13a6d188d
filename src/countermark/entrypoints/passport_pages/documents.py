"""The files that published passports show, on the brand's host: ``/documents/<sha256>/<filename>``.

The address is that of the content, so caches may keep it for ever, and only hashes that a published snapshot of this
brand names are answered.
"""

import re
from typing import Final

import structlog

from countermark.db.pool import Pool
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.entrypoints.asgi_types import Send
from countermark.entrypoints.files.answer import file_answer
from countermark.entrypoints.files.download import send_file
from countermark.entrypoints.passport_pages.message_page import Message, send_message
from countermark.entrypoints.passport_pages.public_request import PublicRequest
from countermark.features.attachments.passport_files import find_published_file
from countermark.features.attachments.stored_file import PICTURE_TYPE
from countermark.features.resolution.brand_memory import BrandMemory
from countermark.objects import ObjectStore, ObjectStoreError

PREFIX: Final = b"/documents/"
PATH: Final = re.compile(rb"/documents/([0-9a-f]{64})/[^/]{1,900}")
FOR_EVER: Final = "public, max-age=31536000, immutable"
# Other sites may show a picture of a published passport, as they may read it.
OPEN: Final = (
    (b"access-control-allow-origin", b"*"),
    (b"cross-origin-resource-policy", b"cross-origin"),
)
log = structlog.get_logger(__name__)


class PassportDocuments:
    """Answers everything below ``PREFIX`` on a brand's host."""

    def __init__(self, pool: Pool, memory: BrandMemory, objects: ObjectStore) -> None:
        self._pool = pool
        self._memory = memory
        self._objects = objects

    async def answer(self, request: PublicRequest, send: Send) -> None:
        """Answers one GET or HEAD."""
        brand = await self._memory.brand_at(request.host)
        if brand is None:
            await send_message(send, request, Message.NO_BRAND, None)
            return
        found = PATH.fullmatch(request.raw_path)
        file = None
        if found:
            async with brand_transaction(self._pool, brand.ranges.brand_id, SYSTEM_ACTOR, b"") as tx:
                file = await find_published_file(tx, bytes.fromhex(found[1].decode()))
        if file is None:
            await send_message(send, request, Message.NOTHING_HERE, brand.ranges.header)
            return
        try:
            answer = await file_answer(
                self._objects,
                file,
                inline=file.mime_type == PICTURE_TYPE,
                cache_control=FOR_EVER,
                range_header=request.range.decode("latin-1"),
                if_none_match=request.if_none_match.decode("latin-1"),
                head=request.method == "HEAD",
            )
        except ObjectStoreError as error:
            log.error("a published file could not be read", key=file.object_key, error=str(error))
            await send_message(send, request, Message.AWAY, brand.ranges.header)
            return
        await send_file(send, answer, OPEN)
