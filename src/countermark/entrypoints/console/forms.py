"""What was typed into a form, and what an operation said against it: nothing typed is ever lost."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from litestar import Request

from countermark.kit.errors import InvalidInput, OperationError

REFUSED = 422
# Digits, or groups of three as people write them: 1,000,000 or 1 000 000 or 1.000.000.
WHOLE_NUMBER = re.compile(r"[0-9]+|[0-9]{1,3}([ \u00a0\u202f,.'][0-9]{3})+")


@dataclass
class Form:
    """Values and errors by field name. An error that belongs to no field of the form stands under ``""``."""

    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "").strip()

    def optional(self, name: str) -> str | None:
        """The text of a field, ``None`` when it was left empty."""
        return self[name] or None

    def whole_number(self, name: str) -> int | None:
        """The number in a field, ``None`` when it was left empty; digits may be grouped.

        Raises:
            InvalidInput: names the field.
        """
        text = self[name]
        if not text:
            return None
        if not WHOLE_NUMBER.fullmatch(text) or len(text) > 24:
            raise InvalidInput(f"_{name}", "must be a whole number, such as 500")
        return int(re.sub(r"[^0-9]", "", text))

    def confirms(self, word: str) -> bool:
        """Whether the word that an irreversible action asks for was typed; notes the error if not."""
        if self["word"].upper() == word:
            return True
        self.errors["word"] = f"Type {word} to confirm"
        return False

    def refuse(self, error: OperationError, fields: Mapping[str, str] | None = None) -> "Form":
        """Keeps what an operation refused at the field it is about; ``fields`` maps arguments to other names."""
        if isinstance(error, InvalidInput):
            name = (fields or {}).get(error.argument, error.argument.removeprefix("_patch.").removeprefix("_"))
            said = error.problem[:1].upper() + error.problem[1:]
            self.errors[name if name in self.values else ""] = said if error.hint is None else f"{said}: {error.hint}"
        else:
            self.errors[""] = error.details
        return self


async def read_form(request: Request[Any, Any, Any], *names: str) -> Form:
    """The named fields of a posted form; one that was not sent is empty."""
    data = await request.form()
    return Form({name: value if isinstance(value := data.get(name, ""), str) else "" for name in names})


def query_form(request: Request[Any, Any, Any], *names: str) -> Form:
    """The named fields of a form that is sent by GET, such as a filter or a step of a wizard."""
    return Form({name: request.query_params.get(name, "") for name in names})
