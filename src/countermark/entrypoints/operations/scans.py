"""The operation table's lines for scans."""

from countermark.entrypoints.operations.operation import Operation
from countermark.features.accounts.permissions import Permission
from countermark.features.scans.get_scan_summary import GetScanSummary, ScanSummary, get_scan_summary
from countermark.features.scans.get_unit_scans import GetUnitScans, UnitScans, get_unit_scans
from countermark.features.scans.list_scan_events import ListedScan, ListScanEvents, list_scan_events
from countermark.kit.cursors import Page

SCAN_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=get_scan_summary,
        request=GetScanSummary,
        result=ScanSummary,
        summary="How many scans there were: over time, by product, country, language, class and outcome",
        permission=Permission.SCANS_READ,
    ),
    Operation(
        run=list_scan_events,
        request=ListScanEvents,
        result=Page[ListedScan],
        summary="Single scans, the newest first, filtered",
        permission=Permission.SCANS_READ,
    ),
    Operation(
        run=get_unit_scans,
        request=GetUnitScans,
        result=UnitScans,
        summary="When a unit was scanned first and last, and how often",
        permission=Permission.SCANS_READ,
    ),
)
