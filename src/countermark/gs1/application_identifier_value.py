"""Checks one value against its row of the table: length, character set, then the row's linters."""

from typing import Final

from countermark.gs1.application_identifiers import APPLICATION_IDENTIFIERS
from countermark.gs1.character_sets import TYPE_NAMES, first_outside
from countermark.gs1.errors import GS1SyntaxError, Segment
from countermark.gs1.linters import LINTERS
from countermark.gs1.problem import Problem
from countermark.gs1.syntax_dictionary import ApplicationIdentifier, Component

LONGEST_TOLD: Final = 100
"""Of a value in a message: no more is ever of use, and it may come from anybody."""


def value_problem(row: ApplicationIdentifier, value: str) -> Problem | None:
    """What keeps `value` (decoded) from being a value of this AI, or None."""
    length_problem = _length_problem(row, value)
    if length_problem is not None:
        return length_problem
    start = 0
    for component in row.components:
        part = value[start : start + component.max_length]
        if component.optional and not part:
            continue
        problem = _component_problem(component, part)
        if problem is not None:
            return Problem(problem.reason, start + problem.position)
        start += len(part)
    return None


def check_value(ai: str, value: str, segment: Segment) -> None:
    """Raises GS1SyntaxError, naming the AI and the place, unless `value` is a value of `ai`.

    `ai` must be in the table.
    """
    problem = value_problem(APPLICATION_IDENTIFIERS[ai], value)
    if problem is not None:
        position = problem.position if problem.position < len(value) else None
        told = value if len(value) <= LONGEST_TOLD else f"{value[:LONGEST_TOLD]}..."
        raise GS1SyntaxError(f"{problem.reason}, in {told!r}", ai=ai, segment=segment, position=position)


def lot_problem(text: str) -> str | None:
    """Why `text` cannot be a batch or lot number, AI (10), in words; None when it can.

    >>> lot_problem("LOT 7")
    "' ' is not in GS1 character set 82 (at character 4)"
    """
    return _problem_in_words("10", text)


def serial_problem(text: str) -> str | None:
    """Why `text` cannot be a serial number, AI (21): 1 to 20 characters of CSET 82. None when it can."""
    return _problem_in_words("21", text)


def is_valid_lot(text: str) -> bool:
    """Whether `text` is a value of AI (10): 1 to 20 characters of CSET 82 (GenSpecs: batch or lot number)."""
    return lot_problem(text) is None


def is_valid_serial(text: str) -> bool:
    """Whether `text` is a value of AI (21): 1 to 20 characters of CSET 82 (GenSpecs: serial number)."""
    return serial_problem(text) is None


def _length_problem(row: ApplicationIdentifier, value: str) -> Problem | None:
    shortest, longest, length = row.min_length, row.max_length, len(value)
    if shortest <= length <= longest:
        return None
    allowed = f"{shortest}" if shortest == longest else f"{shortest} to {longest}"
    if length < shortest:
        return Problem(f"too short: {length} characters, not {allowed}", length)
    return Problem(f"too long: {length} characters, not {allowed}", longest)


def _component_problem(component: Component, part: str) -> Problem | None:
    if len(part) < component.min_length:
        return Problem(f"too short: {component.min_length} characters are needed here", len(part))
    outside = first_outside(component.data_type, part)
    if outside is not None:
        return Problem(f"{part[outside]!r} is not {TYPE_NAMES[component.data_type]}", outside)
    for name in component.linters:
        problem = LINTERS[name](part)
        if problem is not None:
            return problem
    return None


def _problem_in_words(ai: str, text: str) -> str | None:
    problem = value_problem(APPLICATION_IDENTIFIERS[ai], text)
    if problem is None:
        return None
    place = f" (at character {problem.position + 1})" if problem.position < len(text) else ""
    return f"{problem.reason}{place}"
