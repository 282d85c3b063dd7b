"""PostgreSQL itself shows notes to nobody but a support worker's request, whatever a page asks."""

from typing import Any

import pytest
from flask import Blueprint, Flask
from flask.testing import FlaskClient
from sqlalchemy import exists, func, insert, select
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from dmi.notes.models import ConfidentialNote
from dmi.people.models.pathway import Pathway
from dmi.store.database import db
from dmi.web.guard import Declared, page
from dmi.web.models import Draft
from tests.desk.signing import enter
from tests.people import Town
from tests.support.stories import A_SESSION_AS_TYPED

pytestmark = pytest.mark.postgresql
MARKER = "Archaeopteryx"
TYPED = A_SESSION_AS_TYPED | {"note": f"Habla de {MARKER}."}
SUPPORT = {"ts1": "SOCIAL", "psi1": "PSYCHOLOGY", "lab1": "JOB"}
OTHERS = ("pol1", "hnd1", "fis1", "jef1", "adm1", "aud1", "def1", "com1", "sec1", "ter1", "ana1")
ASKING = Blueprint("asking", __name__)
WAYS: dict[str, Any] = {
    "reads": select(ConfidentialNote.body_sealed),
    "counts": select(func.count()).select_from(ConfidentialNote),
    "guesses": select(exists().where(ConfidentialNote.discipline == "SOCIAL")),
    "changes": ConfidentialNote.__table__.update().values(successor_id=None),
    "removes": ConfidentialNote.__table__.delete(),
    "forges": insert(ConfidentialNote.__table__).from_select(["id"], select(Draft.id)),
}


def asked(session: Session, way: str) -> str:
    """Ask past every sight; return what PostgreSQL says."""
    session.info["acting"] = None
    try:
        session.execute(WAYS[way])
    except ProgrammingError as refused:
        session.rollback()
        return str(refused.orig)
    return "answered"


@page(ASKING, "/asking/<way>", declared=Declared(None), methods=("GET", "POST"))
def ask(way: str) -> str:
    """Be a page with a fault: it asks for notes of anybody."""
    return asked(db.session(), way)


@page(ASKING, "/asking/drafts", declared=Declared(None))
def ask_for_drafts() -> str:
    """Be a page with a fault: it counts everybody's drafts."""
    return str(db.session().scalar(select(func.count()).select_from(Draft)))


@page(ASKING, "/asking/who", declared=Declared(None), methods=("GET", "POST"))
def ask_who() -> str:
    """Tell in which role and on which connection the request runs."""
    query = select(func.current_user(), func.pg_backend_pid())
    return "{} {}".format(*db.session().execute(query).one())


@page(ASKING, "/asking/unsigned", declared=Declared(None, signed_in=False))
def ask_unsigned() -> str:
    """Be a page of the gate with a fault."""
    return asked(db.session(), "reads")


@pytest.fixture
def visitor(app: Flask, client: FlaskClient, town: Town, pathway: Pathway) -> FlaskClient:
    """Give a browser to an application with those faults, after a note was written in it."""
    app.register_blueprint(ASKING)
    enter(client, town, "ts1")
    assert client.post(f"/pathways/{pathway.id}/sessions/new", data=TYPED).status_code == 303
    return client


@pytest.mark.rule("X3", "S6")
def test_the_database_refuses_notes_to_everybody_else(visitor: FlaskClient, town: Town) -> None:
    for name in OTHERS:
        enter(visitor, town, name)
        for way in WAYS:
            for told in (visitor.get(f"/asking/{way}").text, visitor.post(f"/asking/{way}").text):
                assert told == "permission denied for table confidential_notes", (name, way)


@pytest.mark.rule("X3")
def test_the_database_refuses_notes_to_who_is_not_signed_in(visitor: FlaskClient) -> None:
    visitor.post("/sign-out")
    assert "permission denied" in visitor.get("/asking/unsigned").text


@pytest.mark.rule("X3")
def test_a_support_worker_writes_and_reads_and_removes_nothing(
    visitor: FlaskClient, town: Town
) -> None:
    note = town.session.scalars(select(ConfidentialNote)).one()
    assert MARKER in visitor.get(f"/notes/{note.id}").text
    for name in SUPPORT:
        enter(visitor, town, name)
        for way in ("reads", "counts", "guesses"):
            assert visitor.get(f"/asking/{way}").text == "answered", (name, way)
        assert "permission denied" in visitor.post("/asking/removes").text


@pytest.mark.rule("X3")
def test_a_note_that_is_being_typed_is_closed_alike(
    visitor: FlaskClient, town: Town, pathway: Pathway
) -> None:
    visitor.post(f"/pathways/{pathway.id}/sessions/new", data=TYPED | {"draft": "save"})
    draft = town.session.scalars(select(Draft)).one()
    assert draft.key_class == "confidential"
    assert visitor.get("/asking/drafts").text == "1"
    assert MARKER in visitor.get(f"/pathways/{pathway.id}/sessions/new").text
    for name in OTHERS:
        enter(visitor, town, name)
        assert visitor.get("/asking/drafts").text == "0", name


@pytest.mark.rule("X3")
def test_the_role_ends_with_the_transaction(visitor: FlaskClient, town: Town) -> None:
    role, connection = visitor.post("/asking/who").text.split()  # commits, where a GET rolls back
    assert role.endswith("_support")
    assert f"{town.session.scalar(select(func.current_user()))}_support" == role
    town.session.commit()
    pooled = {}
    kept = [db.engine.connect() for _ in range(db.engine.pool.checkedin())]
    for one in kept:
        pid, current = one.execute(
            select(func.pg_backend_pid(), func.current_user() == func.session_user())
        ).one()
        pooled[str(pid)] = current
        one.close()
    assert connection in pooled
    assert all(pooled.values())
    enter(visitor, town, "fis1")
    assert visitor.get("/asking/who").text.split()[0].endswith("_ordinary")
