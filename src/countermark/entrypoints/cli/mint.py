"""``countermark mint``: submits a mint request and waits until it is done."""

import asyncio
import time
from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from cyclopts import Parameter

from countermark.entrypoints.cli.exit_codes import CommandFailed
from countermark.entrypoints.cli.operator import brand_named, run_as_operator
from countermark.entrypoints.cli.output import Advance, Json, progress, show
from countermark.entrypoints.services import Services, open_services
from countermark.features.minting.get_mint_batch_by_id import MintBatchDetails
from countermark.features.minting.mint_request import ActivationMode, IdentityMode, LotRequest
from countermark.features.minting.submit_mint_request import MintBlocked
from countermark.kit.settings import Settings, load_settings

LOOK_EVERY_S = 0.1
STATUSES = ("QUEUED", "RESERVED", "PROCESSING", "COMPLETED")


def mint_command(
    *,
    brand: str,
    product: UUID,
    quantity: int,
    product_batch: UUID | None = None,
    identity: IdentityMode = "serial",
    activation: ActivationMode = "first_scan",
    lot: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    key: str | None = None,
    wait_s: float = 60.0,
    json: Json = False,
) -> None:
    """Mint units of a product and wait until they are there. A worker must be running.

    Parameters
    ----------
    brand
        The brand's id or subdomain.
    product
        The product's id.
    quantity
        How many units: 1 to 1,000,000.
    product_batch
        The id of the production batch they belong to.
    identity
        serial: each unit has its own passport; batch: units share that of their lot.
    activation
        When a unit becomes active: at once, or when it is first scanned.
    lot
        CODE=QUANTITY; name it once for each lot.
    key
        An idempotency key: the same command with it again mints nothing more.
    wait_s
        How long to wait for the worker, in seconds; 0 to return at once.
    """
    arguments = {
        "product_id": product,
        "product_batch_id": product_batch,
        "requested_quantity": quantity,
        "identity_mode": identity,
        "activation_mode": activation,
        "lots": [_lot(text) for text in lot] or None,
        "idempotency_key": key,
    }
    batch = asyncio.run(_mint(load_settings(), brand, arguments, wait_s))
    show(batch, [f"{batch.quantity} units, {batch.status}: mint batch {batch.mint_batch_id}"], json=json)


def _lot(text: str) -> LotRequest:
    code, separator, quantity = text.rpartition("=")
    if not separator or not quantity.isdecimal():
        raise CommandFailed(f"--lot {text!r}: write CODE=QUANTITY, for example --lot A-17=500")
    return LotRequest(lot_code=code, qty=int(quantity))


async def _mint(settings: Settings, brand: str, arguments: Mapping[str, object], wait_s: float) -> MintBatchDetails:
    async with open_services(settings) as services:
        brand_id = await brand_named(services, brand)
        queued = await run_as_operator(services, "submit_mint_request", brand_id=brand_id, **arguments)
        if isinstance(queued, MintBlocked):
            raise CommandFailed("; ".join(f"{each.code}: {each.message}" for each in queued.blocking_reasons))
        with progress("minting", len(STATUSES)) as advance:
            return await _finished(services, brand_id, queued.mint_batch_id, wait_s, advance)


async def _finished(
    services: Services, brand_id: UUID, mint_batch_id: UUID, wait_s: float, advance: Advance
) -> MintBatchDetails:
    deadline = time.monotonic() + wait_s
    while True:
        batch: MintBatchDetails = await run_as_operator(
            services, "get_mint_batch_by_id", brand_id=brand_id, mint_batch_id=mint_batch_id
        )
        if batch.job.status == "FAILED":
            raise CommandFailed(f"mint batch {mint_batch_id} failed: {batch.job.error}")
        advance(STATUSES.index(batch.job.status) + 1)
        if batch.job.status == "COMPLETED" or wait_s <= 0:
            return batch
        if time.monotonic() > deadline:
            raise CommandFailed(
                f"mint batch {mint_batch_id} is still {batch.job.status} after {wait_s:g} s: is a worker running? "
                "Start one with `countermark worker`; the job waits for it"
            )
        await asyncio.sleep(LOOK_EVERY_S)
