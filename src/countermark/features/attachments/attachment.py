"""A product's file: its record, the doors to one, and the SQL of this area."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

import msgspec

from countermark.db.sql import load_queries
from countermark.db.transaction import Tx
from countermark.features.fields.locales import LANGUAGE_TAG
from countermark.features.products.product import lock_product
from countermark.kit.errors import InvalidInput, unknown
from countermark.kit.records import Record, record_from
from countermark.kit.text import checked_text
from countermark.objects import object_key

queries = load_queries(__file__)

LONGEST_TITLE: Final = 200
MOST_IN_A_PRODUCT: Final = 200
UPLOADS: Final = "/attachments/v1/"


class AttachmentKind(StrEnum):
    """What a file is for."""

    PICTURE = "picture"
    INSTRUCTIONS = "instructions"
    DECLARATION_OF_CONFORMITY = "declaration_of_conformity"
    CERTIFICATE = "certificate"
    TEST_REPORT = "test_report"
    SAFETY_DATA_SHEET = "safety_data_sheet"
    WARRANTY = "warranty"
    OTHER = "other"


class AttachmentState(StrEnum):
    """Announced, or there with all its bytes."""

    PENDING = "pending"
    READY = "ready"


class PictureState(StrEnum):
    """Whether the smaller pictures of a picture are made; ``failed`` says why in ``problem``."""

    PREPARING = "preparing"
    READY = "ready"
    FAILED = "failed"


class PictureVariant(Record, frozen=True, kw_only=True):
    """One size of a picture: WebP, upright, without the metadata of the original."""

    sha256: str
    width: int
    height: int
    size_bytes: int


class Picture(Record, frozen=True, kw_only=True):
    """What there is of a picture besides the original; ``variants`` from the smallest on."""

    state: PictureState
    problem: str | None
    variants: list[PictureVariant]


class Attachment(Record, frozen=True, kw_only=True):
    """A file of a product. ``sha256`` is hexadecimal; ``picture`` is ``null`` for documents and until the bytes came.

    ``storage_path`` is ``brand/product/attachment``. While ``state`` is ``pending``, ``upload_path`` is where the bytes
    are put (``PUT``), below the server's address.
    """

    attachment_id: UUID
    product_id: UUID
    storage_path: str
    filename: str
    mime_type: str
    size_bytes: int
    sha256: str | None
    state: AttachmentState
    title: str | None
    kind: AttachmentKind
    language: str | None
    show_on_passport: bool
    is_main_image: bool
    position: int
    picture: Picture | None
    upload_path: str | None
    created_at: datetime
    updated_at: datetime
    uploaded_at: datetime | None
    deleted_at: datetime | None


def attachment_from(tx: Tx, row: Mapping[str, Any]) -> Attachment:
    """The record in a row of this area's queries."""
    storage_path = object_key(tx.brand_id, row["product_id"], row["attachment_id"])
    made = {
        "storage_path": storage_path,
        "sha256": row["sha256"].hex() if row["sha256"] else None,
        "state": AttachmentState(row["state"]),
        "kind": AttachmentKind(row["kind"]),
        "picture": _picture(row),
        "upload_path": UPLOADS + storage_path if row["state"] == "pending" and row["deleted_at"] is None else None,
    }
    return record_from(Attachment, {**row, **made})


def _picture(row: Mapping[str, Any]) -> Picture | None:
    if row["picture_state"] is None:
        return None
    variants = msgspec.convert(row["pictures"], list[PictureVariant])
    return Picture(state=PictureState(row["picture_state"]), problem=row["picture_problem"], variants=variants)


async def read_attachment(tx: Tx, attachment_id: UUID, *, deleted_too: bool = False) -> Attachment:
    """The file as it stands in this transaction.

    Raises:
        InvalidInput: there is none, it is deleted, or it is another brand's (the same error).
    """
    row = await queries.get_attachment(tx.connection, brand_id=tx.brand_id, attachment_id=attachment_id)
    if row is None or (row["deleted_at"] is not None and not deleted_too):
        raise unknown("_attachment_id", "file")
    return attachment_from(tx, row)


async def lock_attachment(tx: Tx, attachment_id: UUID, *, deleted_too: bool = False) -> Attachment:
    """The file, and its product, held until the transaction ends; the product first, so that no two can deadlock.

    Raises:
        InvalidInput: as :func:`read_attachment`; or the product is archived (``PRODUCT_ARCHIVED``).
    """
    product_id = (await read_attachment(tx, attachment_id, deleted_too=deleted_too)).product_id
    await lock_product(tx, product_id)
    row = await queries.lock_attachment(tx.connection, brand_id=tx.brand_id, attachment_id=attachment_id)
    if row is None or (row["deleted_at"] is not None and not deleted_too):
        raise unknown("_attachment_id", "file")
    return attachment_from(tx, row)


def checked_title(argument: str, title: str | None) -> str | None:
    """``title`` trimmed, of 1 to ``LONGEST_TITLE`` characters; ``None`` stays."""
    return None if title is None else checked_text(argument, title, longest=LONGEST_TITLE)


def checked_language(argument: str, language: str | None) -> str | None:
    """``language`` if it is a language tag; ``None`` stays."""
    if language is not None and not LANGUAGE_TAG.fullmatch(language):
        raise InvalidInput(argument, f"{language[:40]!r} is not a language tag like en or de-AT")
    return language


def told(attachment: Attachment, *names: str) -> dict[str, Any]:
    """Some of its values, for the audit log."""
    return {name: getattr(attachment, name) for name in names}
