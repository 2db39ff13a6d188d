"""The place of a production batch, where its facility names one that EPCIS knows."""

import re
from typing import Final

from countermark.features.epcis.epcis_event import EpcisPlace
from countermark.gs1 import CANONICAL_STEM, has_valid_check_digit

_GLN: Final = re.compile(r"[0-9]{13}")
_URI: Final = re.compile(r"(https?://|urn:)[!-~]+")


def place_of(facility_ref: str | None) -> EpcisPlace | None:
    """A GLN becomes its GS1 Digital Link URI, AI (414); a URI stays; any other text is nobody else's to read."""
    text = (facility_ref or "").strip()
    if _GLN.fullmatch(text) and has_valid_check_digit(text):
        return EpcisPlace(id=f"{CANONICAL_STEM}/414/{text}")
    return EpcisPlace(id=text) if _URI.fullmatch(text) else None
