"""Text in cells that a spreadsheet program will open: it must never be taken for a formula.

A cell that begins with one of a few characters is run, not shown (OWASP, CSV injection). Such a text gets an
apostrophe in front, as a person would type it. ``text_of_cell`` takes it away again, so that what is exported can be
imported.
"""

import re
from typing import Any

RUNS = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")  # the last four are full-width forms of the first
MARK = "'"


def safe_cell(value: Any) -> Any:
    """``value`` for a cell. Numbers and whatever else is no text stay what they are; so does harmless text."""
    return MARK + value if isinstance(value, str) and RUNS.match(value) else value


def text_of_cell(text: str) -> str:
    """The text that :func:`safe_cell` was given."""
    return text[1:] if text.startswith(MARK) and RUNS.match(text) else text
