"""The steps of the job that makes a picture's smaller pictures; each in a transaction of its own.

An attempt is counted before the picture is opened, so a picture that ends its worker is given up after three of them.
"""

from typing import Final
from uuid import UUID

import msgspec

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.attachments.attachment import (
    Attachment,
    PictureState,
    PictureVariant,
    attachment_from,
    queries,
)

MOST_ATTEMPTS: Final = 3
GIVEN_UP: Final = "the picture could not be prepared; upload it again, smaller"


async def begin_pictures(tx: Tx, attachment_id: UUID) -> Attachment | None:
    """The picture to work on, its attempt counted; ``None``: nothing is to be done, or it is given up now."""
    key = {"brand_id": tx.brand_id, "attachment_id": attachment_id}
    row = await queries.begin_pictures(tx.connection, **key, most_attempts=MOST_ATTEMPTS)
    if row is None:
        await fail_pictures(tx, attachment_id, GIVEN_UP)
        return None
    return attachment_from(tx, row)


async def finish_pictures(tx: Tx, attachment_id: UUID, variants: list[PictureVariant]) -> None:
    """The pictures are in the object store."""
    await _finish(tx, attachment_id, PictureState.READY, None, variants)


async def fail_pictures(tx: Tx, attachment_id: UUID, problem: str) -> None:
    """The picture cannot be shown; ``problem`` says why. It is no main image and on no passport then."""
    await _finish(tx, attachment_id, PictureState.FAILED, problem, [])


async def _finish(
    tx: Tx, attachment_id: UUID, state: PictureState, problem: str | None, variants: list[PictureVariant]
) -> None:
    row = await queries.finish_pictures(
        tx.connection,
        brand_id=tx.brand_id,
        attachment_id=attachment_id,
        picture_state=state,
        problem=problem,
        pictures=msgspec.to_builtins(variants),
    )
    if row is None:
        return
    new = {"picture_state": state, "problem": problem, "widths": [variant.width for variant in variants]}
    await record(tx, Action.PICTURES_PREPARED, ("attachment", attachment_id), new=new)
