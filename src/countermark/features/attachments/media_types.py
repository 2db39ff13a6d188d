"""The kinds of files that products may have, as one closed table.

What a browser could run is not in it (HTML, SVG, XML), nor what hides other files (ZIP) or programs (macros).
"""

from enum import StrEnum
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from countermark.kit.errors import InvalidInput
from countermark.kit.text import checked_text

LONGEST_FILENAME: Final = 200
# Marks that turn the direction of writing: "declaration\u202efdp.exe" looks like a PDF.
DIRECTION_MARKS: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Form(StrEnum):
    """How the content of a media type is recognised."""

    PDF = "pdf"
    PICTURE = "picture"
    TEXT = "text"
    OFFICE = "office"


class MediaType(NamedTuple):
    """A line of the table. ``name`` is for people; the first extension is the usual one."""

    mime_type: str
    name: str
    form: Form
    extensions: tuple[str, ...]


_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_TABLE: Final = (
    MediaType("application/pdf", "PDF document", Form.PDF, (".pdf",)),
    MediaType("image/png", "PNG picture", Form.PICTURE, (".png",)),
    MediaType("image/jpeg", "JPEG picture", Form.PICTURE, (".jpg", ".jpeg")),
    MediaType("image/webp", "WebP picture", Form.PICTURE, (".webp",)),
    MediaType("text/plain", "plain text", Form.TEXT, (".txt",)),
    MediaType("text/csv", "CSV table", Form.TEXT, (".csv",)),
    MediaType(_OFFICE + "spreadsheetml.sheet", "Excel workbook", Form.OFFICE, (".xlsx",)),
    MediaType(_OFFICE + "wordprocessingml.document", "Word document", Form.OFFICE, (".docx",)),
)
MEDIA_TYPES: Final[dict[str, MediaType]] = {line.mime_type: line for line in _TABLE}
EXTENSIONS: Final[dict[str, MediaType]] = {extension: line for line in _TABLE for extension in line.extensions}
_HINTS: Final = {
    ".svg": "save it as PNG: an SVG can contain script",
    ".gif": "save it as PNG",
    ".heic": "save it as JPEG",
    ".tif": "save it as PNG",
    ".zip": "add its files one by one",
    ".doc": "save it as PDF or DOCX",
    ".xls": "save it as XLSX",
}


def is_picture(mime_type: str) -> bool:
    """Whether files of this type get smaller pictures."""
    return mime_type in MEDIA_TYPES and MEDIA_TYPES[mime_type].form is Form.PICTURE


def checked_filename(argument: str, filename: str) -> str:
    """``filename`` as it may be kept and sent back: a name, not a path, with an extension of the table.

    Raises:
        InvalidInput: names the argument and what is wrong.
    """
    name = checked_text(argument, filename, longest=LONGEST_FILENAME)
    if "/" in name or "\\" in name:
        raise InvalidInput(argument, "is a path; send the file's name alone")
    if name.startswith(".") or DIRECTION_MARKS & set(name):
        raise InvalidInput(argument, "begins with a dot or has a mark that turns the direction of writing")
    media_type_of_name(argument, name)
    return name


def media_type_of_name(argument: str, filename: str) -> MediaType:
    """The type that the extension of ``filename`` names.

    Raises:
        InvalidInput: an extension outside the table (``FILE_TYPE_NOT_ALLOWED``).
    """
    extension = PurePosixPath(filename).suffix.lower()
    if extension not in EXTENSIONS:
        raise InvalidInput(
            argument,
            f"{extension or 'a name without extension'} is not a kind of file that products may have",
            code="FILE_TYPE_NOT_ALLOWED",
            hint=_HINTS.get(extension, f"allowed are {', '.join(EXTENSIONS)}"),
        )
    return EXTENSIONS[extension]


def checked_media_type(argument: str, mime_type: str, filename: str) -> MediaType:
    """The type of the table that ``mime_type`` names, if ``filename`` says the same.

    Raises:
        InvalidInput: outside the table (``FILE_TYPE_NOT_ALLOWED``), or not what the name says (``CONTENT_MISMATCH``).
    """
    plain = mime_type.partition(";")[0].strip().lower()
    if plain not in MEDIA_TYPES:
        allowed = ", ".join(MEDIA_TYPES)
        raise InvalidInput(
            argument, f"{plain[:100]!r} is not allowed", code="FILE_TYPE_NOT_ALLOWED", hint=f"allowed are {allowed}"
        )
    named = media_type_of_name(argument, filename)
    if named.mime_type != plain:
        problem = f"is {plain}, but the name {filename!r} is that of a {named.name}"
        raise InvalidInput(argument, problem, code="CONTENT_MISMATCH")
    return named
