"""Makes a brand: the tenant, its key, its host name, its built-in roles, and the caller as its owner."""

import asyncpg

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.accounts.permissions import BUILT_IN_ROLES
from countermark.features.brands.brand import Brand, checked_subdomain, queries
from countermark.features.brands.nace import checked_industry
from countermark.features.brands.scan_recording import default_recording
from countermark.features.brands.unit_keys import wrapping_context
from countermark.kit.errors import Conflict
from countermark.kit.records import record_from
from countermark.kit.requests import Request
from countermark.kit.text import checked_text
from countermark.serials import check_value, new_key, wrap


class CreateBrand(Request, frozen=True, kw_only=True):
    """``_subdomain`` becomes ``<subdomain>.<base domain>``, where scans come in, and cannot be changed lightly.

    ``_industry`` is a NACE code, which selects the fields that products have, and whether scans are only counted.
    """

    name: str
    subdomain: str
    industry: str | None = None


async def create_brand(tx: Tx, request: CreateBrand) -> Brand:
    """A new brand with the id ``tx`` is bound to; the actor becomes its owner.

    Raises:
        InvalidInput: bad name or subdomain.
        Conflict: the subdomain is taken (``SUBDOMAIN_TAKEN``).
    """
    name = checked_text("_name", request.name, longest=120)
    subdomain = checked_subdomain(request.subdomain)
    industry = None if request.industry is None else checked_industry("_industry", request.industry)
    await queries.insert_brand(
        tx.connection,
        brand_id=tx.brand_id,
        name=name,
        subdomain=subdomain,
        industry=industry,
        scan_recording=default_recording(industry),
    )
    await _claim_host(tx, subdomain)
    await _make_key(tx)
    await _make_roles(tx)
    await record(tx, Action.BRAND_CREATED, ("brand", tx.brand_id), new={"name": name, "subdomain": subdomain})
    return record_from(Brand, await queries.get_brand(tx.connection, brand_id=tx.brand_id))


async def _claim_host(tx: Tx, subdomain: str) -> None:
    try:
        await queries.insert_host_name(tx.connection, host_name=subdomain, brand_id=tx.brand_id)
    except asyncpg.UniqueViolationError:
        raise Conflict(
            "_subdomain", f"{subdomain!r} is taken", code="SUBDOMAIN_TAKEN", hint="choose another one"
        ) from None


async def _make_key(tx: Tx) -> None:
    key = new_key()
    await queries.insert_unit_counter(
        tx.connection,
        brand_id=tx.brand_id,
        wrapped_unit_key=wrap(tx.master_key, key, wrapping_context(tx.brand_id)),
        unit_key_check=check_value(key),
    )


async def _make_roles(tx: Tx) -> None:
    await queries.insert_roles(
        tx.connection,
        brand_id=tx.brand_id,
        roles=list(BUILT_IN_ROLES),
        titles=[title for title, _ in BUILT_IN_ROLES.values()],
        permissions=[" ".join(sorted(permissions)) for _, permissions in BUILT_IN_ROLES.values()],
    )
    await queries.insert_membership(tx.connection, brand_id=tx.brand_id, user_id=tx.actor.user_id, role="owner")
