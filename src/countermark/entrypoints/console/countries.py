"""Countries by name, for choosing one."""

from functools import cache

from babel import Locale

from countermark.features.fields.countries import COUNTRIES


@cache
def country_options() -> list[tuple[str, str]]:
    """Code and English name of every country a product can come from, by name."""
    return sorted(((code, country_name(code)) for code in COUNTRIES), key=lambda option: option[1])


def country_name(code: str) -> str:
    """The English name of a country, the code itself when it is none."""
    return str(Locale("en").territories.get(code, code))
