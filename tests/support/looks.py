"""Passport templates and themes for tests."""

from typing import Any
from uuid import uuid4

from tests.support.client import Brand

MODEL = "core.identity.model"
MADE_IN = "core.origin.country_of_origin"
SECTIONS: list[dict[str, Any]] = [
    {"key": "origin", "heading": {"en": "Made in", "de": "Hergestellt in"}, "fields": [MADE_IN]},
    {
        "key": "product",
        "heading": {"en": "The product"},
        "intro": {"en": "What it is."},
        "fields": [MODEL, "core.identity.product_brand_name"],
    },
]


async def new_template(brand: Brand, sections: list[dict[str, Any]] = SECTIONS, *, publish: bool = False) -> str:
    """A fresh passport template; its id."""
    name = f"Template {uuid4().hex[:12]}"
    made = await brand.call("create_passport_template", name=name, content={"sections": sections})
    if publish:
        await brand.call("publish_passport_template", template_id=made["template_id"])
    return str(made["template_id"])


async def template_variables(brand: Brand) -> dict[str, str]:
    """What the examples of templates start from."""
    return {
        "TEMPLATE_ID": await new_template(brand),
        "PUBLISHED_TEMPLATE_ID": await new_template(brand, publish=True),
    }


async def new_theme(brand: Brand, start_from: str = "terra", *, publish: bool = False) -> str:
    """A fresh theme, like a curated one; its id."""
    made = await brand.call("create_passport_theme", name=f"Theme {uuid4().hex[:12]}", start_from=start_from)
    if publish:
        await brand.call("publish_passport_theme", theme_id=made["theme_id"])
    return str(made["theme_id"])
