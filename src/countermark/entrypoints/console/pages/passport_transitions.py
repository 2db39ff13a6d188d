"""Publishing and revoking, one target or many at once: first what it would do in numbers, then the deed."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, get, post
from litestar.exceptions import NotFoundException

from countermark.entrypoints.console.formats import number
from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.passport_targets import target_of
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.minting.passport_state import PassportState
from countermark.features.passports.passport_target import TargetKind
from countermark.features.passports.preflight_passport_transition import TransitionPreflight
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
STEPS = {"publish": PassportState.PUBLISHED, "revoke": PassportState.REVOKED}
DONE = {"publish": "published", "revoke": "revoked"}
MOST_TARGETS = 200


@dataclass(frozen=True)
class Transition:
    """A step for some targets, each written ``kind:id``, and what it would do to them now."""

    step: str
    targets: list[str]
    preflights: list[TransitionPreflight]

    @property
    def passports(self) -> int:
        """How many passports hang on the targets."""
        return sum(preflight.passport_count for preflight in self.preflights)

    @property
    def eligible(self) -> int:
        """How many of them stand right before the step."""
        return sum(preflight.eligible_count for preflight in self.preflights)

    @property
    def impacted(self) -> int:
        """How many would move if it were done now."""
        return sum(preflight.impacted_count for preflight in self.preflights)

    @property
    def reasons(self) -> dict[str, int]:
        """What stands in the way, and of how many targets."""
        return Counter(reason.message for preflight in self.preflights for reason in preflight.blocking_reasons)


async def _transition(visit: Visit, step: str, targets: list[str]) -> Transition:
    if step not in STEPS or not 1 <= len(targets) <= MOST_TARGETS:
        raise NotFoundException
    preflights = [
        await visit.call("preflight_passport_transition", target=target_of(target), to_state=STEPS[step])
        for target in targets
    ]
    return Transition(step, targets, preflights)


def _transition_page(request: AnyRequest, visit: Visit, transition: Transition, form: Form) -> Response[Any]:
    return page(
        request,
        f"passports/{transition.step}.html",
        status=REFUSED if form.errors else 200,
        visit=visit,
        transition=transition,
        form=form,
        back=_page_of(visit, transition.targets),
    )


def _page_of(visit: Visit, targets: list[str]) -> str:
    """The page of the console to go on from: that of the one mint batch, else the list."""
    kind, _, target_id = targets[0].partition(":")
    if len(targets) == 1 and kind == TargetKind.MINT_BATCH:
        return f"{visit.home}minting/{target_id}"
    return f"{visit.home}passports"


@get("/passports/transitions/{step:str}")
async def show_transition(request: AnyRequest, visit: InBrand, step: str) -> Response[Any]:
    """What the step would do to ``?target=<kind>:<id>`` (as often as there are targets)."""
    transition = await _transition(visit, step, request.query_params.getall("target", []))
    return _transition_page(request, visit, transition, query_form(request, "reason", "word"))


@post("/passports/transitions/{step:str}")
async def do_transition(request: AnyRequest, visit: InBrand, step: str) -> Response[Any]:
    """Publishes, or revokes once the word was typed; a target that is refused does not stop the others."""
    form = await read_form(request, "reason", "word")
    targets = (await request.form()).getall("target", [])
    if step == "publish" or form.confirms("REVOKE"):
        moved = await _move(visit, step, targets, form)
        if not form.errors:
            return go(request, _page_of(visit, targets), moved)
    return _transition_page(request, visit, await _transition(visit, step, targets), form)


async def _move(visit: Visit, step: str, targets: list[str], form: Form) -> str:
    """What was done, in words; an error of the form when nothing was."""
    if step not in STEPS or not 1 <= len(targets) <= MOST_TARGETS:
        raise NotFoundException
    reason = form.optional("reason") if step == "revoke" else None
    moved, refusals = 0, []
    for target in targets:
        try:
            done = await visit.call(
                "transition_passport_lifecycle", target=target_of(target), to_state=STEPS[step], reason=reason
            )
            moved += done.impacted_count
        except OperationError as error:
            refusals.append(error)
    if refusals and not moved:
        form.refuse(refusals[0])
    said = "1 passport is" if moved == 1 else f"{number(moved)} passports are"
    return f"{said} {DONE[step]}." + (f" {len(refusals)} of {len(targets)} could not be." if refusals else "")


PASSPORT_TRANSITION_PAGES = (show_transition, do_transition)
