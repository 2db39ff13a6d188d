"""The two North American coupon codes: AI (8110), and AI (8112) with its positive offer file.

Both are rows of digits in which a digit tells how many follow it. They are read from left to right; the first thing
that does not fit ends the reading.
"""

from collections.abc import Callable
from typing import Final

from countermark.gs1.problem import Problem

PREFIX_LENGTHS: Final = "0123456"
NO_PREFIX: Final = "9"
AMOUNT_LENGTHS: Final = "12345"
REQUIREMENT_CODES: Final = "012349"
_SHORTEST_NUMBER: Final = 6

DateCheck = Callable[[str], Problem | None]


class _Unfit(Exception):
    def __init__(self, reason: str, position: int) -> None:
        super().__init__(reason)
        self.problem = Problem(reason, position)


class _Digits:
    """The digits of a coupon and how far they are read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        for position, character in enumerate(text):
            if not "0" <= character <= "9":
                raise _Unfit(f"{character!r} is not a digit", position)

    @property
    def place(self) -> int:
        return self._place

    def take(self, length: int, what: str) -> str:
        taken = self._text[self._place : self._place + length]
        if len(taken) < length:
            raise _Unfit(f"too short for the {what}", len(self._text))
        self._place += length
        return taken

    def take_one_of(self, allowed: str, what: str) -> str:
        place = self._place
        digit = self.take(1, what)
        if digit not in allowed:
            raise _Unfit(f"{digit} is not a {what}", place)
        return digit

    def take_counted(self, lengths: str, more: int, what: str) -> str:
        """The digits that follow their count, which is ``more`` less than they are."""
        return self.take(int(self.take_one_of(lengths, f"length of the {what}")) + more, what)

    def has_field(self, digit: str) -> bool:
        """Takes the digit that announces an optional field, if it is next."""
        if self._text[self._place : self._place + 1] != digit:
            return False
        self._place += 1
        return True

    def end(self) -> None:
        if self._place < len(self._text):
            raise _Unfit("more digits than a coupon has", self._place)


def coupon_problem(text: str, date_problem: DateCheck) -> Problem | None:
    """What keeps `text` from being a coupon code of AI (8110). `date_problem` checks YYMMDD."""
    try:
        _read_coupon(_Digits(text), date_problem)
    except _Unfit as unfit:
        return unfit.problem
    return None


def positive_offer_problem(text: str) -> Problem | None:
    """What keeps `text` from being a coupon code of AI (8112)."""
    try:
        digits = _Digits(text)
        digits.take_one_of("01", "coupon format")
        digits.take_counted(PREFIX_LENGTHS, _SHORTEST_NUMBER, "funder")
        digits.take(6, "offer code")
        digits.take_counted("0123456789", _SHORTEST_NUMBER, "serial number")
        digits.end()
    except _Unfit as unfit:
        return unfit.problem
    return None


def _read_coupon(digits: _Digits, date_problem: DateCheck) -> None:
    digits.take_counted(PREFIX_LENGTHS, _SHORTEST_NUMBER, "company prefix")
    digits.take(6, "offer code")
    digits.take_counted(AMOUNT_LENGTHS, 0, "save value")
    _read_requirement(digits, "first purchase")
    if digits.has_field("1"):
        digits.take_one_of("0123", "rule for additional purchases")
        _read_requirement(digits, "second purchase")
        _read_prefix_if_any(digits, "second purchase")
    if digits.has_field("2"):
        _read_requirement(digits, "third purchase")
        _read_prefix_if_any(digits, "third purchase")
    _read_dates(digits, date_problem)
    if digits.has_field("5"):
        digits.take_counted("0123456789", _SHORTEST_NUMBER, "serial number")
    if digits.has_field("6"):
        digits.take_counted("1234567", _SHORTEST_NUMBER, "retailer")
    if digits.has_field("9"):
        digits.take_one_of("01256", "code of the save value")
        digits.take_one_of("012", "item that the save value applies to")
        digits.take(1, "store coupon flag")
        digits.take_one_of("01", "flag against multiplying")
    digits.end()


def _read_requirement(digits: _Digits, whose: str) -> None:
    digits.take_counted(AMOUNT_LENGTHS, 0, f"requirement of the {whose}")
    digits.take_one_of(REQUIREMENT_CODES, f"requirement code of the {whose}")
    digits.take(3, f"family code of the {whose}")


def _read_prefix_if_any(digits: _Digits, whose: str) -> None:
    length = digits.take_one_of(PREFIX_LENGTHS + NO_PREFIX, f"length of the company prefix of the {whose}")
    if length != NO_PREFIX:
        digits.take(int(length) + _SHORTEST_NUMBER, f"company prefix of the {whose}")


def _read_dates(digits: _Digits, date_problem: DateCheck) -> None:
    end = _read_date(digits, date_problem, "expiration date") if digits.has_field("3") else None
    place = digits.place
    start = _read_date(digits, date_problem, "start date") if digits.has_field("4") else None
    if start is not None and end is not None and start > end:
        raise _Unfit("the coupon expires before it starts", place)


def _read_date(digits: _Digits, date_problem: DateCheck, what: str) -> str:
    place = digits.place
    date = digits.take(6, what)
    problem = date_problem(date)
    if problem is not None:
        raise _Unfit(f"{problem.reason}, in the {what}", place + problem.position)
    return date
