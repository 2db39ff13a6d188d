"""A deployment whose workers a test starts and kills itself."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.server import LiveServer, command, environment

HEARTBEAT_S = 1.0


@dataclass(frozen=True)
class Deployment:
    """An API without a worker, on a database of its own."""

    api: LiveServer
    database_url: str
    home: Path

    def start_worker(self) -> "subprocess.Popen[bytes]":
        """A `countermark worker` whose jobs are taken over soon after it is gone."""
        with (self.home / "worker.log").open("ab") as log:
            return subprocess.Popen(
                command("worker"),
                env=environment(self.database_url, self.home, COUNTERMARK_JOB_HEARTBEAT_S=str(HEARTBEAT_S)),
                stdout=log,
                stderr=log,
            )

    @contextmanager
    def worker(self) -> Iterator[None]:
        """A worker for the block, told to stop after it."""
        process = self.start_worker()
        try:
            yield
        finally:
            process.terminate()
            process.wait(20)


def kill_9(process: "subprocess.Popen[bytes]") -> None:
    """Ends it at this very instant, without a word."""
    process.kill()
    process.wait()
