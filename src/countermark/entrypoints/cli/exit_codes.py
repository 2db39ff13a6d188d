"""What a command's exit code tells, and which error gives which (docs/cli.md)."""

from enum import IntEnum


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


# By name: what a command did not load cannot have been raised, and loading all of it takes half a second.
EXIT_CODES = {
    "cyclopts.exceptions.CycloptsError": ExitCode.USAGE,
    "countermark.kit.settings.SettingsError": ExitCode.USAGE,
    "countermark.db.pool.DatabaseUnfit": ExitCode.DATABASE_UNFIT,
    "psycopg.OperationalError": ExitCode.DATABASE_UNFIT,
    "asyncpg.exceptions.PostgresConnectionError": ExitCode.DATABASE_UNFIT,
    "asyncpg.exceptions.InvalidAuthorizationSpecificationError": ExitCode.DATABASE_UNFIT,
    "asyncpg.exceptions.InvalidCatalogNameError": ExitCode.DATABASE_UNFIT,
    "builtins.ConnectionError": ExitCode.DATABASE_UNFIT,
    "countermark.serials.key_wrap.WrongMasterKey": ExitCode.WRONG_MASTER_KEY,
    "builtins.KeyboardInterrupt": ExitCode.INTERRUPTED,
}


def exit_code_of(error: BaseException) -> ExitCode:
    """The code for ``error``; ``FAILED`` for whatever has none of its own."""
    names = (f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__)
    return next((EXIT_CODES[name] for name in names if name in EXIT_CODES), ExitCode.FAILED)
