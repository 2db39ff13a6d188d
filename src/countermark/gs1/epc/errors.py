"""The error of this package: a GS1 syntax error that also knows the field of the EPC and the bit it begins at."""

from countermark.gs1.errors import GS1SyntaxError


class EpcError(GS1SyntaxError):
    """An EPC that cannot be read, or facts that a scheme cannot hold.

    `field` names the part of the EPC ("serial", "GS1 company prefix"); `bit` is the 0-based number of the bit it begins
    at, when it was read out of a binary.
    """

    def __init__(self, reason: str, *, field: str | None = None, bit: int | None = None, ai: str | None = None) -> None:
        self.field = field
        self.bit = bit
        super().__init__(reason, ai=ai)

    def _message(self) -> str:
        bit = f" (from bit {self.bit})" if self.bit is not None else ""
        return f"{self.field}{bit}: {self.reason}" if self.field else f"{self.reason}{bit}"
