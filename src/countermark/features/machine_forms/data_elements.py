"""The five kinds of data element of EN 18223:2026 (clause 4.1.2) in full (Annex A), and how each is compressed.

An element is a JSON object: ``elementId``, ``objectType``, where there is one a ``dictionaryReference``, and what its
kind has besides.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

Element = dict[str, Any]

SCHEMA_ORG: Final = "https://schema.org/"
GS1: Final = "https://ref.gs1.org/voc/"


def single(element_id: str, value: str | float | bool, data_type: str | None = None, meaning: str = "") -> Element:
    """One value; ``data_type`` is a name of XML Schema, told from the value if it is not given."""
    return _element(element_id, "SingleValuedDataElement", meaning) | {
        "valueDataType": f"xsd:{data_type or type_of(value)}",
        "value": value,
    }


def several(element_id: str, values: Sequence[str], data_type: str = "string", meaning: str = "") -> Element:
    """Values of one kind, in their order."""
    return _element(element_id, "MultiValuedDataElement", meaning) | {
        "valueDataType": f"xsd:{data_type}",
        "value": list(values),
    }


def rows(element_id: str, groups: Sequence[Sequence[Element]], meaning: str = "") -> Element:
    """Groups of elements, in their order."""
    return _element(element_id, "MultiValuedDataElement", meaning) | {"value": [list(group) for group in groups]}


def collection(element_id: str, elements: Sequence[Element], meaning: str = "") -> Element:
    """Elements that belong together, at least one."""
    return _element(element_id, "DataElementCollection", meaning) | {"elements": list(elements)}


def by_language(element_id: str, texts: Mapping[str, str], meaning: str = "") -> Element:
    """A text in each language it is there in (BCP 47)."""
    values = [{"value": text, "language": language} for language, text in texts.items()]
    return _element(element_id, "MultiLanguageDataElement", meaning) | {"value": values}


def resource(element_id: str, content_type: str, url: str, title: str | None, language: str | None) -> Element:
    """A file elsewhere."""
    optional = {"resourceTitle": title, "language": language}
    told = {name: value for name, value in optional.items() if value}
    return _element(element_id, "RelatedResource", "") | {"contentType": content_type, "url": url, **told}


def type_of(value: str | float | bool) -> str:
    """The XML Schema type of a JSON value; a number with a fraction is a decimal."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    return "decimal" if isinstance(value, float) else "string"


def compressed(element: Element) -> Any:
    """What stands beside an element's id in the compressed form (clause 5.2)."""
    kind = element["objectType"]
    if kind == "DataElementCollection":
        return compressed_all(element["elements"])
    if kind == "RelatedResource":
        names = ("contentType", "url", "language", "resourceTitle")
        return {name: element[name] for name in names if name in element}
    if kind == "MultiValuedDataElement":
        return [compressed_all(value) if isinstance(value, list) else value for value in element["value"]]
    return element["value"]


def compressed_all(elements: Sequence[Element]) -> dict[str, Any]:
    """Elements beside each other, by their ids."""
    return {element["elementId"]: compressed(element) for element in elements}


def _element(element_id: str, kind: str, meaning: str) -> Element:
    return {"elementId": element_id, **({"dictionaryReference": meaning} if meaning else {}), "objectType": kind}
