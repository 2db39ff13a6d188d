"""What a brand's way of recording lets anybody see of its scans."""

from countermark.db.transaction import Tx
from countermark.features.brands.scan_recording import ScanRecording
from countermark.features.scans.unfold_scans import queries
from countermark.kit.errors import Conflict


async def recording_of(tx: Tx) -> ScanRecording:
    """How the brand's scans are recorded."""
    return ScanRecording(await queries.get_recording(tx.connection, brand_id=tx.brand_id))


async def need_single_scans(tx: Tx) -> None:
    """Refuses to show single scans of a brand that does not record them, older ones included.

    Raises:
        Conflict: ``NO_SINGLE_SCANS``.
    """
    if await recording_of(tx) is not ScanRecording.EVENTS:
        raise Conflict(
            "_brand_id",
            "single scans are not recorded in this brand",
            code="NO_SINGLE_SCANS",
            hint="get_scan_summary has the counts; update_brand can set scan_recording to events",
        )
