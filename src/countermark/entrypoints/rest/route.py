"""What the REST door knows of a route: one line of its table."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from countermark.entrypoints.operations.operation import Operation
from countermark.entrypoints.operations.table import OPERATIONS


class Body(StrEnum):
    """What the body of a request is: the operation's arguments, its ``_patch``, or nothing."""

    ARGUMENTS = "arguments"
    PATCH = "patch"
    NONE = "none"


@dataclass(frozen=True)
class Deprecation:
    """Since when a route is deprecated (RFC 9745), when it ends (RFC 8594), and what takes its place."""

    since: datetime
    sunset: datetime
    successor: str


@dataclass(frozen=True, kw_only=True)
class Route:
    """A line of the route table.

    ``path`` has the operation's arguments in braces; the rest of them comes from the query of a GET, from the body of
    others. ``made_at`` is where a thing that was made is found, with keys of the answer in braces. ``shown_by`` is the
    operation whose answer the entity tag of a resource is made of. ``enveloped``: the answer is ``{ok, data, meta}``.
    ``keyed``: the operation has an idempotency key of its own, and the header's is given to it.
    """

    method: str
    path: str
    runs: str
    tag: str
    body: Body = Body.NONE
    status: int = 200
    made_at: str | None = None
    shown_by: str | None = None
    enveloped: bool = False
    deprecation: Deprecation | None = None

    @property
    def operation(self) -> Operation:
        """The line of the operation table that runs."""
        return OPERATIONS[self.runs]

    @cached_property
    def segments(self) -> tuple[str, ...]:
        """The parts of the path."""
        return tuple(self.path.strip("/").split("/"))

    @cached_property
    def in_path(self) -> tuple[str, ...]:
        """The arguments that stand in the path."""
        return tuple(part[1:-1] for part in self.segments if part.startswith("{"))

    def match(self, segments: tuple[str, ...]) -> dict[str, str] | None:
        """The arguments in a path of as many parts, ``None`` when it is another route's."""
        if len(segments) != len(self.segments):
            return None
        pairs = list(zip(self.segments, segments, strict=True))
        if any(own != given for own, given in pairs if not own.startswith("{")):
            return None
        return {own[1:-1]: given for own, given in pairs if own.startswith("{")}
