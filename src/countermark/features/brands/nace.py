"""A brand's industry: a code of the statistical classification of economic activities, NACE (Revision 2 and 2.1)."""

import re
from typing import Final

from countermark.kit.errors import InvalidInput

CODE = re.compile(r"(?P<section>[A-Za-z])?\s*(?P<division>[0-9]{2})(\.?(?P<rest>[0-9]{1,2}))?")
DIVISIONS: Final = frozenset(
    f"{number:02}" for number in range(1, 100) if number not in {4, 34, 40, 44, 48, 54, 57, 67, 76, 83, 89}
)
"""The divisions of both revisions; 45 is of Revision 2 only."""


def checked_industry(argument: str, text: str) -> str:
    """``text`` as a plain code: ``27``, ``27.2`` or ``27.20``. The letter of the section may stand before it.

    Raises:
        InvalidInput: it is no such code, or there is no such division.
    """
    match = CODE.fullmatch(text.strip())
    if match is None or match["division"] not in DIVISIONS:
        raise InvalidInput(
            argument,
            f"{text[:40]!r} is not a NACE code",
            code="NOT_A_NACE_CODE",
            hint="a division, group or class of NACE Rev. 2 or 2.1, for example 27.20 for batteries",
        )
    return match["division"] + (f".{match['rest']}" if match["rest"] else "")
