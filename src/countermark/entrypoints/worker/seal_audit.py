"""Seals the audit rows of brands at work about once a second, and all the old ones of every brand once an hour."""

import asyncio
import time
from datetime import timedelta
from uuid import UUID

from countermark.audit.chain import seal
from countermark.db.transaction import SYSTEM_ACTOR, brand_transaction
from countermark.entrypoints.services import Services
from countermark.entrypoints.worker.repeat import repeat
from countermark.entrypoints.worker.rounds import Rounds

SEAL_EVERY_S = 0.8
SEAL_EVERYTHING_EVERY_S = 3600.0
# Longer than any transaction may live, so only a row of a lost worker waits for the hourly pass.
HORIZON = timedelta(minutes=10)


async def seal_audit_forever(services: Services, stopping: asyncio.Event) -> None:
    """Runs until ``stopping`` is set."""
    rounds = Rounds()
    last_full_pass = -SEAL_EVERYTHING_EVERY_S

    async def seal_due() -> None:
        nonlocal last_full_pass
        full = time.monotonic() - last_full_pass >= SEAL_EVERYTHING_EVERY_S
        await seal_brands(services, rounds, None if full else HORIZON, everywhere=full)
        last_full_pass = time.monotonic() if full else last_full_pass

    await repeat(seal_due, SEAL_EVERY_S, stopping, what="sealing the audit log")


async def seal_brands(
    services: Services, rounds: Rounds, horizon: timedelta | None = None, *, everywhere: bool = False
) -> int:
    """One round over the brands; returns how many rows were sealed."""

    async def visit(brand_id: UUID) -> int:
        async with brand_transaction(services.pool, brand_id, SYSTEM_ACTOR, services.master_key) as tx:
            return await seal(tx, horizon=horizon)

    return await rounds.go(services.pool, visit, everywhere=everywhere)
