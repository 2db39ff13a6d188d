"""Who looks at a page: a signed-in person, and on most pages the brand in the path with what they may do in it."""

from dataclasses import dataclass
from typing import Annotated, Any

from litestar import Request
from litestar.exceptions import HTTPException, NotFoundException
from litestar.params import Dependency

from countermark.db.transaction import Actor, ActorKind, brand_transaction, platform_transaction
from countermark.entrypoints.console.cookies import SESSION
from countermark.entrypoints.operations.execute import execute
from countermark.entrypoints.request_context import request_id_of
from countermark.entrypoints.services import Services
from countermark.features.accounts.access import access_brand
from countermark.features.accounts.account import User
from countermark.features.accounts.permissions import Permission
from countermark.features.accounts.sessions import caller_of_cookie, current_user
from countermark.features.accounts.tokens import Caller
from countermark.features.brands.list_brands import BrandMembership
from countermark.features.fields.brand_schema import BrandSchema, brand_schema
from countermark.kit.errors import Forbidden

AnyRequest = Request[Any, Any, Any]


class SignInFirst(HTTPException):
    """The page is for signed-in people; after signing in they come back to it."""

    status_code = 401


@dataclass(frozen=True)
class Person:
    """A signed-in person."""

    request: AnyRequest
    services: Services
    caller: Caller
    user: User

    async def call(self, operation: str, **arguments: Any) -> Any:
        """The result of an operation, as the RPC door would give it; arguments without their underscore."""
        named = {f"_{name}": value for name, value in arguments.items()}
        return await execute(self.services, operation, named, self.caller, request_id_of(self.request))


@dataclass(frozen=True)
class Visit:
    """A person in a brand: what they may do there, and the brands they can switch to."""

    person: Person
    brand: BrandMembership
    brands: list[BrandMembership]
    permissions: frozenset[str]

    def may(self, permission: str) -> bool:
        """Whether the role allows it. What it does not allow is not shown."""
        return Permission(permission) in self.permissions

    @property
    def home(self) -> str:
        """The path of the brand's first page, with a slash at its end."""
        return f"/console/{self.brand.subdomain}/"

    @property
    def brand_origin(self) -> str:
        """Where the public reaches the brand: the scheme and host that its codes begin with."""
        return self.person.services.settings.brand_origin(self.brand.subdomain)

    async def call(self, operation: str, **arguments: Any) -> Any:
        """The result of an operation in this brand; arguments without their underscore."""
        return await self.person.call(operation, brand_id=self.brand.brand_id, **arguments)

    async def schema(self) -> BrandSchema:
        """The fields of the brand's products."""
        services, actor = self.person.services, Actor(ActorKind.USER, self.person.caller.user_id)
        async with brand_transaction(services.pool, self.brand.brand_id, actor, b"") as tx:
            return await brand_schema(tx)


async def person_of(request: AnyRequest) -> Person:
    """The signed-in person behind the session cookie.

    Raises:
        SignInFirst: there is none, or the session has ended.
    """
    services: Services = request.app.state.services
    cookie = request.cookies.get(SESSION)
    if not cookie:
        raise SignInFirst
    async with platform_transaction(services.pool) as connection:
        caller = await caller_of_cookie(connection, cookie)
        if caller is None:
            raise SignInFirst
        return Person(request, services, caller, await current_user(connection, caller))


SignedIn = Annotated[Person, Dependency(skip_validation=True)]
InBrand = Annotated[Visit, Dependency(skip_validation=True)]


async def visit_of(person: SignedIn, subdomain: str) -> Visit:
    """The person in the brand of the path.

    Raises:
        NotFoundException: there is no such brand, or the person is not in it. Nobody can tell which.
    """
    brands: list[BrandMembership] = await person.call("list_brands")
    brand = next((brand for brand in brands if brand.subdomain == subdomain), None)
    if brand is None:
        raise NotFoundException
    actor = Actor(ActorKind.USER, person.caller.user_id)
    try:
        async with brand_transaction(person.services.pool, brand.brand_id, actor, b"") as tx:
            allowed = await access_brand(tx, person.caller, None)
    except Forbidden:
        raise NotFoundException from None
    return Visit(person, brand, brands, allowed.actor.permissions)
