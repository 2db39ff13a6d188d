"""The query parameters of EPCIS 2.0 (8.2.7.1) that this platform answers, as arguments of the operation."""

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from countermark.features.epcis.epcis_event import MEANINGS, Meaning, Step
from countermark.features.epcis.list_epcis_events import DEFAULT_EVENTS, MOST_EVENTS
from countermark.kit.errors import InvalidInput

_CBV: Final = re.compile(r"(https://ref\.gs1\.org/cbv/(BizStep|Disp)-|urn:epcglobal:cbv:(bizstep|disp):)")
TEXTS: Final = {
    "MATCH_epc": "match_epc",
    "MATCH_anyEPC": "match_epc",
    "GE_eventTime": "ge_event_time",
    "LT_eventTime": "lt_event_time",
    "nextPageToken": "cursor",
}
_SAYS: Final[dict[str, Callable[[Meaning], str]]] = {
    "EQ_bizStep": lambda meaning: meaning.step,
    "EQ_disposition": lambda meaning: meaning.disposition,
    "EQ_action": lambda meaning: meaning.action,
    "eventType": lambda meaning: "ObjectEvent",
}
EVERY: Final = (*TEXTS, *_SAYS, "perPage")


def arguments_of(query: Iterable[tuple[str, str]]) -> dict[str, Any] | None:
    """The arguments of ``list_epcis_events``, without the brand; ``None`` when nothing can match.

    Raises:
        InvalidInput: a parameter that is not answered, one given twice, or a page size that is no number.
    """
    arguments: dict[str, Any] = {"limit": DEFAULT_EVENTS}
    meanings = list(MEANINGS.values())
    for name, text in query:
        if name in TEXTS:
            if TEXTS[name] in arguments:
                raise InvalidInput(name, "can be given once", code="QUERY_PARAMETER")
            arguments[TEXTS[name]] = text
        elif name in _SAYS:
            values = {_CBV.sub("", value.strip()) for value in re.split(r"[,|]", text)}
            meanings = [meaning for meaning in meanings if _SAYS[name](meaning) in values]
        elif name == "perPage":
            arguments["limit"] = _per_page(text)
        else:
            raise InvalidInput(name, "is not answered", code="QUERY_PARAMETER", hint=f"there are {', '.join(EVERY)}")
    arguments["biz_steps"] = [step for step in Step if any(meaning.step is step for meaning in meanings)]
    return arguments if meanings else None


def _per_page(text: str) -> int:
    """EPCIS says at most so many, so that more than is given is no error."""
    if not (text.isascii() and text.isdigit() and 1 <= len(text) <= 9 and int(text) > 0):
        raise InvalidInput("perPage", "must be a whole number from 1 on", code="QUERY_PARAMETER")
    return min(int(text), MOST_EVENTS)
