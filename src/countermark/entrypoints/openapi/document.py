"""OpenAPI 3.1, generated from the operation table: what is documented is what runs."""

from functools import cache
from types import UnionType
from typing import Any, get_args

import msgspec

from countermark import __version__
from countermark.entrypoints.operations.operation import Operation, Scope
from countermark.entrypoints.operations.table import OPERATIONS

ERROR = {
    "type": "object",
    "required": ["code", "message", "details", "hint"],
    "properties": {
        "code": {"type": "string", "description": "Stable; may be matched on."},
        "message": {"enum": ["Not authenticated", "Forbidden", "Invalid input"]},
        "details": {"type": "string", "description": "Which argument, and why."},
        "hint": {"type": ["string", "null"], "description": "What to do about it."},
    },
}
REFUSALS = {
    "400": "An argument is malformed, names nothing in this brand, or breaks a rule",
    "401": "No valid access token",
    "403": "No access to this brand, or a permission is missing",
    "409": "A uniqueness rule would be broken",
}


@cache
def openapi_document() -> dict[str, Any]:
    """The whole document. Identical for every request, so it is made once."""
    kinds = [kind for operation in OPERATIONS.values() for kind in (operation.request, *_results(operation))]
    schemas, components = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    in_order = iter(schemas)
    by_operation = [
        (operation, next(in_order), _any_of([next(in_order) for _ in _results(operation)]))
        for operation in OPERATIONS.values()
    ]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Countermark",
            "version": __version__,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            "description": "Operations of Digital Product Passports, called as `POST /rest/v1/rpc/<operation>`.",
        },
        "paths": {f"/rest/v1/rpc/{operation.name}": _path(operation, *both) for operation, *both in by_operation},
        "components": {
            "schemas": {**components, "Error": ERROR},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def _results(operation: Operation) -> tuple[Any, ...]:
    """The kinds of answer an operation gives: mostly one; done or blocked where it is a union."""
    return get_args(operation.result) if isinstance(operation.result, UnionType) else (operation.result,)


def _any_of(schemas: list[dict[str, Any]]) -> dict[str, Any]:
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def _path(operation: Operation, request: dict[str, Any], result: dict[str, Any]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "description": (operation.run.__doc__ or "").partition("\n\n    Raises:")[0].strip(),
        "tags": [operation.run.__module__.split(".")[2]],
        "security": [] if operation.scope is Scope.PUBLIC else [{"bearer": []}],
        "responses": {
            "200": {"description": "The result", "content": {"application/json": {"schema": result}}},
            **{status: _refusal(text) for status, text in REFUSALS.items()},
        },
    }
    if operation.permission:
        described["x-permission"] = str(operation.permission)
    body = {"required": True, "content": {"application/json": {"schema": request}}}
    return {"post": described | {"requestBody": body}}


def _refusal(description: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Error"}
    return {"description": description, "content": {"application/json": {"schema": schema}}}
