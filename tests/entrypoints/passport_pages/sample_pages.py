"""Passports made by hand, to look at every state and shape of a page without a database."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec

from countermark.features.passports.passport_page import BrandHeader, Fact, PassportPage, Section

BRAND = BrandHeader(
    name="Nordlicht Cycles",
    accent_colour="#0f5c4d",
    legal_name="Nordlicht Fahrradwerke GmbH",
    website_url="https://nordlicht.example",
    support_url="https://nordlicht.example/support",
    privacy_url="https://nordlicht.example/privacy",
)

SECTIONS = [
    Section(
        key="performance",
        heading="Performance and durability",
        facts=[
            Fact(key="rated_capacity", label="Rated capacity", value=17.5, unit="Ah"),
            Fact(key="nominal_voltage", label="Nominal voltage", value=36, unit="V"),
            Fact(key="certified_energy", label="Certified usable energy", value=630, unit="Wh", level="item"),
            Fact(key="cycles", label="Expected lifetime in charge cycles", value=1000),
            Fact(key="end_of_warranty", label="Warranty ends", value="2029-02-18", level="item", kind="date"),
        ],
    ),
    Section(
        key="materials",
        heading="Materials and composition",
        facts=[
            Fact(key="chemistry", label="Battery chemistry", value="Lithium nickel manganese cobalt oxide (NMC 811)"),
            Fact(
                key="shares",
                label="Material composition by mass",
                kind="materials",
                value=[
                    {"name": "Nickel", "share": 38.4},
                    {"name": "Graphite", "share": 21.0},
                    {"name": "Aluminium", "share": 14.25},
                    {"name": "Copper", "share": 9.1},
                    {"name": "Manganese", "share": 5.6},
                    {"name": "Cobalt", "share": 4.8},
                    {"name": "Electrolyte and others", "share": 6.85},
                ],
            ),
            Fact(
                key="critical",
                label="Critical raw materials",
                value=["Cobalt", "Lithium", "Natural graphite", "Nickel"],
                kind="texts",
            ),
            Fact(key="recycled_nickel", label="Recycled share of nickel", value=16, unit="%"),
        ],
    ),
    Section(
        key="carbon",
        heading="Carbon footprint",
        facts=[
            Fact(
                key="footprint",
                label="Carbon footprint over the life cycle",
                value=61.3,
                unit="kg CO₂e per kWh",
                level="batch",
            ),
            Fact(key="class", label="Performance class", value="B"),
            Fact(key="study", label="Public study", value="https://nordlicht.example/lca/ne-630.pdf", kind="link"),
        ],
    ),
    Section(
        key="end_of_life",
        heading="Repair, reuse and end of life",
        facts=[
            Fact(
                key="separate",
                label="Separate collection",
                value="Not into household waste. Any seller or collection point takes it back, free of charge.",
            ),
            Fact(
                key="care",
                label="Care",
                value={"de": "Zwischen 10 und 25 °C lagern, halb geladen.", "fr": "Stocker à moitié chargée."},
            ),
            Fact(key="origin", label="Country of origin", value="PT", kind="country"),
            Fact(key="spare_parts", label="Spare parts available until", value="2036-12-31", kind="date"),
        ],
    ),
]

ITEM = PassportPage(
    passport_id=UUID("01932f6e-90a1-8c55-a1f4-5b0c2d7e9f31"),
    granularity="item",
    state="published",
    recalled=False,
    brand=BRAND,
    product_name={"en": "Traveller 630 Wh frame battery", "de": "Rahmenakku Traveller 630 Wh"},
    gtin="09520123456788",
    lot=None,
    serial="3YYQ7CJQJ27AF529",
    unit_state="active",
    production_date="2026-10-06",
    facility_ref="FAC-EU-01",
    published_at=datetime(2026, 11, 12, 9, 30, tzinfo=UTC),
    revoked_at=None,
    snapshot_sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    sections=SECTIONS,
    digital_link="https://nordlicht.example.com/01/09520123456788/21/3YYQ7CJQJ27AF529",
)


def changed(page: PassportPage = ITEM, **changes: Any) -> PassportPage:
    """``page`` with other values."""
    return msgspec.structs.replace(page, **changes)


REVOKED = changed(state="revoked", unit_state="revoked", revoked_at=datetime(2026, 11, 20, tzinfo=UTC))
RECALLED = changed(recalled=True)
MODEL = changed(granularity="model", serial=None, unit_state=None, production_date=None, facility_ref=None)
BATCH = changed(granularity="batch", serial=None, unit_state=None, lot="LOT-2026-10/A")
ARABIC = changed(
    MODEL,
    product_name={"ar": "بطارية إطار للدراجة الكهربائية ترافيلر ٦٣٠ واط ساعة"},
    brand=msgspec.structs.replace(BRAND, name="دراجات الشفق", legal_name="شركة دراجات الشفق", accent_colour="#ffd400"),
)
LONG_WORDS = changed(
    product_name={"de": "Hochleistungslithiumionenfahrradrahmenakkumulator Donaudampfschifffahrtsgesellschaftsedition"},
    serial="W" * 20,
    brand=msgspec.structs.replace(BRAND, accent_colour="#f3f3f3", support_url=None, website_url=None, privacy_url=None),
)
PAGES = {
    "item": ITEM,
    "revoked": REVOKED,
    "recalled": RECALLED,
    "model": MODEL,
    "batch": BATCH,
    "arabic": ARABIC,
    "long-words": LONG_WORDS,
}
