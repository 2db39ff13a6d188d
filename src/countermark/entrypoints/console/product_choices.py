"""Which products an address means: some by their ids, or all that match the filter of a list."""

from collections.abc import Iterable
from typing import Any

import msgspec

from countermark.features.products.product_filter import ProductFilter

FILTERS = ProductFilter.__struct_fields__


def chosen_ids(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """The ids, given one by one or with commas between, each once."""
    ids = [one.strip() for name, text in pairs if name == "ids" for one in text.split(",")]
    return list(dict.fromkeys(one for one in ids if one))


def chosen_filter(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The fields of a ``ProductFilter`` that are given, as JSON values; what makes no sense is as good as not there."""
    given: dict[str, Any] = {}
    for name, text in pairs:
        if name in FILTERS and text.strip():
            try:
                read = msgspec.convert({name: text.strip()}, ProductFilter, strict=False)
            except msgspec.ValidationError:
                continue
            given |= msgspec.to_builtins(read)
    return given
