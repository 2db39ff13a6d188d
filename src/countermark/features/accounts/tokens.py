"""Access tokens: short-lived JWTs under an asymmetric key (RFC 7519, RFC 8037), so that anyone can verify them."""

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey

from countermark.db.pool import Pool
from countermark.features.accounts.account import User, queries
from countermark.features.accounts.machines import Machine, client_id_of
from countermark.kit.errors import NotAuthenticated
from countermark.serials import unwrap, wrap

ALGORITHM = "Ed25519"
AUDIENCE = "authenticated"
REMEMBERED_TOKENS = 10_000
_WRAP_CONTEXT = b"signing-key"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sends a request, by a token or a cookie that was genuine. Whether the session lives is asked per request."""

    user_id: UUID
    session_id: UUID


class TokenKeys:
    """Signs and verifies access tokens. Verified ones are remembered until they expire."""

    def __init__(self, pool: Pool, master_key: bytes, issuer: str) -> None:
        self._pool = pool
        self._master_key = master_key
        self._issuer = issuer
        self._signing_key: OKPKey | None = None
        self._public = KeySet([])
        self._verified: OrderedDict[str, tuple[float, Caller | Machine]] = OrderedDict()
        self._reload = asyncio.Lock()

    async def load(self) -> None:
        """Reads the keys, making the first one when there is none."""
        async with self._pool.acquire() as connection, connection.transaction():
            await queries.lock_signing_keys(connection)
            rows = [row async for row in queries.list_signing_keys(connection)]
            if not any(row["retired_at"] is None for row in rows):
                key = OKPKey.generate_key("Ed25519", auto_kid=True)
                key.ensure_kid()
                wrapped = wrap(self._master_key, key.as_pem(private=True), _WRAP_CONTEXT)
                await queries.insert_signing_key(
                    connection, key_id=key.kid, wrapped_private_key=wrapped, public_jwk=key.as_dict(private=False)
                )
                rows = [row async for row in queries.list_signing_keys(connection)]
        self._public = KeySet([OKPKey.import_key({**row["public_jwk"], "kid": row["key_id"]}) for row in rows])
        newest = next(row for row in rows if row["retired_at"] is None)
        pem = unwrap(self._master_key, newest["wrapped_private_key"], _WRAP_CONTEXT)
        self._signing_key = OKPKey.import_key(pem, {"kid": newest["key_id"]})

    def public_keys(self) -> dict[str, object]:
        """The JSON Web Key Set that verifiers fetch (RFC 7517)."""
        return dict(self._public.as_dict(private=False))

    def sign(self, user: User, session_id: UUID, lifetime_s: int) -> tuple[str, int]:
        """A token for the session and the Unix time at which it expires."""
        own: dict[str, str | int] = {"sub": str(user.user_id), "email": user.email, "session_id": str(session_id)}
        return self._sign(own, lifetime_s)

    def sign_for_machine(self, machine: Machine, lifetime_s: int) -> tuple[str, int]:
        """A token for a program; it is worth no more than the credential's row says whenever it is used."""
        own: dict[str, str | int] = {
            "sub": str(machine.credential_id),
            "brand_id": str(machine.brand_id),
            "client_id": client_id_of(machine.brand_id, machine.credential_id),
            "secret_version": machine.secret_version,
        }
        if machine.scopes is not None:
            own["scope"] = " ".join(sorted(machine.scopes))
        return self._sign(own, lifetime_s)

    def _sign(self, own: dict[str, str | int], lifetime_s: int) -> tuple[str, int]:
        if self._signing_key is None:
            raise RuntimeError("load() the keys before signing")
        issued_at = int(time.time())
        expires_at = issued_at + lifetime_s
        times = {"iat": issued_at, "exp": expires_at}
        claims = {"iss": self._issuer, "aud": AUDIENCE, "role": AUDIENCE, **times, **own}
        header = {"alg": ALGORITHM, "typ": "JWT", "kid": self._signing_key.kid}
        return jwt.encode(header, claims, self._signing_key, algorithms=[ALGORITHM]), expires_at

    async def verify(self, token: str) -> Caller | Machine:
        """The person or the program a token speaks for.

        Raises:
            NotAuthenticated: malformed, forged, expired, or of another issuer.
        """
        remembered = self._verified.get(token)
        if remembered is None:
            remembered = await self._verified_anew(token)
            self._verified[token] = remembered
            if len(self._verified) > REMEMBERED_TOKENS:
                self._verified.popitem(last=False)
        expires_at, caller = remembered
        if expires_at <= time.time():
            self._verified.pop(token, None)
            raise NotAuthenticated("the access token has expired", "refresh it, or sign in again")
        return caller

    async def _verified_anew(self, token: str) -> tuple[float, Caller | Machine]:
        try:
            return self._check(token)
        except (JoseError, ValueError, KeyError, TypeError):
            pass
        async with self._reload:  # another process may have made a new key
            await self.load()
        try:
            return self._check(token)
        except (JoseError, ValueError, KeyError, TypeError):
            raise NotAuthenticated("the access token is not valid") from None

    def _check(self, token: str) -> tuple[float, Caller | Machine]:
        decoded = jwt.decode(token, self._public, algorithms=[ALGORITHM])
        registry = jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": self._issuer},
            aud={"essential": True, "value": AUDIENCE},
            exp={"essential": True},
        )
        registry.validate(decoded.claims)
        claims = decoded.claims
        return float(claims["exp"]), _speaker(claims)


def _speaker(claims: dict[str, Any]) -> Caller | Machine:
    if "client_id" not in claims:
        return Caller(UUID(claims["sub"]), UUID(claims["session_id"]))
    scopes = frozenset(claims["scope"].split()) if "scope" in claims else None
    return Machine(UUID(claims["brand_id"]), UUID(claims["sub"]), int(claims["secret_version"]), scopes=scopes)
