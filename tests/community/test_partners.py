"""Who of an area stands with the programme and how they are reached; nobody is listed unasked."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Uuid, bindparam, select, text

from dmi.access.models.records import AuditEntry, Move
from dmi.community.acts import partner as acts
from dmi.community.models import Partner
from dmi.community.words import PartnerKind
from dmi.kernel.refusals import Faults
from tests.community.neighbourhoods import a_partner
from tests.pages import says, sign_in
from tests.people import Town
from tests.territory.registers import a_sector

REASON = "La junta se disolvió este mes."


def typed(town: Town, **changed: str) -> dict[str, str]:
    return {
        "name": "Capilla Santa Prueba",
        "kind": "FAITH",
        "contact_name": "Noé Trazo",
        "contact": "+56 9 5555 1234",
        "consent_on": f"{town.clock() - timedelta(days=3):%d-%m-%Y}",
        **changed,
    }


@pytest.mark.rule("F7")
def test_partners_and_voices_of_an_area_stand_on_its_page(client: FlaskClient, town: Town) -> None:
    here, there = a_sector(town, "Pasaje norte"), a_sector(town, "Feria sur")
    a_partner(town, "Escuela de otra parte", there, kind=PartnerKind.SCHOOL)
    sign_in(client, town, "ter1")
    sent = (
        typed(town, sector=str(here.id)),
        typed(town, name="Vecina del tres", kind="RESIDENT", sector=str(here.id), is_speaker="y"),
    )
    for one in sent:
        assert client.post("/partners/new", data=one).status_code == 303
    sign_in(client, town, "ts1")
    page = says(client.get(f"/sectors/{here.id}/community"))
    assert "Capilla Santa Prueba" in page
    assert "Comunidad religiosa" in page
    assert "Vecina del tres" in page
    assert "Escuela de otra parte" not in page
    areas = says(client.get("/community"))
    row = areas.split("Pasaje norte")[1].split("</tr>")[0]
    assert '<td class="number" data-label="Colaboradores">2</td>' in row
    assert '<td class="number" data-label="De ellos hablan">1</td>' in row


def test_how_a_partner_is_reached_is_sealed_in_the_table(client: FlaskClient, town: Town) -> None:
    sign_in(client, town, "ter1")
    assert client.post("/partners/new", data=typed(town)).status_code == 303
    row = town.session.scalars(select(Partner)).one()
    kept = town.session.execute(
        text("SELECT contact_name_sealed, contact_sealed FROM partners")
    ).one()
    assert b"Trazo" not in bytes(kept[0])
    assert b"5555" not in bytes(kept[1])
    assert (row.contact_name, row.contact) == ("Noé Trazo", "+56 9 5555 1234")
    page = says(client.get(f"/partners/{row.id}"))
    assert "Noé Trazo" in page
    assert "+56 9 5555 1234" in page
    assert "Noé Trazo" not in says(client.get("/partners"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "Vecino 12.345.678-5"),
        ("kind", "GANG"),
        ("contact_name", "Rosa 12.345.678-5"),
        ("consent_on", "01-01-2090"),
        ("sector", "00000000-0000-0000-0000-000000000001"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    client: FlaskClient, town: Town, field: str, value: str
) -> None:
    a_sector(town)
    sign_in(client, town, "ter1")
    answer = client.post("/partners/new", data=typed(town, **{field: value}))
    assert answer.status_code == 400
    assert f"{field}-error" in says(answer)
    assert "Noé Trazo" in says(answer) or field == "contact_name"
    assert town.session.scalars(select(Partner)).all() == []


@pytest.mark.parametrize("kind", ["RESIDENT", "FORMER_SELLER"])
def test_nobody_is_listed_as_a_person_before_they_agreed(
    client: FlaskClient, town: Town, kind: str
) -> None:
    sign_in(client, town, "com1")
    answer = client.post("/partners/new", data=typed(town, kind=kind, consent_on=""))
    assert answer.status_code == 400
    assert "Una persona figura en esta lista solo desde el día en que aceptó." in says(answer)
    assert town.session.scalars(select(Partner)).all() == []
    assert client.post("/partners/new", data=typed(town, consent_on="")).status_code == 303


def test_a_partner_is_brought_up_to_date_with_what_stood_before(
    client: FlaskClient, town: Town
) -> None:
    row = a_partner(town, sector=a_sector(town))
    sign_in(client, town, "jef1")
    path = f"/partners/{row.id}/change-partner"
    page = says(client.get(path))
    assert 'value="Junta de vecinos 12"' in page
    assert 'value="+56 9 1234 5678"' in page
    answer = client.post(path, data=typed(town, contact="Oficina, lunes", row_version="1"))
    assert answer.status_code == 303
    town.session.expire_all()
    assert (row.name, row.contact, row.sector_id) == (
        "Capilla Santa Prueba",
        "Oficina, lunes",
        None,
    )
    assert row.is_speaker is False


def test_the_second_of_two_who_change_a_partner_is_told_and_loses_nothing(
    client: FlaskClient, town: Town
) -> None:
    row = a_partner(town)
    sign_in(client, town, "jef1")
    path = f"/partners/{row.id}/change-partner"
    stale = str(row.row_version)
    first = typed(town, name="La junta", row_version=stale)
    assert client.post(path, data=first).status_code == 303
    answer = client.post(path, data=typed(town, name="El club", row_version=stale))
    assert answer.status_code == 409
    page = says(answer)
    assert "junta" in page
    assert "club" in page
    town.session.expire_all()
    assert row.name == "La junta"


def test_a_withdrawn_partner_leaves_every_list_and_nobody_can_reach_them(
    client: FlaskClient, town: Town
) -> None:
    sector = a_sector(town)
    row = a_partner(town, sector=sector)
    sign_in(client, town, "ter1")
    path = f"/partners/{row.id}/withdraw-partner"
    assert client.post(path, data={"reason": "corto"}).status_code == 400
    assert client.post(path, data={"reason": REASON}).status_code == 303
    kept = town.session.execute(
        text("SELECT contact_name_sealed, contact_sealed FROM partners")
    ).one()
    assert kept == (None, None)
    for address in ("/partners", f"/sectors/{sector.id}/community"):
        assert "Junta de vecinos 12" not in says(client.get(address))
    page = says(client.get(f"/partners/{row.id}"))
    assert REASON in page
    assert "change-partner" not in page
    assert client.post(path, data={"reason": REASON}).status_code == 400
    with pytest.raises(Faults, match="name"):
        acts.change_partner(town.acting("ter1"), row, name="Otra", kind=PartnerKind.CLUB)


@pytest.mark.parametrize("kind", [PartnerKind.RESIDENT, PartnerKind.FORMER_SELLER])
def test_a_person_among_the_partners_is_sealed_and_leaves_without_a_name(
    client: FlaskClient, town: Town, kind: PartnerKind
) -> None:
    given = {"name": "Rosa Prueba", "kind": kind, "consent_on": town.clock().date()}
    row = acts.record_partner(town.acting("ter1"), None, **given)
    council = acts.record_partner(
        town.acting("ter1"), None, name="Junta 12", kind=PartnerKind.NEIGHBOURS_COUNCIL
    )
    town.session.commit()
    columns = text("SELECT plain_name, person_name_sealed FROM partners WHERE id = :id")
    kept = town.session.execute(columns.bindparams(bindparam("id", row.id, Uuid()))).one()
    assert kept.plain_name == ""
    assert b"Rosa" not in bytes(kept.person_name_sealed)
    sign_in(client, town, "ter1")
    listed = says(client.get("/partners"))
    assert "Rosa Prueba" in listed
    assert "Junta 12" in listed
    assert 'value="Rosa Prueba"' in says(client.get(f"/partners/{row.id}/change-partner"))
    for one in (row, council):
        path = f"/partners/{one.id}/withdraw-partner"
        assert client.post(path, data={"reason": REASON}).status_code == 303
    kept = town.session.execute(columns.bindparams(bindparam("id", row.id, Uuid()))).one()
    assert tuple(kept) == ("", None)
    page = says(client.get(f"/partners/{row.id}"))
    assert "Rosa" not in page
    assert REASON in page
    assert "Junta 12" in says(client.get(f"/partners/{council.id}"))


def test_a_partner_who_becomes_a_person_is_sealed_from_then_on(town: Town) -> None:
    row = a_partner(town)
    acts.change_partner(
        town.acting("ter1"),
        row,
        name="Rosa Prueba",
        kind=PartnerKind.RESIDENT,
        consent_on=town.clock().date(),
    )
    town.session.flush()
    assert (row.plain_name, row.name) == ("", "Rosa Prueba")
    assert row.person_name_sealed


def test_every_write_and_every_look_is_in_the_log(client: FlaskClient, town: Town) -> None:
    sign_in(client, town, "ter1")
    client.post("/partners/new", data=typed(town))
    row = town.session.scalars(select(Partner)).one()
    client.post(f"/partners/{row.id}/withdraw-partner", data={"reason": REASON})
    client.get(f"/partners/{row.id}")
    lines = town.session.scalars(select(AuditEntry).where(AuditEntry.object_ref == row.id)).all()
    assert {one.event for one in lines if not one.is_read} == {
        "community.partner.recorded",
        "community.partner.withdrawn",
    }
    assert {one.object_class for one in lines} == {"community"}
    moves = town.session.scalars(select(Move.verb).where(Move.object_ref == row.id)).all()
    assert set(moves) == {"community.partner.recorded", "community.partner.withdrawn"}


def test_a_list_is_narrowed_to_kind_sector_and_speakers(client: FlaskClient, town: Town) -> None:
    sector = a_sector(town)
    a_partner(town, "La escuela", sector, kind=PartnerKind.SCHOOL, speaks=False)
    a_partner(town, "El club", kind=PartnerKind.CLUB)
    sign_in(client, town, "fis1")
    for asked, shown, hidden in (
        ("kind=SCHOOL", "La escuela", "El club"),
        ("speakers=1", "El club", "La escuela"),
        (f"sector={sector.id}", "La escuela", "El club"),
    ):
        page = says(client.get(f"/partners?{asked}"))
        assert shown in page
        assert hidden not in page
    assert "Ningún colaborador calza." in says(client.get("/partners?kind=FAITH"))
