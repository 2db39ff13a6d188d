"""The filters of lists of units, as the console's forms send them."""

from typing import Any

from countermark.entrypoints.console.forms import Form
from countermark.features.minting.unit_serials import LONGEST_SERIAL

FILTERS = ("status", "query")


def unit_arguments(filters: Form) -> dict[str, Any]:
    """The arguments of ``list_mint_units``: what is typed is the beginning of a serial, or all of it."""
    typed = filters.optional("query")
    return {"status": filters.optional("status"), "serial_prefix": typed[:LONGEST_SERIAL] if typed else None}
