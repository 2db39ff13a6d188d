"""The worker beside the server: a process of its own, started again should it die."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from countermark.entrypoints.follow_parent import PARENT_VARIABLE
from countermark.kit.settings import Settings, variable_of

# Background work gives way to people who wait for an answer on the same machine.
NICENESS = 5
RESTART_AFTER_S = 1.0
STOP_WITHIN_S = 15
log = structlog.get_logger(__name__)


def child_environment(settings: Settings) -> dict[str, str]:
    """What child processes need to see the very same settings, and to end with this one."""
    own = {name: getattr(settings, name) for name in settings.__struct_fields__}
    given = {variable_of(name): str(value) for name, value in own.items() if value is not None}
    return given | {PARENT_VARIABLE: str(os.getpid())}


@contextmanager
def worker_process() -> Iterator[None]:
    """A worker with this program's environment, as long as the block. Ended, it finishes the jobs in hand."""
    stopping = threading.Event()
    current = [_start()]
    watcher = threading.Thread(target=_keep_alive, args=(current, stopping), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        stopping.set()
        _end(current[0])
        watcher.join(STOP_WITHIN_S)
        _end(current[0])


def _start() -> "subprocess.Popen[bytes]":
    # A session of its own: Ctrl-C in the terminal reaches the server only, which then ends the worker in order.
    worker = subprocess.Popen([sys.executable, "-m", "countermark", "worker"], start_new_session=True)
    os.setpriority(os.PRIO_PROCESS, worker.pid, os.getpriority(os.PRIO_PROCESS, 0) + NICENESS)
    return worker


def _keep_alive(current: list["subprocess.Popen[bytes]"], stopping: threading.Event) -> None:
    while True:
        code = current[0].wait()
        if stopping.is_set():
            return
        log.error("the worker ended; starting it again", exit_code=code)
        if stopping.wait(RESTART_AFTER_S):
            return
        current[0] = _start()


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
