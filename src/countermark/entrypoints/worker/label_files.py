"""Makes the files of label jobs: draws labels into one, finishes it, and reads its codes back."""

import hashlib
import tempfile
import zipfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Final, Protocol

from countermark.carriers import CannotCarry, MalformedPath
from countermark.carriers.labels import (
    CodeMark,
    DrawnLabel,
    LabelFacts,
    LabelPdf,
    Misread,
    check_pdf_page,
    check_svg,
    draw_label,
    label_svg,
    pdf_pages,
)
from countermark.features.labels.label_job import LabelFormat
from countermark.features.labels.run_label_job import LabelRun
from countermark.features.labels.unprintable import Unprintable

READ_BYTES: Final = 1024 * 1024
FIRST_MOMENT: Final = (1980, 1, 1, 0, 0, 0)  # of every entry, so that the same labels give the same bytes


class FileMaker(Protocol):
    """A file in the making. All but ``chunks`` are for a thread."""

    def draw(self, facts: Sequence[LabelFacts]) -> None:
        """Draws the next labels."""

    def finish(self) -> None:
        """Nothing is drawn any more."""

    def check_some(self, about: int) -> int:
        """Reads about so many codes of the finished file back; how many it was.

        Raises:
            Unprintable: one does not hold what it must.
        """

    def chunks(self) -> AsyncIterator[bytes]:
        """The finished file."""


@contextmanager
def file_maker(run: LabelRun) -> Iterator[FileMaker]:
    """The maker of a run's file; what it wrote is gone with the block."""
    with tempfile.TemporaryFile() as file:
        yield _PdfMaker(run, file) if run.format is LabelFormat.PDF else _ZipMaker(run, file)


def _drawn(run: LabelRun, facts: LabelFacts) -> DrawnLabel:
    try:
        label = draw_label(run.design, facts)
    except (MalformedPath, CannotCarry) as error:
        raise Unprintable("CANNOT_CARRY", f"the code of {facts.path} {error}") from None
    if label.missing:
        raise Unprintable("CHARACTERS_MISSING", f"no font has these characters: {label.missing[:20]}")
    return label


def _refused(number: int, path: str, misread: Misread) -> Unprintable:
    found = "nothing could be read" if misread.read is None else f"{misread.read!r} was read"
    told = (
        f"the code of label {number + 1:,} ({path}) does not read back: {found}. "
        "Nothing is released; make the code larger, or move what lies on it"
    )
    return Unprintable("CODE_UNREADABLE", told)


class _PdfMaker:
    def __init__(self, run: LabelRun, file: IO[bytes]) -> None:
        self._run, self._file = run, file
        self._pdf = LabelPdf(run.design.paper, run.title)
        self._codes: list[CodeMark] = []
        self._page = 0

    def draw(self, facts: Sequence[LabelFacts]) -> None:
        for each in facts:
            label = _drawn(self._run, each)
            self._pdf.add(label)
            self._codes.append(label.code)

    def finish(self) -> None:
        content = self._pdf.finish()
        self._file.write(content)
        self._document = pdf_pages(content)

    def check_some(self, about: int) -> int:
        sheet = self._run.design.paper
        a_page = sheet.labels_a_page
        done = 0
        while done < about and self._page * a_page < len(self._codes):
            first = self._page * a_page
            codes = self._codes[first : first + a_page]
            misread = check_pdf_page(self._document, self._page, sheet, codes)
            if misread:
                number = first + misread.place
                raise _refused(number, self._run.facts[number].path, misread)
            self._page += 1
            done += len(codes)
        return done

    async def chunks(self) -> AsyncIterator[bytes]:
        async for chunk in _chunks(self._file):
            yield chunk


class _ZipMaker:
    def __init__(self, run: LabelRun, file: IO[bytes]) -> None:
        self._run, self._file = run, file
        self._archive = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self._lines = ["file,path,url,sha256"]
        self._codes: list[CodeMark] = []
        self._checked = 0

    def draw(self, facts: Sequence[LabelFacts]) -> None:
        for each in facts:
            label = _drawn(self._run, each)
            svg = label_svg(self._run.design, label)
            name = self._name(len(self._codes))
            self._write(name, svg)
            self._codes.append(label.code)
            digest = hashlib.sha256(svg).hexdigest()
            self._lines.append(f"{name},{each.path},{each.origin}{each.path},{digest}")

    def finish(self) -> None:
        self._write("labels.csv", "\r\n".join([*self._lines, ""]).encode())
        self._archive.close()
        self._finished = zipfile.ZipFile(self._file)

    def check_some(self, about: int) -> int:
        """Reads what stands in the archive, not what was meant to."""
        end = min(self._checked + about, len(self._codes))
        for number in range(self._checked, end):
            misread = check_svg(self._finished.read(self._name(number)), self._codes[number])
            if misread:
                raise _refused(number, self._run.facts[number].path, misread)
        done, self._checked = end - self._checked, end
        return done

    async def chunks(self) -> AsyncIterator[bytes]:
        async for chunk in _chunks(self._file):
            yield chunk

    def _name(self, number: int) -> str:
        return f"label-{number + 1:05}.svg"

    def _write(self, name: str, content: bytes) -> None:
        entry = zipfile.ZipInfo(name, FIRST_MOMENT)
        entry.compress_type = zipfile.ZIP_DEFLATED
        self._archive.writestr(entry, content)


async def _chunks(file: IO[bytes]) -> AsyncIterator[bytes]:
    file.seek(0)
    while chunk := file.read(READ_BYTES):
        yield chunk
