"""The table of Application Identifiers, read once from `application_identifiers.txt`."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from itertools import combinations
from types import MappingProxyType
from typing import Final

from countermark.gs1.linters import LINTERS
from countermark.gs1.syntax_dictionary import ApplicationIdentifier, read_syntax_dictionary

APPLICATION_IDENTIFIERS: Final[Mapping[str, ApplicationIdentifier]] = MappingProxyType(
    read_syntax_dictionary(
        files("countermark.gs1").joinpath("application_identifiers.txt").read_text(encoding="utf-8"), LINTERS
    )
)


def _mandatory_qualifiers(key: ApplicationIdentifier) -> frozenset[str]:
    """Qualifiers a key cannot go without: (415) needs (8020) in the path, whatever other carriers say."""
    own = {qualifier for order in key.key_qualifiers or () for qualifier in order}
    return frozenset(
        ai
        for alternatives in key.required
        for group in alternatives
        for ai in group
        if len(alternatives) == 1 and ai in own
    )


def _sequences_of(key: ApplicationIdentifier) -> Iterator[tuple[str, ...]]:
    mandatory = _mandatory_qualifiers(key)
    for order in key.key_qualifiers or ((),):
        for count in range(len(order) + 1):
            for chosen in combinations(order, count):
                if mandatory <= set(chosen):
                    yield (key.ai, *chosen)


PRIMARY_KEYS: Final = frozenset(ai for ai, row in APPLICATION_IDENTIFIERS.items() if row.is_primary_key)
"""The 16 keys a Digital Link can be about: the `dlpkey` rows."""

PATH_SEQUENCES: Final = frozenset(
    sequence for key in PRIMARY_KEYS for sequence in _sequences_of(APPLICATION_IDENTIFIERS[key])
)
"""Every sequence of AIs a path may hold, ("01", "10", "21") for one."""
