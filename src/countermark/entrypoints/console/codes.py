"""The QR code of a scan address."""

from io import BytesIO

import segno

from countermark.kit.settings import Settings

ERROR_CORRECTION = "m"
QUIET_ZONE_MODULES = 4
MODULE_PX = 8


def scan_url(settings: Settings, subdomain: str, path: str) -> str:
    """The address a code holds: the brand's own host and the path of a unit or lot."""
    return settings.origin(settings.brand_host(subdomain)) + path


def qr_code_svg(url: str) -> bytes:
    """The code as SVG: black on white, error correction M, 4 modules of quiet zone (ISO/IEC 18004; GS1 rules)."""
    code = segno.make_qr(url, error=ERROR_CORRECTION, boost_error=False)
    file = BytesIO()
    code.save(file, kind="svg", scale=MODULE_PX, border=QUIET_ZONE_MODULES, dark="#000", light="#fff", xmldecl=False)
    return file.getvalue()
