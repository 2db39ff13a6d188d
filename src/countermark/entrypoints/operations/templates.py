"""The operation table's lines for passport templates."""

from countermark.audit.actions import Action
from countermark.entrypoints.operations.operation import Operation
from countermark.features.accounts.permissions import Permission
from countermark.features.templates.assign_passport_template import (
    AssignPassportTemplate,
    TemplateAssigned,
    assign_passport_template,
)
from countermark.features.templates.create_passport_template import CreatePassportTemplate, create_passport_template
from countermark.features.templates.diff_passport_template import (
    DiffPassportTemplate,
    TemplateDiff,
    diff_passport_template,
)
from countermark.features.templates.get_passport_template import GetPassportTemplate, get_passport_template
from countermark.features.templates.list_passport_templates import (
    ListedTemplate,
    ListPassportTemplates,
    list_passport_templates,
)
from countermark.features.templates.passport_template import PassportTemplate
from countermark.features.templates.publish_passport_template import PublishPassportTemplate, publish_passport_template
from countermark.features.templates.update_passport_template import UpdatePassportTemplate, update_passport_template
from countermark.kit.cursors import Page

TEMPLATE_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=create_passport_template,
        request=CreatePassportTemplate,
        result=PassportTemplate,
        summary="Make a passport template: sections of fields, as a draft",
        permission=Permission.TEMPLATES_WRITE,
        action=Action.PASSPORT_TEMPLATE_CREATED,
    ),
    Operation(
        run=update_passport_template,
        request=UpdatePassportTemplate,
        result=PassportTemplate,
        summary="Change the draft of a passport template",
        permission=Permission.TEMPLATES_WRITE,
        action=Action.PASSPORT_TEMPLATE_UPDATED,
    ),
    Operation(
        run=publish_passport_template,
        request=PublishPassportTemplate,
        result=PassportTemplate,
        summary="Publish the draft of a passport template as its next version",
        permission=Permission.TEMPLATES_PUBLISH,
        action=Action.PASSPORT_TEMPLATE_PUBLISHED,
    ),
    Operation(
        run=assign_passport_template,
        request=AssignPassportTemplate,
        result=TemplateAssigned,
        summary="Put a passport template in force for the brand, a product or a product batch",
        permission=Permission.TEMPLATES_PUBLISH,
        action=Action.PASSPORT_TEMPLATE_ASSIGNED,
    ),
    Operation(
        run=list_passport_templates,
        request=ListPassportTemplates,
        result=Page[ListedTemplate],
        summary="Passport templates, the latest change first",
        permission=Permission.TEMPLATES_READ,
    ),
    Operation(
        run=get_passport_template,
        request=GetPassportTemplate,
        result=PassportTemplate,
        summary="One passport template with its draft, versions and assignments",
        permission=Permission.TEMPLATES_READ,
    ),
    Operation(
        run=diff_passport_template,
        request=DiffPassportTemplate,
        result=TemplateDiff,
        summary="What changed between two versions of a passport template, or since the newest",
        permission=Permission.TEMPLATES_READ,
    ),
)
