"""The base of every operation's request: named arguments with a leading underscore, none unknown."""

from uuid import UUID

import msgspec


class Request(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename=lambda name: f"_{name}"):
    """Arguments of an operation. The field ``batch_number`` is the argument ``_batch_number``."""


class Patch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The value of ``_patch``: an absent key is left alone, ``null`` clears, an unknown key is refused.

    Declare fields as ``name: T | None | msgspec.UnsetType = msgspec.UNSET``.
    """

    def changes(self) -> dict[str, object]:
        """Only the keys that were given, nulls included."""
        given = {name: getattr(self, name) for name in self.__struct_fields__}
        return {name: value for name, value in given.items() if value is not msgspec.UNSET}


class BrandRequest(Request, frozen=True, kw_only=True):
    """Arguments of an operation in a brand; ``_brand_id`` is checked before the operation runs."""

    brand_id: UUID
