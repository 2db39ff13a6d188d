"""The worker: takes jobs from the queue, and seals the audit log, unfolds scans and tidies files meanwhile."""

import asyncio
import os
import signal
from datetime import timedelta

import asyncpg
import msgspec
import structlog
from pgqueuer import PgQueuer
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.models import Job

from countermark.db.pool import APPLICATION_ROLE
from countermark.db.queue_settings import QUEUE
from countermark.entrypoints.database import database_of
from countermark.entrypoints.follow_parent import parent_ended, parent_to_follow
from countermark.entrypoints.services import Services, open_services
from countermark.entrypoints.worker.check_link_targets import check_links_forever
from countermark.entrypoints.worker.seal_audit import seal_audit_forever
from countermark.entrypoints.worker.send_account_mail import send_account_mail_forever
from countermark.entrypoints.worker.send_mails import send_mails_forever
from countermark.entrypoints.worker.sum_activations import sum_activations_forever
from countermark.entrypoints.worker.table import JOBS, JobFunction
from countermark.entrypoints.worker.tidy_attachments import tidy_attachments_forever
from countermark.entrypoints.worker.tidy_rows import tidy_rows_forever
from countermark.entrypoints.worker.tidy_scans import tidy_scans_forever
from countermark.entrypoints.worker.unfold_scans import unfold_scans_forever
from countermark.jobs.queue import JobPayload, queue_queries
from countermark.kit.logs import configure_logs
from countermark.kit.settings import Settings

log = structlog.get_logger(__name__)


async def run_worker(settings: Settings) -> None:
    """Works until SIGTERM or SIGINT, then finishes the jobs in hand. Any number of workers may run."""
    configure_logs(settings.log_level)
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    async with open_services(settings) as services:
        with database_of(settings) as database:
            connection = await asyncpg.connect(
                database.application_url, server_settings={"role": APPLICATION_ROLE, "application_name": "worker"}
            )
        orphaned = asyncio.create_task(_stop_when_orphaned(stopping))
        try:
            await asyncio.gather(
                _work(services, connection, stopping),
                seal_audit_forever(services, stopping),
                tidy_attachments_forever(services, stopping),
                check_links_forever(services, stopping),
                tidy_rows_forever(services, stopping),
                unfold_scans_forever(services, stopping),
                tidy_scans_forever(services, stopping),
                sum_activations_forever(services, stopping),
                send_mails_forever(services, stopping),
                send_account_mail_forever(services, stopping),
            )
        finally:
            orphaned.cancel()
            await connection.close()


async def _stop_when_orphaned(stopping: asyncio.Event) -> None:
    parent = parent_to_follow(os.environ)
    if parent is not None:
        await parent_ended(parent)
        stopping.set()


async def _work(services: Services, connection: "asyncpg.Connection[asyncpg.Record]", stopping: asyncio.Event) -> None:
    driver = AsyncpgDriver(connection)
    queuer = PgQueuer(driver, channel=QUEUE.channel, queries=queue_queries(driver))
    for name, function in JOBS.items():
        queuer.entrypoint(str(name))(_entrypoint(services, function))
    heartbeat = timedelta(seconds=services.settings.job_heartbeat_s)
    working = asyncio.create_task(
        queuer.qm.run(heartbeat_timeout=heartbeat, dequeue_timeout=min(heartbeat, timedelta(seconds=5)))
    )
    stopped = asyncio.create_task(stopping.wait())
    await asyncio.wait({working, stopped}, return_when=asyncio.FIRST_COMPLETED)
    queuer.shutdown.set()
    stopping.set()
    stopped.cancel()
    await working


def _entrypoint(services: Services, function: JobFunction):  # type: ignore[no-untyped-def]
    async def run(job: Job) -> None:
        await function(services, msgspec.json.decode(job.payload or b"", type=JobPayload))

    return run
