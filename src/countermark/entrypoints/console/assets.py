"""The built styles, scripts, font and icons: named after their content, so a browser may keep them for ever.

`npm run build` writes them; the wheel carries them. They are read into memory once: together they are a few megabytes.
"""

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.exceptions import NotFoundException

FOLDER = Path(__file__).parent.parent / "assets"
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}


class AssetsMissing(RuntimeError):
    """The console was never built."""

    def __init__(self) -> None:
        super().__init__("the console's assets are not built: run `npm ci && npm run build` in the repository")


class Manifest(msgspec.Struct, frozen=True):
    """What the build made: the hashed name of each file, and the icons in the sprite."""

    files: dict[str, str]
    icons: frozenset[str]


@cache
def manifest() -> Manifest:
    """The manifest of the build.

    Raises:
        AssetsMissing: nothing was built yet.
    """
    path = FOLDER / "manifest.json"
    if not path.exists():
        raise AssetsMissing
    return msgspec.json.decode(path.read_bytes(), type=Manifest)


@cache
def _contents() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in FOLDER.glob("*.*")}


def asset_url(name: str) -> str:
    """The address of a built file, by the name it has in the sources (``console.css``)."""
    return f"/assets/{manifest().files[name]}"


def icon_url(name: str) -> str:
    """The address of an icon in the sprite.

    Raises:
        KeyError: the icon is not listed in frontend/icons.js.
    """
    if name not in manifest().icons:
        raise KeyError(f"{name} is not in frontend/icons.js")
    return f"{asset_url('icons.svg')}#{name}"


@get("/assets/{name:str}", sync_to_thread=False)
def asset(request: Request[Any, Any, Any], name: str) -> Response[bytes]:
    """A built file, compressed where the browser takes it; immutable, because another content has another name."""
    media_type = MEDIA_TYPES.get(Path(name).suffix)
    if media_type is None or name not in _contents():
        raise NotFoundException
    headers = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
    packed = _contents().get(f"{name}.br")
    if packed is not None and "br" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type=media_type, headers=headers | {"content-encoding": "br"})
    return Response(_contents()[name], media_type=media_type, headers=headers)
