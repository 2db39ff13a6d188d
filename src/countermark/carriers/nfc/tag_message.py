"""What is written into an NTAG 424 DNA: the message with room for what the tag mirrors, and where that stands."""

from typing import Final, NamedTuple

from countermark.carriers.nfc.ndef import PREFIXES, ndef_uri_message

LENGTH_BYTES: Final = 2  # the file begins with the length of the message (NFC Forum Type 4 Tag 1.2)
_PICC_DATA: Final = "picc_data=" + "0" * 32
_MAC: Final = "cmac=" + "0" * 16


class TagMessage(NamedTuple):
    """``file`` is the content of the NDEF file. Offsets are bytes from its beginning, as ChangeFileSettings takes them:
    the MAC is over everything from ``mac_input_offset``, where the path begins, to itself."""

    uri: str
    file: bytes
    picc_data_offset: int
    mac_input_offset: int
    mac_offset: int


def tag_message(origin: str, path: str) -> TagMessage:
    """The message of the link ``path`` on ``origin``."""
    uri = f"{origin}{path}?{_PICC_DATA}&{_MAC}"
    message = ndef_uri_message(uri)
    prefix = max((each for each in PREFIXES if uri.startswith(each)), key=len)
    first = LENGTH_BYTES + len(message) - len(uri.removeprefix(prefix).encode()) - len(prefix)
    at = first + len(origin) + len(path) + 1
    return TagMessage(
        uri=uri,
        file=len(message).to_bytes(LENGTH_BYTES, "big") + message,
        picc_data_offset=at + len("picc_data="),
        mac_input_offset=first + len(origin),
        mac_offset=at + len(_PICC_DATA) + 1 + len("cmac="),
    )
