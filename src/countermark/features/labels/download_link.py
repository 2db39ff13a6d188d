"""Links that download the file of a label job: by brand and job."""

from typing import Final

from countermark.kit.download_links import DownloadLinks

DOWNLOADS: Final = "/labels/v1/"
LABEL_LINKS: Final = DownloadLinks(b"countermark label download v1")
