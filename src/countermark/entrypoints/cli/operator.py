"""The person at the command line: they hold the database and the master key, so no login stands between.

What they change is in the audit log with the actor ``system``. The operations are the same as at every other door.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

import msgspec

from countermark.db.transaction import Actor, ActorKind, Tx, brand_transaction, platform_transaction
from countermark.entrypoints.cli.exit_codes import CommandFailed
from countermark.entrypoints.operations.execute import parse_request
from countermark.entrypoints.operations.table import OPERATIONS
from countermark.entrypoints.services import Services
from countermark.features.accounts.account import User, normalized_email
from countermark.features.accounts.account import queries as account_queries
from countermark.features.accounts.permissions import Permission
from countermark.features.brands.find_brand import find_brand_of_subdomain
from countermark.kit.ids import uuid7
from countermark.kit.records import record_from

OPERATOR = Actor(ActorKind.SYSTEM, permissions=frozenset(Permission))


async def run_as_operator(services: Services, operation: str, **arguments: Any) -> Any:
    """The result of an operation in a brand, committed. Arguments are named without their underscore."""
    async with operator_transaction(services, arguments["brand_id"]) as tx:
        return await _run(tx, operation, arguments)


async def run_as_user(services: Services, user: User, operation: str, **arguments: Any) -> Any:
    """The result of an operation outside any brand, on behalf of ``user``, committed."""
    actor = Actor(ActorKind.USER, user.user_id)
    async with brand_transaction(services.pool, uuid7(), actor, services.master_key) as tx:
        return await _run(tx, operation, arguments)


async def _run(tx: Tx, operation: str, arguments: dict[str, Any]) -> Any:
    body = msgspec.json.encode({f"_{name}": value for name, value in arguments.items()})
    return await OPERATIONS[operation].run(tx, parse_request(OPERATIONS[operation], body))


@asynccontextmanager
async def operator_transaction(services: Services, brand_id: UUID) -> AsyncIterator[Tx]:
    """A transaction of the operator in a brand."""
    async with brand_transaction(services.pool, brand_id, OPERATOR, services.master_key) as tx:
        yield replace(tx, origin_of=services.settings.brand_origin)


async def brand_named(services: Services, name: str) -> UUID:
    """The id of the brand with this id or subdomain.

    Raises:
        CommandFailed: there is none.
    """
    try:
        return UUID(name)
    except ValueError:
        pass
    async with platform_transaction(services.pool) as connection:
        brand_id = await find_brand_of_subdomain(connection, name)
    if brand_id is None:
        raise CommandFailed(f"there is no brand {name!r}: give its id or its subdomain")
    return brand_id


async def user_named(services: Services, email: str) -> User:
    """The user with this address.

    Raises:
        CommandFailed: there is none.
    """
    async with platform_transaction(services.pool) as connection:
        row = await account_queries.get_user_for_sign_in(connection, email_normalized=normalized_email(email, "email"))
    if row is None:
        raise CommandFailed(f"there is no user {email!r}: make one with `countermark user create {email}`")
    return record_from(User, row)
