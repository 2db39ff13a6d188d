"""The form of a product, made from the schema of the brand."""

from dataclasses import dataclass, field
from typing import Any

from litestar import Request, Response, get, post

from countermark.entrypoints.console.attribute_inputs import (
    OTHER,
    AttributeForm,
    changed_attributes,
    drawn_form,
    other_text,
    section_inputs,
)
from countermark.entrypoints.console.attribute_values import AS_LINK, Languages, input_names
from countermark.entrypoints.console.countries import country_options
from countermark.entrypoints.console.forms import REFUSED, Form, read_form
from countermark.entrypoints.console.product_files_choice import add_uploaded, files_of
from countermark.entrypoints.console.rendering import go, page
from countermark.entrypoints.console.upload import UPLOADS_IN_A_FORM_BYTES
from countermark.entrypoints.console.visits import InBrand, Visit
from countermark.features.attachments.media_types import EXTENSIONS
from countermark.features.fields.brand_schema import BrandSchema
from countermark.features.products.product import Product
from countermark.kit.errors import OperationError

AnyRequest = Request[Any, Any, Any]
MORE_LANGUAGES = "de fr it es nl pl pt sv da fi cs el hu ro tr uk ar zh ja en".split()


@dataclass
class ProductForm:
    """The product that is edited, in which language, and what the form holds."""

    product: Product
    schema: BrandSchema
    languages: Languages
    own: Form
    attributes: AttributeForm = field(default_factory=AttributeForm)

    @property
    def errors(self) -> dict[str, str]:
        """Everything that is wrong, by field."""
        return self.own.errors | self.attributes.errors


async def own_language(visit: Visit) -> str:
    """The brand's language."""
    brand = await visit.call("get_brand")
    locale: str = brand.locale
    return locale


async def _form(request: AnyRequest, visit: Visit, product_id: str) -> ProductForm:
    product: Product = await visit.call("get_product", product_id=product_id)
    own = await own_language(visit)
    wanted = request.query_params.get("language", "").strip()
    languages = Languages(wanted or own, own)
    names = {"name": product.name.get(languages.edited, ""), "commercial_status": str(product.commercial_status)}
    return ProductForm(product, await visit.schema(), languages, Form(names))


async def _edit_page(request: AnyRequest, visit: Visit, form: ProductForm) -> Response[Any]:
    product, languages = form.product, form.languages
    known = sorted({languages.edited, languages.own, *product.name}, key=lambda tag: (tag != languages.own, tag))
    sections = section_inputs(form.schema, product, languages)
    fields = [one.field for section in sections for one in section.inputs]
    at_first = drawn_form(fields, product.attributes, languages)
    at_first.typed[OTHER] = [other_text(form.schema, product.attributes)]
    form.attributes.typed = at_first.typed | form.attributes.typed
    return page(
        request,
        "products/edit.html",
        status=REFUSED if form.errors else 200,
        visit=visit,
        product=product,
        form=form.own,
        attributes=form.attributes,
        other=Form({OTHER: form.attributes.typed[OTHER][0]}, form.errors),
        errors=form.errors,
        languages=languages,
        known=known,
        more=[tag for tag in MORE_LANGUAGES if tag not in known],
        sections=sections,
        labels={key: one.label for key, one in form.schema.fields.items()} | {OTHER: "Other attributes"},
        countries=country_options(),
        files=await files_of(visit, product.product_id),
        limit_bytes=visit.person.services.settings.max_attachment_bytes,
        extensions=",".join(EXTENSIONS),
        only_missing=request.query_params.get("only") == "missing",
    )


@get("/products/{product_id:str}/edit")
async def show_edit_product(request: AnyRequest, visit: InBrand, product_id: str) -> Response[Any]:
    """The form in one language; ``?language=de`` translates its texts, ``?only=missing`` shows what is missing."""
    return await _edit_page(request, visit, await _form(request, visit, product_id))


@post("/products/{product_id:str}/edit", request_max_body_size=UPLOADS_IN_A_FORM_BYTES)
async def do_edit_product(request: AnyRequest, visit: InBrand, product_id: str) -> Response[Any]:
    """Saves what changed and nothing else, so that two people editing different fields both win."""
    form = await _form(request, visit, product_id)
    form.own = await read_form(request, "name", "commercial_status")
    form.attributes = await sent_attributes(request, form.schema)
    patch = _patch(form)
    if not form.errors:
        ids, form.attributes.errors = await add_uploaded(
            visit, form.product.product_id, form.schema, await request.form()
        )
        for key, attachment_id in ids.items():  # when the form comes back, the file is chosen
            form.attributes.typed |= {key: [attachment_id], key + AS_LINK: [""]}
        patch = _patch(form) if ids else patch
    if not form.errors:
        try:
            result = await visit.call("update_product", product_id=product_id, patch=patch)
        except OperationError as error:
            form.own.refuse(error, {f"_patch.name.{form.languages.edited}": "name"})
        else:
            odd = len(result.validation_warnings)
            said = "Saved." if not odd else f"Saved. {odd} of the values look odd: they are marked in the form."
            stays = "stay" in await request.form()
            query = f"?{request.url.query}" if request.url.query and stays else ""
            return go(request, f"{visit.home}products/{product_id}" + (f"/edit{query}" if stays else ""), said)
    return await _edit_page(request, visit, form)


async def sent_attributes(request: AnyRequest, schema: BrandSchema) -> AttributeForm:
    """What was sent for the fields of a schema. An input that was not sent is not there."""
    sent = await request.form()
    names = [OTHER, *(name for one in schema.fields.values() for name in input_names(one))]
    typed = {name: [text for text in sent.getall(name) if isinstance(text, str)] for name in names if name in sent}
    return AttributeForm(typed)


def _patch(form: ProductForm) -> dict[str, Any]:
    product, languages = form.product, form.languages
    patch: dict[str, Any] = {}
    attributes = changed_attributes(form.schema, form.attributes, product.attributes, languages)
    if attributes:
        patch["attributes"] = attributes
    if form.own["name"] != product.name.get(languages.edited, ""):
        patch["name"] = {languages.edited: form.own["name"] or (None if languages.translating else "")}
    if not languages.translating and form.own["commercial_status"] != product.commercial_status:
        patch["commercial_status"] = form.own["commercial_status"]
    return patch


PRODUCT_EDIT_PAGES = (show_edit_product, do_edit_product)
