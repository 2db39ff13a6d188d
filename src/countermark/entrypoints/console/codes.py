"""The codes that carriers hold: their address, and where the console draws them."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from countermark.entrypoints.console.visits import Visit

DRAWN = ("symbology", "error_correction", "x_dimension_mm", "text_place")


@dataclass(frozen=True)
class Code:
    """A code: the path it is known by, the address it holds, where the console draws it, and the page about it."""

    path: str
    scan_url: str
    picture: str
    page: str


def code_of(visit: Visit, path: str) -> Code:
    """The code of a unit, lot or model by its ``gs1_path``."""
    query = urlencode({"path": path})
    return Code(path, visit.brand_origin + path, f"{visit.home}code.svg?{query}", f"{visit.home}code?{query}")


def code_arguments(query: dict[str, Any]) -> dict[str, Any]:
    """The arguments of ``get_code_image`` in a query; what is absent, empty or no number is left to its default."""
    given = {name: query[name] for name in (*DRAWN, "path") if query.get(name)}
    try:
        return given | ({"x_dimension_mm": float(given["x_dimension_mm"])} if "x_dimension_mm" in given else {})
    except ValueError:
        return {name: value for name, value in given.items() if name != "x_dimension_mm"}
