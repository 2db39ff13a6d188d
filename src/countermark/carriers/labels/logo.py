"""Pictures on labels: read once, made small and plain, whatever was uploaded."""

from base64 import b64decode
from functools import lru_cache
from io import BytesIO
from typing import Final, NamedTuple

from PIL import Image

LONGEST_SIDE_PX: Final = 800
MOST_PIXELS: Final = 40_000_000


class Logo(NamedTuple):
    """A picture as PNG, on white, with its size in pixels."""

    png: bytes
    width: int
    height: int


class UnreadableLogo(ValueError):
    """It is no picture, or too big a one."""


@lru_cache(maxsize=64)
def fitted_logo(image: str) -> Logo | None:
    """The picture in a base64 text, at most ``LONGEST_SIDE_PX`` pixels a side; ``None`` when there is none.

    Raises:
        UnreadableLogo: not base64, not a PNG or JPEG, or of more than ``MOST_PIXELS``.
    """
    if not image:
        return None
    try:
        picture = Image.open(BytesIO(b64decode(image, validate=True)), formats=("PNG", "JPEG"))
        if picture.width * picture.height > MOST_PIXELS:
            raise UnreadableLogo("has too many pixels")
        drawn = picture.convert("RGBA")
    except UnreadableLogo:
        raise
    except (ValueError, OSError, SyntaxError):
        raise UnreadableLogo("must be a PNG or JPEG picture") from None
    drawn.thumbnail((LONGEST_SIDE_PX, LONGEST_SIDE_PX))
    ground = Image.new("RGB", drawn.size, (255, 255, 255))
    ground.paste(drawn, mask=drawn.getchannel("A"))
    file = BytesIO()
    ground.save(file, "PNG", optimize=True)
    return Logo(file.getvalue(), *ground.size)
