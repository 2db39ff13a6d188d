"""A GS1 Digital Link, taken apart: what parsing gives and building needs (DL URI Syntax 1.7.0)."""

from typing import Final

import msgspec

from countermark.gs1.percent_encoding import percent_encode

CANONICAL_STEM: Final = "https://id.gs1.org"


class DigitalLink(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of a valid link, all values decoded.

    `stem` is what stands before the primary key: scheme, authority and path ("https://example.com/a"), or
    only the path ("", "/a") when a path was parsed. `qualifiers` and `attributes` are (AI, value) in the
    order of the URI; `ignored_query` is the rest of the query, undecoded ("linkType=gs1:dpp"). Two spellings
    of one identity have the same `canonical_uri`; compare that.
    """

    key_ai: str
    key_value: str
    qualifiers: tuple[tuple[str, str], ...] = ()
    attributes: dict[str, str] = {}
    ignored_query: tuple[str, ...] = ()
    stem: str = ""

    @property
    def gtin(self) -> str | None:
        """The 14 digits, when the primary key is AI (01)."""
        return self.key_value if self.key_ai == "01" else None

    @property
    def cpv(self) -> str | None:
        """Consumer product variant, AI (22)."""
        return self._qualifier("22")

    @property
    def lot(self) -> str | None:
        """Batch or lot number, AI (10), when it stands in the path."""
        return self._qualifier("10")

    @property
    def serial(self) -> str | None:
        """Serial number, AI (21)."""
        return self._qualifier("21")

    @property
    def tpx(self) -> str | None:
        """Third-party controlled, serialised extension of the GTIN, AI (235)."""
        return self._qualifier("235")

    @property
    def elements(self) -> tuple[tuple[str, str], ...]:
        """Every (AI, value): primary key, qualifiers, data attributes."""
        return ((self.key_ai, self.key_value), *self.qualifiers, *self.attributes.items())

    @property
    def canonical_uri(self) -> str:
        """The link on id.gs1.org, attributes sorted by AI, without the ignored query and the fragment."""
        return self.uri_on(CANONICAL_STEM)

    @property
    def element_string(self) -> str:
        """Bracketed: "(01)09506000134352(21)S". A "(" within a value is written as a backslash and "("."""
        return "".join(f"({ai}){value.replace('(', chr(92) + '(')}" for ai, value in self.elements)

    @property
    def hri(self) -> tuple[str, ...]:
        """Human readable interpretation, one text per element: ("(01) 09506000134352", "(21) S")."""
        return tuple(f"({ai}) {value}" for ai, value in self.elements)

    def uri_on(self, stem: str) -> str:
        """The link on another stem, which is taken as it is and has no trailing "/"."""
        in_path = ((self.key_ai, self.key_value), *self.qualifiers)
        path = "".join(f"/{ai}/{percent_encode(value)}" for ai, value in in_path)
        query = "&".join(f"{ai}={percent_encode(value)}" for ai, value in sorted(self.attributes.items()))
        return f"{stem}{path}?{query}" if query else f"{stem}{path}"

    def _qualifier(self, wanted: str) -> str | None:
        for ai, value in self.qualifiers:
            if ai == wanted:
                return value
        return None
