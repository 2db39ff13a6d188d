"""The countries a product can come from: ISO 3166-1 alpha-2, officially assigned codes."""

from typing import Final

from countermark.gs1 import COUNTRY_LETTERS

COUNTRIES: Final = COUNTRY_LETTERS
