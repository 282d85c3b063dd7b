"""Drafts: kept for one user, one form and one row, sealed, and gone once they are sent."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.access.words import AssignmentGround
from dmi.people.models.pathway import Pathway
from dmi.policy.matrix import Condition
from dmi.policy.states import Stage
from dmi.store.keys import vault
from dmi.support.models.session import SessionFact
from dmi.web.models import Draft, Idempotency
from tests.builders import a_pathway, assign, open_to
from tests.conftest import Clock
from tests.desk.signing import enter
from tests.pages import says
from tests.people import Town
from tests.support.stories import A_SESSION_AS_TYPED, came, enrolled

MARKER = "Quetzalcoatlus"
TYPED = A_SESSION_AS_TYPED | {
    "team_summary": "Viene con su hermana.",
    "note": f"Habla de {MARKER} por primera vez.",
}
SAVE = {"draft": "save"}


@pytest.fixture
def pathway(town: Town, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Pathway:
    """Write somebody in support whom two social workers know."""
    made = came(town, monkeypatch)
    enrolled(town, clock, made)
    open_to(town, "ts2", made, Condition.FROM_ATTENDANCE)
    open_to(town, "ts2", made, Condition.FROM_ENROLMENT)
    assign(town, "psi1", made)
    open_to(town, "psi1", made, Condition.FROM_ENROLMENT)
    town.session.commit()
    return made


def of(pathway: Pathway) -> str:
    """Return the address of the form for a session."""
    return f"/pathways/{pathway.id}/sessions/new"


@pytest.mark.rule("F165")
def test_a_draft_comes_back_to_its_writer_alone_even_after_signing_out(
    client: FlaskClient, town: Town, pathway: Pathway
) -> None:
    enter(client, town, "ts1")
    quietly = client.post(of(pathway), data=TYPED | SAVE, headers={"X-Draft": "quietly"})
    assert (quietly.status_code, quietly.text) == (200, "12:00")
    assert town.session.scalars(select(SessionFact)).all() == []
    page = says(client.get(of(pathway)))
    assert MARKER in page
    assert "Viene con su hermana." in page
    assert "Este es su borrador" in page
    assert 'value="24-11-2026 09:00"' in page

    client.post("/sign-out")
    enter(client, town, "ts1")
    assert MARKER in says(client.get(of(pathway)))
    for other in ("ts2", "psi1"):
        enter(client, town, other)
        answer = client.get(of(pathway))
        assert answer.status_code == 200, other
        assert MARKER not in answer.text
        assert "Viene con su hermana." not in answer.text
        assert "Viene" not in says(client.get("/my-drafts"))


@pytest.mark.rule("F165")
def test_the_last_persons_draft_never_stands_in_the_next_persons_form(
    client: FlaskClient, town: Town, clock: Clock, pathway: Pathway
) -> None:
    other = a_pathway(town, pathway.cohort, Stage.ATTENDED, "Otra")
    assign(town, "ts1", other)
    assign(town, "ts2", other, AssignmentGround.DEPUTY)
    open_to(town, "ts1", other, Condition.FROM_ATTENDANCE)
    enrolled(town, clock, other)
    enter(client, town, "ts1")
    client.post(of(pathway), data=TYPED | SAVE)
    assert MARKER not in client.get(of(other)).text
    assert "Este es su borrador" not in client.get(of(other)).text
    client.post(of(other), data=TYPED | SAVE | {"note": "Otra cosa."})
    assert MARKER in client.get(of(pathway)).text
    assert "Otra cosa." in client.get(of(other)).text


def test_a_draft_goes_when_it_is_sent_and_stays_when_that_is_refused(
    client: FlaskClient, town: Town, pathway: Pathway
) -> None:
    enter(client, town, "ts1")
    client.post(of(pathway), data=TYPED | SAVE)
    refused = client.post(of(pathway), data=TYPED | {"held_at": "31-02-2026 09:00"})
    assert refused.status_code == 400
    assert MARKER in refused.text
    assert MARKER in client.get(of(pathway)).text
    assert client.post(of(pathway), data=TYPED).status_code == 303
    assert MARKER not in client.get(of(pathway)).text
    assert town.session.scalars(select(Draft)).all() == []


def test_a_draft_is_listed_for_its_writer_and_can_be_discarded(
    client: FlaskClient, town: Town, pathway: Pathway
) -> None:
    enter(client, town, "ts1")
    client.post(of(pathway), data=TYPED | SAVE)
    kept = town.session.scalars(select(Draft)).one()
    page = says(client.get("/my-drafts"))
    assert of(pathway) in page
    assert MARKER not in page
    enter(client, town, "ts2")
    assert of(pathway) not in says(client.get("/my-drafts"))
    client.post("/my-drafts/discard", data={"which": str(kept.id)})
    town.session.expire_all()
    assert town.session.scalars(select(Draft)).all() == [kept]
    enter(client, town, "ts1")
    assert client.post("/my-drafts/discard", data={"which": str(kept.id)}).status_code == 303
    assert "No tiene borradores" in says(client.get("/my-drafts"))


def test_what_is_too_long_to_be_kept_is_not_said_to_be_kept(
    client: FlaskClient, town: Town, pathway: Pathway
) -> None:
    enter(client, town, "ts1")
    long = TYPED | SAVE | {"note": "palabra " * 10_000}
    answer = client.post(of(pathway), data=long, headers={"X-Draft": "quietly"})
    assert answer.status_code == 413
    assert town.session.scalars(select(Draft)).all() == []


def test_nobody_keeps_a_draft_about_somebody_they_may_not_know(
    client: FlaskClient, town: Town, pathway: Pathway
) -> None:
    enter(client, town, "fis1")
    assert client.post(of(pathway), data=TYPED | SAVE).status_code == 404
    assert town.session.scalars(select(Draft)).all() == []


@pytest.mark.rule("S26")
def test_the_marker_stands_in_no_file_as_draft_as_conflict_or_as_fault(
    app: Flask, client: FlaskClient, town: Town, pathway: Pathway
) -> None:
    enter(client, town, "ts1")
    sent = TYPED | {"once": "una-sola-vez"}
    client.post(of(pathway), data=TYPED | SAVE)
    client.post(of(pathway), data=TYPED | {"next_on": "ayer"})
    assert client.post(of(pathway), data=sent).status_code == 303
    assert client.post(of(pathway), data=sent | {"note": "Otra cosa."}).status_code == 422
    client.post(of(pathway), data=TYPED | SAVE)
    folder: Path = app.extensions["dmi_settings"].instance
    found = [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and MARKER.encode() in path.read_bytes()
    ]
    assert found == []
    rows = [
        str(value)
        for table in (Draft.__table__, Idempotency.__table__)
        for row in town.session.execute(table.select())
        for value in row
    ]
    assert len(rows) > 10
    assert not [value for value in rows if MARKER in value]


def test_a_destroyed_key_takes_the_draft_along(
    client: FlaskClient, town: Town, pathway: Pathway
) -> None:
    enter(client, town, "ts1")
    client.post(of(pathway), data=TYPED | SAVE)
    kept = town.session.scalars(select(Draft)).one()
    assert (kept.key_class, kept.key_ref) == ("confidential", pathway.person_id)
    assert kept.key_ref is not None
    vault().destroy("confidential", kept.key_ref, "2026-11-23")
    client.application.extensions["dmi_vault"].destroy("confidential", kept.key_ref, "2026-11-23")
    answer = client.get(of(pathway))
    assert answer.status_code == 200
    assert "Este es su borrador" not in answer.text
    assert "No tiene borradores" in says(client.get("/my-drafts"))
