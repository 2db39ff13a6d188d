"""Judges answers by somebody else's description of the EN 18222 API."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]
from jsonschema import Draft202012Validator

CONTRACT = Path(__file__).parent / "data" / "en18222-dpp-api.openapi.yaml"


@cache
def contract() -> dict[str, Any]:
    """The description as it was published, but for its ``oneOf`` of elements.

    None of the five kinds excludes another there, so that every element fits several; ``objectType`` decides instead.
    """
    document: dict[str, Any] = yaml.safe_load(CONTRACT.read_text())
    schemas = document["components"]["schemas"]
    kinds = list(schemas["DataElement"]["discriminator"]["mapping"])
    by_kind = [
        {
            "if": {"properties": {"objectType": {"const": kind}}, "required": ["objectType"]},
            "then": {"$ref": f"#/components/schemas/{kind}"},
        }
        for kind in kinds
    ]
    known = {"properties": {"objectType": {"enum": kinds}}}
    schemas["DataElement"] = {"allOf": [{"$ref": "#/components/schemas/DataElementBase"}, known, *by_kind]}
    return document


def assert_fits(name: str, value: Any) -> None:
    """``value`` is what the description calls ``name``."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": contract()["components"]}
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(value)] == []
