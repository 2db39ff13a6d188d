"""Economic operators and facilities in the console, without script."""

from tests.entrypoints.console.visitor import location, signed_in, text_of
from tests.support.client import new_brand
from tests.support.factories import new_product, new_product_batch
from tests.support.operators import new_gln
from tests.support.server import LiveServer


async def test_an_operator_and_a_facility_are_added_named_changed_and_archived(live_server: LiveServer) -> None:
    brand = await new_brand(live_server)
    visitor = await signed_in(live_server, brand.owner.email)
    home = f"/console/{brand.subdomain}"
    product_id = (await new_product(brand))["product_id"]
    batch = await new_product_batch(brand, product_id, facility_ref="FAC 1")
    assert "No economic operators yet" in text_of(await visitor.get(f"{home}/operators"))
    wrong = await visitor.send(f"{home}/operators/new", name="Alpenrad", gln="9520000000005")
    assert wrong.status_code == 422
    assert "Has a wrong check digit" in text_of(wrong)
    sent = await visitor.send(f"{home}/operators/new", name="Alpenrad", gln=new_gln(), is_default_manufacturer="1")
    assert location(sent) == f"{home}/operators"
    (operator,) = (await brand.call("list_economic_operators"))["items"]
    edit = f"{home}/operators/{operator['operator_id']}/edit"
    assert (
        location(await visitor.send(edit, name="Alpenrad AG", gln=operator["gln"], city="Linz")) == f"{home}/operators"
    )
    assert "Alpenrad AG" in text_of(await visitor.get(f"{home}/operators"))
    assert "No facility has this reference" in text_of(await visitor.get(f"{home}/batches/{batch['id']}"))
    assert 'value="FAC 1"' in (await visitor.get(f"{home}/facilities/new?facility_ref=FAC%201")).text
    new = {"facility_ref": "FAC 1", "name": "Plant", "operator_id": operator["operator_id"]}
    assert location(await visitor.send(f"{home}/facilities/new", **new)) == f"{home}/facilities"
    assert "Plant" in text_of(await visitor.get(f"{home}/batches/{batch['id']}"))
    (facility,) = (await brand.call("list_facilities"))["items"]
    changed = new | {"name": "Plant 2", "operator_id": ""}
    edit = f"{home}/facilities/{facility['facility_id']}/edit"
    assert location(await visitor.send(edit, **changed)) == f"{home}/facilities"
    assert (await brand.call("get_facility", facility_id=facility["facility_id"]))["operator_id"] is None
    tab = f"{home}/products/{product_id}/operators"
    named = {"role": "importer", "operator_id": operator["operator_id"]}
    assert location(await visitor.send(tab, **named)) == tab
    assert "Importer" in text_of(await visitor.get(tab))
    assert location(await visitor.send(tab, remove=f"importer {operator['operator_id']}")) == tab
    for one in (f"operators/{operator['operator_id']}", f"facilities/{facility['facility_id']}"):
        await visitor.send(f"{home}/{one}/archive", form_at=f"{home}/operators/new")
        await visitor.send(f"{home}/{one}/restore", form_at=f"{home}/operators/new")
        assert "in use again" in text_of(await visitor.get(f"{home}/{one.split('/')[0]}"))
