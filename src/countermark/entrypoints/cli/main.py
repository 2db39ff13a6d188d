"""The command line."""

import asyncio
import sys

from countermark.db.migrate import migrate
from countermark.entrypoints.cli.serve import serve
from countermark.entrypoints.database import database_of
from countermark.entrypoints.worker.run import run_worker
from countermark.kit.settings import load_settings


def main() -> None:
    """Runs the command named on the command line."""
    command, *arguments = sys.argv[1:] or ["serve"]
    settings = load_settings()
    if command == "serve":
        serve(settings, frozenset(arguments))
    elif command == "worker":
        asyncio.run(run_worker(settings))
    elif [command, *arguments] == ["db", "migrate"]:
        with database_of(settings) as database:
            migrate(database.owner_url)
