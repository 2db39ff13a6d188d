"""A brand's own field as a form."""

import re
from typing import Any

from countermark.entrypoints.console.forms import Form
from countermark.features.fields.custom_field import CustomField
from countermark.features.fields.text_values import read_number
from countermark.kit.errors import InvalidInput

CHANGING = ("label", "labels", "help", "choices", "minimum", "maximum", "level", "access", "requirement")
FIELD_NAMES = (*CHANGING, "type", "slug", "unit")
PAIR = re.compile(r"(?P<key>[^=]+?)\s*=\s*(?P<text>.+)")


def typed_field(form: Form) -> dict[str, Any]:
    """The arguments of ``create_custom_field``.

    Raises:
        InvalidInput: a line that is no pair, or a limit that is no number; names the field.
    """
    arguments: dict[str, Any] = {name: form[name] for name in ("label", "type", "level", "access", "requirement")}
    arguments |= {name: form.optional(name) for name in ("slug", "help", "unit")}
    return arguments | _read(form)


def changes_of(form: Form, field: CustomField) -> dict[str, Any]:
    """The patch of ``update_custom_field``: only what was changed. Raises InvalidInput as ``typed_field``."""
    typed = {name: form[name] for name in ("label", "level", "access", "requirement")}
    typed |= {"help": form.optional("help")} | _read(form)
    return {name: value for name, value in typed.items() if value != getattr(field, name)}


def form_of(field: CustomField) -> Form:
    """The form as it is drawn at first."""
    values = {name: getattr(field, name) for name in (*CHANGING, "type", "unit")}
    shown = {name: "" if value is None else str(value) for name, value in values.items()}
    shown |= {name: f"{values[name]:g}" for name in ("minimum", "maximum") if values[name] is not None}
    lines = {name: "\n".join(f"{key} = {text}" for key, text in values[name].items()) for name in ("choices", "labels")}
    return Form(shown | lines)


def _read(form: Form) -> dict[str, Any]:
    return {
        "choices": _pairs(form, "choices") if form["type"] == "choice" else {},
        "labels": _pairs(form, "labels"),
        "minimum": _limit(form, "minimum"),
        "maximum": _limit(form, "maximum"),
    }


def _pairs(form: Form, name: str) -> dict[str, str]:
    pairs = {}
    for line in form[name].splitlines():
        match = PAIR.fullmatch(line.strip())
        if line.strip() and match is None and name == "labels":
            raise InvalidInput(f"_{name}", f"“{line.strip()}” needs a language and a label, such as de = Passform")
        if match:
            pairs[match["key"].strip()] = match["text"].strip()
        elif line.strip():
            pairs[line.strip()] = line.strip()
    return pairs


def _limit(form: Form, name: str) -> float | None:
    text = form.optional(name)
    try:
        return None if text is None else read_number(text, "en")
    except ValueError as error:
        raise InvalidInput(f"_{name}", str(error)) from None
