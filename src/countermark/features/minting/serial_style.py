"""The three kinds of serials a mint can give its units."""

from enum import StrEnum


class SerialStyle(StrEnum):
    """``alphanumeric``: 16 characters, generated; ``numeric``: 12 digits, generated, for SGTIN-96; ``own``: brought.

    Kept with the mint batch. A serial is only ever read in the style its unit was minted with, so a unit has one.
    """

    ALPHANUMERIC = "alphanumeric"
    NUMERIC = "numeric"
    OWN = "own"
