"""Meetings with residents and works in a sector, shown together and followed to their end."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.community.models import CommunityContact, Work
from dmi.community.words import CommunityKind, WorkKind
from dmi.territory.models.place import Sector
from tests.builders import a_cohort
from tests.community.neighbourhoods import a_contact, a_partner, a_work
from tests.pages import says, sign_in
from tests.people import Town
from tests.territory.registers import a_sector

REASON = "Se anotó en el sector equivocado."


def day(town: Town, ago: int = 0) -> str:
    return f"{town.clock() - timedelta(days=ago):%d-%m-%Y}"


def a_meeting(town: Town, sector: Sector, /, **changed: str) -> dict[str, str]:
    return {
        "kind": "WALK",
        "sector": str(sector.id),
        "on": day(town, 2),
        "attendees": "34",
        "issues": "Poca luz en el pasaje.",
        "outcome": "",
        **changed,
    }


def a_job(town: Town, sector: Sector, /, **changed: str) -> dict[str, str]:
    return {
        "kind": "LIGHTING",
        "sector": str(sector.id),
        "started_on": day(town, 20),
        "finished_on": day(town, 1),
        "technology": "ALARM",
        "cost_clp": "6400000",
        "budget_line": "Luminarias 2026",
        "note": "Ocho focos en la esquina.",
        **changed,
    }


@pytest.mark.rule("F8")
def test_meetings_and_works_of_an_area_stand_together(client: FlaskClient, town: Town) -> None:
    here, there = a_sector(town, "Pasaje norte"), a_sector(town, "Feria sur")
    a_partner(town, sector=here)
    cohort = a_cohort(town)
    sign_in(client, town, "ter1")
    meeting = a_meeting(town, here, cohort=str(cohort.id))
    assert client.post("/community-contacts/new", data=meeting).status_code == 303
    assert client.post("/works/new", data=a_job(town, here)).status_code == 303
    for kind in ("CAMERA", "PATROL"):
        client.post("/works/new", data=a_job(town, there, kind=kind))
    held = town.session.scalars(select(CommunityContact)).one()
    assert (held.cohort_id, held.attendees, held.outcome) == (cohort.id, 34, None)
    page = says(client.get(f"/sectors/{here.id}/community"))
    for told in ("Junta de vecinos 12", "Caminata segura", "Iluminación", "Terminada", "Alarma"):
        assert told in page
    assert ">Ronda<" not in page
    assert ">Cámara<" not in page
    other = says(client.get(f"/sectors/{there.id}/community"))
    assert ">Ronda<" in other
    assert ">Cámara<" in other
    assert "Caminata segura" not in other


def test_a_work_tells_its_technology_its_cost_and_its_budget(
    client: FlaskClient, town: Town
) -> None:
    sector = a_sector(town)
    sign_in(client, town, "com1")
    client.post("/works/new", data=a_job(town, sector, started_on="", finished_on=""))
    row = town.session.scalars(select(Work)).one()
    page = says(client.get(f"/works/{row.id}"))
    for told in ("Solo planificada", "$ 6.400.000", "Luminarias 2026", "Alarma", "Ocho focos"):
        assert told in page
    done = a_job(town, sector, started_on=day(town, 9), row_version=str(row.row_version))
    assert client.post(f"/works/{row.id}/change-work", data=done).status_code == 303
    assert "Terminada" in says(client.get(f"/works/{row.id}"))


def test_what_came_of_a_meeting_is_completed_later(client: FlaskClient, town: Town) -> None:
    sector = a_sector(town)
    row = a_contact(town, sector)
    row.outcome = None
    sign_in(client, town, "ter1")
    assert "Aún no hay nada anotado." in says(client.get(f"/community-contacts/{row.id}"))
    path = f"/community-contacts/{row.id}/change-contact"
    assert "Poca luz en el pasaje de atras." in says(client.get(path))
    sent = a_meeting(town, sector, outcome="Vuelven en un mes.", row_version=str(row.row_version))
    assert client.post(path, data=sent).status_code == 303
    page = says(client.get(f"/community-contacts/{row.id}"))
    assert "Vuelven en un mes." in page
    assert "Caminata segura" in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", ""),
        ("sector", ""),
        ("sector", "00000000-0000-0000-0000-000000000001"),
        ("on", "01-01-2090"),
        ("attendees", "-3"),
        ("attendees", "1,5"),
        ("issues", "Lo dijo 12.345.678-5"),
        ("outcome", "Le toca a 12.345.678-5"),
        ("cohort", "00000000-0000-0000-0000-000000000001"),
    ],
)
def test_what_is_wrong_with_a_meeting_is_said_at_its_field(
    client: FlaskClient, town: Town, field: str, value: str
) -> None:
    sector = a_sector(town)
    sign_in(client, town, "ter1")
    answer = client.post("/community-contacts/new", data=a_meeting(town, sector, **{field: value}))
    assert answer.status_code == 400
    assert f"{field}-error" in says(answer)
    assert town.session.scalars(select(CommunityContact)).all() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "PRISON"),
        ("sector", ""),
        ("finished_on", "01-01-2090"),
        ("finished_on", "01-01-2020"),
        ("cost_clp", "3000000000"),
        ("cost_clp", "10,5"),
        ("technology", "GPS_ON_PEOPLE"),
        ("note", "Frente a la casa de 12.345.678-5"),
        ("budget_line", "x" * 121),
    ],
)
def test_what_is_wrong_with_a_work_is_said_at_its_field(
    client: FlaskClient, town: Town, field: str, value: str
) -> None:
    sector = a_sector(town)
    sign_in(client, town, "ter1")
    answer = client.post("/works/new", data=a_job(town, sector, **{field: value}))
    assert answer.status_code == 400
    assert f"{field}-error" in says(answer)
    assert town.session.scalars(select(Work)).all() == []


@pytest.mark.parametrize("noun", ["community-contacts", "works"])
def test_what_was_withdrawn_leaves_the_lists_and_says_why(
    client: FlaskClient, town: Town, noun: str
) -> None:
    sector = a_sector(town)
    works = noun == "works"
    row = a_work(town, sector) if works else a_contact(town, sector)
    sign_in(client, town, "ter1")
    path = f"/{noun}/{row.id}/withdraw-{'work' if works else 'contact'}"
    assert str(row.id) in says(client.get(f"/{noun}"))
    assert client.post(path, data={"reason": REASON}).status_code == 303
    assert str(row.id) not in says(client.get(f"/{noun}"))
    assert str(row.id) not in says(client.get(f"/sectors/{sector.id}/community"))
    assert REASON in says(client.get(f"/{noun}/{row.id}"))
    sent = a_job(town, sector) if works else a_meeting(town, sector)
    change = path.replace("withdraw", "change")
    assert client.post(change, data=sent).status_code == 400
    assert client.post(path, data={"reason": REASON}).status_code == 400


def test_a_stale_change_of_a_work_is_a_conflict(client: FlaskClient, town: Town) -> None:
    sector = a_sector(town)
    row = a_work(town, sector)
    sign_in(client, town, "ter1")
    sent = a_job(town, sector, row_version=str(row.row_version))
    path = f"/works/{row.id}/change-work"
    assert client.post(path, data=sent).status_code == 303
    assert client.post(path, data={**sent, "note": "Otra cosa"}).status_code == 409


def test_lists_are_narrowed_by_kind_and_sector(client: FlaskClient, town: Town) -> None:
    here, there = a_sector(town, "Norte"), a_sector(town, "Sur")
    walk, camera = a_contact(town, here), a_work(town, there)
    walk.kind, camera.kind = CommunityKind.WALK, WorkKind.CAMERA
    a_contact(town, there)
    a_work(town, here)
    sign_in(client, town, "aud1")
    for asked, row in (
        ("/community-contacts?kind=WALK", walk),
        (f"/community-contacts?sector={here.id}", walk),
        ("/works?kind=CAMERA", camera),
        (f"/works?sector={there.id}", camera),
    ):
        page = says(client.get(asked))
        slug = asked.split("?", maxsplit=1)[0]
        assert page.count(f'<td class="main"><a href="{slug}/') == 1
        assert f'href="{slug}/{row.id}"' in page
    assert "Nada" not in says(client.get("/works?kind=nonsense"))
