"""Changes what is said of a file, its place, and whether passports show it."""

from typing import Any
from uuid import UUID

from msgspec import UNSET, UnsetType

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.attachments.attachment import (
    Attachment,
    AttachmentKind,
    PictureState,
    attachment_from,
    checked_language,
    checked_title,
    lock_attachment,
    queries,
)
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest, Patch

LAST_POSITION = 9999


class AttachmentPatch(Patch, frozen=True, kw_only=True):
    """An absent key is left alone; ``null`` clears ``title`` and ``language``."""

    title: str | None | UnsetType = UNSET
    kind: AttachmentKind | UnsetType = UNSET
    language: str | None | UnsetType = UNSET
    show_on_passport: bool | UnsetType = UNSET
    is_main_image: bool | UnsetType = UNSET
    position: int | UnsetType = UNSET


class UpdateProductAttachment(BrandRequest, frozen=True, kw_only=True):
    """``_patch`` holds only what shall change."""

    attachment_id: UUID
    patch: AttachmentPatch


async def update_product_attachment(tx: Tx, request: UpdateProductAttachment) -> Attachment:
    """The file after the change. A new main image takes the place of the one before.

    Passports published already keep what they show.

    Raises:
        InvalidInput: names the key of the patch; no such file; not a picture, or one that cannot be read
            (``NOT_A_PICTURE``); its product is archived (``PRODUCT_ARCHIVED``).
    """
    changes = _checked(request.patch)
    before = await lock_attachment(tx, request.attachment_id)
    changed = {key: value for key, value in changes.items() if value != getattr(before, key)}
    if not changed:
        return before
    _check_picture(before, changed)
    if changed.get("is_main_image"):
        await queries.clear_main_image(tx.connection, brand_id=tx.brand_id, product_id=before.product_id)
    names = AttachmentPatch.__struct_fields__
    values = {name: changed.get(name, getattr(before, name)) for name in names}
    row = await queries.update_attachment(
        tx.connection, brand_id=tx.brand_id, attachment_id=request.attachment_id, **values
    )
    old = {key: getattr(before, key) for key in changed}
    await record(tx, Action.ATTACHMENT_UPDATED, ("attachment", request.attachment_id), old=old, new=changed)
    return attachment_from(tx, row)


def _checked(patch: AttachmentPatch) -> dict[str, Any]:
    changes: dict[str, Any] = patch.changes()
    if "title" in changes:
        changes["title"] = checked_title("_patch.title", changes["title"])
    if "language" in changes:
        checked_language("_patch.language", changes["language"])
    if not 0 <= changes.get("position", 0) <= LAST_POSITION:
        raise InvalidInput("_patch.position", f"must be between 0 and {LAST_POSITION}")
    return changes


def _check_picture(before: Attachment, changed: dict[str, Any]) -> None:
    """A picture that cannot be read can be kept, but neither stand for its product nor on a passport."""
    if changed.get("is_main_image") and (before.picture is None or before.picture.state is PictureState.FAILED):
        raise InvalidInput("_patch.is_main_image", "this file is no picture that can be shown", code="NOT_A_PICTURE")
    is_broken = before.picture is not None and before.picture.state is PictureState.FAILED
    if changed.get("show_on_passport") and is_broken:
        raise InvalidInput("_patch.show_on_passport", "this picture cannot be read", code="NOT_A_PICTURE")
