"""The files of a product that a field can name, and files that are uploaded in a field."""

from collections.abc import Mapping
from uuid import UUID

from litestar.datastructures import FormMultiDict

from countermark.entrypoints.console.attribute_values import AS_UPLOAD
from countermark.entrypoints.console.upload import add_file, uploads_in
from countermark.entrypoints.console.visits import Visit
from countermark.features.attachments.attachment import MOST_IN_A_PRODUCT, Attachment, AttachmentState
from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.fields.field import AccessTier, Field, FieldType
from countermark.kit.errors import OperationError


async def files_of(visit: Visit, product_id: UUID) -> list[Attachment]:
    """The files that are there."""
    found = await visit.call("list_product_attachments", product_id=product_id, limit=MOST_IN_A_PRODUCT)
    return [one for one in found.items if one.state is AttachmentState.READY]


async def names_of_files(visit: Visit, product_id: UUID, fields: Mapping[str, Field]) -> dict[str, str]:
    """What files are called, by their ids; deleted ones too, as history tells of them. Asks only when needed."""
    if all(field.type is not FieldType.FILE for field in fields.values()):
        return {}
    found = await visit.call(
        "list_product_attachments", product_id=product_id, limit=MOST_IN_A_PRODUCT, include_deleted=True
    )
    return {str(one.attachment_id): one.title or one.filename for one in found.items}


async def add_uploaded(
    visit: Visit, product_id: UUID, schema: BrandSchema, sent: FormMultiDict
) -> tuple[dict[str, str], dict[str, str]]:
    """Makes the files uploaded in fields files of the product: their ids, and what was wrong, by the field's key.

    A file of a field that everybody may see is shown on passports, where its field leads to it.
    """
    ids: dict[str, str] = {}
    errors: dict[str, str] = {}
    for key, field in schema.fields.items():
        uploads = uploads_in(sent, key + AS_UPLOAD) if field.type is FieldType.FILE else []
        for upload in uploads[:1]:
            try:
                shown = field.access is AccessTier.PUBLIC
                added = await add_file(visit, str(product_id), upload, show_on_passport=shown)
            except OperationError as error:
                problem = getattr(error, "problem", error.details)
                errors[key] = f"{upload.filename}: {problem}{f' ({error.hint})' if error.hint else ''}"
            else:
                ids[key] = str(added.attachment_id)
    return ids, errors
