"""The fields a product's attributes are known by: label, section, kind, unit and level, in the order of a page.

Only facts that anybody may see are listed; what a law reserves for repairers or authorities (Regulation (EU)
2023/1542, Annex XIII, points 2 to 4) is not. Other keys are kept and reported, and no page shows them.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SECTIONS: Final[dict[str, str]] = {
    "identity": "Identity",
    "operator": "Economic operators",
    "origin": "Origin",
    "composition": "Composition",
    "battery": "Battery",
    "textile": "Textile",
    "electronics": "Electrical and electronic equipment",
    "care": "Use and care",
    "repair": "Repair",
    "circularity": "Circularity",
    "compliance": "Compliance",
}
"""Headings by section, in the order of a page."""


class Kind(StrEnum):
    """What a field's value looks like in JSON."""

    TEXT = "text"  # "..." or by language {"en": "...", "de": "..."}
    NUMBER = "number"
    DATE = "date"  # "2026-01-31"
    LINK = "link"  # http or https
    COUNTRY = "country"  # ISO 3166-1 alpha-2
    TEXTS = "texts"  # ["...", "..."]
    SHARES = "shares"  # [{"name": "Polyester", "share": 80}], percent, at most 100 in total


class Level(StrEnum):
    """What a value speaks of (EN 18223: granularity)."""

    MODEL = "model"
    BATCH = "batch"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Field:
    """A line of the table. ``unit`` stands beside the value; ``key`` is the attribute's name."""

    key: str
    label: str
    section: str
    kind: Kind = Kind.TEXT
    unit: str | None = None
    level: Level = Level.MODEL


