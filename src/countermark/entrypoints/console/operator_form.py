"""The forms of an economic operator and of a facility: what is typed, as the operations take it, and back."""

from typing import Any, Final

from countermark.entrypoints.console.forms import Form

ADDRESS: Final = ("street", "postal_code", "city", "region", "country")
OPERATOR_TEXTS: Final = (
    *("name", "trade_name", "gln", "eori", "vat_number", "national_id_scheme", "national_id"),
    *(*ADDRESS, "contact_name", "email", "phone", "website_url"),
)
OPERATOR_FIELDS: Final = (*OPERATOR_TEXTS, "is_default_manufacturer")
FACILITY_FIELDS: Final = (
    *("facility_ref", "name", "operator_id", "gln", "national_id_scheme", "national_id"),
    *ADDRESS,
)
# What there must be something of is sent as it was typed, so that the operation says what is wrong.
NEEDED: Final = {"name", "facility_ref"}


def typed_operator(form: Form) -> dict[str, Any]:
    """The values of an operator."""
    return typed(form, OPERATOR_TEXTS) | {"is_default_manufacturer": bool(form["is_default_manufacturer"])}


def typed(form: Form, fields: tuple[str, ...]) -> dict[str, Any]:
    """The texts of a form; what was left empty is nothing."""
    return {name: form[name] if name in NEEDED else form.optional(name) for name in fields}


def form_of(shown: Any, fields: tuple[str, ...]) -> Form:
    """A record as it would be typed."""
    return Form({name: _text(getattr(shown, name)) for name in fields})


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else ""
    return "" if value is None else str(value)
