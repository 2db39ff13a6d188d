"""A PDF of one page of text, written here: the demo's documents need no more (ISO 32000-1, 7.5)."""

from collections.abc import Sequence
from typing import Final

LEFT, TOP, LEADING = 72, 740, 20
FONTS: Final = ("Helvetica", "Helvetica-Bold")


def small_pdf(title: str, lines: Sequence[str]) -> bytes:
    """An A4 page with a title and lines below it; characters outside Windows-1252 become question marks."""
    commands = ["BT", f"/F1 22 Tf {LEFT} {TOP} Td ({_escaped(title)}) Tj", f"/F0 12 Tf 0 -{2 * LEADING} Td"]
    commands += [f"({_escaped(line)}) Tj 0 -{LEADING} Td" for line in lines]
    content = "\n".join([*commands, "ET"]).encode("cp1252", "replace")
    fonts = " ".join(f"/F{place} {place + 5} 0 R" for place in range(len(FONTS)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Lang(en)/ViewerPreferences<</DisplayDocTitle true>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<<{fonts}>>>>>>".encode(),
        b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
        *(f"<</Type/Font/Subtype/Type1/BaseFont/{font}/Encoding/WinAnsiEncoding>>".encode() for font in FONTS),
        f"<</Title({_escaped(title)})/Producer(Countermark)>>".encode("cp1252", "replace"),
    ]
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    body, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(objects), len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table) + trailer


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
