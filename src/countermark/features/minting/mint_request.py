"""What a mint is asked for: the arguments of ``submit_mint_request`` and ``preflight_mint_batch``, and their bounds."""

from typing import Literal
from uuid import UUID

import msgspec

from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest
from countermark.kit.text import checked_text

MOST_UNITS = 1_000_000
MOST_LOTS = 100
LONGEST_LOT_TEXT = 100

MOST_SERIALS = 10_000
LONGEST_SERIAL_TEXT = 200

IdentityMode = Literal["batch", "serial"]
ActivationMode = Literal["active_at_mint", "first_scan"]
GeneratedStyle = Literal["alphanumeric", "numeric"]


class LotRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A member of ``_lots``: a code, AI (10), and how many units carry it."""

    lot_code: str
    qty: int


class MintRequest(BrandRequest, frozen=True, kw_only=True):
    """``_identity_mode`` serial: each unit has its own passport; batch: units share that of their lot.

    ``_activation_mode`` active_at_mint: units are active once minted; first_scan: when first scanned. ``_serials`` or
    ``_serial_list_id``: the brand's own serials, else they are generated in ``_serial_style``.
    """

    product_id: UUID
    requested_quantity: int
    identity_mode: IdentityMode
    activation_mode: ActivationMode
    product_batch_id: UUID | None = None
    lots: list[LotRequest] | None = None
    serials: list[str] | None = None
    serial_list_id: UUID | None = None
    serial_style: GeneratedStyle = "alphanumeric"
    sandbox: bool = False
    idempotency_key: str | None = None


def checked_mint_request(request: MintRequest) -> None:
    """Returns if every argument is well formed; whether the mint is allowed is another question.

    Raises:
        InvalidInput: names the argument and its bounds.
    """
    _check_units("_requested_quantity", request.requested_quantity)
    _check_serials(request)
    lots = request.lots or []
    if len(lots) > MOST_LOTS:
        raise InvalidInput("_lots", f"has {len(lots)} lots; at most {MOST_LOTS} are allowed")
    for place, lot in enumerate(lots):
        checked_text(f"_lots[{place}].lot_code", lot.lot_code, longest=LONGEST_LOT_TEXT, shortest=0)
        _check_units(f"_lots[{place}].qty", lot.qty)


def _check_serials(request: MintRequest) -> None:
    if request.serials is None:
        return
    if request.serial_list_id is not None:
        raise InvalidInput("_serials", "cannot be given together with _serial_list_id", hint="leave one of them out")
    if not 1 <= len(request.serials) <= MOST_SERIALS:
        raise InvalidInput(
            "_serials",
            f"has {len(request.serials)} serials; 1 to {MOST_SERIALS} are allowed",
            hint="more come as a file: call create_serial_list",
        )
    for place, serial in enumerate(request.serials):
        checked_text(f"_serials[{place}]", serial, longest=LONGEST_SERIAL_TEXT, shortest=0)


def _check_units(argument: str, quantity: int) -> None:
    if not 1 <= quantity <= MOST_UNITS:
        raise InvalidInput(argument, f"must be between 1 and {MOST_UNITS}, not {quantity}")
