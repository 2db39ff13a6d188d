"""Every page of an operation has one example, and it runs as it stands; a mutation leaves its row in the audit log."""

import asyncio
import os
import re
from pathlib import Path

import psycopg
import pytest

from countermark.entrypoints.operations.operation import Operation
from countermark.entrypoints.operations.table import OPERATIONS
from tests.features.exports.exporting import exported, new_profile
from tests.support.amending import AMENDING, amendment_variables
from tests.support.client import NOBODYS_ID, Brand, new_brand
from tests.support.factories import checked_serial_list, new_link, new_mint_batch, new_product, new_product_batch
from tests.support.files import new_attachment
from tests.support.importing import checked_rows
from tests.support.labels import label_variables
from tests.support.looks import new_theme, template_variables
from tests.support.machines import new_program
from tests.support.members import member_variables
from tests.support.operators import operator_variables
from tests.support.server import LiveServer
from tests.support.waiting import until

PAGES = Path(__file__).parents[2] / "docs" / "operations"
EXAMPLE = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)


async def _variables(server: LiveServer, brand: Brand) -> dict[str, str]:
    """What the examples start from: a brand with a product, a batch of it, and units minted of that."""
    product = await new_product(brand)
    batch = await new_product_batch(brand, product["product_id"])
    minted = await new_mint_batch(brand, product["product_id"], product_batch_id=batch["id"])
    unit = (await brand.call("list_mint_units", mint_batch_id=minted["mint_batch_id"]))["items"][0]
    return {
        "API": server.url,
        "TOKEN": brand.owner.access_token,
        "BRAND_ID": brand.id,
        "PRODUCT_ID": product["product_id"],
        "PRODUCT_BATCH_ID": batch["id"],
        "MINT_BATCH_ID": minted["mint_batch_id"],
        "MINT_JOB_ID": minted["job"]["mint_job_id"],
        "UNIT_ID": unit["unit_id"],
        "PASSPORT_ID": unit["passport_id"],
    }


async def _bulk_update_job(brand: Brand, product_id: str, owner: psycopg.Connection, *, running: bool) -> str:
    """A bulk update that changed a product and did not find another; ended, or as if a worker had it in hand."""
    patch = {"attributes": {"core.identity.model": "City 30"}}
    items = [{"product_id": one, "patch": patch} for one in (product_id, NOBODYS_ID)]
    job = await brand.call("create_bulk_update_job", items=items)
    await until(
        lambda: brand.call("get_bulk_update_job", job_id=job["id"]), lambda now: bool(now["status"] == "completed")
    )
    if running:
        owner.execute("UPDATE bulk_update_jobs SET status = 'running' WHERE bulk_update_job_id = %s", (job["id"],))
    return str(job["id"])


async def _profile(brand: Brand, operation: str) -> str:
    """A profile of the brand's own: a draft, or published for what needs that."""
    is_published = operation in ("deprecate_carrier_output_profile", "set_default_carrier_output_profile")
    return str((await new_profile(brand, publish=is_published))["profile_id"])


async def _export(brand: Brand, mint_batch_id: str, operation: str, owner: psycopg.Connection) -> str:
    """An export of packs that is complete, or stands as the operation needs it."""
    export_id = str((await exported(brand, mint_batch_id, format="packs"))["export_id"])
    standing = {
        "cancel_export": "UPDATE exports SET status = 'queued', ended_at = NULL WHERE export_id = %s",
        "retry_export": "UPDATE exports SET status = 'failed' WHERE export_id = %s",
        "generate_payload_packs": "UPDATE export_files SET status = 'pending', sha256 = NULL, size_bytes = NULL, "
        "completed_at = NULL, is_wanted = false WHERE export_id = %s",
    }
    if operation in standing:
        owner.execute(standing[operation], (export_id,))
    return export_id


