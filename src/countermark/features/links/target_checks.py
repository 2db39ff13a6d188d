"""What is known of the targets of links: which are due for a look, and what a look found."""

from datetime import timedelta
from typing import Final

from countermark.audit.actions import Action
from countermark.audit.record import Told, record_many
from countermark.db.transaction import Tx
from countermark.features.links.anchor import queries
from countermark.features.links.link import TargetState
from countermark.outbound import Look

MOST_AT_ONCE: Final = 50
A_WORKING_ONE_AFTER: Final = timedelta(days=1)
A_BROKEN_ONE_AFTER: Final = timedelta(hours=1)
MOST_BACKED_OFF: Final = timedelta(days=1)


async def due_targets(tx: Tx) -> list[str]:
    """Targets to look at, some of those that are due; what no link leads to any more is forgotten on the way."""
    await queries.delete_unused_targets(tx.connection, brand_id=tx.brand_id)
    found = queries.list_due_targets(tx.connection, brand_id=tx.brand_id, most=MOST_AT_ONCE)
    return [row["target_url"] async for row in found]


async def keep_look(tx: Tx, target_url: str, look: Look) -> None:
    """Writes what was found; the audit log of each link tells when its target breaks or works again."""
    before = await queries.lock_target(tx.connection, brand_id=tx.brand_id, target_url=target_url)
    failures = 0 if look.problem is None else (before["failures"] if before else 0) + 1
    state = TargetState.OK if look.problem is None else TargetState.BROKEN
    await queries.write_target(
        tx.connection,
        brand_id=tx.brand_id,
        target_url=target_url,
        state=state,
        problem=look.problem and look.problem[:300],
        http_status=look.status,
        final_url=look.final_url,
        redirects=look.redirects,
        failures=failures,
        due_in=_again_in(failures),
    )
    was = before["state"] if before else TargetState.UNCHECKED
    if state is TargetState.BROKEN and was != TargetState.BROKEN:
        await _tell(tx, Action.LINK_TARGET_BROKEN, target_url, was, state, look)
    elif state is TargetState.OK and was == TargetState.BROKEN:
        await _tell(tx, Action.LINK_TARGET_RECOVERED, target_url, was, state, look)


def _again_in(failures: int) -> timedelta:
    """An hour after the first failure, twice as long after each more, a day at most."""
    if failures == 0:
        return A_WORKING_ONE_AFTER
    times: int = 2 ** min(failures - 1, 10)
    return min(A_BROKEN_ONE_AFTER * times, MOST_BACKED_OFF)


async def _tell(tx: Tx, action: Action, target_url: str, was: str, state: TargetState, look: Look) -> None:
    found = queries.list_links_of_target(tx.connection, brand_id=tx.brand_id, target_url=target_url)
    told = {"target_state": state, "target_url": target_url, "problem": look.problem, "http_status": look.status}
    await record_many(tx, action, "link", [Told(row["link_id"], {"target_state": was}, told) async for row in found])
