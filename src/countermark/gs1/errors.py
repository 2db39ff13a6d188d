"""The one error of this package: text that is not what a GS1 standard says it must be."""

from typing import Literal

Segment = Literal["uri", "scheme", "authority", "path", "query", "value"]


class GS1SyntaxError(ValueError):
    """Text refused by a GS1 syntax rule.

    `reason` says what is wrong, in words; `ai` is the Application Identifier it concerns, if one; `segment`
    is the part of the URI it was found in ("value" when the text was given alone); `position` is the 0-based
    index of the first wrong character in the decoded value (in the whole URI when `segment` is "uri").
    """

    def __init__(
        self, reason: str, *, ai: str | None = None, segment: Segment = "value", position: int | None = None
    ) -> None:
        self.reason = reason
        self.ai = ai
        self.segment: Segment = segment
        self.position = position
        super().__init__(self._message())

    def __reduce__(self) -> tuple[object, tuple[str], dict[str, object]]:
        return type(self), (self.reason,), {**self.__dict__, "args": self.args}

    def __setstate__(self, state: dict[str, object] | None) -> None:
        for name, value in (state or {}).items():
            setattr(self, name, value)

    def _message(self) -> str:
        subject = f"AI ({self.ai})" if self.ai is not None else ""
        place = "" if self.segment == "value" else f"in the {self.segment}"
        if self.segment == "uri":
            place = "in the URI"
        head = " ".join(part for part in (subject, place) if part)
        tail = f" (at character {self.position + 1})" if self.position is not None else ""
        return f"{head}: {self.reason}{tail}" if head else f"{self.reason}{tail}"
