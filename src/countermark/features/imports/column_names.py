"""Guesses what columns mean by their names: keys, labels in any language, and what catalogues commonly call things."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.fields.field import Field
from countermark.features.fields.locales import LANGUAGE_TAG
from countermark.features.imports.mapping import LOCALIZED, NAME, NUMBERS, ColumnMapping

SYNONYMS: Final[dict[str, str]] = {
    "sku": """
        sku, article number, article no, article code, item number, item no, item code, product code, product
        number, product id, part number, part no, material number, style number, artikelnummer, artikelnr,
        artnr, materialnummer, referenz, référence, reference, ref, numéro d'article, code article, codice
        articolo, codice, número de artículo, código, codigo, referencia, artikelnummer, varenummer, numer
        artykułu, indeks
    """,
    "gtin": """
        gtin, gtin13, gtin14, gtin12, gtin8, gtin/ean, ean/gtin, barcode, bar code, global trade item number,
        strichcode, code-barres, code barre, codice a barre, código de barras, streepjescode, kod kreskowy
    """,
    "ean": "ean, ean13, ean code, ean-code, ean nummer, ean8, european article number",
    "upc": "upc, upc code, upc-a, upc12, universal product code",
    NAME: """
        name, product name, product, product title, title, item name, article name, designation, bezeichnung,
        produktname, artikelbezeichnung, artikelname, produkt, nom, nom du produit, désignation, libellé, nome,
        nome prodotto, denominazione, nombre, nombre del producto, denominación, productnaam, naam, nazwa, nazwa
        produktu, benämning
    """,
    "commercial_status": "status, commercial status, active, aktiv, actif, activo, attivo, verkaufsstatus",
    "core.identity.product_brand_name": "brand, brand name, marke, marque, marca, merk, marka",
    "core.identity.model": "model, model name, model number, modell, modèle, modelo, modello",
    "core.identity.description": """
        description, beschreibung, produktbeschreibung, descripción, descrizione, omschrijving, long
        description, product description
    """,
    "core.identity.category": "category, product category, kategorie, catégorie, categoría, categoria, warengruppe",
    "core.identity.commodity_code": """
        taric, hs code, cn code, customs tariff number, commodity code, zolltarifnummer, warennummer, code
        douanier
    """,
    "core.identity.weight": "weight, net weight, gewicht, nettogewicht, poids, poids net, peso, peso netto",
    "core.operator.manufacturer_name": """
        manufacturer, hersteller, fabricant, fabricante, produttore, fabrikant, producent, maker
    """,
    "core.operator.manufacturer_address": "manufacturer address, herstelleradresse, adresse du fabricant",
    "core.operator.importer_name": "importer, importeur, importateur, importador, importatore",
    "core.origin.country_of_origin": """
        country of origin, origin, country, made in, coo, ursprungsland, herkunftsland, herkunft, pays
        d'origine, país de origen, paese di origine, land van herkomst, kraj pochodzenia
    """,
    "core.composition.materials": """
        materials, material, material composition, materialien, matériaux, matières, materiales
    """,
    "core.composition.recycled_content": "recycled content, recycled share, rezyklatanteil, recyclinganteil",
    "core.care.instructions": "care, care instructions, pflege, pflegehinweise, entretien",
    "core.repair.warranty_years": "warranty, guarantee, garantie, gewährleistung",
    "textile.fibre_composition": "fibre composition, fiber composition, faserzusammensetzung, composition textile",
}
UNIT_IN_NAME: Final = re.compile(r"(?P<name>.*?)\s*[\[(]\s*(?P<unit>[^\])]+?)\s*[\])]")
LANGUAGE_IN_NAME: Final = re.compile(
    r"(?P<name>.+?)\s*(?:[.:_\-\s]|[\[(])\s*(?P<tag>[a-zA-Z]{2,3}(?:[-_][A-Za-z]{2,4})?)\s*[\])]?"
)
LANGUAGES: Final = frozenset(
    """ar bg cs da de el en es et fi fr ga he hi hr hu is it ja ko lt lv mt nb nl nn no pl pt ro ru sk sl sv tr uk
    zh""".split()
)


def plain_name(text: str) -> str:
    """A name without case, accents, and whatever else people write differently."""
    bare = "".join(
        character
        for character in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(character)
    )
    return re.sub(r"[^\w%]+|_", "", bare)


def suggested_mapping(columns: Sequence[str], schema: BrandSchema, brand_locale: str) -> list[ColumnMapping]:
    """What the columns probably are, each meaning once; those that nothing fits are left out."""
    names = _names(schema)
    suggested: list[ColumnMapping] = []
    taken: set[tuple[str, str | None]] = set()
    for column in columns:
        line = _suggestion(column, names, schema, brand_locale)
        if line is None:
            continue
        field = schema.fields.get(line.target)
        localized = line.target == NAME or (field is not None and field.type in LOCALIZED)
        meaning = (line.target, line.locale or brand_locale if localized else None)
        if meaning not in taken:
            taken.add(meaning)
            suggested.append(line)
    return suggested


def _suggestion(column: str, names: dict[str, str], schema: BrandSchema, brand_locale: str) -> ColumnMapping | None:
    if target := names.get(plain_name(column)):
        return ColumnMapping(column=column, target=target)
    if (match := UNIT_IN_NAME.fullmatch(column)) and (target := names.get(plain_name(match["name"]))):
        field = schema.fields.get(target)
        unit = _unit(field, match["unit"])
        if unit is not None:
            return ColumnMapping(column=column, target=target, unit=unit if field and unit != field.unit else None)
    if (match := LANGUAGE_IN_NAME.fullmatch(column)) and (tag := _language(match["tag"])):
        target = names.get(plain_name(match["name"]), "")
        field = schema.fields.get(target)
        if target == NAME or (field is not None and field.type in LOCALIZED):
            return ColumnMapping(column=column, target=target, locale=None if tag == brand_locale else tag)
    return None


def _unit(field: Field | None, text: str) -> str | None:
    if field is None or field.type not in NUMBERS:
        return None
    return next((unit for unit in field.units if unit.casefold() == text.casefold()), None)


def _language(text: str) -> str | None:
    language, _, region = text.replace("_", "-").partition("-")
    tag = language.lower() + (f"-{region.upper() if len(region) == 2 else region.title()}" if region else "")
    return tag if language.lower() in LANGUAGES and LANGUAGE_TAG.fullmatch(tag) else None


def _names(schema: BrandSchema) -> dict[str, str]:
    """Targets by plain name. What is surest comes last and wins: synonyms, labels, keys."""
    names: dict[str, str] = {}
    for target, synonyms in SYNONYMS.items():
        if target in schema.fields or "." not in target:
            names |= {plain_name(word): target for word in synonyms.split(",")}
    own = {target for target in SYNONYMS if "." not in target}
    for field in reversed(schema.fields.values()):
        for word in _words(field):
            if names.get(word) not in own:
                names[word] = field.key
    return names | {plain_name(key): key for key in (*schema.fields, *own)}


def _words(field: Field) -> Iterable[str]:
    yield plain_name(field.label)
    yield from (plain_name(label) for label in field.labels.values())
    yield plain_name(field.key.rpartition(".")[2])
