"""The rules of what is known of operators and facilities, each value in the form in which it is kept."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from stdnum import get_cc_module
from stdnum.exceptions import ValidationError

from countermark.features.fields.countries import COUNTRIES
from countermark.gs1 import has_valid_check_digit
from countermark.kit.errors import InvalidInput
from countermark.kit.text import checked_text

_EORI: Final = re.compile(r"[A-Z]{2}[0-9A-Z]{1,15}")
_VAT: Final = re.compile(r"[A-Z]{2}[0-9A-Z]{2,18}")
_EMAIL: Final = re.compile(r"[^@\s]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)+")
_PHONE: Final = re.compile(r"\+?[0-9][0-9 ()./-]{3,38}")
_URL: Final = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*")
_SEPARATORS: Final = re.compile(r"[\s.\-/]")
_LONGEST: Final = {
    "name": 200,
    "trade_name": 200,
    "facility_ref": 100,
    "national_id_scheme": 100,
    "national_id": 60,
    "street": 200,
    "postal_code": 20,
    "city": 100,
    "region": 100,
    "contact_name": 200,
}
_GREEK: Final = {"EL": "GR"}


def checked_values(prefix: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The values that were given, checked; ``prefix`` is ``_`` or ``_patch.``. An empty text is nothing.

    Raises:
        InvalidInput: names the value and what was wrong with it.
    """
    return {name: _checked(f"{prefix}{name}", name, value) for name, value in given.items()}


def _checked(argument: str, name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if name in _LONGEST:
        return checked_text(argument, value, longest=_LONGEST[name])
    return CHECKS[name](argument, checked_text(argument, value, longest=2000)) if name in CHECKS else value


def both_or_neither(prefix: str, values: Mapping[str, Any]) -> None:
    """A national identifier needs its register, and a register an identifier.

    Raises:
        InvalidInput: one stands alone.
    """
    if (values["national_id"] is None) != (values["national_id_scheme"] is None):
        missing = "national_id" if values["national_id"] is None else "national_id_scheme"
        raise InvalidInput(f"{prefix}{missing}", "national_id and national_id_scheme go together")


def _gln(argument: str, text: str) -> str:
    """A Global Location Number: 13 digits, the last its check digit (GS1 General Specifications, 7.9)."""
    digits = re.sub(r"[\s-]", "", text)
    if not re.fullmatch(r"[0-9]{13}", digits):
        raise InvalidInput(argument, "must be 13 digits", code="GLN_INVALID")
    if not has_valid_check_digit(digits):
        raise InvalidInput(argument, "has a wrong check digit", code="GLN_INVALID")
    return digits


def _eori(argument: str, text: str) -> str:
    """An EORI number: a country and up to 15 letters and digits (Delegated Regulation (EU) 2015/2446, annex 12-01)."""
    number = _SEPARATORS.sub("", text).upper()
    if not _EORI.fullmatch(number) or number[:2] not in {*COUNTRIES, "XI"}:
        raise InvalidInput(
            argument,
            "must be a country and up to 15 letters and digits, such as DE123456789012345",
            code="EORI_INVALID",
        )
    return number


def _vat(argument: str, text: str) -> str:
    """A VAT number with its country, checked by the country's own rule where it is known."""
    number = _SEPARATORS.sub("", text).upper()
    country = _GREEK.get(number[:2], number[:2])
    if not _VAT.fullmatch(number) or country not in {*COUNTRIES, "XI"}:
        raise InvalidInput(argument, "must begin with its country, such as ATU12345678", code="VAT_INVALID")
    rule = get_cc_module(country.lower(), "vat")
    if rule is not None:
        try:
            rule.validate(number)
        except ValidationError as error:
            said = str(error).rstrip(".").lower()
            raise InvalidInput(argument, f"is no VAT number of {number[:2]}: {said}", code="VAT_INVALID") from None
    return number


def _country(argument: str, text: str) -> str:
    code = text.upper()
    if code not in COUNTRIES:
        raise InvalidInput(argument, "must be a country's two letters, such as DE (ISO 3166-1)")
    return code


def _email(argument: str, text: str) -> str:
    if len(text) > 254 or not _EMAIL.fullmatch(text):
        raise InvalidInput(argument, "must be an e-mail address")
    return text


def _phone(argument: str, text: str) -> str:
    if not _PHONE.fullmatch(text):
        raise InvalidInput(argument, "must be a phone number, such as +43 512 123456")
    return text


def _url(argument: str, text: str) -> str:
    if not _URL.fullmatch(text):
        raise InvalidInput(argument, "must be an address like https://example.com/page")
    return text


CHECKS: Final[Mapping[str, Callable[[str, str], str]]] = {
    "gln": _gln,
    "eori": _eori,
    "vat_number": _vat,
    "country": _country,
    "email": _email,
    "phone": _phone,
    "website_url": _url,
}
