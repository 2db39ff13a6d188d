"""The serialised GTIN: what an EPC says, whatever scheme it is written in."""

from dataclasses import dataclass, field
from typing import Final, Self

from countermark.gs1.application_identifier_value import serial_problem
from countermark.gs1.character_sets import first_outside
from countermark.gs1.check_digit import check_digit
from countermark.gs1.digital_link import DigitalLink
from countermark.gs1.epc.errors import EpcError
from countermark.gs1.errors import GS1SyntaxError
from countermark.gs1.gtin import normalise_gtin

PREFIX_LENGTHS: Final = range(6, 13)
"""Digits of a GS1 Company Prefix in an EPC (TDS 2.3, table 14-2)."""
FILTERS: Final = range(8)
POINT_OF_SALE: Final = 1
"""Filter value of a trade item as it is sold (TDS 2.3, table 10-1)."""
_KEY_QUALIFIERS: Final = ("22", "10")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sgtin:
    """A trade item: GTIN of 14 digits and serial of 1 to 20 characters.

    `company_prefix_length` (6 to 12 digits, without the indicator) is needed by the URNs and by SGTIN-96 and -198, and
    not known from SGTIN+. `aidc` is +AIDC data, (AI, value) in the order written; only SGTIN+ carries it.

    Raises EpcError for facts no EPC can have.
    """

    gtin: str
    serial: str
    filter_value: int = POINT_OF_SALE
    company_prefix_length: int | None = None
    aidc: tuple[tuple[str, str], ...] = field(default=())

    def __post_init__(self) -> None:
        if len(self.gtin) != 14:
            raise EpcError(f"has {len(self.gtin)} digits, an EPC needs all 14", field="GTIN", ai="01")
        try:
            normalise_gtin(self.gtin)
        except GS1SyntaxError as error:
            raise EpcError(error.reason, field="GTIN", ai="01") from None
        problem = serial_problem(self.serial)
        if problem is not None:
            raise EpcError(problem, field="serial", ai="21")
        if self.filter_value not in FILTERS:
            raise EpcError(f"{self.filter_value} is not within 0 to 7", field="filter value")
        if self.company_prefix_length is not None:
            _checked_length(self.company_prefix_length)

    @classmethod
    def of_parts(cls, company_prefix: str, item_reference: str, serial: str, filter_value: int = POINT_OF_SALE) -> Self:
        """From the parts of an EPC URN; `item_reference` begins with the indicator digit.

        Raises EpcError when they are not 13 digits together.
        """
        for name, digits in (("GS1 company prefix", company_prefix), ("item reference", item_reference)):
            if not digits or first_outside("N", digits) is not None:
                raise EpcError(f"{digits!r} is not all digits", field=name)
        if len(company_prefix) + len(item_reference) != 13:
            raise EpcError(
                f"company prefix and item reference have {len(company_prefix) + len(item_reference)} digits, not 13",
                field="item reference",
            )
        length = _checked_length(len(company_prefix))
        body = item_reference[0] + company_prefix + item_reference[1:]
        gtin = body + check_digit(body)
        return cls(gtin=gtin, serial=serial, filter_value=filter_value, company_prefix_length=length)

    @property
    def company_prefix(self) -> str:
        """The GS1 Company Prefix. Raises EpcError when its length is not known."""
        return self.gtin[1 : 1 + self._known_length()]

    @property
    def item_reference(self) -> str:
        """The indicator digit and the item reference. Raises EpcError when the prefix's length is not known."""
        return self.gtin[0] + self.gtin[1 + self._known_length() : 13]

    @property
    def digital_link(self) -> DigitalLink:
        """The Digital Link of the same facts: key qualifiers in the path, other AIDC data in the query."""
        data = dict(self.aidc)
        qualifiers = tuple((ai, data.pop(ai)) for ai in _KEY_QUALIFIERS if ai in data)
        return DigitalLink(
            key_ai="01", key_value=self.gtin, qualifiers=(*qualifiers, ("21", self.serial)), attributes=data
        )

    def _known_length(self) -> int:
        if self.company_prefix_length is None:
            raise EpcError("its length is not known; give it, 6 to 12 digits", field="GS1 company prefix")
        return self.company_prefix_length


def _checked_length(length: int) -> int:
    if length not in PREFIX_LENGTHS:
        raise EpcError(f"has {length} digits, not 6 to 12", field="GS1 company prefix")
    return length
