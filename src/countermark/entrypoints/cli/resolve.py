"""``countermark resolve``: what a scan of a URL would do, step by step."""

import asyncio

from countermark.entrypoints.cli.exit_codes import ExitCode
from countermark.entrypoints.cli.output import Json, show
from countermark.entrypoints.services import open_services
from countermark.features.resolution.explain_scan import Step, explain_scan
from countermark.kit.settings import load_settings

MARKS = {True: "ok  ", False: "STOP"}


def resolve_command(url: str, /, *, accept: str = "", language: str = "", json: Json = False) -> ExitCode:
    """Explain what a scan of a URL would do. Activates and records nothing; exit code 1 when it leads nowhere.

    Parameters
    ----------
    url
        What the code holds, for example http://demo.localhost:8000/01/09520123450014; it may have linkType and context.
    accept
        Accept header of the request, for example application/linkset+json.
    language
        Accept-Language header of the request, for example de-AT,en;q=0.5.
    """
    steps = asyncio.run(_explain(url, accept, language))
    width = max(len(step.step) for step in steps)
    show(steps, [f"{MARKS[step.went_well]} {step.step:<{width}}  {step.finding}" for step in steps], json=json)
    return ExitCode.OK if steps[-1].went_well else ExitCode.FAILED


async def _explain(url: str, accept: str, language: str) -> list[Step]:
    settings = load_settings()
    async with open_services(settings) as services:
        return await explain_scan(
            services.pool, services.master_key, settings, url, accept=accept, accept_language=language
        )
