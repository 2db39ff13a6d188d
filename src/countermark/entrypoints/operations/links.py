"""The operation table's lines for links."""

from countermark.audit.actions import Action
from countermark.entrypoints.operations.operation import Operation
from countermark.features.accounts.permissions import Permission
from countermark.features.links.archive_link import ArchiveLink, archive_link
from countermark.features.links.check_link_targets import AskedCheck, CheckLinkTargets, check_link_targets
from countermark.features.links.create_link import CreateLink, create_link
from countermark.features.links.get_link import GetLink, get_link
from countermark.features.links.import_links import ImportedLinks, ImportLinks, import_links
from countermark.features.links.link import Link
from countermark.features.links.list_link_types import ListLinkTypes, OfferedLinkType, list_link_types
from countermark.features.links.list_links import ListLinks, list_links
from countermark.features.links.restore_link import RestoreLink, restore_link
from countermark.features.links.update_link import UpdateLink, update_link
from countermark.kit.cursors import Page

LINK_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=create_link,
        request=CreateLink,
        result=Link,
        summary="Add a link to a product, a lot or unit of it, or to another GS1 key",
        permission=Permission.LINKS_WRITE,
        action=Action.LINK_CREATED,
    ),
    Operation(
        run=get_link,
        request=GetLink,
        result=Link,
        summary="One link",
        permission=Permission.LINKS_READ,
    ),
    Operation(
        run=list_links,
        request=ListLinks,
        result=Page[Link],
        summary="Links, the newest first, filtered or searched",
        permission=Permission.LINKS_READ,
    ),
    Operation(
        run=list_link_types,
        request=ListLinkTypes,
        result=list[OfferedLinkType],
        summary="What a link can say its target is: the GS1 Web Vocabulary's link types",
        permission=Permission.LINKS_READ,
    ),
    Operation(
        run=update_link,
        request=UpdateLink,
        result=Link,
        summary="Change a link's target, type, title, conditions or dates, or make it the default",
        permission=Permission.LINKS_WRITE,
        action=Action.LINK_UPDATED,
    ),
    Operation(
        run=archive_link,
        request=ArchiveLink,
        result=Link,
        summary="Take a link out of use",
        permission=Permission.LINKS_WRITE,
        action=Action.LINK_ARCHIVED,
    ),
    Operation(
        run=restore_link,
        request=RestoreLink,
        result=Link,
        summary="Take an archived link back into use",
        permission=Permission.LINKS_WRITE,
        action=Action.LINK_RESTORED,
    ),
    Operation(
        run=import_links,
        request=ImportLinks,
        result=ImportedLinks,
        summary="Add up to a thousand links at once, each judged on its own",
        permission=Permission.LINKS_WRITE,
        action=Action.LINKS_IMPORTED,
    ),
    Operation(
        run=check_link_targets,
        request=CheckLinkTargets,
        result=AskedCheck,
        summary="Look now whether the targets of links answer",
        permission=Permission.LINKS_WRITE,
        action=Action.LINK_CHECK_ASKED,
    ),
)
