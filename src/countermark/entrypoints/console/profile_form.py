"""A carrier output profile's definition as a form, and back."""

from typing import Any, Final

from litestar import Request

from countermark.entrypoints.console.forms import Form
from countermark.features.exports.definition import MOST_COLUMNS, ProfileDefinition

PLAIN: Final = ("delimiter", "quoting", "line_ending", "encoding", "file_name", "scheme", "filter_value")
CHECKS: Final = ("header", "formula_guard")
DELIMITERS: Final = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}


def form_of_definition(name: str, definition: ProfileDefinition) -> Form:
    """The form that shows a definition."""
    values = {
        "name": name,
        "delimiter": next(key for key, text in DELIMITERS.items() if text == definition.delimiter),
        "quoting": definition.quoting,
        "line_ending": definition.line_ending,
        "encoding": definition.encoding,
        "file_name": definition.file_name,
        "header": "1" if definition.header else "",
        "formula_guard": "1" if definition.formula_guard else "",
        "scheme": str(definition.epc.scheme),
        "filter_value": str(definition.epc.filter_value),
        "company_prefix_length": str(definition.epc.company_prefix_length or ""),
    }
    for place, column in enumerate(definition.columns):
        values |= {f"fact-{place}": str(column.fact), f"header-{place}": column.header}
    return Form(values | {"columns": str(len(definition.columns))})


async def read_profile_form(request: Request[Any, Any, Any]) -> Form:
    """What was sent, after the button that was pressed among its columns, if one was: ``do`` = ``up-2``, ``add``."""
    data = {key: value for key, value in (await request.form()).items() if isinstance(value, str)}
    names = ("name", *PLAIN, *CHECKS, "company_prefix_length", "do", "carrier", "mint_batch_id")
    form = Form({name: data.get(name, "") for name in names})
    rows = [(data.get(f"fact-{place}", ""), data.get(f"header-{place}", "")) for place in range(_count(data))]
    for place, (fact, header) in enumerate(_rearranged(rows, form["do"])):
        form.values |= {f"fact-{place}": fact, f"header-{place}": header}
        form.values["columns"] = str(place + 1)
    return form


def column_rows(form: Form) -> list[tuple[str, str]]:
    """The columns of a form: fact and heading."""
    return [(form[f"fact-{place}"], form[f"header-{place}"]) for place in range(_count(form.values))]


def definition_of_form(form: Form) -> dict[str, Any]:
    """The definition as the operations take it; a column without a heading is called by its fact."""
    columns = [{"header": header or fact, "fact": fact} for fact, header in column_rows(form) if fact]
    epc: dict[str, Any] = {"scheme": form["scheme"] or "sgtin+", "filter_value": _number(form["filter_value"], 1)}
    if form["company_prefix_length"]:
        epc["company_prefix_length"] = _number(form["company_prefix_length"], 0)
    return {
        "columns": columns,
        "delimiter": DELIMITERS.get(form["delimiter"], ","),
        **{name: form[name] for name in ("quoting", "line_ending", "encoding", "file_name")},
        **{name: bool(form[name]) for name in CHECKS},
        "epc": epc,
    }


def _rearranged(rows: list[tuple[str, str]], pressed: str) -> list[tuple[str, str]]:
    action, _, text = pressed.partition("-")
    place = _number(text, -1)
    if action == "add":
        return [*rows, ("", "")]
    if not 0 <= place < len(rows):
        return rows
    if action == "remove":
        return [row for at, row in enumerate(rows) if at != place]
    other = place + {"up": -1, "down": 1}.get(action, 0)
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    return rows


def _count(values: dict[str, str]) -> int:
    return min(_number(values.get("columns", ""), 0), MOST_COLUMNS)


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise
