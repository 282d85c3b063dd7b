"""Complaints of every source: never who told anonymously, and verified by somebody."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.access.models.records import AuditEntry
from dmi.kernel.local_time import instant_text
from dmi.kernel.refusals import Faults, NotKnown
from dmi.territory.acts import complaint as acts
from dmi.territory.models.complaint import Complaint, ComplaintCheck
from dmi.territory.words import CheckOutcome, ComplaintSource, IncidentKind
from tests.pages import says, sign_in
from tests.people import Town
from tests.territory.registers import a_complaint, a_point, a_sector

TOLD = "Venden en la esquina desde las nueve."


def typed(town: Town, **changed: str) -> dict[str, str]:
    return {
        "source": "RESIDENT",
        "received_at": instant_text(town.clock() - timedelta(hours=1), "America/Santiago"),
        "kind": "SALE",
        "text": TOLD,
        "is_anonymous": "y",
        **changed,
    }


@pytest.mark.rule("F5")
@pytest.mark.parametrize("source", list(ComplaintSource))
def test_a_complaint_of_every_source_is_recorded_and_listed(
    client: FlaskClient, town: Town, source: ComplaintSource
) -> None:
    sector, point = a_sector(town), a_point(town)
    sign_in(client, town, "pol1")
    given = typed(town, source=source.value, point="pb-0001", coordinates="-33.41, -70.57")
    answer = client.post("/complaints/new", data=given)
    assert answer.status_code == 303
    row = town.session.scalars(select(Complaint)).one()
    assert (row.source, row.point_id, row.sector_id) == (source, point.id, sector.id)
    assert row.text == TOLD
    assert f"/complaints/{row.id}" in says(client.get(f"/complaints?source={source.value}"))
    other = next(one for one in ComplaintSource if one is not source)
    assert f"/complaints/{row.id}" not in says(client.get(f"/complaints?source={other.value}"))


@pytest.mark.rule("F5")
def test_nobodys_contact_is_kept_with_an_anonymous_complaint(
    client: FlaskClient, town: Town
) -> None:
    sign_in(client, town, "ter1")
    given = typed(town, complainant_contact="Vecina del pasaje 4")
    answer = client.post("/complaints/new", data=given)
    assert answer.status_code == 400
    assert "complainant_contact-error" in says(answer)
    assert TOLD in says(answer)
    given.pop("is_anonymous")
    assert client.post("/complaints/new", data=given).status_code == 303
    row = town.session.scalars(select(Complaint)).one()
    assert row.complainant_contact == "Vecina del pasaje 4"
    assert row.complainant_contact_sealed is not None
    assert b"Vecina" not in row.complainant_contact_sealed


def test_a_line_that_promised_secrecy_keeps_it(town: Town) -> None:
    for source in (ComplaintSource.SAFE_LINE, ComplaintSource.SAFE_LINE_OLD):
        with pytest.raises(Faults, match="is_anonymous"):
            acts.receive_complaint(
                town.acting("ter1"),
                None,
                source=source,
                received_at=town.clock(),
                kind=IncidentKind.SALE,
                is_anonymous=False,
            )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", "Vive en la casa 3, es 12.345.678-5"),
        ("point", "PB-9999"),
        ("reference", "A-1"),
        ("received_at", "01-01-2090 10:00"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    client: FlaskClient, town: Town, field: str, value: str
) -> None:
    a_complaint(town, "A-1")
    sign_in(client, town, "pol1")
    given = typed(town, source="SAFE_LINE", **{field: value})
    answer = client.post("/complaints/new", data=given)
    assert answer.status_code == 400
    assert f"{field}-error" in says(answer)
    assert len(town.session.scalars(select(Complaint)).all()) == 1


def test_a_finding_is_a_line_with_its_reason_and_can_be_taken_back(
    client: FlaskClient, town: Town
) -> None:
    row = a_complaint(town)
    with pytest.raises(Faults, match="outcome"):
        acts.check_complaint(
            town.acting("ter1"), row, outcome=CheckOutcome.TAKEN_BACK, reason="Nada que retirar."
        )
    sign_in(client, town, "pol1")
    path = f"/complaints/{row.id}/check-complaint"
    found = {"outcome": "CONFIRMED", "reason": "Se recorrió el lugar dos tardes."}
    assert client.post(path, data=found).status_code == 303
    town.session.expire_all()
    assert row.verified_by_id == town.users["pol1"].id
    assert "Denuncia verificada" in says(client.get(f"/complaints/{row.id}"))
    back = {"outcome": "TAKEN_BACK", "reason": "Era la esquina de enfrente."}
    assert client.post(path, data=back).status_code == 303
    town.session.expire_all()
    assert (row.verified_at, row.verified_by_id) == (None, None)
    checks = town.session.scalars(select(ComplaintCheck).order_by(ComplaintCheck.seq)).all()
    assert [one.outcome for one in checks] == ["CONFIRMED", "TAKEN_BACK"]
    assert f"/complaints/{row.id}" in says(client.get("/complaints?unverified=1"))


def test_a_withdrawn_complaint_leaves_the_list_and_is_judged_no_more(
    client: FlaskClient, town: Town
) -> None:
    row = a_complaint(town)
    acts.withdraw_complaint(town.acting("ana1"), row, reason="Llegó dos veces.")
    with pytest.raises(Faults, match="reason"):
        acts.check_complaint(
            town.acting("ter1"), row, outcome=CheckOutcome.CONFIRMED, reason="Tarde ya."
        )
    sign_in(client, town, "jef1")
    assert f"/complaints/{row.id}" not in says(client.get("/complaints"))
    assert "Llegó dos veces." in says(client.get(f"/complaints/{row.id}"))


def test_a_neighbour_sees_their_own_complaint_and_how_it_stands_and_nothing_else(
    client: FlaskClient, town: Town
) -> None:
    other = a_complaint(town)
    sign_in(client, town, "com1")
    assert client.post("/complaints/new", data=typed(town)).status_code == 303
    own = town.session.scalars(select(Complaint).where(Complaint.id != other.id)).one()
    listed = says(client.get("/complaints"))
    assert f"/complaints/{own.id}" in listed
    assert f"/complaints/{other.id}" not in listed
    assert client.get(f"/complaints/{other.id}").status_code == 404
    acts.check_complaint(
        town.acting("ter1"), own, outcome=CheckOutcome.CONFIRMED, reason="Se vio desde la plaza."
    )
    town.session.commit()
    page = says(client.get(f"/complaints/{own.id}"))
    assert "Denuncia verificada" in page
    assert "Se vio desde la plaza." not in page
    with pytest.raises(NotKnown):
        acts.check_complaint(
            town.acting("com1"), own, outcome=CheckOutcome.CONFIRMED, reason="Yo la vi."
        )


@pytest.mark.parametrize("name", ["def1", "ts1", "psi1", "sec1", "adm1", "aud1"])
def test_who_works_with_the_people_reads_no_complaint(
    client: FlaskClient, town: Town, name: str
) -> None:
    row = a_complaint(town)
    sign_in(client, town, name)
    for path in ("/complaints", "/complaints/new", f"/complaints/{row.id}"):
        assert client.get(path).status_code == 404


def test_the_home_of_the_territory_says_what_waits(client: FlaskClient, town: Town) -> None:
    sign_in(client, town, "ter1")
    assert "Verificar la denuncia más antigua" not in says(client.get("/"))
    row = a_complaint(town)
    sign_in(client, town, "ter1")
    page = says(client.get("/"))
    assert page.count("Verificar la denuncia más antigua") == 1
    assert f"/complaints/{row.id}" in page
    acts.check_complaint(
        town.acting("ter1"), row, outcome=CheckOutcome.NOT_CONFIRMED, reason="Nada se vio ahí."
    )
    town.session.commit()
    assert "Verificar la denuncia más antigua" not in says(client.get("/"))


def test_reading_a_complaint_is_written_down(client: FlaskClient, town: Town) -> None:
    row = a_complaint(town)
    sign_in(client, town, "pol1")
    for path in (f"/complaints/{row.id}", "/complaints"):
        client.get(path)
    query = select(AuditEntry).where(AuditEntry.is_read, AuditEntry.object_class == "complaints")
    entries = town.session.scalars(query.order_by(AuditEntry.seq)).all()
    assert [one.event for one in entries] == [
        "territory.complaint.read",
        "territory.complaints.read",
    ]
    assert all(one.details["rows"]["complaints"] == [str(row.id)] for one in entries)
