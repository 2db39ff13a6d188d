"""Judges serials that a brand brings along: which can become units, and why the others cannot."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import numpy as np

from countermark.db.transaction import Tx
from countermark.features.brands.unit_keys import unit_codec
from countermark.features.minting.mint_batch import queries
from countermark.features.minting.serial_pattern import compiled_pattern
from countermark.features.minting.serial_style import SerialStyle
from countermark.gs1 import serial_problem
from countermark.kit.records import Record
from countermark.serials import UnitCodec
from countermark.serials.numeric_codec import NUMERIC_LENGTH

GENERATED_LENGTH: Final = 16
_GENERATED: Final = re.compile("[0-9A-HJKMNP-TV-Z]{16}")
_NUMERIC: Final = re.compile("1[0-9]{11}")
SHOWN_TEXT: Final = 60


class SerialRejection(Record, frozen=True, kw_only=True):
    """A row that cannot be used: its number (from 1), the text, a stable ``code`` and what to do about it."""

    row: int
    serial: str
    code: str
    message: str


@dataclass(frozen=True)
class JudgedSerials:
    """``accepted`` in the order they came; every other row is in ``rejected``."""

    accepted: list[str]
    rejected: list[SerialRejection]


@dataclass(frozen=True)
class SerialRules:
    """What serials of a brand are held against."""

    codec: UnitCodec
    pattern: str | None


async def serial_rules(tx: Tx) -> SerialRules:
    """The brand's rules as they stand."""
    pattern = await queries.get_serial_pattern(tx.connection, brand_id=tx.brand_id)
    return SerialRules(await unit_codec(tx), pattern)


async def judge_serials(
    tx: Tx,
    rules: SerialRules,
    rows: Sequence[tuple[int, str]],
    capacity: int | None,
    serial_list_id: UUID | None = None,
) -> JudgedSerials:
    """Judges rows ``(number, text)``; ``capacity`` is how many can be accepted at most (``None``: any number). Rows of
    ``serial_list_id`` that were accepted before stand further up.
    """
    texts = [text.strip() for _, text in rows]
    found = queries.list_taken_serials(tx.connection, brand_id=tx.brand_id, serials=list(set(texts)))
    taken = {row["serial"]: row["serial_list_id"] async for row in found}
    generated = looking_generated(rules.codec, texts)
    accepted: list[str] = []
    rejected: list[SerialRejection] = []
    seen: set[str] = set()
    for (number, _), text, decodes in zip(rows, texts, generated, strict=True):
        problem = (
            _problem_of(text, rules.pattern)
            or (decodes and ("SERIAL_LOOKS_GENERATED", "reads as a generated serial; choose another form"))
            or (
                (text in seen or taken.get(text, 0) == serial_list_id)
                and ("SERIAL_REPEATED", "stands further up already")
            )
            or (text in taken and ("SERIAL_TAKEN", "is used in this brand already"))
            or (capacity is not None and len(accepted) >= capacity and _no_room(capacity))
        )
        if problem:
            code, message = problem
            rejected.append(SerialRejection(row=number, serial=text[:SHOWN_TEXT], code=code, message=message))
        else:
            accepted.append(text)
            seen.add(text)
    return JudgedSerials(accepted, rejected)


def _problem_of(text: str, pattern: str | None) -> tuple[str, str] | None:
    if not text:
        return "SERIAL_EMPTY", "is empty"
    if problem := serial_problem(text):
        return "SERIAL_INVALID", f"cannot be a GS1 serial number, AI (21): {problem}"
    if pattern is not None and compiled_pattern(pattern).fullmatch(text) is None:
        return "SERIAL_PATTERN_MISMATCH", f"does not match the brand's pattern {pattern}"
    return None


def _no_room(capacity: int) -> tuple[str, str]:
    return "CAPACITY_EXCEEDED", f"there is room for {capacity} units only"


def looking_generated(codec: UnitCodec, texts: Sequence[str]) -> list[bool]:
    """Which of the texts decode as a generated serial of the brand, of either style."""
    decodes = [False] * len(texts)
    for _, places, numbers in decoded_numbers(codec, texts):
        for place, number in zip(places, numbers, strict=True):
            decodes[place] = number >= 0
    return decodes


def decoded_numbers(codec: UnitCodec, texts: Sequence[str]) -> Iterator[tuple[SerialStyle, list[int], list[int]]]:
    """For either style of generated serials: the places of texts of its form, and their unit numbers (-1: none)."""
    for style, form, length, decode in (
        (SerialStyle.ALPHANUMERIC, _GENERATED, GENERATED_LENGTH, codec.numbers_of),
        (SerialStyle.NUMERIC, _NUMERIC, NUMERIC_LENGTH, codec.numbers_of_numeric_serials),
    ):
        places = [place for place, text in enumerate(texts) if form.fullmatch(text)]
        if places:
            serials = np.array([texts[place] for place in places], dtype=f"S{length}")
            yield style, places, decode(serials).tolist()


def have_generated_form(serials: Sequence[str]) -> bool:
    """Whether any has the form of a generated alphanumeric serial, though it does not decode as one."""
    return any(_GENERATED.fullmatch(serial) for serial in serials)


def numbered(serials: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Rows of a list that was sent, numbered from 1."""
    return enumerate(serials, start=1)
