"""The file of a signed ``GET /exports/v1/<brand>/<export>/<number>``."""

from typing import Final
from uuid import UUID

from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.entrypoints.files.download import CheckLink, NoSuchFile
from countermark.entrypoints.services import Services
from countermark.features.attachments.stored_file import StoredFile
from countermark.features.exports.download_link import EXPORT_LINKS
from countermark.features.exports.export import file_key
from countermark.features.exports.file_writer import MEDIA_TYPES
from countermark.features.exports.queries import queries

LONGEST_NUMBER: Final = 6


async def export_file(services: Services, rest: str, check_link: CheckLink) -> StoredFile | None:
    """A file of an export that is complete."""
    brand_id, export_id, number = _named(rest)
    check_link(EXPORT_LINKS, brand_id, export_id, number)
    async with brand_transaction(services.pool, brand_id, SYSTEM_ACTOR, b"") as tx:
        row = await queries.get_file(tx.connection, brand_id=brand_id, export_id=export_id, number=number)
    if row is None or row["status"] != "completed":
        return None
    key = file_key(brand_id, export_id, number)
    return StoredFile(key, row["file_name"], MEDIA_TYPES[row["format"]], row["sha256"].hex())


def _named(rest: str) -> tuple[UUID, UUID, int]:
    try:
        brand_id, export_id, number = rest.split("/")
        if not (number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER):
            raise NoSuchFile
        return UUID(brand_id), UUID(export_id), int(number)
    except ValueError:
        raise NoSuchFile from None
