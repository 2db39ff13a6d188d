"""Publishes the draft of a theme."""

from uuid import UUID

import msgspec

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.brands.notify_resolvers import notify_resolvers
from countermark.features.themes.passport_theme import PassportTheme, queries, read_theme_of_brand
from countermark.kit.errors import InvalidInput
from countermark.kit.requests import BrandRequest


class PublishPassportTheme(BrandRequest, frozen=True, kw_only=True):
    """Which one."""

    theme_id: UUID


async def publish_passport_theme(tx: Tx, request: PublishPassportTheme) -> PassportTheme:
    """The theme with its new version; every page that is drawn by it changes at once, its facts do not.

    Raises:
        InvalidInput: no such theme; text that not everybody could read (``CONTRAST_TOO_LOW``), with the nearest
            colours that do.
    """
    theme = await read_theme_of_brand(tx, request.theme_id, hold=True)
    if not theme.has_changes:
        return theme
    if theme.problems:
        told = [
            f"{each.role} on {each.ground}, {each.scheme}: {each.ratio}:1, needs {each.needed}:1"
            for each in theme.problems
        ]
        better = [f"{each.scheme} {each.role} {each.better}" for each in theme.problems]
        raise InvalidInput(
            "_theme_id", "; ".join(told), code="CONTRAST_TOO_LOW", hint=f"nearest that do: {', '.join(better)}"
        )
    version = (theme.latest_version or 0) + 1
    content = msgspec.to_builtins(theme.draft)
    key = {"brand_id": tx.brand_id, "theme_id": request.theme_id}
    await queries.insert_version(tx.connection, **key, version=version, content=content, published_by=tx.actor.user_id)
    target = ("passport_theme", request.theme_id)
    old, new = {"version": theme.latest_version}, {"version": version, "tokens": content}
    await record(tx, Action.PASSPORT_THEME_PUBLISHED, target, old=old, new=new)
    await notify_resolvers(tx)
    return await read_theme_of_brand(tx, request.theme_id)
