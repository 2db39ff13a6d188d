"""Runs the program's commands as a user does: a process, its exit code, its two outputs."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.server import command, environment


@dataclass(frozen=True)
class Ran:
    """A command that ended."""

    code: int
    output: str
    errors: str

    @property
    def json(self) -> Any:
        """The result of a command called with --json."""
        return json.loads(self.output)


@dataclass(frozen=True)
class Deployment:
    """A database and a home folder, for commands to work on."""

    database_url: str
    home: Path

    def run(self, *arguments: str, stdin: str | None = None, **extra: str) -> Ran:
        """Runs ``countermark <arguments>`` to its end."""
        done = subprocess.run(
            command(*arguments),
            env=environment(self.database_url, self.home, **extra),
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def succeed(self, *arguments: str, **options: Any) -> Ran:
        """Runs a command that must end with 0."""
        ran = self.run(*arguments, **options)
        assert ran.code == 0, ran.errors
        return ran
