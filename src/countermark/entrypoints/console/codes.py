"""The codes that carriers hold: their address, their picture, their file."""

from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlencode

import segno

from countermark.entrypoints.console.visits import Visit

ERROR_CORRECTION = "m"
QUIET_ZONE_MODULES = 4
MODULE_PX = 8


@dataclass(frozen=True)
class Code:
    """A code: the path it is known by, the address it holds, and where the console draws it."""

    path: str
    scan_url: str
    picture: str
    download: str


def code_of(visit: Visit, path: str) -> Code:
    """The code of a unit, lot or model by its ``gs1_path``."""
    picture = f"{visit.home}code.svg?{urlencode({'path': path})}"
    return Code(path, visit.brand_origin + path, picture, f"{picture}&download=1")


def qr_code_svg(url: str) -> bytes:
    """The code as SVG: black on white, error correction M, 4 modules of quiet zone (ISO/IEC 18004; GS1 rules)."""
    code = segno.make_qr(url, error=ERROR_CORRECTION, boost_error=False)
    file = BytesIO()
    code.save(file, kind="svg", scale=MODULE_PX, border=QUIET_ZONE_MODULES, dark="#000", light="#fff", xmldecl=False)
    return file.getvalue()
