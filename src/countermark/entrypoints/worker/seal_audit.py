"""Seals every brand's audit rows about once a second, and all the old ones once an hour."""

import asyncio
import time
from datetime import timedelta

import structlog

from countermark.audit.chain import seal
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.entrypoints.services import Services

SEAL_EVERY_S = 0.8
SEAL_EVERYTHING_EVERY_S = 3600.0
# Longer than any transaction may live, so only a row of a lost worker waits for the hourly pass.
HORIZON = timedelta(minutes=10)
log = structlog.get_logger(__name__)


async def seal_audit_forever(services: Services, stopping: asyncio.Event) -> None:
    """Runs until ``stopping`` is set; a failing pass is logged and tried again with the next."""
    last_full_pass = -SEAL_EVERYTHING_EVERY_S
    while not stopping.is_set():
        full = time.monotonic() - last_full_pass >= SEAL_EVERYTHING_EVERY_S
        try:
            await seal_all_brands(services, None if full else HORIZON)
            last_full_pass = time.monotonic() if full else last_full_pass
        except Exception:
            log.exception("sealing the audit log failed; trying again")
        try:
            await asyncio.wait_for(stopping.wait(), SEAL_EVERY_S)
        except TimeoutError:
            continue


async def seal_all_brands(services: Services, horizon: timedelta | None = None) -> int:
    """One pass over all brands; returns how many rows were sealed."""
    sealed = 0
    for record in await services.pool.fetch("SELECT DISTINCT brand_id FROM host_names"):
        async with brand_transaction(services.pool, record["brand_id"], SYSTEM_ACTOR, services.master_key) as tx:
            sealed += await seal(tx, horizon=horizon)
    return sealed
