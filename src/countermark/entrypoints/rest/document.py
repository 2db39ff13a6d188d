"""OpenAPI 3.1 of the REST door, generated from the route table: what is documented is what runs."""

import copy
from functools import cache
from types import UnionType
from typing import Any, get_args

import msgspec

from countermark import __version__
from countermark.entrypoints.rest.examples import example_of
from countermark.entrypoints.rest.route import Body, Route
from countermark.entrypoints.rest.routes import ROUTES

PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance", "code", "request_id"],
    "properties": {
        "type": {"type": "string", "examples": ["about:blank"]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What was wrong, for people."},
        "instance": {"type": "string"},
        "code": {"type": "string", "description": "Stable; may be matched on."},
        "hint": {"type": "string", "description": "What to do about it."},
        "request_id": {"type": "string", "format": "uuid"},
        "errors": {"type": "array", "items": {"type": "object", "additionalProperties": {"type": "string"}}},
    },
}
REFUSALS = {
    "400": "A parameter or member of the body is malformed, names nothing, or breaks a rule",
    "401": "No valid access token or API key",
    "403": "No access to this workspace, or a permission is missing",
    "409": "A uniqueness rule would be broken",
    "413": "The body is too large",
    "415": "The body is no JSON",
    "422": "The idempotency key was used for another request, or what was asked is blocked",
    "429": "More requests than a minute allows",
}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Makes a request safe to send again: it is done once and gets the same answer, for thirty days.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The ETag that GET answered, or *.",
    "schema": {"type": "string"},
}
WORKSPACE = {
    "name": "x-workspace-id",
    "in": "header",
    "required": False,
    "description": "The id of the brand. An API credential belongs to one and need not send it.",
    "schema": {"type": "string", "format": "uuid"},
}


@cache
def rest_document() -> dict[str, Any]:
    """The whole document. Identical for every request, so it is made once."""
    kinds = [kind for route in ROUTES for kind in (route.operation.request, *_results(route))]
    schemas, components = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    in_order = iter(schemas)
    paths: dict[str, dict[str, Any]] = {}
    for route in ROUTES:
        request, results = next(in_order), [next(in_order) for _ in _results(route)]
        paths.setdefault(f"/v1{route.path}", {})[route.method.lower()] = _described(route, request, results, components)
    requests = {route.operation.request.__name__ for route in ROUTES}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Countermark REST",
            "version": __version__,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            "description": "Digital Product Passports as resources. Errors are problems (RFC 9457).",
        },
        "paths": paths,
        "components": {
            "schemas": {name: schema for name, schema in components.items() if name not in requests}
            | {"Problem": PROBLEM},
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
                "key": {"type": "apiKey", "in": "header", "name": "x-api-key"},
            },
        },
        "security": [{"bearer": []}, {"key": []}],
    }


def _results(route: Route) -> tuple[Any, ...]:
    """The kinds of answer that a done request gives: one that was blocked is a problem."""
    result = route.operation.result
    kinds = get_args(result) if isinstance(result, UnionType) else (result,)
    done = [kind for kind in kinds if not _is_blocked(kind)]
    return tuple(done or kinds)


def _is_blocked(kind: Any) -> bool:
    fields = msgspec.inspect.type_info(kind)
    if not isinstance(fields, msgspec.inspect.StructType):
        return False
    return any(field.name == "ok" and getattr(field.type, "values", None) == (False,) for field in fields.fields)


