"""Encodes a text into a symbol: by zint, which zxing-cpp brings along and which shares no code with its readers.

docs/decisions/0022 says why.
"""

import numpy as np
import zxingcpp
from numpy.typing import NDArray

from countermark.carriers.symbol import ErrorCorrection, Symbol, Symbology


class CannotCarry(ValueError):
    """The text does not go into such a symbol; the message says why."""


def make_symbol(symbology: Symbology, content: str, error_correction: ErrorCorrection = ErrorCorrection.M) -> Symbol:
    """The symbol of a scan address (QR), or of a bracketed GS1 element string (Data Matrix).

    Raises:
        CannotCarry: too long, or not an element string.
    """
    return _qr(content, error_correction) if symbology is Symbology.QR else _data_matrix(content)


def _qr(content: str, error_correction: ErrorCorrection) -> Symbol:
    """Model 2 without ECI and FNC1, so that every phone opens the address and readers say ``]Q1``."""
    if not content.isascii():
        raise CannotCarry("holds characters that no address has: percent-encode them")
    try:
        code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level=error_correction.value)
    except (ValueError, RuntimeError):
        raise CannotCarry("is too long for a QR code") from None
    modules = _modules(code)
    version = (len(modules) - 17) // 4
    return Symbol(Symbology.QR, content, modules, f"QR code, version {version}, level {error_correction.value}")


def _data_matrix(content: str) -> Symbol:
    """ECC 200, square, FNC1 in first place (GS1 General Specifications, 5.6)."""
    try:
        code = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.DataMatrix, gs1=True, force_square=True)
    except (ValueError, RuntimeError) as error:
        raise CannotCarry(f"does not go into a GS1 Data Matrix: {error}") from None
    modules = _modules(code)
    side = len(modules)
    return Symbol(Symbology.DATA_MATRIX, content, modules, f"GS1 Data Matrix, {side} by {side} modules")


def _modules(code: zxingcpp.Barcode) -> NDArray[np.bool_]:
    pixels = np.array(code.to_image(scale=1, add_quiet_zones=False), dtype=np.uint8)
    return np.equal(pixels, 0)
