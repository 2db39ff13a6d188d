"""Files to upload, made here: documents, pictures, and things that are not what they say."""

import hashlib
import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

import httpx
from PIL import Image, ImageDraw

from tests.support.client import Brand, Person
from tests.support.server import NO_TLS
from tests.support.waiting import until

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(48) + b"PE\x00\x00L\x01" + bytes(200)
HTML = b"<!doctype html><script>alert(document.domain)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
CSV = "name;share\nÄpfel;80\n".encode()


def picture(kind: str = "PNG", width: int = 400, height: int = 300, **options: Any) -> bytes:
    """A picture with something on it."""
    image = Image.new("RGB", (width, height), "#3f6f8f")
    ImageDraw.Draw(image).ellipse((width // 8, height // 8, width // 2, height // 2), fill="#e0b040")
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def photo(width: int = 1200, height: int = 800) -> bytes:
    """A JPEG that lies on its side and says where it was taken, as a phone's does."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it clockwise to look at it
    exif[0x010F] = "A camera of somebody"
    exif.get_ifd(0x8825)[2] = (47.0, 16.0, 8.0)
    return picture("JPEG", width, height, exif=exif)


def png_of_size(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be this large."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")


def office(main_part: str, **more: bytes) -> bytes:
    """A package as office programs write it, with its main part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in {"[Content_Types].xml": b"<Types/>", main_part: b"<x/>", **more}.items():
            package.writestr(name, content)
    return stream.getvalue()


def with_archive(content: bytes) -> bytes:
    """``content`` with a ZIP archive behind it: to one program this, to another that."""
    return content + office("evil.txt")


@dataclass(frozen=True)
class Sample:
    """A file with its name and type."""

    filename: str
    mime_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Of the content, hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


MANUAL = Sample("Manual.pdf", "application/pdf", PDF)
PHOTO = Sample("Front.jpg", "image/jpeg", photo())


async def announce(brand: Brand, product_id: str, sample: Sample, **arguments: Any) -> dict[str, Any]:
    """A file in state pending; ``arguments`` win."""
    plain = {"filename": sample.filename, "mime_type": sample.mime_type, "size_bytes": len(sample.content)}
    attachment: dict[str, Any] = await brand.call(
        "create_product_attachment_record", product_id=product_id, **(plain | arguments)
    )
    return attachment


async def put(person: Person, path: str, content: Any) -> httpx.Response:
    """The raw answer to an upload."""
    return await person.http.put(path, content=content, headers={"Authorization": f"Bearer {person.access_token}"})


async def new_attachment(brand: Brand, product_id: str, sample: Sample = MANUAL, **arguments: Any) -> dict[str, Any]:
    """A file that is ready, pictures made; ``arguments`` go to its announcement."""
    announced = await announce(brand, product_id, sample, **arguments)
    answer = await put(brand.owner, announced["upload_path"], sample.content)
    assert answer.status_code == 200, answer.text
    return await settled(brand, announced)


async def attachment_now(brand: Brand, attachment: dict[str, Any]) -> dict[str, Any]:
    """A file as it is listed now, deleted or not."""
    page = await brand.call(
        "list_product_attachments", product_id=attachment["product_id"], include_deleted=True, limit=200
    )
    return next(item for item in page["items"] if item["attachment_id"] == attachment["attachment_id"])


async def settled(brand: Brand, attachment: dict[str, Any]) -> dict[str, Any]:
    """A file once the worker is done with its pictures."""
    return await until(
        lambda: attachment_now(brand, attachment),
        lambda seen: seen["picture"] is None or seen["picture"]["state"] != "preparing",
    )


async def download(brand: Brand, attachment: dict[str, Any], **headers: str) -> httpx.Response:
    """The answer to a fresh link, without a session."""
    link = await brand.call("get_attachment_download", attachment_id=attachment["attachment_id"])
    async with httpx.AsyncClient(base_url=brand.owner.http.base_url, verify=NO_TLS) as http:
        return await http.get(link["path"], headers={name.replace("_", "-"): value for name, value in headers.items()})
