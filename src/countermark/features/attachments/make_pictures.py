"""Makes the smaller pictures of a picture: upright, in sRGB, as WebP, without the metadata of the original.

The original may say where and when it was taken, and by whom; the public gets these instead.
"""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from countermark.features.attachments.check_content import MOST_PIXELS, PICTURE_FORMATS

WIDTHS: Final = (320, 960, 1600)
QUALITY: Final = 82
# Above it a WebP cannot be: 14 bits (RFC 9649, 2.6).
MOST_SIDE: Final = 16_383


class UnreadablePicture(ValueError):
    """The bytes are no whole picture; the message says so to whoever uploaded them."""


@dataclass(frozen=True, slots=True)
class MadePicture:
    """One size, ready to be stored. ``sha256`` is hexadecimal."""

    content: bytes
    width: int
    height: int

    @property
    def sha256(self) -> str:
        """Of the content."""
        return hashlib.sha256(self.content).hexdigest()


def make_pictures(file: IO[bytes], mime_type: str) -> list[MadePicture]:
    """The picture at each of ``WIDTHS`` that is not wider than it; of a small one, its own size only.

    Takes about 4 bytes a pixel of memory, 160 MB at the most.

    Raises:
        UnreadablePicture: damaged, cut off, or of too many pixels.
    """
    try:
        with Image.open(file, formats=[PICTURE_FORMATS[mime_type]]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise UnreadablePicture("the picture has too many pixels")
            picture.draft("RGB", (max(WIDTHS), max(WIDTHS)))  # a JPEG is read at the scale that is needed
            return list(_sizes(_upright(picture)))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError) as error:
        if isinstance(error, UnreadablePicture):
            raise
        raise UnreadablePicture("the picture is damaged or cut off") from error


def _upright(picture: Image.Image) -> Image.Image:
    """Turned as EXIF says, in sRGB colours, with transparency only where there is some."""
    turned = ImageOps.exif_transpose(picture)
    profile = picture.info.get("icc_profile")
    has_alpha = turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info
    plain = turned.convert("RGBA" if has_alpha else "RGB")
    if profile and not has_alpha:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(plain, source, ImageCms.createProfile("sRGB"))
            plain = converted or plain
        except ImageCms.PyCMSError:  # a profile that cannot be used: the colours as they are
            pass
    return plain


def _sizes(picture: Image.Image) -> Iterator[MadePicture]:
    own = picture.width
    widths = [width for width in WIDTHS if width < own]
    if len(widths) < len(WIDTHS):
        widths.append(own)
    for width in widths:
        height = max(1, round(picture.height * width / own))
        if max(width, height) > MOST_SIDE:
            raise UnreadablePicture("the picture is far too long for its width")
        sized = picture if width == own else picture.resize((width, height), Image.Resampling.LANCZOS)
        stream = io.BytesIO()
        sized.save(stream, "WEBP", quality=QUALITY, method=4)
        yield MadePicture(stream.getvalue(), width, height)
