"""``countermark audit verify``: whether a brand's audit log is what was written."""

import asyncio
from uuid import UUID

from cyclopts import App

from countermark.audit.chain import ChainReport, verify
from countermark.entrypoints.cli.exit_codes import ExitCode
from countermark.entrypoints.cli.operator import brand_named, operator_transaction
from countermark.entrypoints.cli.output import Json, show
from countermark.entrypoints.services import open_services
from countermark.kit.settings import load_settings

audit_app = App(name="audit", help="The audit log.")


@audit_app.command(name="verify")
def verify_command(*, brand: str, json: Json = False) -> ExitCode:
    """Recompute a brand's hash chain; exit code 1 when a link does not hold.

    Parameters
    ----------
    brand
        The brand's id or subdomain.
    """
    brand_id, report = asyncio.run(_verify(brand))
    tail = f"{report.unsealed_rows} rows not sealed yet"
    lines = [f"intact: {report.sealed_rows} sealed rows, {tail}"]
    if not report.intact:
        lines = [f"BROKEN at link {report.first_broken_sequence}: {report.problem}; {tail}"]
    show({"brand_id": brand_id, **{name: getattr(report, name) for name in report.__struct_fields__}}, lines, json=json)
    return ExitCode.OK if report.intact else ExitCode.FAILED


async def _verify(brand: str) -> tuple[UUID, ChainReport]:
    async with open_services(load_settings()) as services:
        brand_id = await brand_named(services, brand)
        async with operator_transaction(services, brand_id) as tx:
            return brand_id, await verify(tx)
