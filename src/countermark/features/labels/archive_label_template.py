"""Takes a label template out of use."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.labels.label_template import LabelTemplate, read_template
from countermark.features.labels.queries import queries
from countermark.kit.requests import BrandRequest


class ArchiveLabelTemplate(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    label_template_id: UUID


async def archive_label_template(tx: Tx, request: ArchiveLabelTemplate) -> LabelTemplate:
    """The archived template; its name is free again. Files made with it stay. Archiving again changes nothing.

    Raises:
        InvalidInput: no such template in the brand.
    """
    before = await read_template(tx, request.label_template_id, hold=True)
    if before.archived_at is not None:
        return before
    key = {"brand_id": tx.brand_id, "label_template_id": request.label_template_id}
    await queries.archive_template(tx.connection, **key)
    await record(
        tx,
        Action.LABEL_TEMPLATE_ARCHIVED,
        ("label_template", before.label_template_id),
        old={"archived": False},
        new={"archived": True},
    )
    return await read_template(tx, request.label_template_id)
