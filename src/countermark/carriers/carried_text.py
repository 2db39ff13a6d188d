"""What the symbol of a path holds, and what stands beside it for people."""

import re
from dataclasses import dataclass
from typing import Final

from countermark.carriers.symbol import Symbology
from countermark.gs1 import GS1SyntaxError, parse_path

_INTERNAL: Final = re.compile(r"/(mu|mb|ml)/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LONGEST_PATH: Final = 300


class MalformedPath(ValueError):
    """The path can stand in no carrier, or not in this one; the message says why."""


@dataclass(frozen=True, slots=True)
class Carried:
    """``content`` goes into the symbol; ``human_readable`` are the lines beside it (GenSpecs 4.14)."""

    content: str
    human_readable: tuple[str, ...]


def carried(symbology: Symbology, path: str, origin: str) -> Carried:
    """What a carrier of ``path`` holds: the scan address on ``origin``, or the element string for a Data Matrix.

    Raises:
        MalformedPath: neither a GS1 Digital Link path nor one of our own ids, or one without a GTIN in a Data Matrix.
    """
    if len(path) > LONGEST_PATH:
        raise MalformedPath(f"must have at most {LONGEST_PATH} characters")
    if _INTERNAL.fullmatch(path):
        if symbology is Symbology.DATA_MATRIX:
            raise MalformedPath("has no GTIN: a GS1 Data Matrix needs one, a QR code does not")
        return Carried(origin + path, (path.rpartition("/")[2],))
    try:
        link = parse_path(path.encode("latin-1"))
    except (GS1SyntaxError, UnicodeEncodeError) as error:
        raise MalformedPath(f"is not a GS1 Digital Link path: {error}") from None
    content = origin + link.uri_on("") if symbology is Symbology.QR else link.element_string
    return Carried(content, link.hri)
