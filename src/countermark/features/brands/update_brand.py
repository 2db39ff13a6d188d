"""Changes what a brand shows of itself."""

import re
from collections.abc import Mapping
from typing import Any

from msgspec import UNSET, UnsetType

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.brands.brand import Brand, queries
from countermark.features.brands.nace import checked_industry
from countermark.features.brands.recheck_products import recheck_products
from countermark.features.brands.scan_recording import LONGEST_RETENTION_DAYS, ScanRecording, default_recording
from countermark.kit.errors import InvalidInput
from countermark.kit.records import record_from
from countermark.kit.requests import BrandRequest, Patch
from countermark.kit.text import checked_text

COLOUR = re.compile(r"#[0-9a-f]{6}")
LOCALE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
LINK = re.compile(r"(https?://|mailto:)[^\s<>\"]+")
CANNOT_BE_CLEARED = ("name", "locale", "accent_colour", "scan_recording", "scan_retention_days")


class BrandPatch(Patch, frozen=True, kw_only=True):
    """An absent key is left alone; ``null`` clears the optional ones."""

    name: str | None | UnsetType = UNSET
    industry: str | None | UnsetType = UNSET
    locale: str | None | UnsetType = UNSET
    accent_colour: str | None | UnsetType = UNSET
    legal_name: str | None | UnsetType = UNSET
    website_url: str | None | UnsetType = UNSET
    support_url: str | None | UnsetType = UNSET
    privacy_url: str | None | UnsetType = UNSET
    scan_recording: ScanRecording | None | UnsetType = UNSET
    scan_retention_days: int | None | UnsetType = UNSET


class UpdateBrand(BrandRequest, frozen=True, kw_only=True):
    """``_patch`` holds only what shall change."""

    patch: BrandPatch


async def update_brand(tx: Tx, request: UpdateBrand) -> Brand:
    """The brand after the change. Published passports keep the brand facts and the fields they were frozen with.

    Another industry may ask for other facts, so the readiness of all products is worked out anew in the background. A
    new industry whose law forbids to analyse scans makes them counted only, unless the same patch says otherwise.

    Raises:
        InvalidInput: names the key of the patch and what was wrong.
    """
    changes = {name: _checked(name, value) for name, value in request.patch.changes().items()}
    before = await queries.get_brand(tx.connection, brand_id=tx.brand_id)
    changes |= _stricter_recording(before, changes)
    await queries.update_brand(tx.connection, brand_id=tx.brand_id, changes=changes)
    await queries.notify_resolvers(tx.connection, brand_id=tx.brand_id)
    old = {name: before[name] for name in changes}
    if changes.get("industry", before["industry"]) != before["industry"]:
        await queries.revise_fields(tx.connection, brand_id=tx.brand_id)
    if any(changes.get(name, before[name]) != before[name] for name in ("industry", "locale")):
        await recheck_products(tx)
    await record(tx, Action.BRAND_UPDATED, ("brand", tx.brand_id), old=old, new=changes)
    return record_from(Brand, await queries.get_brand(tx.connection, brand_id=tx.brand_id))


def _stricter_recording(before: Mapping[str, Any], changes: Mapping[str, object]) -> dict[str, object]:
    industry = changes.get("industry")
    if not isinstance(industry, str) or industry == before["industry"] or "scan_recording" in changes:
        return {}
    is_counted = default_recording(industry) is ScanRecording.COUNTERS
    is_stricter = is_counted and before["scan_recording"] == ScanRecording.EVENTS
    return {"scan_recording": ScanRecording.COUNTERS} if is_stricter else {}


def _checked(name: str, value: object) -> object:
    argument = f"_patch.{name}"
    if value is None and name in CANNOT_BE_CLEARED:
        raise InvalidInput(argument, "cannot be cleared")
    if name == "scan_retention_days" and isinstance(value, int) and not 1 <= value <= LONGEST_RETENTION_DAYS:
        raise InvalidInput(argument, f"must be between 1 and {LONGEST_RETENTION_DAYS}, not {value}")
    if not isinstance(value, str) or isinstance(value, ScanRecording):
        return value
    text = checked_text(argument, value, longest=300 if name.endswith("_url") else 120)
    if name == "industry":
        return checked_industry(argument, text)
    if name == "accent_colour" and not COLOUR.fullmatch(text):
        raise InvalidInput(argument, "must be a colour like #1f4b99, in lower case")
    if name == "locale" and not LOCALE.fullmatch(text):
        raise InvalidInput(argument, "must be a language tag like en or de-AT")
    if name.endswith("_url") and not LINK.fullmatch(text):
        raise InvalidInput(argument, "must be an http, https or mailto link")
    return text
