"""list_audit_log: filters, pages, who acted, two brands."""

from datetime import UTC, datetime, timedelta

from tests.support.client import new_brand
from tests.support.machines import new_program
from tests.support.operators import new_operator
from tests.support.server import LiveServer


async def test_it_is_filtered_and_paged(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    operator = await new_operator(brand)
    key = {"operator_id": operator["operator_id"]}
    await brand.call("update_economic_operator", **key, patch={"city": "Graz"})
    program = await new_program(brand, "operators.write")
    (await program.post("update_economic_operator", **key, patch={"city": "Wels"})).raise_for_status()
    of_object = {"object_type": "economic_operator", "object_id": operator["operator_id"]}
    first = await brand.call("list_audit_log", **of_object, limit=1)
    (newest,) = first["items"]
    assert (newest["actor_kind"], newest["actor_name"]) == ("credential", program.credential["name"])
    assert (newest["old_value"], newest["new_value"]) == ({"city": "Graz"}, {"city": "Wels"})
    rest = await brand.call("list_audit_log", **of_object, cursor=first["next_cursor"])
    assert [row["action"] for row in rest["items"]] == [
        "operators:update_economic_operator",
        "operators:create_economic_operator",
    ]
    assert {row["actor_name"] for row in rest["items"]} == {brand.owner.email}
    filters = {
        "actor_kind": "credential",
        "actor_id": program.id,
        "request_id": newest["request_id"],
    }
    for name, value in filters.items():
        assert [row["audit_id"] for row in (await brand.call("list_audit_log", **{name: value}))["items"]] == [
            newest["audit_id"]
        ]
    created = await brand.call("list_audit_log", action="operators:create_economic_operator")
    assert len(created["items"]) == 1
    later = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    assert (await brand.call("list_audit_log", since=later))["items"] == []
    assert len((await brand.call("list_audit_log", until=later))["items"]) >= 4
    await brand.refused(400, "list_audit_log", since="yesterday")


async def test_another_brand_s_rows_are_not_there(live_server: LiveServer) -> None:
    brand, other = await new_brand(live_server), await new_brand(live_server)
    operator = await new_operator(brand)
    assert (await other.call("list_audit_log", object_id=operator["operator_id"]))["items"] == []
    await other.owner.refused(403, "list_audit_log", brand_id=brand.id)
