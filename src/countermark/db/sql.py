"""Loads the named SQL blocks that lie beside a feature's code."""

import re
from pathlib import Path
from typing import Any

import aiosql

INCLUDE = re.compile(r"^ *--include (\S+)$", re.MULTILINE)


def load_queries(module_file: str, name: str = "queries.sql") -> Any:
    """The named blocks of ``name`` in the folder of ``module_file`` as async functions of an asyncpg connection.

    ``-- name: get_batch^`` gives one row, ``-- name: list_batches`` an async list of rows, ``!`` a status. A line
    ``--include conditions.sql`` stands for the text of that file, so that blocks can share a list of conditions.
    """
    folder = Path(module_file).parent
    text = INCLUDE.sub(lambda line: (folder / line[1]).read_text().strip(), (folder / name).read_text())
    return aiosql.from_str(text, "asyncpg", mandatory_parameters=False)
