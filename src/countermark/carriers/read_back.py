"""Reads symbols from pixels, with a decoder that shares nothing with what drew them (zxing-cpp)."""

from typing import NamedTuple

import numpy as np
import zxingcpp
from numpy.typing import NDArray

from countermark.carriers.symbol import SYMBOLOGY_IDENTIFIERS, Symbol, Symbology

_FORMATS = {
    Symbology.QR: zxingcpp.BarcodeFormat.QRCode,
    Symbology.DATA_MATRIX: zxingcpp.BarcodeFormat.DataMatrix,
}


class ReadBack(NamedTuple):
    """What was read instead; ``text`` is ``None`` when nothing was. ``is_right``: exactly what the symbol must hold."""

    is_right: bool
    text: str | None


def read_back(pixels: NDArray[np.uint8], symbol: Symbol) -> ReadBack:
    """Whether the one symbol in ``pixels`` (grey, one byte each) is ``symbol``, by content and kind."""
    found = zxingcpp.read_barcodes(pixels, formats=_FORMATS[symbol.symbology], try_invert=False, try_downscale=False)
    if len(found) != 1:
        return ReadBack(is_right=False, text=found[0].text if found else None)
    [code] = found
    kind = SYMBOLOGY_IDENTIFIERS[symbol.symbology]
    is_right = code.text == _plain(symbol) and code.symbology_identifier == kind
    return ReadBack(is_right=is_right, text=code.text)


def _plain(symbol: Symbol) -> str:
    """As the decoder writes it: without the backslash before a bracket."""
    return symbol.content.replace("\\(", "(") if symbol.symbology is Symbology.DATA_MATRIX else symbol.content
