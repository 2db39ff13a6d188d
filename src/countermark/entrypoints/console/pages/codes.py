"""The picture of a code, for looking at or as a file."""

from typing import Any

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException

from countermark.entrypoints.console.codes import qr_code_svg
from countermark.entrypoints.console.visits import InBrand

LONGEST_PATH = 300


@get("/code.svg")
async def show_code(request: Request[Any, Any, Any], visit: InBrand) -> Response[bytes]:
    """The QR code of ``?path=<gs1_path>`` on the brand's own host; ``&download=1`` saves it as a file."""
    path = request.query_params.get("path", "")
    if not path.startswith("/") or len(path) > LONGEST_PATH:
        raise NotFoundException
    name = "".join(character if character.isalnum() else "-" for character in path).strip("-")
    kind = "attachment" if "download" in request.query_params else "inline"
    return Response(
        qr_code_svg(visit.brand_origin + path),
        media_type="image/svg+xml",
        headers={"content-disposition": f'{kind}; filename="{name.encode("ascii", "replace").decode()}.svg"'},
    )


CODE_PAGES = (show_code,)