async def _run(script: str, variables: dict[str, str]) -> None:
    process = await asyncio.create_subprocess_exec(
        *("bash", "-euo", "pipefail", "-c", script),
        env={"PATH": os.environ["PATH"], **variables},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()


def _audit_rows(owner: psycopg.Connection, operation: Operation, user_id: str) -> int:
    row = owner.execute(
        "SELECT count(*) FROM audit_log WHERE action = %s AND actor_id = %s", (operation.action, user_id)
    ).fetchone()
    return int(row[0]) if row else 0


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=list(OPERATIONS))
async def test_its_example_runs_and_a_mutation_is_audited(
    operation: Operation, live_server: LiveServer, owner: psycopg.Connection, home: Path
) -> None:
    examples = EXAMPLE.findall((PAGES / f"{operation.name}.md").read_text())
    assert len(examples) == 1
    assert f"/rpc/{operation.name}" in examples[0]
    brand = await new_brand(live_server)
    variables = await _variables(live_server, brand)
    if "ATTACHMENT_ID" in examples[0]:
        variables["ATTACHMENT_ID"] = (await new_attachment(brand, variables["PRODUCT_ID"]))["attachment_id"]
    if "$BULK_UPDATE_JOB_ID" in examples[0]:
        running = operation.name == "cancel_bulk_update_job"
        job_id = await _bulk_update_job(brand, variables["PRODUCT_ID"], owner, running=running)
        variables["BULK_UPDATE_JOB_ID"] = job_id
    if "IMPORT_JOB_ID" in examples[0]:
        checked = await checked_rows(brand, [{"SKU": "A-1", "Name": "City bicycle"}, {"SKU": "A-2", "Name": "Tandem"}])
        new = await brand.call("create_import_job", filename="new.csv")
        variables |= {"IMPORT_JOB_ID": checked["import_job_id"], "NEW_IMPORT_JOB_ID": new["import_job_id"]}
    if "LINK_ID" in examples[0]:
        archived = (await new_link(brand, product_id=variables["PRODUCT_ID"]))["link_id"]
        await brand.call("archive_link", link_id=archived)
        in_use = (await new_link(brand, product_id=variables["PRODUCT_ID"]))["link_id"]
        variables |= {"LINK_ID": in_use, "ARCHIVED_LINK_ID": archived}
    if operation.name == "export_nfc_tag_data":
        await brand.call("rotate_nfc_key")
    if "$LABEL_" in examples[0]:
        variables |= await label_variables(brand, operation.name, variables["MINT_BATCH_ID"], owner)
    if "TEMPLATE_ID'" in examples[0] and "$LABEL_" not in examples[0]:
        variables |= await template_variables(brand)
    if "$THEME_ID" in examples[0]:
        variables["THEME_ID"] = await new_theme(brand)
    if operation.name in AMENDING:
        variables |= await amendment_variables(live_server, brand, variables["MINT_BATCH_ID"], owner)
    if "$PROFILE_ID" in examples[0]:
        variables["PROFILE_ID"] = await _profile(brand, operation.name)
    if "$EXPORT_ID" in examples[0]:
        variables["EXPORT_ID"] = await _export(brand, variables["MINT_BATCH_ID"], operation.name, owner)
    if "SERIAL_LIST_ID" in examples[0]:
        checked = await checked_serial_list(brand, ["AB-1", "AB-2"])
        new = await brand.call("create_serial_list", purpose="mint", filename="new.csv")
        variables |= {"SERIAL_LIST_ID": checked["serial_list_id"], "NEW_SERIAL_LIST_ID": new["serial_list_id"]}
    if "OPERATOR_ID" in examples[0] or "FACILITY_ID" in examples[0]:
        variables |= await operator_variables(brand)
    if "SANDBOX_MINT_BATCH_ID" in examples[0]:
        sandbox = await new_mint_batch(brand, variables["PRODUCT_ID"], sandbox=True)
        variables["SANDBOX_MINT_BATCH_ID"] = sandbox["mint_batch_id"]
    if "$CREDENTIAL_ID" in examples[0]:
        variables["CREDENTIAL_ID"] = (await new_program(brand)).id
    variables |= await member_variables(live_server, home, brand, examples[0])
    before = _audit_rows(owner, operation, brand.owner.user_id)
    await _run(examples[0], variables)
    written = _audit_rows(owner, operation, brand.owner.user_id) - before
    assert written == (1 if operation.writes else 0)


def test_the_index_has_a_line_for_every_operation() -> None:
    index = (PAGES / "README.md").read_text()
    lines = [f"| [{name}]({name}.md) | {operation.summary} |" for name, operation in OPERATIONS.items()]
    assert [line for line in lines if line not in index] == []
