"""What commands print: results on standard output, everything else on standard error."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any, Protocol

import msgspec
from cyclopts import Parameter
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from countermark.kit.errors import OperationError

Json = Annotated[bool, Parameter(name="--json", negative="", help="Print the result as JSON.")]


class Advance(Protocol):
    """Tells a progress bar how far the work is."""

    def __call__(self, completed: int) -> None:
        """``completed`` of the total is done."""


def show(value: Any, lines: Iterable[str], *, json: bool) -> None:
    """Prints the result: ``value`` as one JSON document, or ``lines`` for people."""
    text = msgspec.json.format(msgspec.json.encode(value)).decode() if json else "\n".join(lines)
    print(text, flush=True)


def show_error(error: BaseException, *, json: bool) -> None:
    """One line on standard error that says what was wrong, or the error as JSON."""
    parts = _error_parts(error)
    if json:
        print(msgspec.json.encode(parts).decode(), file=sys.stderr)
    else:
        hint = f" ({parts['hint']})" if parts["hint"] else ""
        print(f"countermark: {parts['details']}{hint}", file=sys.stderr)


def _error_parts(error: BaseException) -> dict[str, Any]:
    if isinstance(error, OperationError):
        return dict(error.as_json())
    details = " ".join(str(error).split()) or type(error).__name__
    return {"code": type(error).__name__, "message": "Failed", "details": details, "hint": None}


@contextmanager
def progress(title: str, total: int) -> Iterator[Advance]:
    """A bar on standard error while the block runs; nothing where that is no terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(title, total=total)
        yield lambda completed: bar.update(task, completed=completed)
