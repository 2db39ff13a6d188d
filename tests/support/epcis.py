"""EPCIS documents against GS1's own schema."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, FormatChecker

SCHEMA = Path(__file__).parents[1] / "features" / "epcis" / "epcis-2.0-document.schema.json"
CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"


@cache
def _validator() -> Draft7Validator:
    return Draft7Validator(json.loads(SCHEMA.read_text()), format_checker=FormatChecker())


def schema_errors(document: dict[str, Any]) -> list[str]:
    """What GS1's schema finds wrong."""
    return [f"{list(error.path)}: {error.message}"[:300] for error in _validator().iter_errors(document)]


def as_document(events: list[dict[str, Any]]) -> dict[str, Any]:
    """Events as they stand in a document."""
    return {
        "@context": [CONTEXT, {"cbvmda": "urn:epcglobal:cbv:mda:"}],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-01-15T12:00:00Z",
        "epcisBody": {"eventList": events},
    }
