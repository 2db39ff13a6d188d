"""A brand with something on every page of the console."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.features.exports.exporting import exported, new_profile
from tests.support.client import Brand, new_brand, sign_up
from tests.support.factories import (
    READY_ATTRIBUTES,
    checked_serial_list,
    new_gtin,
    new_link,
    new_mint_batch,
    new_product,
    new_product_batch,
    new_sku,
)
from tests.support.importing import checked_file, imported
from tests.support.labels import COVERED, SHEETS, ended, new_template, printed
from tests.support.machines import new_program
from tests.support.members import new_member, new_role
from tests.support.operators import new_facility, new_operator
from tests.support.scanning import GOOGLEBOT, WHATSAPP, scanner_at
from tests.support.server import LiveServer
from tests.support.waiting import until

LONG_NAME = "Fahrradakkumulatorgehäuseabdeckung mit Diebstahlschutz für Lastenfahrräder, 36 V"
IMPORT = (
    "Artikelnummer;EAN;Bezeichnung;Name.fr;Hersteller;Gewicht [g];Herkunftsland;Lieferzeit\n"
    "X-1;12345678905;Stadtfahrrad mit Korb;Vélo de ville;Alpenrad GmbH;14.500;AT;3 Wochen\n"
    "X-2;;Lastenfahrrad;;Alpenrad GmbH;schwer;Österreich;\n"
    "X-3;;Tandem;;Alpenrad GmbH;21.000;AT;\n"
    "X-3;;Tandem noch einmal;;Alpenrad GmbH;21.000;AT;\n"
)
ATTRIBUTES = READY_ATTRIBUTES | {
    "core.identity.description": {"en": "A bicycle for the town.", "de": "Ein Fahrrad für die Stadt."},
    "core.identity.weight": 18.4,
    "core.composition.materials": [
        {"name": "Aluminium", "share": 62.5},
        {"name": "Steel", "share": 30},
        {"name": "Rubber", "share": 7.5},
    ],
    "core.composition.critical_raw_materials": ["Magnesium", "Silicon metal"],
    "core.care.manual_url": "https://example.com/manual",
    "core.repair.warranty_years": 5,
    "erp.colour_code": {"ral": 6005, "gloss": True},
}
LINKS: tuple[dict[str, Any], ...] = (
    {
        "title": "Instructions for use and care",
        "languages": ["en", "de-AT"],
        "contexts": ["AT", "DE"],
        "is_default": True,
    },
    {"title": "Recall notice", "lot": "LOT-A", "link_type": "gs1:recallStatus", "valid_from": "2026-01-01T00:00:00Z"},
    {"title": "Register", "serial": "ABC123", "link_type": "gs1:registerProduct", "media_type": "text/html"},
)


@dataclass(frozen=True)
class Furnished:
    """The brand, its owner's address for signing in, and the ids that addresses of pages are made from."""

    brand: Brand
    ids: dict[str, str]

    def path(self, pattern: str) -> str:
        """The path of a page: ``{product}`` and the like stand for ids."""
        return f"/console/{self.brand.subdomain}/{pattern.format(**self.ids)}"


async def furnish(server: LiveServer, home: Path) -> Furnished:
    """Products ready and not, batches in every status, units minted by unit and by lot, published and revoked."""
    person = await sign_up(server)
    await new_brand(server, person)
    brand = await new_brand(server, person)
    await brand.call("choose_field_packs", packs=["battery", "textile"])
    await brand.call("create_custom_field", label="Season", type="choice", choices={"s": "Summer", "w": "Winter"})
    product = await new_product(brand, name={"en": "City bicycle", "de": "Stadtfahrrad"}, attributes=ATTRIBUTES)
    unready = await brand.call("create_product", name={"en": LONG_NAME}, attributes={})
    gtin = new_gtin()
    await brand.call("set_product_identifier", product_id=product["product_id"], identifier_type="gtin", raw_value=gtin)
    batch = await _batches(brand, product["product_id"])
    minted = await _mint(brand, product["product_id"], product_batch_id=batch, requested_quantity=300)
    lots = [{"lot_code": "LOT-A", "qty": 30}, {"lot_code": "LOT-B", "qty": 20}]
    by_lot = await _mint(brand, product["product_id"], identity_mode="batch", requested_quantity=50, lots=lots)
    target = {"kind": "mint_batch", "id": minted}
    await brand.call("transition_passport_lifecycle", target=target, to_state="published")
    units = await brand.call("list_mint_units", mint_batch_id=minted, limit=2)
    revoked = {"kind": "unit", "id": units["items"][0]["unit_id"]}
    await brand.call("transition_passport_lifecycle", target=revoked, to_state="revoked")
    await _scans(server, brand, [unit["gs1_path"] for unit in units["items"]])
    checked = await checked_file(brand, IMPORT, filename="Herbstkatalog-2026-mit-einem-sehr-langen-Namen.csv")
    done = await imported(brand, f"SKU,Name,Weight\n{new_sku()},Tandem,20\n{new_sku()},Tandem,heavy\n")
    links = [await new_link(brand, product_id=product["product_id"], **link) for link in LINKS]
    await new_link(brand, gs1_path="/414/9506000134352", link_type="gs1:locationInfo", title="Plant in Linz")
    labels = await _labels(brand, minted)
    program = await new_program(
        brand, "products.read", "products.write", name="SAP, plant in Linz", allowed_addresses=["192.0.2.0/24"]
    )
    operator = await new_operator(brand, trade_name="Alpenrad", is_default_manufacturer=True, vat_number="ATU13585627")
    facility = await new_facility(brand, facility_ref="FAC-EU-01", operator_id=operator["operator_id"], city="Linz")
    await brand.call("invite_member", email="print.partner@example.com", role="vendor")
    ids = {
        **labels,
        "operator": operator["operator_id"],
        "facility": facility["facility_id"],
        "credential": program.id,
        "member": (await new_member(server, home, brand, "viewer")).user_id,
        "role": await new_role(brand, "products.read", "mint.read"),
        **await _more_mints(brand, product["product_id"]),
        "unit": units["items"][1]["unit_id"],
        "link": links[0]["link_id"],
        "import_checked": checked["import_job_id"],
        "import_done": done["import_job_id"],
        "product": product["product_id"],
        "unready": unready["product_id"],
        "batch": batch,
        "minted": minted,
        "lots": by_lot,
        "passport": units["items"][1]["passport_id"],
        "revoked": units["items"][0]["passport_id"],
        **await _exports(brand, minted),
    }
    return Furnished(brand, ids)


