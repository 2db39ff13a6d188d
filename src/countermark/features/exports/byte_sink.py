"""A file that only grows, for libraries that want one to write to, and whose bytes are taken away as they come."""

import io
from typing import Any


class ByteSink(io.RawIOBase):
    """Cannot be read or sought."""

    def __init__(self) -> None:
        self._pending: list[bytes] = []
        self._position = 0

    def writable(self) -> bool:
        """Whether it can be written: yes."""
        return True

    def write(self, content: Any) -> int:
        """Keeps a copy until it is taken."""
        copy = bytes(content)
        self._pending.append(copy)
        self._position += len(copy)
        return len(copy)

    def tell(self) -> int:
        """How much was ever written."""
        return self._position

    def take(self) -> bytes:
        """What was written since the last time."""
        taken = b"".join(self._pending)
        self._pending.clear()
        return taken
