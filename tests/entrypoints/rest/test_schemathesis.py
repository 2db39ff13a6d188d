"""schemathesis sends each route what its description allows, and what it does not: no answer is a fault of ours."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import CHECKS

from countermark.entrypoints.rest.document import rest_document
from tests.support.client import new_brand
from tests.support.server import LiveServer

schema = schemathesis.openapi.from_dict(rest_document())
CHECKED = [
    CHECKS.get_one(name)
    for name in (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
    )
]


@pytest.fixture(scope="module")
async def known(live_server: LiveServer) -> dict[str, str]:
    """The headers of a brand's owner."""
    brand = await new_brand(live_server)
    return {"authorization": f"Bearer {brand.owner.access_token}", "x-workspace-id": brand.id}


@schema.parametrize()
@settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_route_answers_as_described(case: Any, live_server: LiveServer, known: dict[str, str]) -> None:
    case.call_and_validate(base_url=live_server.url, headers=known, checks=CHECKED)
