"""AES on independent blocks, the `CIPH` of NIST SP 800-38G.

ECB is unsafe for messages and right here: FF1 is built from single calls of the block cipher.
"""

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB


def aes_blocks(key: bytes) -> Cipher[ECB]:
    """AES under a key of 16, 24 or 32 bytes, block by block (16 bytes); ValueError for another length."""
    return Cipher(AES(key), ECB())  # noqa: S305  (see the module: no message is encrypted with it)
