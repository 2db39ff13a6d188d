"""What carries passports, as it is written in addresses and forms: ``kind:id``."""

from typing import Final

from litestar.exceptions import NotFoundException

from countermark.features.passports.passport_target import TargetKind

KINDS: Final = frozenset(str(kind) for kind in TargetKind)


def target_of(text: str) -> dict[str, str]:
    """``kind:id`` as an operation takes it; there is no page for anything else."""
    kind, _, target_id = text.partition(":")
    if kind not in KINDS:
        raise NotFoundException
    return {"kind": kind, "id": target_id}
