"""The door for bytes: ``PUT /attachments/v1/<storage path>`` uploads, a signed ``GET`` below it downloads.

A bare ASGI application, because bodies pass through it in pieces.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from uuid import UUID

import structlog

from countermark.db.transaction import SYSTEM_ACTOR, Tx, brand_transaction
from countermark.entrypoints.asgi_types import Receive, Scope, Send
from countermark.entrypoints.authorization import Given, caller_or_machine
from countermark.entrypoints.files.answer import FileAnswer
from countermark.entrypoints.files.download import (
    NoSuchFile,
    headers_of,
    link_check,
    send_file,
    send_json,
    stored_file_answer,
)
from countermark.entrypoints.files.receive import receive_upload
from countermark.entrypoints.request_context import address_in, request_id_from
from countermark.entrypoints.rpc.refusals import BodyTooLarge, internal_error
from countermark.entrypoints.services import Services
from countermark.features.accounts.access import access_brand, actor_of
from countermark.features.accounts.machines import Machine
from countermark.features.accounts.permissions import Permission
from countermark.features.accounts.tokens import Caller
from countermark.features.attachments.attachment import UPLOADS, Attachment, read_attachment
from countermark.features.attachments.download_link import ATTACHMENT_LINKS
from countermark.features.attachments.stored_file import stored_file_of
from countermark.kit.errors import OperationError

PARTS_OF_UPLOAD, PARTS_OF_DOWNLOAD = 3, 4
MOST_DISCARDED_BYTES = 64 * 1024 * 1024
DISCARD_WITHIN_S = 10.0
log = structlog.get_logger(__name__)


class SenderGone(Exception):
    """The client ended the connection within its body; there is nobody to answer."""


class FileDoor:
    """Answers the requests under ``UPLOADS``."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One upload or download."""
        headers = headers_of(scope)
        request_id = request_id_from(headers.get("x-request-id", ""))
        try:
            parts = scope["path"].removeprefix(UPLOADS).split("/")
            if scope["method"] == "PUT" and len(parts) == PARTS_OF_UPLOAD:
                address = address_in(scope, self._services.settings)
                stored = await self._upload(_ids(parts), headers, address, receive, request_id)
                await send_json(send, 200, stored, request_id)
            elif scope["method"] in ("GET", "HEAD") and len(parts) == PARTS_OF_DOWNLOAD:
                answer = await self._download(_ids(parts[:3]), parts[3], scope, headers)
                await send_file(send, answer)
            else:
                raise NoSuchFile
        except SenderGone:
            log.info("an upload was broken off", path=scope["path"])
        except OperationError as error:
            await send_json(send, error.status, error.as_json(), request_id)
        except Exception as error:
            log.error("request failed", request_id=str(request_id), path=scope["path"], exc_info=error)
            await send_json(send, 500, internal_error(request_id), request_id)

    async def _upload(
        self,
        ids: tuple[UUID, UUID, UUID],
        headers: Mapping[str, str],
        address: str,
        receive: Receive,
        request_id: UUID,
    ) -> Attachment:
        brand_id, product_id, attachment_id = ids
        body = _body(receive)
        waits = headers.get("expect", "").lower() == "100-continue"
        try:
            _check_announced_length(headers, self._services.settings.max_attachment_bytes)
            given = Given(headers.get("authorization", ""), headers.get("x-api-key", ""), address)
            caller = await caller_or_machine(given, self._services)

            @asynccontextmanager
            async def open_tx() -> AsyncIterator[Tx]:
                async with uploading(self._services, brand_id, caller, request_id) as tx:
                    yield tx

            return await receive_upload(self._services, open_tx, attachment_id, product_id, body)
        except OperationError:
            if not waits:  # who waits to be told to go on has sent nothing, and need not
                await _discard(body)
            raise

    async def _download(
        self, ids: tuple[UUID, UUID, UUID], sha256: str, scope: Scope, headers: Mapping[str, str]
    ) -> FileAnswer:
        brand_id, product_id, attachment_id = ids
        link_check(self._services, scope)(ATTACHMENT_LINKS, brand_id, attachment_id, sha256)
        async with brand_transaction(self._services.pool, brand_id, SYSTEM_ACTOR, b"") as tx:
            attachment = await read_attachment(tx, attachment_id)
        file = stored_file_of(attachment, sha256) if attachment.product_id == product_id else None
        return await stored_file_answer(self._services, file, scope, headers)


@asynccontextmanager
async def uploading(
    services: Services, brand_id: UUID, caller: Caller | Machine, request_id: UUID
) -> AsyncIterator[Tx]:
    """A transaction of a member who may upload.

    Raises:
        Forbidden: not a member, or the role or the credential lacks ``attachments.write``.
    """
    actor = actor_of(caller)
    async with brand_transaction(services.pool, brand_id, actor, services.master_key, request_id) as tx:
        yield await access_brand(tx, caller, Permission.ATTACHMENTS_WRITE)


def _ids(parts: list[str]) -> tuple[UUID, UUID, UUID]:
    try:
        brand_id, product_id, attachment_id = (UUID(part) for part in parts)
    except ValueError:
        raise NoSuchFile from None
    return brand_id, product_id, attachment_id


def _check_announced_length(headers: Mapping[str, str], limit_bytes: int) -> None:
    """Refuses by ``Content-Length``, before anything else is asked and any of the body is kept."""
    text = headers.get("content-length", "")
    if text.isdigit() and int(text) > limit_bytes:
        raise BodyTooLarge(limit_bytes)


async def _body(receive: Receive) -> AsyncIterator[bytes]:
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise SenderGone
        if chunk := message.get("body", b""):
            yield chunk
        if not message.get("more_body", False):
            return


async def _discard(body: AsyncIterator[bytes]) -> None:
    """Reads on before a refusal, within bounds: whoever still sends would miss the answer of a closed connection."""
    left = MOST_DISCARDED_BYTES
    with suppress(TimeoutError):
        async with asyncio.timeout(DISCARD_WITHIN_S):
            async for chunk in body:
                left -= len(chunk)
                if left < 0:
                    return
