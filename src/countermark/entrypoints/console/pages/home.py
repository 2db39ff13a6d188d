"""A brand's first page: what is left to set up, then figures and what needs attention."""

from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, get

from countermark.entrypoints.console.rendering import page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.minting.mint_batch import EXISTING, MintBatch
from countermark.kit.cursors import MAX_LIMIT

PRODUCTS_COUNTED = 50
SHOWN = 5


@dataclass(frozen=True)
class Figure:
    """A number and whether it is only what the newest rows add up to."""

    value: int
    at_least: bool = False


@dataclass(frozen=True)
class Home:
    """What the page shows; parts that the role may not read are empty."""

    products: Figure
    has_ready_product: bool
    unready: list[Any]
    open_batches: Figure
    has_batch: bool
    mint_batches: list[MintBatch]
    units: Figure
    published: Figure

    @property
    def steps(self) -> dict[str, bool]:
        """The way to a first passport, and what is done of it."""
        return {
            "product": self.products.value > 0,
            "ready": self.has_ready_product,
            "batch": self.has_batch,
            "mint": self.units.value > 0,
            "publish": self.published.value > 0,
        }

    @property
    def drafts(self) -> list[MintBatch]:
        """Mint batches whose passports nobody can read yet."""
        return [minted for minted in self.mint_batches if _exists(minted) and minted.passport_state == "unpublished"]


def _exists(minted: MintBatch) -> bool:
    return minted.status in EXISTING


@get("/")
async def home(request: Request[Any, Any, Any], visit: InBrand) -> Response[Any]:
    """Setup checklist until done; figures, drafts, products that cannot be minted, the latest mint batches."""
    return page(request, "home.html", visit=visit, home=await _home(visit), shown=SHOWN)


async def _home(visit: Visit) -> Home:
    products = await _rows(visit, "products.read", "list_products", limit=PRODUCTS_COUNTED)
    batches = await _rows(visit, "batches.read", "list_brand_batches", limit=MAX_LIMIT)
    minted = await _rows(visit, "mint.read", "list_mint_batches", limit=MAX_LIMIT)
    existing = [one for one in minted if _exists(one)]
    many = len(minted) == MAX_LIMIT
    return Home(
        products=Figure(len(products), len(products) == PRODUCTS_COUNTED),
        has_ready_product=any(product.mint_readiness_status == "READY" for product in products),
        unready=[product for product in products if product.mint_readiness_status != "READY"],
        open_batches=Figure(sum(batch.status == "active" for batch in batches), len(batches) == MAX_LIMIT),
        has_batch=bool(batches),
        mint_batches=minted,
        units=Figure(sum(one.quantity for one in existing), many),
        published=Figure(sum(one.quantity for one in existing if one.passport_state == "published"), many),
    )


async def _rows(visit: Visit, permission: str, operation: str, limit: int) -> list[Any]:
    if not visit.may(permission):
        return []
    rows: list[Any] = (await visit.call(operation, limit=limit)).items
    return rows


HOME_PAGES = (home,)