async def _more_mints(brand: Brand, product_id: str) -> dict[str, str]:
    """A mint that was voided, one in the sandbox, and a list of serials with rows that cannot be used."""
    voided = await _mint(brand, product_id)
    name = {"mint_batch_id": voided, "to_status": "voided"}
    await brand.call("transition_mint_batch", **name, reason="Printed with the wrong ink")
    serials = await checked_serial_list(brand, ["AB-000001", "AB-000002", "AB-000002", "x" * 30])
    sandbox = await _mint(brand, product_id, sandbox=True)
    return {"voided": voided, "sandbox": sandbox, "serials": serials["serial_list_id"]}


async def _labels(brand: Brand, mint_batch_id: str) -> dict[str, str]:
    """A template, files printed with it, and one that was not released because its code is covered."""
    template = await new_template(brand, SHEETS)
    wish = {"mint_batch_id": mint_batch_id, "label_template_id": template, "label_count": 42}
    done = await ended(brand, await brand.call("create_label_job", **wish))
    failed = await printed(brand, mint_batch_id, COVERED)
    return {"template": template, "labels": done["label_job_id"], "labels_failed": failed["label_job_id"]}


async def _scans(server: LiveServer, brand: Brand, paths: list[str]) -> None:
    """Scans by people, a preview and a crawler, of units, of an unknown code and of nothing at all."""
    scanner = scanner_at(server, brand.host)
    for path in (*paths, *paths, paths[0][:-1] + "X", "/01/09506000134352?lang=de"):
        await scanner.scan(path, accept_language="de-AT,en;q=0.5")
    for agent in (WHATSAPP, GOOGLEBOT):
        await scanner.scan(paths[1], user_agent=agent)
    await until(lambda: brand.call("list_scan_events"), lambda page: len(page["items"]) == 8)


async def _mint(brand: Brand, product_id: str, **arguments: Any) -> str:
    return str((await new_mint_batch(brand, product_id, **arguments))["mint_batch_id"])


async def _exports(brand: Brand, minted: str) -> dict[str, str]:
    """A file, packs, and a profile of the brand's own that is published and has a draft besides."""
    columns = [{"header": "URL", "fact": "digital_link"}, {"header": "SN", "fact": "serial"}]
    profile = await new_profile(brand, columns=columns, delimiter=";")
    key = {"profile_id": profile["profile_id"]}
    draft = {"definition": {"columns": [*columns, {"header": "SKU", "fact": "sku"}]}}
    await brand.call("update_carrier_output_profile", **key, patch=draft)
    export = await exported(brand, minted, kind="qr_print", **key)
    packs = await exported(brand, minted, format="packs")
    return {"export": export["export_id"], "packs": packs["export_id"], "profile": profile["profile_id"]}


async def _batches(brand: Brand, product_id: str) -> str:
    """Batches in every status; the id of an active one."""
    closed = await new_product_batch(brand, product_id, batch_number="BATCH-2025-114")
    await brand.call("close_product_batch", batch_id=closed["id"])
    recalled = await new_product_batch(brand, product_id, batch_number="BATCH-2025-115", quantity=40)
    await brand.call("recall_product_batch", batch_id=recalled["id"], reason="brake lever")
    active = await new_product_batch(
        brand,
        product_id,
        batch_number=f"BATCH-2026-{uuid4().hex[:3]}",
        quantity=5000,
        production_date="2026-01-15",
        facility_ref="FAC-EU-01",
    )
    return str(active["id"])
