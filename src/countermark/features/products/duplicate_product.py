"""Makes a product like another one."""

from collections.abc import Mapping
from typing import Literal
from uuid import UUID

from countermark.audit.actions import Action
from countermark.audit.record import record
from countermark.db.transaction import Tx
from countermark.features.fields.brand_schema import brand_schema
from countermark.features.fields.locales import MAX_LENGTH, checked_localized
from countermark.features.products.file_values import named_files
from countermark.features.products.identifier import IdentifierType
from countermark.features.products.index_products import index_products
from countermark.features.products.product import Product, queries, read_product
from countermark.features.products.recompute_readiness import recompute_readiness
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest
from countermark.kit.text import checked_text

LONGEST_SUFFIX = 40


class DuplicateProduct(BrandRequest, frozen=True, kw_only=True):
    """``_name_suffix`` is added to the name in every language, after a space."""

    product_id: UUID
    name_suffix: str = "(copy)"


class NotCopied(Record, frozen=True, kw_only=True):
    """An identifier that stays with the product it names."""

    identifier_type: IdentifierType
    identifier_value: str


class ProductDuplicated(Record, frozen=True, kw_only=True):
    """The new product, and what it has to be given of its own."""

    ok: Literal[True] = True
    product: Product
    not_copied: list[NotCopied]


async def duplicate_product(tx: Tx, request: DuplicateProduct) -> ProductDuplicated:
    """A new product with the names, attributes and commercial status of another one, archived or not.

    Identifiers name one product only, batches and passports were made of one, files are one's own: none of them is
    copied, nor are attributes that name a file.

    Raises:
        InvalidInput: no such product in the brand; a suffix that is too long or has control characters.
    """
    suffix = checked_text("_name_suffix", request.name_suffix, longest=LONGEST_SUFFIX, shortest=0)
    source = await read_product(tx, request.product_id)
    files = named_files(await brand_schema(tx), source.attributes)
    values = {
        "name": checked_localized("_name_suffix", _suffixed(source.name, suffix)),
        "commercial_status": source.commercial_status,
        "attributes": {key: value for key, value in source.attributes.items() if key not in files},
    }
    product_id = await queries.insert_product(tx.connection, brand_id=tx.brand_id, **values)
    await recompute_readiness(tx, product_id)
    await index_products(tx, [product_id])
    new = {**values, "identifiers": {}, "duplicate_of": request.product_id}
    await record(tx, Action.PRODUCT_DUPLICATED, ("product", product_id), new=new)
    identifiers = [(kind, getattr(source.identifiers, kind)) for kind in IdentifierType]
    return ProductDuplicated(
        product=await read_product(tx, product_id),
        not_copied=[NotCopied(identifier_type=kind, identifier_value=value) for kind, value in identifiers if value],
    )


def _suffixed(name: Mapping[str, str], suffix: str) -> dict[str, str]:
    """Names with the suffix; one that would grow too long loses its last characters."""
    if not suffix:
        return dict(name)
    room = MAX_LENGTH - len(suffix) - 1
    return {language: f"{text[:room].rstrip()} {suffix}" for language, text in name.items()}
