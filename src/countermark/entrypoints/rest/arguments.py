"""The arguments of an operation out of a REST request: path, query and body."""

import json
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

import msgspec
from msgspec import inspect

from countermark.entrypoints.operations.execute import parse_request
from countermark.entrypoints.operations.operation import Operation
from countermark.entrypoints.rest.problem import Refusal
from countermark.entrypoints.rest.route import Body, Route
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest, Request
from countermark.kit.wrong_value import wrong_value


def request_of(
    route: Route, brand_id: UUID, in_path: dict[str, str], query: bytes, body: bytes, key: str | None
) -> Request:
    """The typed request of a route. ``key`` is the idempotency key, for an operation that has one of its own.

    Raises:
        InvalidInput: names the parameter or the member of the body, and what was wrong with it.
    """
    operation = route.operation
    given: dict[str, Any] = {f"_{name}": value for name, value in in_path.items()}
    if route.body is Body.NONE:
        given |= _from_query(operation, query, route)
    else:
        given |= _from_body(route, body)
    if key is not None and "idempotency_key" in operation.request.__struct_fields__:
        given["_idempotency_key"] = key
    given["_brand_id"] = str(brand_id)
    if route.body is Body.NONE:
        try:
            return msgspec.convert(given, type=operation.request, strict=False)
        except msgspec.ValidationError as error:
            raise wrong_value(error, operation.request) from None
    return parse_request(operation, msgspec.json.encode(given))


def shown_request(route: Route, operation: Operation, brand_id: UUID, in_path: dict[str, str]) -> BrandRequest:
    """The request that reads the resource of a path."""
    given = {f"_{name}": value for name, value in in_path.items()} | {"_brand_id": str(brand_id)}
    try:
        request = msgspec.convert(given, type=operation.request, strict=False)
    except msgspec.ValidationError as error:
        raise wrong_value(error, operation.request) from None
    if not isinstance(request, BrandRequest):
        raise TypeError(f"{route.path}: a resource belongs to a brand")
    return request


def _from_query(operation: Operation, query: bytes, route: Route) -> dict[str, Any]:
    """A parameter may be repeated where the argument is a list. What is an object stands in JSON."""
    types = {field.name: field.type for field in _struct(operation).fields}
    values: dict[str, Any] = {}
    for name, text in parse_qsl(query.decode("latin-1"), keep_blank_values=True):
        if name in route.in_path or name == "brand_id" or name not in types:
            raise InvalidInput(f"_{name}", "there is no such parameter")
        if _holds(types[name], inspect.ListType):
            values.setdefault(f"_{name}", []).append(text)
        elif f"_{name}" in values:
            raise InvalidInput(f"_{name}", "is given twice")
        else:
            values[f"_{name}"] = text
    return values


def _struct(operation: Operation) -> inspect.StructType:
    described = inspect.type_info(operation.request)
    if not isinstance(described, inspect.StructType):
        raise TypeError(f"{operation.name}: its request is no struct")
    return described


def _holds(kind: inspect.Type, wanted: type[inspect.Type]) -> bool:
    if isinstance(kind, inspect.UnionType):
        return any(_holds(inner, wanted) for inner in kind.types)
    return isinstance(kind, wanted)


def _from_body(route: Route, body: bytes) -> dict[str, Any]:
    try:
        given = msgspec.json.decode(body or b"{}")
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise InvalidInput("body", f"is not valid JSON: {error}", code="MALFORMED_JSON") from None
    if not isinstance(given, dict):
        raise InvalidInput("body", "must be an object")
    if route.body is Body.PATCH:
        return {"_patch": given}
    taken = {*route.in_path, "brand_id", "idempotency_key"} & given.keys()
    if taken:
        name = sorted(taken)[0]
        raise InvalidInput(f"_{name}", "does not stand in the body")
    return {f"_{name}": value for name, value in given.items()}


def checked_media_type(content_type: str) -> None:
    """Nothing, if a body of this type can be read.

    Raises:
        Refusal: it is no JSON (415).
    """
    kind = content_type.partition(";")[0].strip().lower()
    if kind and kind not in ("application/json", "application/merge-patch+json"):
        accepted = ((b"accept", b"application/json, application/merge-patch+json"),)
        raise Refusal(415, "UNSUPPORTED_MEDIA_TYPE", "the body must be application/json", headers=accepted)


def canonical(body: Any) -> bytes:
    """The bytes that an entity tag is made of: the same for the same value."""
    return json.dumps(msgspec.to_builtins(body), sort_keys=True, separators=(",", ":")).encode()
