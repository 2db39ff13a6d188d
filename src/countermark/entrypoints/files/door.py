"""The door for bytes: ``PUT /attachments/v1/<storage path>`` uploads, a signed ``GET`` below it downloads.

A bare ASGI application, because bodies pass through it in pieces.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

import msgspec
import structlog

from countermark.db.transaction import SYSTEM_ACTOR, Tx, brand_transaction
from countermark.entrypoints.asgi_types import Receive, Scope, Send
from countermark.entrypoints.authorization import Given, caller_or_machine
from countermark.entrypoints.files.answer import FileAnswer, file_answer
from countermark.entrypoints.files.receive import StorageUnavailable, receive_upload
from countermark.entrypoints.request_context import address_in, request_id_from
from countermark.entrypoints.rpc.refusals import internal_error
from countermark.entrypoints.services import Services
from countermark.features.accounts.access import access_brand, actor_of
from countermark.features.accounts.machines import Machine
from countermark.features.accounts.permissions import Permission
from countermark.features.accounts.tokens import Caller
from countermark.features.attachments.attachment import UPLOADS, Attachment, read_attachment
from countermark.features.attachments.download_link import is_link_signature
from countermark.features.attachments.stored_file import StoredFile, stored_file_of
from countermark.kit.errors import Forbidden, InvalidInput, OperationError
from countermark.objects import ObjectStoreError

PARTS_OF_UPLOAD, PARTS_OF_DOWNLOAD = 3, 4
MOST_DISCARDED_BYTES = 64 * 1024 * 1024
DISCARD_WITHIN_S = 10.0
log = structlog.get_logger(__name__)


class NoSuchFile(InvalidInput):
    """The path names nothing, or the method is not for it."""

    status = 404

    def __init__(self) -> None:
        super().__init__("path", "there is no such file", code="NOT_FOUND")


class SenderGone(Exception):
    """The client ended the connection within its body; there is nobody to answer."""


class FileDoor:
    """Answers the requests under ``UPLOADS``."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One upload or download."""
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
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
        try:
            given = Given(headers.get("authorization", ""), headers.get("x-api-key", ""), address)
            caller = await caller_or_machine(given, self._services)

            @asynccontextmanager
            async def open_tx() -> AsyncIterator[Tx]:
                async with uploading(self._services, brand_id, caller, request_id) as tx:
                    yield tx

            return await receive_upload(self._services, open_tx, attachment_id, product_id, body)
        except OperationError:
            await _discard(body)
            raise

    async def _download(
        self, ids: tuple[UUID, UUID, UUID], sha256: str, scope: Scope, headers: Mapping[str, str]
    ) -> FileAnswer:
        brand_id, product_id, attachment_id = ids
        _check_link(self._services, ids, sha256, dict(parse_qsl(scope["query_string"].decode("latin-1"))))
        async with brand_transaction(self._services.pool, brand_id, SYSTEM_ACTOR, b"") as tx:
            attachment = await read_attachment(tx, attachment_id)
        file = stored_file_of(attachment, sha256)
        if file is None or attachment.product_id != product_id:
            raise NoSuchFile
        return await self._answer(file, scope["method"] == "HEAD", headers)

    async def _answer(self, file: StoredFile, head: bool, headers: Mapping[str, str]) -> FileAnswer:
        try:
            return await file_answer(
                self._services.objects,
                file,
                inline=False,
                cache_control="private, max-age=300",
                range_header=headers.get("range", ""),
                if_range=headers.get("if-range", ""),
                if_none_match=headers.get("if-none-match", ""),
                head=head,
            )
        except ObjectStoreError as error:
            log.error("a file could not be read", key=file.object_key, error=str(error))
            raise StorageUnavailable from error


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


def _check_link(services: Services, ids: tuple[UUID, UUID, UUID], sha256: str, query: Mapping[str, str]) -> None:
    """The signature first: without a right one, nobody learns whether the link has expired or the file exists."""
    brand_id, _, attachment_id = ids
    text = query.get("expires", "")
    expires = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
    given = query.get("signature", "")
    if not is_link_signature(given, services.master_key, brand_id, attachment_id, sha256, expires):
        raise Forbidden("this link was not made by this server, or it was changed")
    if expires < time.time():
        raise Forbidden("this link has expired; ask for a new one")


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


async def send_file(send: Send, answer: FileAnswer, extra: tuple[tuple[bytes, bytes], ...] = ()) -> None:
    """Sends status, headers and bytes, in pieces."""
    headers = [(name.encode(), value.encode("latin-1")) for name, value in answer.headers.items()]
    await send({"type": "http.response.start", "status": answer.status, "headers": [*headers, *extra]})
    if answer.reading is not None:
        async for chunk in answer.reading.chunks():
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def send_json(send: Send, status: int, body: Any, request_id: UUID) -> None:
    """Sends an answer in JSON, not to be kept by anybody."""
    content = msgspec.json.encode(body)
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", b"%d" % len(content)),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"x-request-id", str(request_id).encode()),
    ]
    if status == 401:
        headers.append((b"www-authenticate", b"Bearer"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
