"""The operation table's lines for searching."""

from uuid import UUID

from countermark.entrypoints.operations.operation import Operation, Scope
from countermark.features.accounts.permissions import Permission
from countermark.features.search.resolve_product_alias_public import (
    ResolveProductAliasPublic,
    resolve_product_alias_public,
)
from countermark.features.search.search_brand_objects_v2 import (
    SearchBrandObjectsV2,
    SearchResult,
    search_brand_objects_v2,
)

SEARCH_OPERATIONS: tuple[Operation, ...] = (
    Operation(
        run=search_brand_objects_v2,
        request=SearchBrandObjectsV2,
        result=SearchResult,
        summary="Search products, passports, minted units, batches and exports at once",
        permission=Permission.BRAND_READ,
    ),
    Operation(
        run=resolve_product_alias_public,
        request=ResolveProductAliasPublic,
        result=UUID | None,
        summary="The product behind a public code, for anybody",
        scope=Scope.PUBLIC,
    ),
)
