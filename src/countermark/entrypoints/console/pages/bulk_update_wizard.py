"""The bulk update wizard: products, changes, preview, run. Until it runs everything stands in the address."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from litestar import Request, Response, get, post

from countermark.entrypoints.console.brand_fields import fields_of
from countermark.entrypoints.console.bulk_changes import Changes, changes_in, told_differences
from countermark.entrypoints.console.forms import REFUSED
from countermark.entrypoints.console.grid_columns import list_labels
from countermark.entrypoints.console.pages.product_grid import LANGUAGES
from countermark.entrypoints.console.product_choices import FILTERS, chosen_filter, chosen_ids
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.brands.brand import Brand
from countermark.features.fields.brand_schema import BrandSchema
from countermark.kit.errors import Forbidden, InvalidInput, OperationError

AnyRequest = Request[Any, Any, Any]
MOST_COUNTED = 100_000
SAMPLES = 10


@dataclass
class BulkWizard:
    """Where the wizard is: which products, and which changes. ``refusal`` is what stands against the whole."""

    request: AnyRequest
    visit: Visit
    brand: Brand
    schema: BrandSchema
    pairs: list[tuple[str, str]]
    changes: Changes
    refusal: str | None = None
    ids: list[str] = field(default_factory=list)

    @property
    def selection(self) -> list[tuple[str, str]]:
        """The products as they stand in an address."""
        if self.ids:
            return [("ids", ",".join(self.ids))]
        return [(name, text) for name, text in self.pairs if name in FILTERS and text]

    @property
    def filters(self) -> dict[str, str]:
        """The filters that are set, by name."""
        return dict(self.selection) if not self.ids else {}

    @property
    def field_options(self) -> list[tuple[str, str]]:
        """Fields to choose one of: key and label."""
        return [(key, each.label) for key, each in self.schema.fields.items()]

    def address(self, step: str) -> str:
        """The address of a step with everything that was chosen."""
        query = [*self.selection, *self.changes.pairs, ("step", step)]
        return f"{self.visit.home}bulk-updates/new?{urlencode(query)}"

    def arguments(self) -> dict[str, Any]:
        """What was chosen, as the operations take it.

        Raises:
            InvalidInput: nothing was chosen, or a value cannot be read.
        """
        patch = self.changes.patch()
        if self.changes.errors:
            raise InvalidInput("_patch", "a value needs another look")
        if not patch:
            raise InvalidInput("_patch", "choose at least one value to change")
        if self.ids:
            return {"items": [{"product_id": one, "patch": patch} for one in self.ids]}
        return {"filter": chosen_filter(self.pairs), "patch": patch}


async def _wizard(request: AnyRequest, visit: Visit, pairs: list[tuple[str, str]]) -> BulkWizard:
    if not visit.may("products.bulk_update"):
        raise Forbidden("your role in this brand lacks the permission products.bulk_update")
    brand, schema = await fields_of(visit)
    changes = changes_in(pairs, schema, brand.locale)
    return BulkWizard(request, visit, brand, schema, pairs, changes, ids=chosen_ids(pairs))


@get("/bulk-updates/new")
async def show_bulk_update_wizard(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The step that the address names."""
    wizard = await _wizard(request, visit, list(request.query_params.multi_items()))
    step = request.query_params.get("step")
    if step == "review" and not request.query_params.get("add") and not request.query_params.get("remove"):
        return await _review_step(wizard)
    if step in ("change", "review"):
        return _change_step(wizard)
    return await _products_step(wizard)


async def _products_step(wizard: BulkWizard) -> Response[Any]:
    """Which products, and how many they are."""
    count, is_exact = len(wizard.ids), True
    if not wizard.ids:
        counted = await wizard.visit.call("count_products", most=MOST_COUNTED, **chosen_filter(wizard.pairs))
        count, is_exact = counted.count, counted.is_exact
    return page(
        wizard.request, "bulk_updates/products.html", visit=wizard.visit, wizard=wizard, count=count, is_exact=is_exact
    )


def _change_step(wizard: BulkWizard) -> Response[Any]:
    """Which values they all get."""
    refused = bool(wizard.refusal or wizard.changes.errors)
    return page(
        wizard.request,
        "bulk_updates/change.html",
        status=REFUSED if refused else 200,
        visit=wizard.visit,
        wizard=wizard,
        languages=list(dict.fromkeys([wizard.brand.locale, *LANGUAGES])),
        list_labels=list_labels,
    )


async def _review_step(wizard: BulkWizard) -> Response[Any]:
    """What would happen, in numbers and samples."""
    try:
        preview = await wizard.visit.call("preview_bulk_update", **wizard.arguments(), limit=SAMPLES)
    except OperationError as error:
        return _refused(wizard, error)
    samples = [
        (product, told_differences(wizard.schema, product.old_value, product.new_value)) for product in preview.products
    ]
    return page(
        wizard.request,
        "bulk_updates/review.html",
        visit=wizard.visit,
        wizard=wizard,
        preview=preview,
        samples=samples,
        idempotency_key=uuid4().hex,
    )


def _refused(wizard: BulkWizard, error: OperationError) -> Response[Any]:
    said = error.problem if isinstance(error, InvalidInput) else error.details
    wizard.refusal = said[:1].upper() + said[1:]
    return _change_step(wizard)


@post("/bulk-updates/new")
async def do_bulk_update(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Starts the job; sent twice, the same key starts one."""
    form = await request.form()
    pairs = [(name, text) for name, text in form.multi_items() if isinstance(text, str)]
    wizard = await _wizard(request, visit, pairs)
    try:
        job = await visit.call(
            "create_bulk_update_job",
            **wizard.arguments(),
            unchanged_since=form.get("previewed_at") or None,
            idempotency_key=form.get("idempotency_key") or None,
        )
    except OperationError as error:
        return _refused(wizard, error)
    return go(request, f"{visit.home}bulk-updates/{job.id}")


BULK_UPDATE_WIZARD_PAGES = (show_bulk_update_wizard, do_bulk_update)
