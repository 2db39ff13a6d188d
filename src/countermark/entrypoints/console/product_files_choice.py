"""The files of a product that a field can name."""

from uuid import UUID

from countermark.entrypoints.console.visits import Visit
from countermark.features.attachments.attachment import MOST_IN_A_PRODUCT, AttachmentState


async def files_of(visit: Visit, product_id: UUID) -> list[tuple[str, str]]:
    """The files that are there, by id and title."""
    found = await visit.call("list_product_attachments", product_id=product_id, limit=MOST_IN_A_PRODUCT)
    there = [one for one in found.items if one.state is AttachmentState.READY]
    return [(str(one.attachment_id), one.title or one.filename) for one in there]
