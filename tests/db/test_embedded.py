"""The embedded server starts in a folder of anybody's, also after a crash."""

import os
from pathlib import Path

import psycopg
import pytest

from countermark.db.embedded import start_embedded


def _answers(home: Path) -> bool:
    server = start_embedded(home)
    try:
        with psycopg.connect(server.url(database="postgres")) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    finally:
        server.stop()


@pytest.mark.slow
def test_a_pid_file_that_names_another_program_is_not_believed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert _answers(home)
    left = f"{os.getpid()}\n{home}/postgres\n1700000000\n5432\n{home}/postgres\n\n  1 2\nready\n"
    (home / "postgres" / "postmaster.pid").write_text(left)
    assert _answers(home)


@pytest.mark.slow
def test_the_lock_is_in_the_deployments_own_folder(tmp_path: Path) -> None:
    assert _answers(tmp_path / "home")
    assert (tmp_path / "home" / "postgres.lock").exists()
