"""What a command's exit code tells, and which error gives which (docs/cli.md)."""

from enum import IntEnum

import asyncpg
import psycopg
from cyclopts import CycloptsError

from countermark.db.pool import DatabaseUnfit
from countermark.kit.settings import SettingsError
from countermark.serials import WrongMasterKey


class ExitCode(IntEnum):
    """Stable: scripts match on it."""

    OK = 0
    FAILED = 1
    USAGE = 2
    DATABASE_UNFIT = 3
    WRONG_MASTER_KEY = 4
    INTERRUPTED = 130


class CommandFailed(RuntimeError):
    """The command could not do what was asked; the message says why and what to do."""


EXIT_CODES: tuple[tuple[type[BaseException], ExitCode], ...] = (
    (CycloptsError, ExitCode.USAGE),
    (SettingsError, ExitCode.USAGE),
    (DatabaseUnfit, ExitCode.DATABASE_UNFIT),
    (psycopg.OperationalError, ExitCode.DATABASE_UNFIT),
    (asyncpg.PostgresConnectionError, ExitCode.DATABASE_UNFIT),
    (asyncpg.InvalidAuthorizationSpecificationError, ExitCode.DATABASE_UNFIT),
    (asyncpg.InvalidCatalogNameError, ExitCode.DATABASE_UNFIT),
    (ConnectionError, ExitCode.DATABASE_UNFIT),
    (WrongMasterKey, ExitCode.WRONG_MASTER_KEY),
    (KeyboardInterrupt, ExitCode.INTERRUPTED),
)


def exit_code_of(error: BaseException) -> ExitCode:
    """The code for ``error``; ``FAILED`` for whatever has none of its own."""
    return next((code for kind, code in EXIT_CODES if isinstance(error, kind)), ExitCode.FAILED)
