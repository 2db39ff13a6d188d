"""The country of a network address, from a local database in the MaxMind format. Nothing leaves the machine."""

import time
from pathlib import Path
from typing import Any, Final

import maxminddb
import structlog

from countermark.kit.settings import SettingsError

LOOK_EVERY_S: Final = 60.0
log = structlog.get_logger(__name__)


class Countries:
    """Looks countries up in memory. A file that is replaced (as updaters do) is read anew within a minute."""

    def __init__(self, path: Path, look_every_s: float = LOOK_EVERY_S) -> None:
        """Opens the file.

        Raises:
            SettingsError: no such file, or it is no database of this format.
        """
        self._path = path
        self._look_every_s = look_every_s
        self._looked_at = time.monotonic()
        try:
            self._version = _version_of(path)
            self._reader = maxminddb.open_database(path)
        except (OSError, ValueError, maxminddb.InvalidDatabaseError) as error:
            raise SettingsError(f"countries_file: {path} cannot be read: {error}") from None

    def country_of(self, address: str) -> str | None:
        """Two letters (ISO 3166-1), or ``None`` where the database knows none."""
        if time.monotonic() - self._looked_at > self._look_every_s:
            self._follow_file()
        try:
            return _country_in(self._reader.get(address))
        except ValueError:
            return None

    def _follow_file(self) -> None:
        self._looked_at = time.monotonic()
        try:
            version = _version_of(self._path)
            if version != self._version:
                self._reader, self._version = maxminddb.open_database(self._path), version
                log.info("read the countries anew", file=str(self._path))
        except (OSError, ValueError, maxminddb.InvalidDatabaseError) as error:
            log.error("the countries cannot be read; keeping those known", error=str(error))


def _version_of(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino


def _country_in(record: Any) -> str | None:
    """Of the forms in use: ``{"country": {"iso_code": "DE"}}``, ``{"country_code": "DE"}`` and ``{"country": "DE"}``.

    Where the holder of a network is known and its place is not, the holder's country counts.
    """
    if not isinstance(record, dict):
        return None
    for told in (record.get("country"), record.get("country_code"), record.get("registered_country")):
        code = told.get("iso_code") if isinstance(told, dict) else told
        if isinstance(code, str) and len(code) == 2 and code.isascii() and code.isalpha():
            return code.upper()
    return None
