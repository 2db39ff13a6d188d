"""The job table: every kind of background job and the function that does it."""

from collections.abc import Awaitable, Callable
from typing import Any

from countermark.entrypoints.services import Services
from countermark.entrypoints.worker.build_search_segments import build_search_segments
from countermark.entrypoints.worker.bulk_update import bulk_update
from countermark.entrypoints.worker.check_link_targets import check_link_targets
from countermark.entrypoints.worker.export import export
from countermark.entrypoints.worker.imports import commit_import, validate_import
from countermark.entrypoints.worker.mint import mint
from countermark.entrypoints.worker.prepare_pictures import prepare_pictures
from countermark.entrypoints.worker.print_labels import print_labels
from countermark.entrypoints.worker.recheck_readiness import recheck_readiness
from countermark.entrypoints.worker.serial_lists import check_serial_list, revoke_serial_list
from countermark.jobs.queue import JobName, JobPayload

JobFunction = Callable[[Services, JobPayload], Awaitable[Any]]

JOBS: dict[JobName, JobFunction] = {
    JobName.MINT: mint,
    JobName.BUILD_SEARCH_SEGMENTS: build_search_segments,
    JobName.BULK_UPDATE: bulk_update,
    JobName.PREPARE_PICTURES: prepare_pictures,
    JobName.VALIDATE_IMPORT: validate_import,
    JobName.COMMIT_IMPORT: commit_import,
    JobName.RECHECK_READINESS: recheck_readiness,
    JobName.CHECK_LINK_TARGETS: check_link_targets,
    JobName.PRINT_LABELS: print_labels,
    JobName.EXPORT: export,
    JobName.CHECK_SERIAL_LIST: check_serial_list,
    JobName.REVOKE_SERIAL_LIST: revoke_serial_list,
}
