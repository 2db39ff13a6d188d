"""Data carriers: the symbols that are printed, their pictures, and what GS1 asks of them.

Pure: no database, no network. Standards: ISO/IEC 18004 (QR code), ISO/IEC 16022 (Data Matrix), GS1 General
Specifications 26.0 (sizes, quiet zones, human readable interpretation), ISO/IEC 15415 (contrast).
"""

from countermark.carriers.carried_text import Carried, MalformedPath, carried
from countermark.carriers.colours import Colour
from countermark.carriers.make_symbol import CannotCarry, make_symbol
from countermark.carriers.picture import Picture, PictureFormat, TextPlace, draw_picture
from countermark.carriers.quality import CarrierWarning, contrast_warnings, size_warnings
from countermark.carriers.read_back import ReadBack, read_back
from countermark.carriers.symbol import ErrorCorrection, Symbol, Symbology

__all__ = [
    "CannotCarry",
    "Carried",
    "CarrierWarning",
    "Colour",
    "ErrorCorrection",
    "MalformedPath",
    "Picture",
    "PictureFormat",
    "ReadBack",
    "Symbol",
    "Symbology",
    "TextPlace",
    "carried",
    "contrast_warnings",
    "draw_picture",
    "make_symbol",
    "read_back",
    "size_warnings",
]
