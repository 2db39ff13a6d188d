"""The mint wizard: product, units, review, submit. Until it is submitted everything stands in the address, so that
every step can be gone back to without loss, and nothing is kept anywhere."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from litestar import Request, Response, get, post

from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.product_choice import Errand, choose_product
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.batches.batch import BatchStatus
from countermark.features.minting.submit_mint_request import MintBlocked
from countermark.features.products.product import Product
from countermark.kit.errors import InvalidInput, OperationError

AnyRequest = Request[Any, Any, Any]
CHOICES = (
    *("product_id", "product_batch_id", "identity_mode", "activation_mode", "requested_quantity", "lots"),
    *("serial_style", "serials", "serial_list_id", "sandbox"),
)
BATCHES_OFFERED = 200


@dataclass(frozen=True)
class Wizard:
    """Where the wizard is: who mints, what was chosen so far, and of which product."""

    request: AnyRequest
    visit: Visit
    form: Form
    product: Product

    def address(self, **more: str) -> str:
        """The address of a step with everything that was chosen."""
        chosen = {name: value for name, value in self.form.values.items() if value and name in CHOICES}
        return f"{self.visit.home}minting/new?{urlencode(chosen | more)}"

    def arguments(self) -> dict[str, Any]:
        """What was chosen, as the operations take it.

        Raises:
            InvalidInput: names the field.
        """
        quantity = self.form.whole_number("requested_quantity")
        if quantity is None:
            raise InvalidInput("_requested_quantity", "say how many units to mint")
        return {
            "product_id": self.product.product_id,
            "product_batch_id": self.form.optional("product_batch_id"),
            "identity_mode": self.form["identity_mode"],
            "activation_mode": self.form["activation_mode"],
            "requested_quantity": quantity,
            "lots": read_lots(self.form) if self.form["identity_mode"] == "batch" else None,
            "sandbox": bool(self.form["sandbox"]),
        } | self._serials()

    def _serials(self) -> dict[str, Any]:
        if self.form["identity_mode"] != "serial":
            return {}
        if self.form["serial_list_id"]:
            return {"serial_list_id": self.form["serial_list_id"]}
        if self.form["serial_style"] == "own":
            lines = [line.strip() for line in self.form["serials"].splitlines() if line.strip()]
            if not lines:
                raise InvalidInput("_serials", "write one on each line, or upload a file")
            return {"serials": lines}
        return {"serial_style": self.form["serial_style"]}


def read_lots(form: Form) -> list[dict[str, Any]] | None:
    """The lots of the form, one on each line: a code and a quantity; ``None`` when there are none.

    Raises:
        InvalidInput: a line that is not so.
    """
    lots = []
    for line in form["lots"].splitlines():
        code, _, quantity = line.strip().rpartition(" ")
        if line.strip() and not (code.rstrip(":= ") and quantity.isascii() and quantity.isdigit()):
            raise InvalidInput("_lots", f"“{line.strip()[:40]}” needs a lot code and a quantity, such as “LOT-A 500”")
        if line.strip():
            lots.append({"lot_code": code.rstrip(":= "), "qty": int(quantity)})
    return lots or None


async def _wizard(request: AnyRequest, visit: Visit, form: Form) -> Wizard:
    product = await visit.call("get_product", product_id=form["product_id"])
    form.values["identity_mode"] = form["identity_mode"] or "serial"
    form.values["activation_mode"] = form["activation_mode"] or "first_scan"
    form.values["serial_style"] = form["serial_style"] or "alphanumeric"
    return Wizard(request, visit, form, product)


@get("/minting/new")
async def show_mint_wizard(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The step that the address names."""
    form = query_form(request, *CHOICES)
    if not form["product_id"]:
        return await choose_product(request, visit, Errand("Mint", f"{visit.home}minting/new", mints=True))
    wizard = await _wizard(request, visit, form)
    if request.query_params.get("step") == "review":
        return await _review_step(wizard)
    return await _units_step(wizard)


async def _units_step(wizard: Wizard) -> Response[Any]:
    """How many units, out of which batch, and how they are told apart."""
    batches = await wizard.visit.call(
        "list_product_batches", product_id=wizard.product.product_id, limit=BATCHES_OFFERED
    )
    return page(
        wizard.request,
        "minting/wizard_units.html",
        status=REFUSED if wizard.form.errors else 200,
        visit=wizard.visit,
        wizard=wizard,
        form=wizard.form,
        product=wizard.product,
        batches=[batch for batch in batches if batch.status == BatchStatus.ACTIVE],
    )


async def _review_step(wizard: Wizard) -> Response[Any]:
    """What will happen, in numbers; what stands in the way, if something does."""
    try:
        arguments = wizard.arguments()
        preflight = await wizard.visit.call("preflight_mint_batch", **arguments)
    except OperationError as error:
        wizard.form.refuse(error)
        return await _units_step(wizard)
    batch = None
    if arguments["product_batch_id"]:
        batch = await wizard.visit.call("get_product_batch", batch_id=arguments["product_batch_id"])
    return page(
        wizard.request,
        "minting/wizard_review.html",
        visit=wizard.visit,
        wizard=wizard,
        form=wizard.form,
        product=wizard.product,
        batch=batch,
        preflight=preflight,
        lots=arguments["lots"],
        idempotency_key=uuid4().hex,
    )


@get("/minting/preflight")
async def show_preflight(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """What stands in the way of what is typed so far, with the way to what would mend it; nothing until it is whole."""
    form = query_form(request, *CHOICES)
    preflight = None
    try:
        wizard = await _wizard(request, visit, form)
        preflight = await visit.call("preflight_mint_batch", **wizard.arguments())
    except OperationError:
        pass  # half typed; the next step says what is wrong at its field
    product = f"{visit.home}products/{form['product_id']}"
    batch = f"{visit.home}batches/{form['product_batch_id']}"
    fixes = {
        "PRODUCT_ARCHIVED": ("Open the product", product),
        "COMMERCIAL_STATUS_NOT_ACTIVE": ("Edit the product", f"{product}/edit"),
        "MINT_READINESS_NOT_READY": ("Fill in what is missing", f"{product}/edit"),
        "BATCH_NOT_ACTIVE": ("Open the batch", batch),
        "BATCH_QUANTITY_EXCEEDED": ("Raise its quantity", f"{batch}/edit"),
    }
    return page(request, "minting/preflight.html", visit=visit, preflight=preflight, fixes=fixes)


@post("/minting/new")
async def do_mint(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Submits; sent twice, the same key mints once. What blocks it now is shown as the review shows it."""
    form = await read_form(request, *CHOICES, "idempotency_key")
    wizard = await _wizard(request, visit, form)
    try:
        key = form.optional("idempotency_key")
        answer = await visit.call("submit_mint_request", **wizard.arguments(), idempotency_key=key)
    except OperationError as error:
        form.refuse(error)
        return await _units_step(wizard)
    if isinstance(answer, MintBlocked):
        return await _review_step(wizard)
    return go(request, f"{visit.home}minting/{answer.mint_batch_id}")


MINT_WIZARD_PAGES = (show_mint_wizard, show_preflight, do_mint)
