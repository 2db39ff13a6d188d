"""Makes the demo brand in an empty deployment, by the operations everybody uses, as a user of its own.

Each step looks first for what it would make, so a demo that was interrupted is completed by the next start.
"""

import asyncio
import secrets
import time
from typing import Any
from uuid import UUID

from countermark.db.transaction import platform_transaction
from countermark.entrypoints.demo.demo import Demo, DemoLogin, demo_file, read_demo, write_private
from countermark.entrypoints.demo.operators import add_operators
from countermark.entrypoints.demo.owner import Owner
from countermark.entrypoints.demo.product_files import add_files
from countermark.entrypoints.demo.product_rows import PACKS, ProductRow, read_product_rows
from countermark.entrypoints.services import Services
from countermark.features.accounts.sessions import open_session, sign_out
from countermark.features.accounts.sign_in import Attempt, sign_in
from countermark.features.accounts.sign_up import sign_up
from countermark.features.accounts.tokens import Caller
from countermark.features.brands.find_brand import find_brand_of_subdomain, is_any_brand

EMAIL = "demo@example.com"
SUBDOMAIN = "demo"
BRAND = {"legal_name": "Countermark Demo GmbH", "website_url": "https://example.com", "accent_colour": "#0b6b4f"}
MINTED_WITHIN_S = 60.0
LINKS: tuple[dict[str, Any], ...] = (
    {
        "link_type": "gs1:instructions",
        "title": "Instructions",
        "target_url": "https://example.com/",
        "languages": ["en"],
    },
    {"link_type": "gs1:instructions", "title": "Anleitung", "target_url": "https://example.com/", "languages": ["de"]},
    {"link_type": "gs1:serviceInfo", "title": "Repair and spare parts", "target_url": "https://example.com/"},
)
SHOP_UNITS = 6
LOOK_EVERY_S = 0.05


async def load_demo(services: Services) -> Demo | None:
    """The demo, made or completed if need be; ``None`` when the deployment has brands but no demo of this home.

    A worker must be running: it finishes the mints.
    """
    known = read_demo(services.settings)
    async with platform_transaction(services.pool) as connection:
        exists = await find_brand_of_subdomain(connection, SUBDOMAIN) is not None
        is_empty = not await is_any_brand(connection)
    if isinstance(known, Demo) and exists:
        return known
    if not is_empty and (known is None or not exists):
        return None
    login = DemoLogin(email=EMAIL, password=known.password if known else secrets.token_urlsafe(12))
    write_private(demo_file(services.settings), login)
    demo = await _make(services, login)
    write_private(demo_file(services.settings), demo)
    return demo


async def _make(services: Services, login: DemoLogin) -> Demo:
    caller = await _sign_in(services, login)
    brand_id = UUID(await _brand(Owner(services, caller)))
    owner = Owner(services, caller, brand_id)
    await add_operators(owner)
    made = [await _product(owner, row) for row in read_product_rows()]
    async with platform_transaction(services.pool) as connection:
        await sign_out(connection, caller)
    first, shop = made[0][0], [path for _, paths in made for path in paths]
    return Demo(
        email=login.email, password=login.password, brand_id=brand_id, subdomain=SUBDOMAIN, shop_paths=shop, **first
    )


async def _sign_in(services: Services, login: DemoLogin) -> Caller:
    async with platform_transaction(services.pool) as connection:
        await sign_up(connection, services.settings, login.email, login.password, "Demo")
    user = await sign_in(services.pool, services.settings, Attempt(login.email, login.password, "local"))
    async with platform_transaction(services.pool) as connection:
        session = await open_session(connection, services.tokens, services.settings, user)
    return Caller(user.user_id, session.session_id)


async def _brand(owner: Owner) -> str:
    for brand in await owner.call("list_brands"):
        if brand["subdomain"] == SUBDOMAIN:
            return str(brand["brand_id"])
    brand = await owner.call("create_brand", name="Countermark Demo", subdomain=SUBDOMAIN, industry="27.20")
    await owner.call("update_brand", brand_id=brand["brand_id"], patch=BRAND)
    await owner.call("choose_field_packs", brand_id=brand["brand_id"], packs=PACKS)
    return str(brand["brand_id"])


async def _product(owner: Owner, row: ProductRow) -> tuple[dict[str, Any], list[str]]:
    """The product of a row with its identifiers, files, batch, minted units and published passports; a unit of it to
    point at, and paths of some others."""
    products = (await owner.call("list_products", limit=200))["items"]
    product = next((each for each in products if each["name"] == row.name), None)
    product = product or await owner.call("create_product", name=row.name, attributes=row.attributes)
    product_id = product["product_id"]
    for identifier_type, value in (("sku", row.sku), ("gtin", row.gtin)):
        await owner.call(
            "set_product_identifier", product_id=product_id, identifier_type=identifier_type, raw_value=value
        )
    batches = await owner.call("list_product_batches", product_id=product_id)
    batch = next((each for each in batches if each["batch_number"] == row.batch["batch_number"]), None)
    batch = batch or await owner.call("create_product_batch", product_id=product_id, **row.batch)
    await add_files(owner, row, product_id)
    await owner.call("import_links", rows=[link | {"product_id": product_id} for link in LINKS])
    minted = await _mint(owner, row, product_id, batch["id"])
    for kind, target_id in (("mint_batch", minted), ("product", product_id)):
        target = {"kind": kind, "id": target_id}
        await owner.call("transition_passport_lifecycle", target=target, to_state="published")
    unit, *others = (await owner.call("list_mint_units", mint_batch_id=minted, limit=SHOP_UNITS))["items"]
    pointed_at = {
        "product_id": UUID(product_id),
        "product_batch_id": UUID(batch["id"]),
        "mint_batch_id": UUID(minted),
        "scan_path": unit["gs1_path"],
        "passport_id": UUID(unit["passport_id"]),
    }
    return pointed_at, [other["gs1_path"] for other in others]


async def _mint(owner: Owner, row: ProductRow, product_id: str, product_batch_id: str) -> str:
    queued = await owner.call(
        "submit_mint_request",
        product_id=product_id,
        product_batch_id=product_batch_id,
        idempotency_key=f"demo-{row.sku}",
        **row.mint,
    )
    if not queued["ok"]:
        raise RuntimeError(f"the demo's {row.sku} cannot be minted: {queued['blocking_reasons']}")
    deadline = time.monotonic() + MINTED_WITHIN_S
    while True:
        job = await owner.call("get_mint_job", mint_job_id=queued["mint_job_id"])
        if job["status"] == "COMPLETED":
            return str(queued["mint_batch_id"])
        if job["status"] == "FAILED" or time.monotonic() > deadline:
            raise RuntimeError(f"the demo's mint is {job['status']}: {job['error'] or 'is a worker running?'}")
        await asyncio.sleep(LOOK_EVERY_S)
