"""The roles of a brand."""

from countermark.db.transaction import Tx
from countermark.features.accounts.permissions import BUILT_IN_ROLES
from countermark.features.members.role import Role, role_from
from countermark.features.members.standing import queries
from countermark.kit.requests import BrandRequest


class ListRoles(BrandRequest, frozen=True, kw_only=True):
    """Only ``_brand_id``."""


async def list_roles(tx: Tx, request: ListRoles) -> list[Role]:
    """Every role: the built-in ones from the widest on, then the brand's own by title."""
    found = queries.list_roles(tx.connection, brand_id=tx.brand_id, order=list(BUILT_IN_ROLES))
    return [role_from(row) async for row in found]
