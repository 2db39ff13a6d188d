"""Runs an operation for a caller: the one way in, for every door."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

import msgspec

from countermark.db.transaction import Actor, ActorKind, Tx, brand_transaction, platform_transaction
from countermark.entrypoints.operations.operation import Operation, Scope
from countermark.entrypoints.operations.table import OPERATIONS
from countermark.entrypoints.services import Services
from countermark.features.accounts.access import access_brand, actor_of
from countermark.features.accounts.machines import Machine
from countermark.features.accounts.sessions import current_user
from countermark.features.accounts.tokens import Caller
from countermark.kit.errors import Forbidden, InvalidInput, NotAuthenticated
from countermark.kit.ids import uuid7
from countermark.kit.requests import BrandRequest, Request
from countermark.kit.wrong_value import wrong_value

Within = Callable[[Tx, Callable[[], Awaitable[Any]]], Awaitable[Any]]


async def execute(
    services: Services,
    operation_name: str,
    arguments: dict[str, Any],
    caller: Caller | Machine | None,
    request_id: UUID | None = None,
) -> Any:
    """The result of an operation, after its transaction committed.

    ``arguments`` are named as in the RPC door, with a leading underscore.

    Raises:
        OperationError: whatever the operation refused.
        KeyError: there is no such operation.
    """
    operation = OPERATIONS[operation_name]
    request = parse_request(operation, msgspec.json.encode(arguments))
    return await run_operation(services, operation, request, caller, request_id)


def parse_request(operation: Operation, body: bytes) -> Request:
    """The typed arguments in a JSON body.

    Raises:
        InvalidInput: not an object, an unknown or missing argument, or one of the wrong type.
    """
    try:
        return msgspec.json.decode(body or b"{}", type=operation.request)
    except msgspec.ValidationError as error:
        raise wrong_value(error, operation.request) from None
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise InvalidInput("body", f"is not valid JSON: {error}", code="MALFORMED_JSON") from None


def parse_query(operation: Operation, query: dict[str, str]) -> Request:
    """The typed arguments in a query string; numbers and booleans are read from their text.

    Raises:
        InvalidInput: an unknown or missing argument, or one of the wrong type.
    """
    try:
        return msgspec.convert(query, type=operation.request, strict=False)
    except msgspec.ValidationError as error:
        raise wrong_value(error, operation.request) from None


async def run_operation(
    services: Services,
    operation: Operation,
    request: Request,
    caller: Caller | Machine | None,
    request_id: UUID | None = None,
    within: Within | None = None,
) -> Any:
    """Runs it in one transaction, committed before this returns. See :func:`execute`.

    ``within`` is what a door does around an operation in a brand, in its transaction and once access was given.
    """
    if operation.scope is Scope.PUBLIC:
        async with platform_transaction(services.pool) as connection:
            return await operation.run(Tx(connection, uuid7(), Actor(ActorKind.SYSTEM), services.master_key), request)
    if caller is None:
        raise NotAuthenticated
    if operation.scope is Scope.USER:
        if isinstance(caller, Machine):
            raise Forbidden(f"{operation.name} is for people; an API credential belongs to one brand")
        return await _run_for_user(services, operation, request, caller, request_id)
    if not isinstance(request, BrandRequest):
        raise TypeError(f"{operation.name}: an operation in a brand needs a BrandRequest")
    async with brand_transaction(
        services.pool, request.brand_id, actor_of(caller), services.master_key, request_id
    ) as tx:
        allowed = await access_brand(tx, caller, operation.permission)
        inside = replace(allowed, origin_of=services.settings.brand_origin)
        run = partial(operation.run, inside, request)
        return await (run() if within is None else within(inside, run))


async def _run_for_user(
    services: Services, operation: Operation, request: Request, caller: Caller, request_id: UUID | None
) -> Any:
    """Outside any brand. What the operation makes, if it makes a brand, belongs to a new id that only it knows."""
    actor = Actor(ActorKind.USER, caller.user_id)
    async with brand_transaction(services.pool, uuid7(), actor, services.master_key, request_id) as tx:
        await current_user(tx.connection, caller)
        return await operation.run(tx, request)
