"""The door for files of exports: a signed ``GET /exports/v1/<brand>/<export>/<number>`` downloads one."""

import time
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl
from uuid import UUID

import structlog

from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.entrypoints.asgi_types import Receive, Scope, Send
from countermark.entrypoints.files.answer import FileAnswer, file_answer
from countermark.entrypoints.files.door import NoSuchFile, send_file, send_json
from countermark.entrypoints.files.receive import StorageUnavailable
from countermark.entrypoints.request_context import request_id_from
from countermark.entrypoints.rpc.refusals import internal_error
from countermark.entrypoints.services import Services
from countermark.features.attachments.stored_file import StoredFile
from countermark.features.exports.download_link import DOWNLOADS, is_link_signature
from countermark.features.exports.export import file_key
from countermark.features.exports.file_writer import MEDIA_TYPES
from countermark.features.exports.queries import queries
from countermark.kit.errors import Forbidden, OperationError
from countermark.objects import ObjectStoreError

LONGEST_NUMBER: Final = 6
log = structlog.get_logger(__name__)


class ExportDoor:
    """Answers the requests under ``DOWNLOADS``."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One download."""
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        request_id = request_id_from(headers.get("x-request-id", ""))
        try:
            if scope["method"] not in ("GET", "HEAD"):
                raise NoSuchFile
            await send_file(send, await self._download(scope, headers))
        except OperationError as error:
            await send_json(send, error.status, error.as_json(), request_id)
        except Exception as error:
            log.error("request failed", request_id=str(request_id), path=scope["path"], exc_info=error)
            await send_json(send, 500, internal_error(request_id), request_id)

    async def _download(self, scope: Scope, headers: Mapping[str, str]) -> FileAnswer:
        brand_id, export_id, number = _named(scope["path"])
        query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        _check_link(self._services, (brand_id, export_id, number), query)
        async with brand_transaction(self._services.pool, brand_id, SYSTEM_ACTOR, b"") as tx:
            row = await queries.get_file(tx.connection, brand_id=brand_id, export_id=export_id, number=number)
        if row is None or row["status"] != "completed":
            raise NoSuchFile
        key, sha256 = file_key(brand_id, export_id, number), row["sha256"].hex()
        file = StoredFile(key, row["file_name"], MEDIA_TYPES[row["format"]], sha256)
        try:
            return await file_answer(
                self._services.objects,
                file,
                inline=False,
                cache_control="private, max-age=300",
                range_header=headers.get("range", ""),
                if_range=headers.get("if-range", ""),
                if_none_match=headers.get("if-none-match", ""),
                head=scope["method"] == "HEAD",
            )
        except ObjectStoreError as error:
            log.error("a file could not be read", key=key, error=str(error))
            raise StorageUnavailable from error


def _named(path: str) -> tuple[UUID, UUID, int]:
    parts = path.removeprefix(DOWNLOADS).split("/")
    try:
        brand_id, export_id, number = parts
        if not (number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER):
            raise NoSuchFile
        return UUID(brand_id), UUID(export_id), int(number)
    except ValueError:
        raise NoSuchFile from None


def _check_link(services: Services, named: tuple[UUID, UUID, int], query: Mapping[str, str]) -> None:
    """The signature first: without a right one, nobody learns whether the link has expired or the file exists."""
    text = query.get("expires", "")
    expires = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
    if not is_link_signature(query.get("signature", ""), services.master_key, *named, expires):
        raise Forbidden("this link was not made by this server, or it was changed")
    if expires < time.time():
        raise Forbidden("this link has expired; ask for a new one")
