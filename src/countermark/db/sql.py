"""Loads the named SQL blocks that lie beside a feature's code."""

from pathlib import Path
from typing import Any

import aiosql


def load_queries(module_file: str, name: str = "queries.sql") -> Any:
    """The named blocks of ``name`` in the folder of ``module_file`` as async functions of an asyncpg connection.

    ``-- name: get_batch^`` gives one row, ``-- name: list_batches`` an async list of rows, ``!`` a status.
    """
    return aiosql.from_path(Path(module_file).with_name(name), "asyncpg", mandatory_parameters=False)
