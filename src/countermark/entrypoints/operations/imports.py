"""The operation table's lines for imports."""

from countermark.audit.actions import Action
from countermark.entrypoints.operations.operation import Operation
from countermark.features.accounts.permissions import Permission
from countermark.features.imports.append_import_file import AppendImportFile, FileAppended, append_import_file
from countermark.features.imports.bulk_upsert_import_rows import (
    BulkUpsertImportRows,
    RowsUpserted,
    bulk_upsert_import_rows,
)
from countermark.features.imports.cancel_import_job import CancelImportJob, ImportCancelled, cancel_import_job
from countermark.features.imports.commit_import_job import CommitImportJob, CommitQueued, commit_import_job
from countermark.features.imports.create_import_job import CreateImportJob, ImportCreated, create_import_job
from countermark.features.imports.exclude_import_rows import ExcludeImportRows, RowsExcluded, exclude_import_rows
from countermark.features.imports.get_import_job import GetImportJob, get_import_job
from countermark.features.imports.import_job import ImportJob
from countermark.features.imports.list_import_jobs import ListedImportJob, ListImportJobs, list_import_jobs
from countermark.features.imports.list_import_mappings import ListImportMappings, list_import_mappings
from countermark.features.imports.list_import_rows import ListedImportRow, ListImportRows, list_import_rows
from countermark.features.imports.same_file import SameFile
from countermark.features.imports.save_import_mapping import MappingSaved, SaveImportMapping, save_import_mapping
from countermark.features.imports.saved_mapping import SavedMapping
from countermark.features.imports.set_import_mapping import MappingSet, SetImportMapping, set_import_mapping
from countermark.features.imports.suggest_import_mapping import (
    MappingSuggested,
    SuggestImportMapping,
    suggest_import_mapping,
)
from countermark.features.imports.validate_import_job import (
    ValidateImportJob,
    ValidationQueued,
    validate_import_job,
)
from countermark.kit.cursors import Page

IMPORT_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=create_import_job,
        request=CreateImportJob,
        result=ImportCreated | SameFile,
        summary="Begin an import of products",
        permission=Permission.IMPORTS_WRITE,
        action=Action.IMPORT_CREATED,
    ),
    Operation(
        run=append_import_file,
        request=AppendImportFile,
        result=FileAppended,
        summary="Send the next part of an import's file",
        permission=Permission.IMPORTS_WRITE,
        action=Action.IMPORT_FILE_APPENDED,
    ),
    Operation(
        run=bulk_upsert_import_rows,
        request=BulkUpsertImportRows,
        result=RowsUpserted,
        summary="Send up to 1,000 rows of an import as JSON",
        permission=Permission.IMPORTS_WRITE,
        action=Action.IMPORT_ROWS_UPSERTED,
    ),
    Operation(
        run=suggest_import_mapping,
        request=SuggestImportMapping,
        result=MappingSuggested,
        summary="What the columns of a file probably mean",
        permission=Permission.IMPORTS_READ,
    ),
    Operation(
        run=set_import_mapping,
        request=SetImportMapping,
        result=MappingSet,
        summary="Say what an import's columns mean, and what it may change",
        permission=Permission.IMPORTS_WRITE,
        action=Action.IMPORT_MAPPING_SET,
    ),
    Operation(
        run=validate_import_job,
        request=ValidateImportJob,
        result=ValidationQueued,
        summary="Check every row of an import, without changing a product",
        permission=Permission.IMPORTS_WRITE,
        action=Action.IMPORT_VALIDATED,
    ),
    Operation(
        run=exclude_import_rows,
        request=ExcludeImportRows,
        result=RowsExcluded,
        summary="Take rows out of an import, or back in",
        permission=Permission.IMPORTS_WRITE,
        action=Action.IMPORT_ROWS_EXCLUDED,
    ),
    Operation(
        run=commit_import_job,
        request=CommitImportJob,
        result=CommitQueued | SameFile,
        summary="Put the checked rows of an import into the catalogue",
        permission=Permission.IMPORTS_WRITE,
        action=Action.IMPORT_COMMITTED,
    ),
    Operation(
        run=cancel_import_job,
        request=CancelImportJob,
        result=ImportCancelled,
        summary="End an import that is not done",
        permission=Permission.IMPORTS_WRITE,
        action=Action.IMPORT_CANCELLED,
    ),
    Operation(
        run=get_import_job,
        request=GetImportJob,
        result=ImportJob,
        summary="How an import stands: progress, counts, columns, mapping",
        permission=Permission.IMPORTS_READ,
    ),
    Operation(
        run=list_import_jobs,
        request=ListImportJobs,
        result=Page[ListedImportJob],
        summary="Imports, the newest first",
        permission=Permission.IMPORTS_READ,
    ),
    Operation(
        run=list_import_rows,
        request=ListImportRows,
        result=Page[ListedImportRow],
        summary="The rows of an import with their verdicts, reasons and outcomes",
        permission=Permission.IMPORTS_READ,
    ),
    Operation(
        run=save_import_mapping,
        request=SaveImportMapping,
        result=MappingSaved,
        summary="Keep a mapping under a name",
        permission=Permission.IMPORTS_WRITE,
        action=Action.IMPORT_MAPPING_SAVED,
    ),
    Operation(
        run=list_import_mappings,
        request=ListImportMappings,
        result=Page[SavedMapping],
        summary="Saved mappings, the latest first",
        permission=Permission.IMPORTS_READ,
    ),
)
