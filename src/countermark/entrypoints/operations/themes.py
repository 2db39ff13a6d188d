"""The operation table's lines for themes of passport pages."""

from countermark.audit.actions import Action
from countermark.entrypoints.operations.operation import Operation
from countermark.features.accounts.permissions import Permission
from countermark.features.themes.assign_passport_theme import AssignPassportTheme, ThemeAssigned, assign_passport_theme
from countermark.features.themes.create_passport_theme import CreatePassportTheme, create_passport_theme
from countermark.features.themes.get_passport_theme import GetPassportTheme, get_passport_theme
from countermark.features.themes.list_curated_themes import ListCuratedThemes, OfferedTheme, list_curated_themes
from countermark.features.themes.list_passport_themes import ListPassportThemes, list_passport_themes
from countermark.features.themes.passport_theme import PassportTheme
from countermark.features.themes.publish_passport_theme import PublishPassportTheme, publish_passport_theme
from countermark.features.themes.update_passport_theme import UpdatePassportTheme, update_passport_theme
from countermark.kit.cursors import Page

THEME_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=create_passport_theme,
        request=CreatePassportTheme,
        result=PassportTheme,
        summary="Make a theme for passport pages, as a draft",
        permission=Permission.TEMPLATES_WRITE,
        action=Action.PASSPORT_THEME_CREATED,
    ),
    Operation(
        run=update_passport_theme,
        request=UpdatePassportTheme,
        result=PassportTheme,
        summary="Change the draft of a theme",
        permission=Permission.TEMPLATES_WRITE,
        action=Action.PASSPORT_THEME_UPDATED,
    ),
    Operation(
        run=publish_passport_theme,
        request=PublishPassportTheme,
        result=PassportTheme,
        summary="Publish the draft of a theme, if everybody can read it",
        permission=Permission.TEMPLATES_PUBLISH,
        action=Action.PASSPORT_THEME_PUBLISHED,
    ),
    Operation(
        run=assign_passport_theme,
        request=AssignPassportTheme,
        result=ThemeAssigned,
        summary="Draw the pages of the brand, a product or a product batch by a theme",
        permission=Permission.TEMPLATES_PUBLISH,
        action=Action.PASSPORT_THEME_ASSIGNED,
    ),
    Operation(
        run=list_passport_themes,
        request=ListPassportThemes,
        result=Page[PassportTheme],
        summary="The brand's own themes, the latest change first",
        permission=Permission.TEMPLATES_READ,
    ),
    Operation(
        run=get_passport_theme,
        request=GetPassportTheme,
        result=PassportTheme,
        summary="One theme, with what is hard to read in its draft",
        permission=Permission.TEMPLATES_READ,
    ),
    Operation(
        run=list_curated_themes,
        request=ListCuratedThemes,
        result=list[OfferedTheme],
        summary="The six themes that come with the program",
        permission=Permission.TEMPLATES_READ,
    ),
)
