"""Links that download a file of a product: by brand, attachment and content (SHA-256, hexadecimal)."""

from typing import Final

from countermark.kit.download_links import DownloadLinks

ATTACHMENT_LINKS: Final = DownloadLinks(b"countermark attachment download v1")
