"""What runs in the background, of every kind: a literal list of sources, shown on every page and on one of its own."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from countermark.entrypoints.console.visits import Visit
from countermark.features.accounts.permissions import Permission

SHOWN_OF_A_KIND = 5


@dataclass(frozen=True)
class RunningWork:
    """A job that has not ended; ``done`` of ``total`` units, rows or products, as far as that is known."""

    title: str
    subject: str
    address: str
    total: int | None = None
    done: int | None = None

    @property
    def percent(self) -> int | None:
        """How far it is, when that is known."""
        if self.done is None or not self.total:
            return None
        return min(100, self.done * 100 // self.total)


@dataclass(frozen=True)
class Source:
    """One kind of work: what a role needs to see it, and what of it runs now."""

    permission: Permission
    find: Callable[[Visit], Awaitable[list[RunningWork]]]


async def _mints(visit: Visit) -> list[RunningWork]:
    found = await visit.call("list_mint_batches", status="queued", limit=SHOWN_OF_A_KIND)
    return [
        RunningWork(
            title="Minting",
            subject=batch.batch_number or "",
            address=f"{visit.home}minting/{batch.mint_batch_id}",
            total=batch.quantity,
        )
        for batch in found.items
    ]


async def _readiness_runs(visit: Visit) -> list[RunningWork]:
    run = await visit.call("get_readiness_run")
    if run is None or run.status == "COMPLETED":
        return []
    return [
        RunningWork(
            title="Working out readiness",
            subject="",
            address=f"{visit.home}settings/fields",
            total=run.total_products or None,
            done=run.processed_products,
        )
    ]


async def _bulk_updates(visit: Visit) -> list[RunningWork]:
    found = [
        job
        for status in ("running", "queued")
        for job in (await visit.call("list_bulk_update_jobs", status=status, limit=SHOWN_OF_A_KIND)).items
    ]
    return [
        RunningWork(
            title="Undoing a bulk update" if job.undo_of else "Bulk update",
            subject=f"{job.total_items:,} products{' so far' if job.is_collecting else ''}",
            address=f"{visit.home}bulk-updates/{job.id}",
            total=None if job.is_collecting else job.total_items,
            done=job.processed_items,
        )
        for job in found[:SHOWN_OF_A_KIND]
    ]


async def _imports(visit: Visit) -> list[RunningWork]:
    found = await visit.call("list_import_jobs", running=True, limit=SHOWN_OF_A_KIND)
    return [
        RunningWork(
            title="Importing" if job.status == "committing" else "Checking",
            subject=job.filename,
            address=f"{visit.home}imports/{job.import_job_id}",
            total=job.total_rows or None,
            done=job.processed_rows if job.status == "committing" else None,
        )
        for job in found.items
    ]


async def _labels(visit: Visit) -> list[RunningWork]:
    found = [
        job
        for status in ("running", "queued")
        for job in (await visit.call("list_label_jobs", status=status, limit=SHOWN_OF_A_KIND)).items
    ]
    return [
        RunningWork(
            title="Printing labels",
            subject=job.template_name,
            address=f"{visit.home}labels/{job.label_job_id}",
            total=2 * job.label_count,
            done=job.drawn_labels + job.checked_labels,
        )
        for job in found[:SHOWN_OF_A_KIND]
    ]


async def _serial_lists(visit: Visit) -> list[RunningWork]:
    found = await visit.call("list_serial_lists", running=True, limit=SHOWN_OF_A_KIND)
    return [
        RunningWork(
            title="Checking serials" if serials.status == "checking" else "Revoking units",
            subject=serials.filename or "",
            address=f"{visit.home}minting/serials/{serials.serial_list_id}",
            total=serials.accepted_rows if serials.status == "revoking" else None,
            done=serials.revoked_rows if serials.status == "revoking" else None,
        )
        for serials in found.items
    ]


async def _exports(visit: Visit) -> list[RunningWork]:
    found = await visit.call("list_exports", running=True, limit=SHOWN_OF_A_KIND)
    return [
        RunningWork(
            title="Exporting",
            subject=export.batch_number or "",
            address=f"{visit.home}exports/{export.export_id}",
            total=export.wanted_units or None,
            done=export.done_units,
        )
        for export in found.items
    ]


SOURCES: tuple[Source, ...] = (
    Source(Permission.MINT_READ, _mints),
    Source(Permission.MINT_READ, _serial_lists),
    Source(Permission.FIELDS_MANAGE, _readiness_runs),
    Source(Permission.PRODUCTS_READ, _bulk_updates),
    Source(Permission.IMPORTS_READ, _imports),
    Source(Permission.EXPORTS_READ, _labels),
    Source(Permission.EXPORTS_READ, _exports),
)


async def running_work(visit: Visit) -> list[RunningWork]:
    """Everything in the brand that runs now and that the role may see."""
    running: list[RunningWork] = []
    for source in SOURCES:
        if source.permission in visit.permissions:
            running += await source.find(visit)
    return running
