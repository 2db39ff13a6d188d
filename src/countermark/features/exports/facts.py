"""The facts of a unit that a carrier's file can hold: a closed list, so that no profile names what is not there."""

from dataclasses import dataclass
from enum import StrEnum


class Fact(StrEnum):
    """What a column shows. Names are stable: they stand in profiles."""

    SEQUENCE = "sequence"
    SERIAL = "serial"
    LOT = "lot"
    GTIN = "gtin"
    UNIT_ID = "unit_id"
    DIGITAL_LINK = "digital_link"
    GS1_PATH = "gs1_path"
    ELEMENT_STRING = "element_string"
    HRI = "hri"
    PASSPORT_ID = "passport_id"
    PASSPORT_URL = "passport_url"
    NDEF_HEX = "ndef_hex"
    EPC_HEX = "epc_hex"
    EPC_URI = "epc_uri"
    EPC_TAG_URI = "epc_tag_uri"
    PRODUCT_NAME = "product_name"
    SKU = "sku"
    PRODUCT_ID = "product_id"
    BATCH_NUMBER = "batch_number"
    PRODUCTION_DATE = "production_date"
    MINT_BATCH_ID = "mint_batch_id"
    MINTED_DATE = "minted_date"
    BRAND_NAME = "brand_name"


@dataclass(frozen=True)
class FactHelp:
    """What a fact is called and what it says, for people who choose columns."""

    title: str
    meaning: str
    group: str


FACT_HELP: dict[Fact, FactHelp] = {
    Fact.DIGITAL_LINK: FactHelp("Digital Link", "The whole address the code holds", "Code"),
    Fact.GS1_PATH: FactHelp("GS1 path", "The address below the brand's host", "Code"),
    Fact.ELEMENT_STRING: FactHelp("Element string", "GS1 data in brackets, for GS1 barcodes", "Code"),
    Fact.HRI: FactHelp("Human-readable text", "What is printed beside the code", "Code"),
    Fact.SERIAL: FactHelp("Serial", "The unit's serial number, AI (21)", "Unit"),
    Fact.SEQUENCE: FactHelp("Sequence", "1 for the first unit of the mint batch, with leading zeros", "Unit"),
    Fact.LOT: FactHelp("Lot", "The unit's lot code, AI (10)", "Unit"),
    Fact.UNIT_ID: FactHelp("Unit id", "The unit's UUID", "Unit"),
    Fact.PASSPORT_ID: FactHelp("Passport id", "The passport's UUID", "Unit"),
    Fact.PASSPORT_URL: FactHelp("Passport address", "The passport's page", "Unit"),
    Fact.NDEF_HEX: FactHelp("NDEF message", "What an NFC tag stores, in hexadecimal", "Tags"),
    Fact.EPC_HEX: FactHelp("EPC", "What an RFID tag stores, in hexadecimal", "Tags"),
    Fact.EPC_URI: FactHelp("EPC URI", "The pure identity: urn:epc:id:sgtin, or the canonical Digital Link", "Tags"),
    Fact.EPC_TAG_URI: FactHelp("EPC tag URI", "urn:epc:tag with scheme and filter", "Tags"),
    Fact.GTIN: FactHelp("GTIN", "14 digits, AI (01)", "Product"),
    Fact.PRODUCT_NAME: FactHelp("Product name", "In the brand's language", "Product"),
    Fact.SKU: FactHelp("SKU", "The product's stock keeping unit", "Product"),
    Fact.PRODUCT_ID: FactHelp("Product id", "The product's UUID", "Product"),
    Fact.BRAND_NAME: FactHelp("Brand", "The brand's name", "Product"),
    Fact.BATCH_NUMBER: FactHelp("Batch number", "Of the production batch", "Production"),
    Fact.PRODUCTION_DATE: FactHelp("Production date", "Of the production batch, YYYY-MM-DD", "Production"),
    Fact.MINT_BATCH_ID: FactHelp("Mint batch id", "The mint batch's UUID", "Production"),
    Fact.MINTED_DATE: FactHelp("Minted on", "YYYY-MM-DD, UTC", "Production"),
}
EPC_FACTS = frozenset({Fact.EPC_HEX, Fact.EPC_URI, Fact.EPC_TAG_URI})
