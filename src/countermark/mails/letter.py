"""What a mail says, in its recipient's language, as text and as HTML."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from babel.messages.pofile import read_po
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

_HERE: Final = Path(__file__).parent
_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A mail before it is drawn. ``kind`` says in logs what it was: ``password_reset``.

    ``subject``, ``paragraphs`` and the words of ``action`` are English; they are looked up in the catalogue of the
    language (``locale/<language>.po``) and may name ``values`` as ``{name}``. ``action`` is a button: words, address.
    """

    kind: str
    subject: str
    paragraphs: tuple[str, ...]
    action: tuple[str, str] | None = None
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Drawn:
    """A mail as it is sent."""

    subject: str
    text: str
    html: str


def draw(letter: Letter, language: str) -> Drawn:
    """The letter in ``language`` (a BCP 47 tag), in English as far as there is no translation."""

    def said(text: str) -> str:
        return translated(text, language).format_map(letter.values)

    shown: dict[str, Any] = {
        "language": language,
        "subject": " ".join(said(letter.subject).split()),
        "paragraphs": [said(text) for text in letter.paragraphs],
        "action": (said(letter.action[0]), letter.action[1]) if letter.action else None,
        "foot": translated("This mail was sent by Countermark. Answers to it are not read.", language),
    }
    text, html = (_TEMPLATES.get_template(name).render(shown) for name in ("letter.txt", "letter.html"))
    return Drawn(shown["subject"], text, html)


def translated(text: str, language: str) -> str:
    """``text`` in the language of a BCP 47 tag, itself where the catalogue has nothing."""
    return _catalogue(language.partition("-")[0].lower()).get(text, text)


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    if language not in _languages():
        return {}
    with (_HERE / "locale" / f"{language}.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id and message.string}


@cache
def _languages() -> frozenset[str]:
    return frozenset(path.stem for path in (_HERE / "locale").glob("*.po"))
