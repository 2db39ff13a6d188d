"""The operation table's lines for fields."""

from countermark.audit.actions import Action
from countermark.entrypoints.operations.operation import Operation
from countermark.features.accounts.permissions import Permission
from countermark.features.fields.archive_custom_field import ArchiveCustomField, archive_custom_field
from countermark.features.fields.choose_field_packs import ChooseFieldPacks, FieldPacksChosen, choose_field_packs
from countermark.features.fields.create_custom_field import CreateCustomField, create_custom_field
from countermark.features.fields.custom_field import CustomField
from countermark.features.fields.list_custom_fields import ListCustomFields, list_custom_fields
from countermark.features.fields.list_fields import BrandFields, ListFields, list_fields
from countermark.features.fields.restore_custom_field import RestoreCustomField, restore_custom_field
from countermark.features.fields.update_custom_field import UpdateCustomField, update_custom_field

FIELD_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=list_fields,
        request=ListFields,
        result=BrandFields,
        summary="The brand's whole schema: packs, sections and fields",
        permission=Permission.PRODUCTS_READ,
    ),
    Operation(
        run=choose_field_packs,
        request=ChooseFieldPacks,
        result=FieldPacksChosen,
        summary="Choose the packs of fields, whatever the industry",
        permission=Permission.FIELDS_MANAGE,
        action=Action.FIELD_PACKS_CHOSEN,
    ),
    Operation(
        run=create_custom_field,
        request=CreateCustomField,
        result=CustomField,
        summary="Add a field of the brand's own",
        permission=Permission.FIELDS_MANAGE,
        action=Action.CUSTOM_FIELD_CREATED,
    ),
    Operation(
        run=list_custom_fields,
        request=ListCustomFields,
        result=list[CustomField],
        summary="The brand's own fields",
        permission=Permission.PRODUCTS_READ,
    ),
    Operation(
        run=update_custom_field,
        request=UpdateCustomField,
        result=CustomField,
        summary="Change a field of the brand's own",
        permission=Permission.FIELDS_MANAGE,
        action=Action.CUSTOM_FIELD_UPDATED,
    ),
    Operation(
        run=archive_custom_field,
        request=ArchiveCustomField,
        result=CustomField,
        summary="Take a field of the brand's own out of use; its values are kept",
        permission=Permission.FIELDS_MANAGE,
        action=Action.CUSTOM_FIELD_ARCHIVED,
    ),
    Operation(
        run=restore_custom_field,
        request=RestoreCustomField,
        result=CustomField,
        summary="Take an archived field back into use",
        permission=Permission.FIELDS_MANAGE,
        action=Action.CUSTOM_FIELD_RESTORED,
    ),
)
