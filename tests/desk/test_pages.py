"""The desk shows each role its own truth, and nothing of what is withheld."""

from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.access.models.records import AuditEntry, Move
from dmi.people.models.pathway import Pathway
from dmi.people.queries import run_index
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Condition
from dmi.policy.roles import Role
from dmi.policy.states import Stage
from tests.builders import a_pathway, assign, open_to, placed, somebody
from tests.conftest import Clock
from tests.desk.signing import enter, without_token
from tests.people import Town, found_town


def a_move(
    town: Town, pathway: Pathway, step: str, kind: DataClass, to: str, *, machine: str = "P"
) -> Move:
    """Write one step into somebody's history."""
    seq = town.session.query(Move).count() + 1
    move = Move(
        machine=machine,
        object_ref=pathway.id if machine == "P" else uuid4(),
        seq=seq,
        step=step,
        verb="x.y.z",
        data_class=kind,
        to_status=to,
        at=town.clock(),
        actor_id=town.users["fis1"].id,
        actor_role=Role.PROSECUTOR,
        guards=[],
    )
    return placed(town, move, pathway)


def test_home_of_every_role_opens_and_is_empty_at_first(
    app: Flask, town: Town, client: FlaskClient
) -> None:
    for name, role in town.roles.items():
        if role is Role.SCHEDULER:
            continue
        enter(client, town, name)
        answer = client.get("/")
        assert answer.status_code == 200, name
        assert "Nothing waits for you" in answer.text or "Nada espera" in answer.text


def test_the_list_holds_who_was_assigned_and_nobody_else(
    app: Flask, town: Town, client: FlaskClient
) -> None:
    pathway = somebody(town)
    a_pathway(town, pathway.cohort, Stage.ACTIVE, "Oculta")
    town.session.commit()
    enter(client, town, "fis1")
    page = client.get("/pathways").text
    assert "Sara Muestra" in page
    assert "Oculta" not in page
    enter(client, town, "aud1")
    page = client.get("/pathways").text
    assert "P-Muestra" in page
    assert "Sara" not in page
    for name in ("ana1", "com1", "adm1", "ter1"):
        enter(client, town, name)
        assert client.get("/pathways").status_code == 404
        assert client.get(f"/pathways/{pathway.id}").status_code == 404


def test_a_nominated_person_is_a_code(app: Flask, town: Town, client: FlaskClient) -> None:
    somebody(town, Stage.NOMINATED)
    enter(client, town, "pol1")
    page = client.get("/pathways").text
    assert "P-Muestra" in page
    assert "Sara" not in page


def test_the_same_address_tells_three_truths(app: Flask, town: Town, client: FlaskClient) -> None:
    pathway = somebody(town)
    pathway.person.run = "12345678-5"
    open_to(town, "psi1", pathway, Condition.FROM_ENROLMENT)
    assign(town, "psi1", pathway)
    town.session.commit()
    enter(client, town, "fis1")
    prosecutor = client.get(f"/pathways/{pathway.id}").text
    enter(client, town, "pol1")
    police = client.get(f"/pathways/{pathway.id}").text
    enter(client, town, "psi1")
    psychologist = client.get(f"/pathways/{pathway.id}").text
    assert "RUN 12.345.678-5" in prosecutor
    assert "RUN" not in psychologist
    assert "Después" in police or "Later" in police
    assert "Acompañamiento" not in police
    for page in (prosecutor, police, psychologist):
        assert "Sara Muestra" in page


def test_police_see_the_same_of_everybody_after_the_meeting(
    app: Flask, town: Town, client: FlaskClient
) -> None:
    pathway = somebody(town, Stage.ACTIVE)
    enter(client, town, "pol1")
    seen = set()
    for stage in (Stage.ACTIVE, Stage.DECLINED, Stage.GRADUATED, Stage.WITHDRAWN):
        pathway.stand(stage.value)
        town.session.commit()
        page = client.get(f"/pathways/{pathway.id}").text
        seen.add(page.split("</h1>")[1].split("</ol>")[0])
    assert len(seen) == 1


@pytest.mark.rule("F45")
def test_the_history_is_a_timeline_of_what_the_role_may_know(
    app: Flask, town: Town, client: FlaskClient, clock: Clock
) -> None:
    pathway = somebody(town)
    a_move(town, pathway, "open_review", DataClass.OPINIONS, "IN_REVIEW")
    clock.move(days=1)
    a_move(town, pathway, "begin_support", DataClass.AGREEMENT, "ACTIVE")
    a_move(town, pathway, "keep_checkin", DataClass.CHECK_INS, "KEPT", machine="C")
    town.session.commit()
    enter(client, town, "fis1")
    page = client.get(f"/pathways/{pathway.id}").text
    told = page.split('class="timeline"')[1]
    assert told.index("24-11-2026") < told.index("23-11-2026")
    assert page.count('class="timeline-entry') == 2
    enter(client, town, "ts1")
    assert client.get(f"/pathways/{pathway.id}").text.count('class="timeline-entry') == 2
    enter(client, town, "pol1")
    assert client.get(f"/pathways/{pathway.id}").text.count('class="timeline-entry') == 1


