"""Who sends a request to the API, by its Authorization header."""

from countermark.entrypoints.services import Services
from countermark.features.accounts.tokens import Caller
from countermark.kit.errors import NotAuthenticated


async def caller_of(authorization: str, services: Services) -> Caller:
    """The caller behind a bearer token (RFC 6750); an ``apikey`` header beside it is accepted and ignored.

    Raises:
        NotAuthenticated: no bearer token, or one that is not valid.
    """
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise NotAuthenticated
    return await services.tokens.verify(token.strip())
