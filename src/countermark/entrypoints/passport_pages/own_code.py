"""The QR code of a passport's own address, as one path of an SVG."""

from functools import lru_cache
from typing import NamedTuple

from countermark.carriers import CannotCarry, Symbology, make_symbol


class OwnCode(NamedTuple):
    """``path`` draws the dark modules in the ``view_box``, quiet zone included."""

    view_box: str
    path: str


@lru_cache(1024)
def own_code(address: str) -> OwnCode | None:
    """The code; ``None`` for an address that none can hold."""
    try:
        symbol = make_symbol(Symbology.QR, address)
    except CannotCarry:
        return None
    quiet = symbol.quiet_zone_modules
    side = symbol.side_modules
    path = "".join(f"M{bar.x + quiet} {bar.y + quiet}h{bar.width}v{bar.height}h-{bar.width}z" for bar in symbol.bars())
    return OwnCode(f"0 0 {side} {side}", path)
