"""The audit log in the console: what changed, who did it, files, the check."""

from tests.entrypoints.console.visitor import signed_in, text_of
from tests.support.client import new_brand
from tests.support.operators import new_operator
from tests.support.server import LiveServer


async def test_changes_are_shown_filtered_exported_and_verified(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    visitor = await signed_in(live_server, brand.owner.email)
    operator = await new_operator(brand, city="Graz")
    await brand.call("update_economic_operator", operator_id=operator["operator_id"], patch={"city": "Wels"})
    here = f"/console/{brand.subdomain}/audit"
    shown = text_of(await visitor.get(here))
    for text in ("Update economic operator", brand.owner.email, "Graz", "Wels"):
        assert text in shown
    filtered = text_of(await visitor.get(f"{here}?action=operators:create_economic_operator&since=2026-01-01"))
    assert "Wels" not in filtered
    file = await visitor.get(f"{here}/export?format=csv&action=operators:update_economic_operator")
    assert file.headers["content-disposition"].startswith("attachment")
    assert len(file.text.splitlines()) == 2
    await visitor.send(f"{here}/verify", form_at=here)
    assert "The log is what was written" in text_of(await visitor.get(here))
