"""Everything a passport page shows, assembled once; rendering it touches no database."""

from datetime import datetime
from uuid import UUID

import msgspec


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One labelled value: text, text by language, a number, a boolean, a list of texts, or rows ``{"name","share"}`` in
    percent. ``kind`` says which, and what text means: it is the type of the field. ``labels`` has the label in other
    languages, if the brand gave any. ``amended_at`` is when the value took the place of the published one.
    """

    key: str
    label: str
    value: str | int | float | bool | dict[str, str] | list[str | dict[str, str | float]]
    unit: str | None = None
    level: str = "model"
    kind: str = "text"
    labels: dict[str, str] = {}
    amended_at: datetime | None = None


class FactAmended(msgspec.Struct, frozen=True, kw_only=True):
    """That a fact was amended after the passport was published; ``is_removed``: it says nothing any more."""

    key: str
    label: str
    labels: dict[str, str]
    amended_at: datetime
    is_removed: bool


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A headed group of facts. It is empty only if its template lets it show always.

    ``headings`` and ``intro`` are by language, from the template; ``heading`` is for whoever reads none of them.
    ``markets`` are those that it is for (ISO 3166-1 alpha-2), none meaning all.
    """

    key: str
    heading: str
    facts: list[Fact]
    headings: dict[str, str] = {}
    intro: dict[str, str] = {}
    markets: list[str] = []


class PictureSize(msgspec.Struct, frozen=True, kw_only=True):
    """One size of a picture; ``path`` is below the brand's origin."""

    path: str
    width: int
    height: int


class PassportPicture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of the product; ``sizes`` from the smallest on, never empty."""

    title: str | None
    sizes: list[PictureSize]


class PassportDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A file to download; ``sha256`` (hexadecimal) is that of its bytes, frozen with the facts."""

    path: str
    filename: str
    title: str | None
    kind: str
    language: str | None
    media_type: str
    size_bytes: int
    sha256: str


class PassportOperator(msgspec.Struct, frozen=True, kw_only=True):
    """An economic operator in its role, or the facility where a batch was made (``role`` is ``facility``).

    ``address`` are its lines; ``identifiers`` pairs of what a number is and the number.
    """

    role: str
    name: str
    trade_name: str | None = None
    identifiers: list[tuple[str, str]] = []
    address: list[str] = []
    country: str | None = None
    email: str | None = None
    website_url: str | None = None


class BrandHeader(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who speaks: drawn at the head and the foot of the page. ``look`` is the theme in force, as a short text."""

    name: str
    accent_colour: str
    legal_name: str | None
    website_url: str | None
    support_url: str | None
    privacy_url: str | None
    look: str = ""


class PassportPage(msgspec.Struct, frozen=True, kw_only=True):
    """The page = snapshot + unit facts. ``granularity`` is EN 18223's: model, batch or item.

    ``state`` is unpublished, published or revoked. ``sections`` is empty unless published or revoked;
    ``unit_state`` (minted, active, revoked) and ``serial`` only at item level. The first of ``pictures`` is the
    main one. ``digital_link`` is the path of its code; the door that knows the brand's origin puts it in front.
    ``sandbox``: it is no real product's, which the page must say.
    """

    passport_id: UUID
    granularity: str
    state: str
    recalled: bool
    brand: BrandHeader
    product_name: dict[str, str]
    gtin: str | None
    lot: str | None
    serial: str | None
    unit_state: str | None
    production_date: str | None
    facility_ref: str | None
    published_at: datetime | None
    revoked_at: datetime | None
    snapshot_sha256: str | None
    sections: list[Section]
    pictures: list[PassportPicture] = []
    documents: list[PassportDocument] = []
    operators: list[PassportOperator] = []
    digital_link: str | None
    sandbox: bool = False
    amendments: list[FactAmended] = []
