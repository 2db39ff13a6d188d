"""What the passport template needs besides the facts: the words for what this is and how it stands."""

from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from countermark.entrypoints.passport_pages.languages import LocalText, localized
from countermark.entrypoints.passport_pages.linked_data import linked_data
from countermark.entrypoints.passport_pages.own_code import OwnCode, own_code
from countermark.entrypoints.passport_pages.words import LANGUAGES, UI_LANGUAGE, words_in
from countermark.features.machine_forms.header import dpp_id
from countermark.features.passports.passport_page import PassportPage, Section
from countermark.kit.negotiation import best_language

MARKET_LETTERS: Final = 2


class Standing(StrEnum):
    """How a passport stands, for the eye: the mark on the card and its colour."""

    IN_FORCE = "in-force"
    RECALLED = "recalled"
    REVOKED = "revoked"


class Kind(NamedTuple):
    """Words for a granularity (EN 18223): what it is called, and what it covers."""

    title: str
    note: str


KINDS: Final = {
    "item": Kind("Item", "This passport belongs to one single item. Its serial number is on record with the issuer."),
    "batch": Kind("Batch", "All items of this lot share this passport."),
    "model": Kind(
        "Model",
        "This passport describes the model. It does not tell one item from another, so it is no proof that an item "
        "is genuine.",
    ),
}
STANDING_WORDS: Final = {
    Standing.IN_FORCE: "In force",
    Standing.RECALLED: "Recalled",
    Standing.REVOKED: "Revoked",
}


class PassportView(NamedTuple):
    """A passport as one reader sees it; ``tap`` is what was found out about the NFC tag that led here, if one did."""

    page: PassportPage
    wanted: tuple[str, ...]
    name: LocalText
    kind: Kind
    standing: Standing
    standing_words: str
    ui: str = UI_LANGUAGE
    origin: str = ""
    as_of: date | None = None
    tap: str | None = None

    @property
    def summary(self) -> str:
        """One line for search engines and share previews."""
        words = words_in(self.ui)
        who = self.page.brand.legal_name or self.page.brand.name
        kind = words(f"{self.kind.title} passport")
        return f"{kind} · {words(self.standing_words)} · {words('Issued by')} {who}"

    @property
    def code(self) -> OwnCode | None:
        """The QR code of the address on the product."""
        link = self.page.digital_link
        return own_code(link) if link and "://" in link else None

    @property
    def linked_data(self) -> Markup:
        """The facts as schema.org and GS1 Web Vocabulary."""
        return linked_data(self.page, self.origin)

    @property
    def en18223_path(self) -> str:
        """Where the EN 18222 API has the same facts."""
        return f"/v1/dpps/{quote(dpp_id(self.page, self.origin), safe='')}"

    @property
    def market(self) -> str | None:
        """The country in the language the reader likes best: ``DE`` of ``de-DE``."""
        region = self.wanted[0].rpartition("-")[2].upper() if self.wanted and "-" in self.wanted[0] else ""
        return region if len(region) == MARKET_LETTERS else None

    @property
    def sections(self) -> list[Section]:
        """Those for the reader's market; whoever does not say where they are sees them all."""
        return [each for each in self.page.sections if not each.markets or self.market in {None, *each.markets}]

    @property
    def status(self) -> int:
        """The HTTP status. Revoked is 410, and the facts stay on the page: passport data must remain available."""
        return 410 if self.standing is Standing.REVOKED else 200


def passport_view(page: PassportPage, wanted: tuple[str, ...], origin: str = "") -> PassportView:
    """The view of a published or revoked passport for a reader of ``wanted`` languages; ``origin`` is the brand's."""
    if page.state == "revoked" or page.unit_state == "revoked":
        standing = Standing.REVOKED
    else:
        standing = Standing.RECALLED if page.recalled else Standing.IN_FORCE
    name = localized(page.product_name, wanted)
    ui = best_language(wanted, list(LANGUAGES)) or UI_LANGUAGE
    return PassportView(page, wanted, name, KINDS[page.granularity], standing, STANDING_WORDS[standing], ui, origin)
