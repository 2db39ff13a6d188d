"""Who sends a request to the API, by its headers."""

from dataclasses import replace
from typing import NamedTuple

from countermark.entrypoints.services import Services
from countermark.features.accounts.authenticate_machine import MachineAttempt, authenticate_machine
from countermark.features.accounts.machines import Machine
from countermark.features.accounts.tokens import Caller
from countermark.kit.errors import NotAuthenticated


async def caller_of(authorization: str, services: Services) -> Caller:
    """The person behind a bearer token (RFC 6750); an ``apikey`` header beside it is accepted and ignored.

    Raises:
        NotAuthenticated: no bearer token, or one that is not valid, or not a person's.
    """
    caller = await _bearer(authorization, services)
    if isinstance(caller, Machine):
        raise NotAuthenticated("an API credential is nobody's account")
    return caller


class Given(NamedTuple):
    """What a request says of its sender: two headers, and the network address it comes from."""

    authorization: str
    api_key: str
    address: str


async def caller_or_machine(given: Given, services: Services) -> Caller | Machine:
    """The person or the program that sends a request: by ``x-api-key: <client id>.<secret>``, else by a bearer token.

    Raises:
        NotAuthenticated: neither, or not a valid one.
        TooManyFailures: too many wrong keys lately.
    """
    if given.api_key:
        client_id, _, secret = given.api_key.strip().partition(".")
        attempt = MachineAttempt(client_id, secret, given.address)
        machine, _ = await authenticate_machine(services.pool, services.settings, services.master_key, attempt)
        return machine
    caller = await _bearer(given.authorization, services)
    return replace(caller, address=given.address) if isinstance(caller, Machine) else caller


async def _bearer(authorization: str, services: Services) -> Caller | Machine:
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise NotAuthenticated
    return await services.tokens.verify(token.strip())
