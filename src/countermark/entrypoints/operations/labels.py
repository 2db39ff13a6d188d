"""The operation table's lines for codes and labels."""

from countermark.audit.actions import Action
from countermark.entrypoints.operations.operation import Operation
from countermark.features.accounts.permissions import Permission
from countermark.features.labels.archive_label_template import ArchiveLabelTemplate, archive_label_template
from countermark.features.labels.cancel_label_job import CancelLabelJob, cancel_label_job
from countermark.features.labels.create_label_job import CreateLabelJob, create_label_job
from countermark.features.labels.create_label_template import CreateLabelTemplate, create_label_template
from countermark.features.labels.export_nfc_tag_data import ExportNfcTagData, NfcTagData, export_nfc_tag_data
from countermark.features.labels.get_code_image import CodeImage, GetCodeImage, get_code_image
from countermark.features.labels.get_label_job import GetLabelJob, get_label_job
from countermark.features.labels.get_label_job_download import (
    GetLabelJobDownload,
    LabelDownload,
    get_label_job_download,
)
from countermark.features.labels.get_label_template import GetLabelTemplate, get_label_template
from countermark.features.labels.label_job import LabelJob
from countermark.features.labels.label_template import LabelTemplate
from countermark.features.labels.list_label_jobs import ListLabelJobs, list_label_jobs
from countermark.features.labels.list_label_templates import ListLabelTemplates, list_label_templates
from countermark.features.labels.preview_label_template import (
    LabelPreview,
    PreviewLabelTemplate,
    preview_label_template,
)
from countermark.features.labels.retry_label_job import RetryLabelJob, retry_label_job
from countermark.features.labels.rotate_nfc_key import NfcKey, RotateNfcKey, rotate_nfc_key
from countermark.features.labels.update_label_template import UpdateLabelTemplate, update_label_template
from countermark.kit.cursors import Page

LABEL_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=get_code_image,
        request=GetCodeImage,
        result=CodeImage,
        summary="The code of a unit, lot or product as a file",
        permission=Permission.MINT_READ,
    ),
    Operation(
        run=create_label_template,
        request=CreateLabelTemplate,
        result=LabelTemplate,
        summary="Make a label template",
        permission=Permission.CARRIERS_MANAGE,
        action=Action.LABEL_TEMPLATE_CREATED,
    ),
    Operation(
        run=update_label_template,
        request=UpdateLabelTemplate,
        result=LabelTemplate,
        summary="Change a label template; jobs made before keep their design",
        permission=Permission.CARRIERS_MANAGE,
        action=Action.LABEL_TEMPLATE_UPDATED,
    ),
    Operation(
        run=list_label_templates,
        request=ListLabelTemplates,
        result=Page[LabelTemplate],
        summary="Label templates, the latest change first",
        permission=Permission.EXPORTS_READ,
    ),
    Operation(
        run=get_label_template,
        request=GetLabelTemplate,
        result=LabelTemplate,
        summary="One label template",
        permission=Permission.EXPORTS_READ,
    ),
    Operation(
        run=archive_label_template,
        request=ArchiveLabelTemplate,
        result=LabelTemplate,
        summary="Take a label template out of use",
        permission=Permission.CARRIERS_MANAGE,
        action=Action.LABEL_TEMPLATE_ARCHIVED,
    ),
    Operation(
        run=preview_label_template,
        request=PreviewLabelTemplate,
        result=LabelPreview,
        summary="A design drawn, with what is to be said against it",
        permission=Permission.EXPORTS_READ,
    ),
    Operation(
        run=create_label_job,
        request=CreateLabelJob,
        result=LabelJob,
        summary="Print labels of a mint batch, a lot or some units into a file",
        permission=Permission.EXPORTS_WRITE,
        action=Action.LABEL_JOB_CREATED,
    ),
    Operation(
        run=get_label_job,
        request=GetLabelJob,
        result=LabelJob,
        summary="How far a label job is",
        permission=Permission.EXPORTS_READ,
    ),
    Operation(
        run=list_label_jobs,
        request=ListLabelJobs,
        result=Page[LabelJob],
        summary="Label jobs, the newest first",
        permission=Permission.EXPORTS_READ,
    ),
    Operation(
        run=cancel_label_job,
        request=CancelLabelJob,
        result=LabelJob,
        summary="Stop a label job",
        permission=Permission.EXPORTS_WRITE,
        action=Action.LABEL_JOB_CANCELLED,
    ),
    Operation(
        run=retry_label_job,
        request=RetryLabelJob,
        result=LabelJob,
        summary="Queue a label job again that failed or was cancelled",
        permission=Permission.EXPORTS_WRITE,
        action=Action.LABEL_JOB_RETRIED,
    ),
    Operation(
        run=get_label_job_download,
        request=GetLabelJobDownload,
        result=LabelDownload,
        summary="A link that downloads a file of labels for five minutes",
        permission=Permission.EXPORTS_READ,
    ),
    Operation(
        run=rotate_nfc_key,
        request=RotateNfcKey,
        result=NfcKey,
        summary="Make the brand's NFC key, or a new one",
        permission=Permission.CARRIERS_MANAGE,
        action=Action.NFC_KEY_ROTATED,
    ),
    Operation(
        run=export_nfc_tag_data,
        request=ExportNfcTagData,
        result=list[NfcTagData],
        summary="What to write into NFC tags, with their keys",
        permission=Permission.CARRIERS_MANAGE,
        action=Action.NFC_TAG_DATA_EXPORTED,
    ),
)
