"""What a link can say its target is."""

from countermark.db.transaction import Tx
from countermark.features.links.link_values import NOT_A_DESCRIPTION
from countermark.gs1.link_types import LINK_TYPES, full_link_type
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest


class ListLinkTypes(BrandRequest, frozen=True, kw_only=True):
    """The brand is enough."""


class OfferedLinkType(Record, frozen=True, kw_only=True):
    """A link type of the GS1 Web Vocabulary: ``link_type`` is its short name, ``iri`` its full one."""

    link_type: str
    iri: str
    title: str
    description: str


async def list_link_types(tx: Tx, request: ListLinkTypes) -> list[OfferedLinkType]:
    """Those that are in force, by title."""
    offered = [
        OfferedLinkType(link_type=name, iri=full_link_type(name), title=known.title, description=known.description)
        for name, known in LINK_TYPES.items()
        if known.status == "stable" and name not in NOT_A_DESCRIPTION
    ]
    return sorted(offered, key=lambda one: one.title.casefold())
