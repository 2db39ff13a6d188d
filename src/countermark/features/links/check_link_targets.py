"""Asks for a look at the targets of links, now."""

from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.links.anchor import queries
from countermark.features.links.link import read_link
from countermark.jobs.queue import JobName, enqueue
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class CheckLinkTargets(BrandRequest, frozen=True, kw_only=True):
    """``_link_id``: only the target of this link."""

    link_id: UUID | None = None


class AskedCheck(Record, frozen=True, kw_only=True):
    """``targets`` are looked at in the background."""

    ok: bool
    targets: int


async def check_link_targets(tx: Tx, request: CheckLinkTargets) -> AskedCheck:
    """How many targets are due now.

    Raises:
        InvalidInput: no such link.
    """
    if request.link_id is not None:
        await read_link(tx, request.link_id)
    which = {"brand_id": tx.brand_id, "link_id": request.link_id}
    await queries.make_targets_due(tx.connection, **which)
    targets = await queries.count_targets(tx.connection, **which)
    await enqueue(tx, JobName.CHECK_LINK_TARGETS)
    target = ("brand", tx.brand_id) if request.link_id is None else ("link", request.link_id)
    await record(tx, Action.LINK_CHECK_ASKED, target, new={"targets": targets})
    return AskedCheck(ok=True, targets=targets)
