"""The published postgrest and supabase packages, unmodified, as clients."""

from typing import Any
from uuid import uuid4

import pytest
from postgrest import AsyncPostgrestClient, SyncPostgrestClient
from postgrest.exceptions import APIError
from supabase import acreate_client, create_client

from tests.support.client import PASSWORD, Brand, new_brand
from tests.support.factories import new_product
from tests.support.server import LiveServer


@pytest.fixture
async def brand(live_server: LiveServer) -> Brand:
    return await new_brand(live_server)


async def test_supabase_signs_up_signs_in_and_calls_operations(live_server: LiveServer) -> None:
    client = await acreate_client(live_server.url, "any-key")
    credentials: Any = {"email": f"{uuid4().hex}@example.com", "password": PASSWORD}
    await client.auth.sign_up(credentials)
    signed_in = await client.auth.sign_in_with_password(credentials)
    assert signed_in.user is not None
    wanted = {"_name": "Mine", "_subdomain": f"s{uuid4().hex[:10]}"}
    created: Any = (await client.rpc("create_brand", wanted).execute()).data
    listed: Any = (await client.rpc("list_brands", {}, get=True).execute()).data
    assert [brand["brand_id"] for brand in listed] == [created["brand_id"]]


async def test_supabase_refreshes_and_signs_out(live_server: LiveServer) -> None:
    client = await acreate_client(live_server.url, "any-key")
    credentials: Any = {"email": f"{uuid4().hex}@example.com", "password": PASSWORD}
    await client.auth.sign_up(credentials)
    first = (await client.auth.sign_in_with_password(credentials)).session
    second = (await client.auth.refresh_session()).session
    assert first is not None
    assert second is not None
    assert first.refresh_token != second.refresh_token
    await client.auth.sign_out()
    with pytest.raises(APIError, match="Not authenticated"):
        await (
            AsyncPostgrestClient(
                f"{live_server.url}/rest/v1", headers={"Authorization": f"Bearer {second.access_token}"}
            )
            .rpc("list_brands", {})
            .execute()
        )


def test_the_synchronous_supabase_client_reports_wrong_credentials(live_server: LiveServer) -> None:
    client = create_client(live_server.url, "any-key")
    with pytest.raises(Exception, match="Invalid login credentials"):
        client.auth.sign_in_with_password({"email": "nobody@example.com", "password": "wrong password"})


async def test_postgrest_creates_lists_and_updates_batches(live_server: LiveServer, brand: Brand) -> None:
    product = await new_product(brand)
    client = SyncPostgrestClient(
        f"{live_server.url}/rest/v1", headers={"Authorization": f"Bearer {brand.owner.access_token}"}
    )
    scope: dict[str, Any] = {"_brand_id": brand.id, "_product_id": product["product_id"]}
    wanted: dict[str, Any] = {**scope, "_batch_number": "B-1", "_quantity": 500}
    created: Any = client.rpc("create_product_batch", wanted).execute().data
    listed: Any = client.rpc("list_product_batches", scope).execute().data
    assert [batch["id"] for batch in listed] == [created["id"]]
    patch: dict[str, Any] = {"_brand_id": brand.id, "_batch_id": created["id"], "_patch": {"quantity": 600}}
    updated: Any = client.rpc("update_product_batch", patch).execute().data
    assert updated["quantity"] == 600


async def test_postgrest_raises_our_errors_with_their_four_keys(live_server: LiveServer, brand: Brand) -> None:
    client = AsyncPostgrestClient(
        f"{live_server.url}/rest/v1", headers={"Authorization": f"Bearer {brand.owner.access_token}"}
    )
    with pytest.raises(APIError) as raised:
        await client.rpc("get_brand", {"_brand_id": str(uuid4())}).execute()
    assert raised.value.message == "Forbidden"
    assert raised.value.code == "FORBIDDEN"
