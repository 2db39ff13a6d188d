"""``countermark worker``: takes jobs from the queue."""

import uvloop

from countermark.entrypoints.cli.output import Json
from countermark.entrypoints.worker.run import run_worker
from countermark.kit.settings import load_settings


def worker_command(*, json: Json = False) -> None:
    """Take jobs from the queue until SIGTERM or Ctrl-C, then finish those in hand. Any number may run.
    Its log is JSON on standard error, with or without --json.
    """
    uvloop.run(run_worker(load_settings()))
