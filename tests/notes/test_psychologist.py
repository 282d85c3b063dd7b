"""A psychologist's note: its own table, key and pages, and nobody's but its author's."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.notes.models import ConfidentialNote
from dmi.notes.views.pages import bp
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.store.base import Record
from dmi.web.guard import OPEN_ENDPOINTS, Declared
from tests.desk.signing import enter
from tests.pages import says
from tests.people import Town
from tests.store.schema import records
from tests.support.stories import A_SESSION_AS_TYPED

MARKER = "Archaeopteryx"
TYPED = A_SESSION_AS_TYPED | {"kind": "PSYCHOLOGY", "note": f"Habla de {MARKER}."}


@pytest.mark.rule("S6", "X3")
def test_notes_have_a_table_a_key_and_pages_of_their_own(app: Flask) -> None:
    assert ConfidentialNote.__key_class__ == "confidential"
    others = [model for model in records() if model is not ConfidentialNote]
    assert len(others) > 60
    assert not [one for one in others if _key_class(one) == "confidential"]
    reached = 0
    for rule in app.url_map.iter_rules():
        if rule.endpoint in OPEN_ENDPOINTS:
            continue
        says_it: Declared = getattr(app.view_functions[rule.endpoint], "declared")  # noqa: B009
        of_notes = rule.endpoint.startswith(f"{bp.name}.")
        if says_it.data_class is DataClass.CONFIDENTIAL_NOTES:
            reached += 1
            assert of_notes, rule.endpoint
        if of_notes:
            admitted = {str(role) for role in Role if says_it.admits(role)}
            assert admitted == {"TS", "PSI", "LAB"}, rule.endpoint
    assert reached >= 4


def _key_class(model: type[Record]) -> str:
    return str(getattr(model, "__key_class__", "identity"))


@pytest.mark.rule("U22", "S6")
def test_nobody_reads_or_finds_what_a_psychologist_heard(
    client: FlaskClient, town: Town, pathway: Pathway
) -> None:
    enter(client, town, "psi1")
    assert client.post(f"/pathways/{pathway.id}/sessions/new", data=TYPED).status_code == 303
    note = town.session.scalars(select(ConfidentialNote)).one()
    assert MARKER.encode() not in bytes(note.body_sealed or b"")
    assert MARKER in client.get(f"/notes/{note.id}").text
    for name in ("ts1", "lab1", "jef1", "fis1", "pol1", "aud1", "adm1"):
        enter(client, town, name)
        assert client.get(f"/notes/{note.id}").status_code == 404, name
        assert client.get(f"/sessions/{note.session_id}/note").status_code == 404, name
        found = client.post("/search", data={"words": MARKER}, follow_redirects=True)
        assert str(note.id) not in found.text, name
        assert f"Habla de {MARKER}" not in found.text, name
    enter(client, town, "aud1")
    log = says(client.get("/log?event=notes."))
    assert "notes.note.written" in log
    assert MARKER not in log
