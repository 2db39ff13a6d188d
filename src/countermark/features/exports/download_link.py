"""Links that download a file of an export: by brand, export and the file's number."""

from typing import Final

from countermark.kit.download_links import DownloadLinks

DOWNLOADS: Final = "/exports/v1/"
EXPORT_LINKS: Final = DownloadLinks(b"countermark export download v1")
