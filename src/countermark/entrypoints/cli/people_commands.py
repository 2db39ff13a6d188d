"""``countermark brand create`` and ``countermark user create``: the first of each, before anyone can sign in."""

import asyncio
import secrets
import sys

from cyclopts import App

from countermark.db.transaction import platform_transaction
from countermark.entrypoints.cli.exit_codes import CommandFailed
from countermark.entrypoints.cli.operator import run_as_user, user_named
from countermark.entrypoints.cli.output import Json, show
from countermark.entrypoints.services import open_services
from countermark.features.accounts.account import User
from countermark.features.accounts.sign_up import sign_up
from countermark.features.brands.brand import Brand
from countermark.kit.settings import Settings, load_settings

brand_app = App(name="brand", help="Brands: the tenants of this deployment.")
user_app = App(name="user", help="People who can sign in.")


@brand_app.command(name="create")
def create_brand_command(name: str, /, *, subdomain: str, owner: str, json: Json = False) -> None:
    """Make a brand that an existing user owns.

    Parameters
    ----------
    name
        The brand's name, as people read it.
    subdomain
        Where its scans come in: <subdomain>.<base domain>.
    owner
        The e-mail address of the user who becomes its owner.
    """
    settings = load_settings()
    brand = asyncio.run(_create_brand(settings, name, subdomain, owner))
    origin = settings.origin(settings.brand_host(brand.subdomain))
    show(brand, [f"{brand.name}: {brand.brand_id}", f"scans come in at {origin}"], json=json)


async def _create_brand(settings: Settings, name: str, subdomain: str, owner: str) -> Brand:
    async with open_services(settings) as services:
        user = await user_named(services, owner)
        brand: Brand = await run_as_user(services, user, "create_brand", name=name, subdomain=subdomain)
        return brand


@user_app.command(name="create")
def create_user_command(email: str, /, *, name: str = "", password_stdin: bool = False, json: Json = False) -> None:
    """Make an account. Prints a random password, unless one comes by standard input.

    Parameters
    ----------
    email
        The address to sign in with.
    name
        The person's name, as others see it.
    password_stdin
        Read the password from the first line of standard input.
    """
    password = sys.stdin.readline().rstrip("\n") if password_stdin else secrets.token_urlsafe(15)
    user = asyncio.run(_create_user(load_settings(), email, password, name))
    shown = {} if password_stdin else {"password": password}
    lines = [f"{user.email}: {user.user_id}", *(f"password: {text}" for text in shown.values())]
    show({"user_id": user.user_id, "email": user.email, **shown}, lines, json=json)


async def _create_user(settings: Settings, email: str, password: str, name: str) -> User:
    async with open_services(settings) as services:
        async with platform_transaction(services.pool) as connection:
            made = await sign_up(connection, settings, email, password, name)
        found = await user_named(services, email)
    if made.user_id != found.user_id:
        raise CommandFailed(f"there is a user {email!r} already")
    return found
