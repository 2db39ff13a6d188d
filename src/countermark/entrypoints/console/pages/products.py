"""Products: a new one, and one with what it has and lacks."""

from typing import Any

from litestar import Request, Response, get, post

from countermark.entrypoints.console.attribute_inputs import (
    AttributeForm,
    AttributeInput,
    changed_attributes,
    drawn_form,
)
from countermark.entrypoints.console.attribute_values import Languages
from countermark.entrypoints.console.countries import country_options
from countermark.entrypoints.console.forms import REFUSED, Form, query_form, read_form
from countermark.entrypoints.console.pages.product_edit import own_language, sent_attributes
from countermark.entrypoints.console.product_files_choice import names_of_files
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.fields.field import Field, Requirement
from countermark.features.products.product import Product
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
IDENTIFIERS = ("sku", "gtin")
BRAND = "core.identity.product_brand_name"
LABELS = {"name": "Name", "sku": "SKU", "gtin": "GTIN"}


def _required(schema: BrandSchema) -> list[Field]:
    """What every product needs before it can be minted."""
    return [field for field in schema.fields.values() if field.requirement is Requirement.MINT and field.pack == "core"]


async def _new_product_page(
    request: AnyRequest, visit: Visit, form: Form, attributes: AttributeForm, own: str
) -> Response[Any]:
    required = _required(await visit.schema())
    languages = Languages(own, own)
    attributes.typed = drawn_form(required, {}, languages).typed | attributes.typed
    errors = form.errors | attributes.errors
    return page(
        request,
        "products/new.html",
        status=REFUSED if errors else 200,
        visit=visit,
        form=form,
        attributes=attributes,
        errors=errors,
        labels=LABELS | {field.key: field.label for field in required},
        inputs=[AttributeInput(field, "", False, None, field.help, None) for field in required],
        languages=languages,
        countries=country_options(),
    )


@get("/products/new")
async def show_new_product(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """The form with what a product needs before it can be minted; the rest follows on its own page."""
    form = query_form(request, "name", *IDENTIFIERS)
    attributes = AttributeForm({BRAND: [visit.brand.name]})
    return await _new_product_page(request, visit, form, attributes, await own_language(visit))


@post("/products/new")
async def do_new_product(request: AnyRequest, visit: InBrand) -> Response[Any]:
    """Makes the product with its first identifiers."""
    schema, own = await visit.schema(), await own_language(visit)
    form = await read_form(request, "name", *IDENTIFIERS)
    given = [name for name in IDENTIFIERS if form[name]]
    typed = await sent_attributes(request, schema)
    attributes = changed_attributes(schema, typed, {}, Languages(own, own))
    if typed.errors:
        return await _new_product_page(request, visit, form, typed, own)
    try:
        product = await visit.call(
            "create_product",
            name={own: form["name"]},
            attributes=attributes,
            identifiers=[{"identifier_type": name, "raw_value": form[name]} for name in given],
        )
    except OperationError as error:
        places = {f"_identifiers[{place}].raw_value": name for place, name in enumerate(given)}
        form.refuse(error, {f"_name.{own}": "name"} | places)
        return await _new_product_page(request, visit, form, typed, own)
    return go(request, f"{visit.home}products/{product.product_id}", f"{form['name']} is in the catalogue.")


@get("/products/{product_id:str}")
async def show_product(request: AnyRequest, visit: InBrand, product_id: str) -> Response[Any]:
    """One product: what is missing before it can be minted, and its attributes as a passport shows them."""
    product: Product = await visit.call("get_product", product_id=product_id)
    schema = await visit.schema()
    return page(
        request,
        "products/attributes.html",
        visit=visit,
        product=product,
        tab="attributes",
        sections=_filled_sections(schema, product),
        readiness=await visit.call("get_product_readiness", product_id=product_id),
        fields=schema.fields,
        files=await names_of_files(visit, product.product_id, _filled_fields(schema, product)),
        other={key: value for key, value in product.attributes.items() if key not in schema.fields},
    )


def _filled_fields(schema: BrandSchema, product: Product) -> dict[str, Field]:
    return {key: one for key, one in schema.fields.items() if key in product.attributes}


def _filled_sections(schema: BrandSchema, product: Product) -> list[tuple[str, list[Field]]]:
    sections = [
        (heading, [field for field in schema.fields_by_section.get(key, []) if field.key in product.attributes])
        for key, heading in schema.sections.items()
    ]
    return [(heading, fields) for heading, fields in sections if fields]


PRODUCT_PAGES = (
    show_new_product,
    do_new_product,
    show_product,
)
