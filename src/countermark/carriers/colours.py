"""Colours of a symbol, and how a scanner sees them."""

import re
from typing import Final, NamedTuple

_HEX: Final = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")


class Colour(NamedTuple):
    """Red, green and blue, 0 to 255 each (sRGB)."""

    red: int
    green: int
    blue: int

    @classmethod
    def from_hex(cls, text: str) -> "Colour":
        """``#rrggbb``; raises ``ValueError`` for anything else."""
        found = _HEX.fullmatch(text)
        if found is None:
            raise ValueError("must be a colour like #1a2b3c")
        return cls(*(int(part, 16) for part in found.groups()))

    @property
    def hex(self) -> str:
        """``#rrggbb``."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def parts(self) -> tuple[float, float, float]:
        """The three of them, 0 to 1."""
        return self.red / 255, self.green / 255, self.blue / 255

    @property
    def reflectance(self) -> float:
        """How much light comes back from it, 0 to 1: the less of red light (660 nm, which laser scanners use) and of
        white light (which cameras use)."""
        red, green, blue = (_linear(part) for part in self.parts)
        return min(red, 0.2126 * red + 0.7152 * green + 0.0722 * blue) if red < green else red


BLACK: Final = Colour(0, 0, 0)
WHITE: Final = Colour(255, 255, 255)


def _linear(part: float) -> float:
    """The light of an sRGB value (IEC 61966-2-1)."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
