"""What moves a mint batch along, or ends it: a step, voiding, and removing a sandbox mint."""

from typing import Any

from litestar import Request, Response, get, post

from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]


@post("/minting/{mint_batch_id:str}/steps")
async def do_step(request: AnyRequest, visit: InBrand, mint_batch_id: str) -> Response[Any]:
    """The next status; what stands in the way is said on the page it came from."""
    form = await read_form(request, "to_status")
    here = f"{visit.home}minting/{mint_batch_id}"
    try:
        moved = await visit.call("transition_mint_batch", mint_batch_id=mint_batch_id, to_status=form["to_status"])
    except OperationError as error:
        return go(request, here, error.details)
    return go(request, here, f"The units are {moved.to_status} now.")


@get("/minting/{mint_batch_id:str}/void")
async def show_void(request: AnyRequest, visit: InBrand, mint_batch_id: str) -> Response[Any]:
    """What voiding would do."""
    return await _end_page(request, visit, "void", mint_batch_id, query_form(request, "reason", "word"))


@post("/minting/{mint_batch_id:str}/void")
async def do_void(request: AnyRequest, visit: InBrand, mint_batch_id: str) -> Response[Any]:
    """Voids once the word was typed."""
    form = await read_form(request, "reason", "word")
    if form.confirms("VOID"):
        try:
            name = {"mint_batch_id": mint_batch_id, "to_status": "voided"}
            await visit.call("transition_mint_batch", **name, reason=form.optional("reason"))
            return go(request, f"{visit.home}minting/{mint_batch_id}", "The mint batch is voided.")
        except OperationError as error:
            form.refuse(error)
    return await _end_page(request, visit, "void", mint_batch_id, form)


@get("/minting/{mint_batch_id:str}/remove")
async def show_removal(request: AnyRequest, visit: InBrand, mint_batch_id: str) -> Response[Any]:
    """What removing a sandbox mint would do."""
    return await _end_page(request, visit, "remove", mint_batch_id, query_form(request, "word"))


@post("/minting/{mint_batch_id:str}/remove")
async def do_remove(request: AnyRequest, visit: InBrand, mint_batch_id: str) -> Response[Any]:
    """Removes a sandbox mint."""
    form = await read_form(request, "word")
    try:
        await visit.call("remove_sandbox_mint", mint_batch_id=mint_batch_id)
    except OperationError as error:
        return await _end_page(request, visit, "remove", mint_batch_id, form.refuse(error))
    return go(request, f"{visit.home}minting", "The sandbox mint is removed.")


async def _end_page(request: AnyRequest, visit: Visit, how: str, mint_batch_id: str, form: Form) -> Response[Any]:
    batch = await visit.call("get_mint_batch_by_id", mint_batch_id=mint_batch_id)
    status = REFUSED if form.errors else 200
    return page(request, f"minting/{how}.html", status=status, visit=visit, batch=batch, form=form)


MINT_STEP_PAGES = (do_step, show_void, do_void, show_removal, do_remove)