def test_a_sealed_opinion_leaves_no_trace_for_others(
    app: Flask, town: Town, client: FlaskClient
) -> None:
    pathway = somebody(town, Stage.IN_REVIEW)
    a_move(town, pathway, "give_opinion", DataClass.OPINIONS, "GIVEN", machine="OP")
    assign(town, "fis2", pathway)
    town.session.commit()
    enter(client, town, "fis1")
    assert 'class="timeline-entry' in client.get(f"/pathways/{pathway.id}").text
    enter(client, town, "fis2")
    assert 'class="timeline-entry' not in client.get(f"/pathways/{pathway.id}").text


def test_a_foreign_or_unassigned_person_is_unknown(
    app: Flask, town: Town, client: FlaskClient, clock: Clock
) -> None:
    pathway = somebody(town)
    other = found_town(town.session, clock, "13101")
    stranger = somebody(other, surname="Ajena")
    town.session.commit()
    enter(client, town, "fis2")
    unassigned = client.get(f"/pathways/{pathway.id}")
    unknown = client.get(f"/pathways/{uuid4()}")
    enter(client, town, "jef1")
    foreign = client.get(f"/pathways/{stranger.id}")
    assert {one.status_code for one in (unassigned, unknown, foreign)} == {404}
    assert without_token(unassigned) == without_token(unknown)


@pytest.mark.rule("S3", "S23")
def test_who_looked_and_who_was_refused_is_written_down(
    app: Flask, town: Town, client: FlaskClient
) -> None:
    pathway = somebody(town)
    for name, status in (("fis1", 200), ("fis2", 404)):
        enter(client, town, name)
        assert client.get(f"/pathways/{pathway.id}").status_code == status
    town.session.info["acting"] = None
    read = town.session.scalars(
        select(AuditEntry).where(AuditEntry.is_read, AuditEntry.subject_ref == pathway.id)
    ).all()
    assert [one.actor_id for one in read] == [town.users["fis1"].id]
    assert str(pathway.id) in read[0].details["rows"][DataClass.PATHWAY_STAGE.value]
    denied = select(AuditEntry.actor_id).where(AuditEntry.event == "web.page.denied")
    assert town.session.scalars(denied).all() == [town.users["fis2"].id]


def test_the_layer_bar_depends_on_the_role_alone(
    app: Flask, town: Town, client: FlaskClient
) -> None:
    first = somebody(town)
    second = a_pathway(town, first.cohort, Stage.NOMINATED, "Otra")
    assign(town, "fis1", second)
    a_move(town, first, "open_review", DataClass.OPINIONS, "IN_REVIEW")
    town.session.commit()
    enter(client, town, "fis1")
    bars = {
        client.get(f"/pathways/{row.id}").text.split('class="layer-bar"')[1].split("</p>")[0]
        for row in (first, second)
    }
    assert len(bars) == 1


def test_the_board_counts_everybody_and_names_those_the_role_may_know(
    app: Flask, town: Town, client: FlaskClient
) -> None:
    pathway = somebody(town)
    for stage in (Stage.REMOVED, Stage.IN_REVIEW, Stage.PROSECUTION):
        a_pathway(town, pathway.cohort, stage, f"Uno{stage.value.title()}")
    town.session.commit()
    address = f"/cohorts/{pathway.cohort_id}/board"
    enter(client, town, "jef1")
    page = client.get(address).text
    assert "4 " in page.split("</h1>")[1]
    assert "Sara Muestra" in page
    enter(client, town, "ana1")
    counted = client.get(address).text
    assert "Sara" not in counted
    assert "P-Muestra" not in counted
    assert "4 " in counted.split("</h1>")[1]
    assert client.get("/cohorts").status_code == 200
    enter(client, town, "com1")
    assert client.get(address).status_code == 404


def test_a_search_says_nothing_in_its_address(app: Flask, town: Town, client: FlaskClient) -> None:
    pathway = somebody(town)
    enter(client, town, "fis1")
    answer = client.post("/search", data={"words": "muest sara"})
    assert answer.status_code == 303
    assert "muest" not in answer.location
    assert "Sara Muestra" in client.get(answer.location).text
    enter(client, town, "fis2")
    assert client.get(answer.location).status_code == 404
    other = client.post("/search", data={"words": "muest sara"})
    assert str(pathway.id) not in client.get(other.location).text


def test_a_run_is_found(app: Flask, town: Town, client: FlaskClient) -> None:
    pathway = somebody(town)
    pathway.person.run = "12345678-5"
    pathway.person.run_index = run_index("12345678-5")
    town.session.commit()
    enter(client, town, "fis1")
    for words, fits in (("12.345.678-5", True), ("12345678-5", True), ("11111111-1", False)):
        answer = client.post("/search", data={"words": words})
        assert ("Sara Muestra" in client.get(answer.location).text) is fits


@pytest.mark.parametrize("words", ["", "a" * 500, "a\u202eb", "\x00", "😀"])
def test_bad_words_are_refused_at_the_field(
    app: Flask, town: Town, client: FlaskClient, words: str
) -> None:
    enter(client, town, "fis1")
    assert client.post("/search", data={"words": words}).status_code == 400
