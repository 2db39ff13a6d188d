"""A tag as an encoding station leaves it: mirrors its counter and MAC into its link at every tap (NXP AN12196)."""

from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.cmac import CMAC


def _cmac(key: bytes, message: bytes) -> bytes:
    code = CMAC(algorithms.AES128(key))
    code.update(message)
    return code.finalize()


@dataclass
class Tag:
    """Encoded with what ``export_nfc_tag_data`` told; nothing of ours computes what it says."""

    data: dict[str, Any]
    counter: int = 0

    def tap(self, counter: int | None = None) -> str:
        """Path and query of the next tap."""
        self.counter = self.counter + 1 if counter is None else counter
        uid, count = bytes.fromhex(self.data["tag_uid"]), self.counter.to_bytes(3, "little")
        encryptor = Cipher(algorithms.AES128(self._key("meta_read_key")), modes.CBC(bytes(16))).encryptor()
        picc = encryptor.update(b"\xc7" + uid + count + b"\x11" * 5) + encryptor.finalize()
        file = bytearray.fromhex(self.data["ndef_file"])
        at, start, end = (self.data[f"{name}_offset"] for name in ("picc_data", "mac_input", "mac"))
        file[at : at + 32] = picc.hex().upper().encode()
        session = _cmac(self._key("file_read_key"), bytes.fromhex("3CC300010080") + uid + count)
        file[end : end + 16] = _cmac(session, bytes(file[start:end]))[1::2].hex().upper().encode()
        return bytes(file[start : end + 16]).decode()

    def _key(self, name: str) -> bytes:
        return bytes.fromhex(self.data[name])
