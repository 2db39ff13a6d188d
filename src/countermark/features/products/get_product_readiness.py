"""Reads everything that a product lacks, with the law that asks for it."""

from collections.abc import Iterator
from uuid import UUID

from countermark.db.transaction import Tx
from countermark.features.fields.asked import Asked, asked_of
from countermark.features.fields.brand_schema import BrandSchema, brand_schema
from countermark.features.fields.field import LegalReference, Level
from countermark.features.products.product import Product, read_product
from countermark.features.products.readiness import MintReadiness, ReadinessProblem, Severity, missing_problem
from countermark.kit.records import Record
from countermark.kit.requests import BrandRequest

WITHOUT_SECTION = ("product", "Name and identifiers")


class GetProductReadiness(BrandRequest, frozen=True, kw_only=True):
    """Which product."""

    product_id: UUID


class ProductProblem(Record, frozen=True, kw_only=True):
    """One thing that is missing or wrong. ``level`` and ``legal_reference`` are those of the field, if it is one."""

    code: str
    field: str
    severity: Severity
    message: str
    level: Level | None
    legal_reference: LegalReference | None


class SectionReadiness(Record, frozen=True, kw_only=True):
    """A section of the product's page: how much of what is asked for there is given, and what is wrong."""

    key: str
    heading: str
    asked: int
    filled: int
    problems: list[ProductProblem]


class ProductReadiness(Record, frozen=True, kw_only=True):
    """How a product stands. ``packs`` are the sectors whose fields it is asked for; ``sections`` without anything
    asked for and without problems are left out."""

    product_id: UUID
    mint_readiness_status: MintReadiness
    completeness: int
    schema_version: str
    packs: list[str]
    asked: int
    filled: int
    errors: int
    warnings: int
    sections: list[SectionReadiness]


async def get_product_readiness(tx: Tx, request: GetProductReadiness) -> ProductReadiness:
    """Everything that is missing or wrong, grouped by section, what blocks minting first.

    Raises:
        InvalidInput: no such product in the brand.
    """
    product = await read_product(tx, request.product_id)
    schema = await brand_schema(tx)
    asked = asked_of(schema, product.attributes)
    problems = list(_problems(schema, asked, product))
    sections = [_section(schema, asked, product, problems, *section) for section in _headings(schema)]
    keys = {*asked.mint, *asked.mandatory}
    return ProductReadiness(
        product_id=product.product_id,
        mint_readiness_status=product.mint_readiness_status,
        completeness=product.completeness,
        schema_version=schema.version,
        packs=[pack for pack in schema.packs if pack in asked.packs],
        asked=len(keys),
        filled=len(keys & product.attributes.keys()),
        errors=sum(problem.severity is Severity.ERROR for problem in problems),
        warnings=sum(problem.severity is Severity.WARNING for problem in problems),
        sections=[section for section in sections if section.asked or section.problems],
    )


def _problems(schema: BrandSchema, asked: Asked, product: Product) -> Iterator[ReadinessProblem]:
    yield from product.readiness_problems
    for key in asked.mandatory:
        if key not in product.attributes:
            yield missing_problem(schema, key, Severity.WARNING)


def _headings(schema: BrandSchema) -> Iterator[tuple[str, str]]:
    yield WITHOUT_SECTION
    yield from schema.sections.items()


def _section(
    schema: BrandSchema, asked: Asked, product: Product, problems: list[ReadinessProblem], key: str, heading: str
) -> SectionReadiness:
    fields = {field.key for field in schema.fields_by_section.get(key, [])}
    wanted = fields & {*asked.mint, *asked.mandatory}
    is_here = fields.__contains__ if key != WITHOUT_SECTION[0] else lambda name: name not in schema.fields
    return SectionReadiness(
        key=key,
        heading=heading,
        asked=len(wanted),
        filled=len(wanted & product.attributes.keys()),
        problems=[_told(schema, problem) for problem in problems if is_here(problem.field)],
    )


def _told(schema: BrandSchema, problem: ReadinessProblem) -> ProductProblem:
    field = schema.fields.get(problem.field)
    return ProductProblem(
        code=problem.code,
        field=problem.field,
        severity=problem.severity,
        message=problem.message,
        level=field.level if field else None,
        legal_reference=field.legal_reference if field else None,
    )