def _described(
    route: Route, request: dict[str, Any], results: list[dict[str, Any]], components: dict[str, Any]
) -> dict[str, Any]:
    operation = route.operation
    members = _members(request, components)
    result = results[0] if len(results) == 1 else {"anyOf": results}
    described: dict[str, Any] = {
        "operationId": f"{route.method.lower()}_{'_'.join(part.strip('{}') for part in route.segments)}".replace(
            "-", "_"
        ),
        "summary": operation.summary,
        "description": (operation.run.__doc__ or "").partition("\n\n    Raises:")[0].strip(),
        "tags": [route.tag],
        "x-operation": operation.name,
        "x-permission": str(operation.permission),
        "parameters": _parameters(route, members, components),
        "responses": {str(route.status): _done(route, result, components), **_refusals(route)},
    }
    if route.deprecation is not None:
        described["deprecated"] = True
    if route.body is not Body.NONE:
        schema = _body_schema(route, members, components)
        content = {"schema": schema, "example": example_of(schema, components)}
        needed = bool(schema.get("required")) or route.body is Body.PATCH
        described["requestBody"] = {"required": needed, "content": {"application/json": content}}
    return described


def _members(request: dict[str, Any], components: dict[str, Any]) -> dict[str, tuple[dict[str, Any], bool]]:
    """The operation's arguments without their underscore: schema, and whether it is required."""
    schema = components[request["$ref"].rpartition("/")[2]]
    required = set(schema.get("required", []))
    return {name[1:]: (each, name in required) for name, each in schema["properties"].items() if name != "_brand_id"}


def _parameters(
    route: Route, members: dict[str, tuple[dict[str, Any], bool]], components: dict[str, Any]
) -> list[dict[str, Any]]:
    listed = [
        {"name": name, "in": "path", "required": True, "schema": members[name][0]}
        | {"example": example_of(members[name][0], components, name)}
        for name in route.in_path
    ]
    if route.body is Body.NONE:
        listed += [
            {"name": name, "in": "query", "required": required, "schema": _without_null(schema)}
            for name, (schema, required) in members.items()
            if name not in route.in_path and name != "idempotency_key"
        ]
    own = [KEY] if route.method == "POST" else [IF_MATCH] if route.body is Body.PATCH else []
    return [*listed, WORKSPACE, *own]


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A query has no null: what is not given is left out."""
    kept = [each for each in schema.get("anyOf", []) if each != {"type": "null"}]
    plain = {name: each for name, each in schema.items() if name not in ("anyOf", "default")}
    if len(kept) == 1:
        plain.update(kept[0])
    elif kept:
        plain["anyOf"] = kept
    return plain


def _body_schema(
    route: Route, members: dict[str, tuple[dict[str, Any], bool]], components: dict[str, Any]
) -> dict[str, Any]:
    if route.body is Body.PATCH:
        patch: dict[str, Any] = members["patch"][0]
        return patch
    left = {name: each for name, each in members.items() if name not in route.in_path and name != "idempotency_key"}
    return {
        "type": "object",
        "properties": {name: copy.deepcopy(schema) for name, (schema, _) in left.items()},
        "required": [name for name, (_, required) in left.items() if required],
        "additionalProperties": False,
    }


def _done(route: Route, result: dict[str, Any], components: dict[str, Any]) -> dict[str, Any]:
    if route.enveloped:
        data = {"type": "object", "additionalProperties": True}
        properties = {"ok": {"const": True}, "data": data, "meta": {"type": "object"}}
        result = {"type": "object", "required": ["ok", "data", "meta"], "properties": properties}
    content = {"schema": result, "example": example_of(result, components)}
    headers = {"x-request-id": _header("Ties the answer to the log")}
    if route.method == "GET" or route.body is Body.PATCH:
        headers["ETag"] = _header("Of this content, for If-Match and If-None-Match")
    if route.made_at:
        headers["Location"] = _header("Where it is found")
    return {"description": "Done", "headers": headers, "content": {"application/json": content}}


def _header(description: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string"}}


def _refusals(route: Route) -> dict[str, Any]:
    texts = dict(REFUSALS)
    if route.in_path:
        texts["404"] = "There is no such resource in this workspace"
    if route.body is Body.PATCH:
        texts |= {"412": "It changed meanwhile", "428": "If-Match is needed"}
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {"description": text, "content": {"application/problem+json": {"schema": schema}}}
        for status, text in sorted(texts.items())
    }
