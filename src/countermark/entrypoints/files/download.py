"""Downloads by signed links: what every door to stored files shares, and the door of files that only go out."""

import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

import msgspec
import structlog

from countermark.entrypoints.asgi_types import Receive, Scope, Send
from countermark.entrypoints.files.answer import FileAnswer, file_answer
from countermark.entrypoints.files.receive import StorageUnavailable
from countermark.entrypoints.request_context import request_id_from
from countermark.entrypoints.rpc.refusals import internal_error
from countermark.entrypoints.services import Services
from countermark.features.attachments.stored_file import StoredFile
from countermark.kit.download_links import DownloadLinks
from countermark.kit.errors import Forbidden, InvalidInput, OperationError
from countermark.objects import ObjectStoreError

LONGEST_EXPIRY = 15
log = structlog.get_logger(__name__)


class NoSuchFile(InvalidInput):
    """The path names nothing, or the method is not for it."""

    status = 404

    def __init__(self) -> None:
        super().__init__("path", "there is no such file", code="NOT_FOUND")


CheckLink = Callable[..., None]
"""``check_link(links, *names)`` returns if the request's link is right; see :func:`link_check`."""
Find = Callable[[Services, str, CheckLink], Awaitable[StoredFile | None]]
"""The file that the rest of a path names. It checks the link before it looks for anything."""


class DownloadDoor:
    """Answers a signed ``GET`` below ``prefix`` with the file that ``find`` gives."""

    def __init__(self, services: Services, prefix: str, find: Find) -> None:
        self._services = services
        self._prefix = prefix
        self._find = find

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One download."""
        headers = headers_of(scope)
        request_id = request_id_from(headers.get("x-request-id", ""))
        try:
            if scope["method"] not in ("GET", "HEAD"):
                raise NoSuchFile
            rest = scope["path"].removeprefix(self._prefix)
            file = await self._find(self._services, rest, link_check(self._services, scope))
            await send_file(send, await stored_file_answer(self._services, file, scope, headers))
        except OperationError as error:
            await send_json(send, error.status, error.as_json(), request_id)
        except Exception as error:
            log.error("request failed", request_id=str(request_id), path=scope["path"], exc_info=error)
            await send_json(send, 500, internal_error(request_id), request_id)


def headers_of(scope: Scope) -> dict[str, str]:
    """The request's headers by lower-case name; the last one of a name counts."""
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


def link_check(services: Services, scope: Scope) -> CheckLink:
    """A check of the request's link. It raises Forbidden.

    The signature comes first: without a right one, nobody learns whether the link has expired or the file exists.
    """
    query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
    text = query.get("expires", "")
    expires = int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_EXPIRY else 0

    def check(links: DownloadLinks, *names: object) -> None:
        if not links.is_signature(query.get("signature", ""), services.master_key, *names, expires=expires):
            raise Forbidden("this link was not made by this server, or it was changed")
        if expires < time.time():
            raise Forbidden("this link has expired; ask for a new one")

    return check


async def stored_file_answer(
    services: Services, file: StoredFile | None, scope: Scope, headers: Mapping[str, str]
) -> FileAnswer:
    """What to send for a file, to be saved and not shown.

    Raises:
        NoSuchFile: there is none.
        StorageUnavailable: its bytes cannot be read.
    """
    if file is None:
        raise NoSuchFile
    try:
        return await file_answer(
            services.objects,
            file,
            inline=False,
            cache_control="private, max-age=300",
            range_header=headers.get("range", ""),
            if_range=headers.get("if-range", ""),
            if_none_match=headers.get("if-none-match", ""),
            head=scope["method"] == "HEAD",
        )
    except ObjectStoreError as error:
        log.error("a file could not be read", key=file.object_key, error=str(error))
        raise StorageUnavailable from error


async def send_file(send: Send, answer: FileAnswer, extra: tuple[tuple[bytes, bytes], ...] = ()) -> None:
    """Sends status, headers and bytes, in pieces."""
    headers = [(name.encode(), value.encode("latin-1")) for name, value in answer.headers.items()]
    await send({"type": "http.response.start", "status": answer.status, "headers": [*headers, *extra]})
    if answer.reading is not None:
        async for chunk in answer.reading.chunks():
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def send_json(send: Send, status: int, body: Any, request_id: object) -> None:
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
