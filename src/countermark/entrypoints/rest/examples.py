"""An example of anything that a schema describes: by the name of a member where the field has a usual one."""

from typing import Any, Final

BY_NAME: Final[dict[str, Any]] = {
    "name": {"en": "City bicycle"},
    "batch_number": "BATCH-2026-001",
    "facility_ref": "FAC-EU-01",
    "gln": "9520000000004",
    "gtin": "09506000134352",
    "serial": "7K3M9QX2T4WC8VBN",
    "lot_code": "LOT-A",
    "target_url": "https://example.com/manual",
    "website_url": "https://example.com",
    "link_type": "gs1:instructions",
    "raw_value": "09506000134352",
    "identifier_type": "gtin",
    "country": "AT",
    "email": "info@example.com",
    "filename": "products.csv",
    "reason": "printed twice",
    "title": "Instructions",
    "cursor": "MjAyNi0wMS0xNVQxMjowMDowMCswMDowMHwwMTliYzJjMg",
    "next_cursor": None,
}
BY_FORMAT: Final = {
    "uuid": "019bc2c2-7a00-7000-8000-000000000001",
    "date": "2026-01-15",
    "date-time": "2026-01-15T12:00:00Z",
}
BY_TYPE: Final[dict[str, Any]] = {"integer": 1, "number": 1.5, "boolean": True, "string": "text", "null": None}
DEEPEST: Final = 6


def example_of(schema: dict[str, Any], components: dict[str, Any], name: str = "", depth: int = 0) -> Any:
    """A value that fits the schema; deep ones end in what is empty."""
    if "$ref" in schema:
        schema = components[schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        return example_of(schema["anyOf"][0], components, name, depth)
    for given in ("const", "default"):
        if schema.get(given) is not None:
            return schema[given]
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if name in BY_NAME and _fits(BY_NAME[name], kind):
        return BY_NAME[name]
    if "prefixItems" in schema:
        return [example_of(each, components, "", depth + 1) for each in schema["prefixItems"]]
    if kind == "array":
        return (
            []
            if depth > DEEPEST or not schema.get("items")
            else [example_of(schema["items"], components, "", depth + 1)]
        )
    if kind == "object" or "properties" in schema:
        members = schema.get("properties", {}) if depth <= DEEPEST else {}
        return {each: example_of(inner, components, each, depth + 1) for each, inner in members.items()}
    if kind == "integer":
        return schema.get("minimum", 1)
    return BY_FORMAT.get(schema.get("format", ""), BY_TYPE.get(str(kind), "text"))


def _fits(value: Any, kind: Any) -> bool:
    return (kind == "string" and isinstance(value, str)) or (kind == "object" and isinstance(value, dict))
