"""The operation table's lines for saved views of the list of products."""

from countermark.audit.actions import Action
from countermark.entrypoints.operations.operation import Operation
from countermark.features.accounts.permissions import Permission
from countermark.features.products.create_saved_view import CreateSavedView, create_saved_view
from countermark.features.products.delete_saved_view import DeleteSavedView, SavedViewDeleted, delete_saved_view
from countermark.features.products.list_saved_views import ListSavedViews, list_saved_views
from countermark.features.products.saved_view import SavedView

PRODUCT_VIEW_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=create_saved_view,
        request=CreateSavedView,
        result=SavedView,
        summary="Keep a filter, order and columns of the product list under a name",
        permission=Permission.PRODUCTS_READ,
        action=Action.VIEW_SAVED,
    ),
    Operation(
        run=list_saved_views,
        request=ListSavedViews,
        result=list[SavedView],
        summary="The caller's saved views of the product list",
        permission=Permission.PRODUCTS_READ,
    ),
    Operation(
        run=delete_saved_view,
        request=DeleteSavedView,
        result=SavedViewDeleted,
        summary="Delete a saved view of the product list",
        permission=Permission.PRODUCTS_READ,
        action=Action.VIEW_DELETED,
    ),
)