_TABLE: Final[tuple[Field, ...]] = (
    Field("core.identity.product_brand_name", "Brand", "identity"),
    Field("core.identity.model", "Model", "identity"),
    Field("core.identity.description", "Description", "identity"),
    Field("core.identity.category", "Product category", "identity"),
    Field("core.identity.commodity_code", "Commodity code (TARIC)", "identity"),
    Field("core.identity.weight", "Weight", "identity", Kind.NUMBER, "kg"),
    Field("core.operator.manufacturer_name", "Manufacturer", "operator"),
    Field("core.operator.manufacturer_address", "Manufacturer's postal address", "operator"),
    Field("core.operator.manufacturer_contact", "Manufacturer's web or mail address", "operator"),
    Field("core.operator.importer_name", "Importer", "operator"),
    Field("core.operator.importer_address", "Importer's postal address", "operator"),
    Field("core.operator.responsible_person", "Responsible operator in the EU", "operator"),
    Field("core.origin.country_of_origin", "Country of origin", "origin", Kind.COUNTRY),
    Field("core.origin.manufacturing_place", "Place of manufacture", "origin"),
    Field("core.origin.manufacturing_date", "Date of manufacture", "origin", Kind.DATE, level=Level.BATCH),
    Field("core.composition.materials", "Materials", "composition", Kind.SHARES),
    Field("core.composition.recycled_content", "Recycled content", "composition", Kind.NUMBER, "%"),
    Field("core.composition.renewable_content", "Renewable content", "composition", Kind.NUMBER, "%"),
    Field("core.composition.critical_raw_materials", "Critical raw materials", "composition", Kind.TEXTS),
    Field("core.composition.substances_of_concern", "Substances of concern", "composition", Kind.TEXTS),
    Field("battery.category", "Battery category", "battery"),
    Field("battery.chemistry", "Chemistry", "battery"),
    Field("battery.rated_capacity", "Rated capacity", "battery", Kind.NUMBER, "Ah"),
    Field("battery.minimum_voltage", "Minimum voltage", "battery", Kind.NUMBER, "V"),
    Field("battery.nominal_voltage", "Nominal voltage", "battery", Kind.NUMBER, "V"),
    Field("battery.maximum_voltage", "Maximum voltage", "battery", Kind.NUMBER, "V"),
    Field("battery.original_power", "Original power capability", "battery", Kind.NUMBER, "W"),
    Field("battery.maximum_power", "Maximum permitted power", "battery", Kind.NUMBER, "W"),
    Field("battery.expected_cycles", "Expected lifetime", "battery", Kind.NUMBER, "cycles"),
    Field("battery.expected_years", "Expected lifetime", "battery", Kind.NUMBER, "years"),
    Field("battery.lifetime_reference_test", "Reference test of the lifetime", "battery"),
    Field("battery.test_c_rate", "C-rate of the cycle-life test", "battery", Kind.NUMBER),
    Field("battery.idle_temperature_minimum", "Lowest temperature when not in use", "battery", Kind.NUMBER, "°C"),
    Field("battery.idle_temperature_maximum", "Highest temperature when not in use", "battery", Kind.NUMBER, "°C"),
    Field("battery.round_trip_efficiency", "Round-trip efficiency when new", "battery", Kind.NUMBER, "%"),
    Field("battery.round_trip_efficiency_half_life", "Round-trip efficiency at half life", "battery", Kind.NUMBER, "%"),
    Field("battery.cell_resistance", "Internal resistance of a cell", "battery", Kind.NUMBER, "Ω"),
    Field("battery.pack_resistance", "Internal resistance of the pack", "battery", Kind.NUMBER, "Ω"),
    Field("battery.hazardous_substances", "Hazardous substances", "battery", Kind.TEXTS),
    Field("battery.extinguishing_agent", "Usable extinguishing agent", "battery"),
    Field("textile.fibre_composition", "Fibre composition", "textile", Kind.SHARES),
    Field("textile.size", "Size", "textile"),
    Field("textile.abrasion_resistance", "Abrasion resistance", "textile", Kind.NUMBER, "cycles"),
    Field("textile.country_of_weaving", "Country of weaving", "textile", Kind.COUNTRY),
    Field("textile.country_of_sewing", "Country of sewing", "textile", Kind.COUNTRY),
    Field("electronics.energy_class", "Energy efficiency class", "electronics"),
    Field("electronics.energy_per_100_cycles", "Energy for 100 cycles", "electronics", Kind.NUMBER, "kWh"),
    Field("electronics.water_per_cycle", "Water for a cycle", "electronics", Kind.NUMBER, "l"),
    Field("electronics.rated_load", "Rated load", "electronics", Kind.NUMBER, "kg"),
    Field("electronics.noise", "Noise", "electronics", Kind.NUMBER, "dB(A)"),
    Field("electronics.standby_power", "Power on standby", "electronics", Kind.NUMBER, "W"),
    Field("electronics.product_database_url", "Entry in the EU product database", "electronics", Kind.LINK),
    Field("core.care.instructions", "Care", "care"),
    Field("core.care.safety", "Safety", "care"),
    Field("core.care.manual_url", "Manual", "care", Kind.LINK),
    Field("core.repair.warranty_years", "Warranty", "repair", Kind.NUMBER, "years"),
    Field("core.repair.spare_parts_years", "Spare parts available for", "repair", Kind.NUMBER, "years"),
    Field("core.repair.repairability_score", "Repairability score (of 10)", "repair", Kind.NUMBER),
    Field("core.repair.instructions_url", "Repair instructions", "repair", Kind.LINK),
    Field("core.circularity.end_of_life", "At the end of its life", "circularity"),
    Field("core.circularity.take_back_url", "Take-back and collection points", "circularity", Kind.LINK),
    Field("core.circularity.recyclable_share", "Recyclable share", "circularity", Kind.NUMBER, "%"),
    Field("core.circularity.carbon_footprint", "Carbon footprint", "circularity", Kind.NUMBER, "kg CO₂e"),
    Field("core.compliance.declaration_of_conformity_url", "EU declaration of conformity", "compliance", Kind.LINK),
    Field("core.compliance.standards", "Standards applied", "compliance", Kind.TEXTS),
    Field("core.compliance.certifications", "Certifications", "compliance", Kind.TEXTS),
    Field("core.compliance.collection_symbol", "Separate collection", "compliance"),
)
FIELDS: Final[dict[str, Field]] = {field.key: field for field in _TABLE}
"""Every known field by key, in the order of a page."""
