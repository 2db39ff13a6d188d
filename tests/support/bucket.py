"""A bucket of a real S3-compatible server (nanio), which checks every signature, on a free port of 127.0.0.1."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.support.server import NO_TLS, free_port

BUCKET, KEY, SECRET = "countermark-files", "a-key-of-tests", "a-secret-of-tests"
START_WITHIN_S = 30


@dataclass(frozen=True)
class Bucket:
    """A running server with one bucket. ``folder`` is where it keeps the bucket's objects, as plain files."""

    endpoint: str
    folder: Path

    @property
    def settings(self) -> dict[str, str]:
        """The settings of a deployment that keeps its files here."""
        return {
            "s3_endpoint": self.endpoint,
            "s3_bucket": BUCKET,
            "s3_access_key_id": KEY,
            "s3_secret_access_key": SECRET,
        }

    @property
    def environment(self) -> dict[str, str]:
        """The same as environment variables."""
        return {f"COUNTERMARK_{name.upper()}": value for name, value in self.settings.items()}


@contextmanager
def start_bucket(data: Path) -> Iterator[Bucket]:
    """A server with an empty bucket; ended with the block."""
    folder = data / BUCKET
    folder.mkdir(parents=True)
    port = free_port()
    arguments = ["serve", "--data-dir", str(data), "--host", "127.0.0.1", "--port", str(port), "--log-level", "error"]
    process = subprocess.Popen(
        [sys.executable, "-m", "nanio", *arguments],
        env={"NANIO_ACCESS_KEY": KEY, "NANIO_SECRET_KEY": SECRET},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(process, f"http://127.0.0.1:{port}")
        yield Bucket(f"http://127.0.0.1:{port}", folder)
    finally:
        process.terminate()
        process.wait(20)


def _wait(process: "subprocess.Popen[bytes]", url: str) -> None:
    deadline = time.monotonic() + START_WITHIN_S
    with httpx.Client(timeout=2, verify=NO_TLS) as http:
        while time.monotonic() < deadline and process.poll() is None:
            try:
                http.get(url)
                return
            except httpx.TransportError:
                time.sleep(0.05)
    raise AssertionError("the S3 server did not start")
