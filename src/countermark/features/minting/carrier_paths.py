"""The path that a data carrier holds, below the brand's origin: a GS1 Digital Link where there is a GTIN.

DL URI Syntax 1.7.0; a brand without GTINs gets paths of its own: ``/mu/<unit>``, ``/ml/<lot>``, ``/mb/<mint batch>``.
The doors put the origin in front, because only they know under which name the brand is reached.
"""

from uuid import UUID

from countermark.gs1 import DigitalLink


def unit_path(gtin: str | None, serial: str, unit_id: UUID) -> str:
    """``/01/<gtin>/21/<serial>``, or ``/mu/<unit id>`` without a GTIN (14 digits)."""
    return _gs1_path(gtin, ("21", serial)) if gtin else f"/mu/{unit_id}"


def lot_path(gtin: str | None, lot_code: str, lot_id: UUID) -> str:
    """``/01/<gtin>/10/<lot>``, percent-encoded, or ``/ml/<lot id>`` without a GTIN."""
    return _gs1_path(gtin, ("10", lot_code)) if gtin else f"/ml/{lot_id}"


def product_path(gtin: str | None) -> str | None:
    """``/01/<gtin>``; a model without a GTIN has no carrier."""
    return _gs1_path(gtin) if gtin else None


def _gs1_path(gtin: str, *qualifiers: tuple[str, str]) -> str:
    return DigitalLink(key_ai="01", key_value=gtin, qualifiers=qualifiers).uri_on("")
