"""The wall: what is written in a note reaches its author and one successor, and nobody else."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.access.audit import record_reads
from dmi.access.models.grants import Grant
from dmi.access.models.records import AuditEntry, Move
from dmi.checkins.models import CheckIn
from dmi.kernel.refusals import Faults, NotKnown
from dmi.notes import acts, queries
from dmi.notes.models import ConfidentialNote
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Condition
from dmi.policy.roles import Role
from dmi.policy.states import Stage
from dmi.store.base import Base
from dmi.store.keys import KeyLost, vault
from dmi.support.models.session import SessionFact
from tests.builders import open_to
from tests.people import Town
from tests.support.doors import signed_in
from tests.support.stories import A_SESSION_AS_TYPED, a_session

MARKER = "Quetzalcoatlus"
TYPED = A_SESSION_AS_TYPED | {"note": f"Speaks of {MARKER} for the first time."}


def the_note(town: Town) -> ConfidentialNote:
    town.session.expire_all()
    town.session.info["acting"] = None
    return town.session.scalars(select(ConfidentialNote)).one()


@pytest.mark.rule("F94")
@pytest.mark.rule("C45")
def test_a_marker_in_a_note_is_nowhere_else(
    town: Town, app: Flask, pathway: Pathway, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    browser = signed_in(client, town, "ts1")
    answer = browser.post(f"/pathways/{pathway.id}/sessions/new", TYPED)
    assert answer.status_code == 303
    assert MARKER not in answer.text + str(answer.headers)
    note = the_note(town)
    paths = _paths(app, pathway, note)
    assert MARKER in browser.get(f"/notes/{note.id}").text
    readers = {}
    for name in town.users:
        if town.roles[name] is Role.SCHEDULER:
            continue
        signed_in(client, town, name)
        readers[name] = [path for path in paths if MARKER in browser.get(path).text]
    assert readers.pop("ts1") == [f"/notes/{note.id}"]
    assert not any(readers.values())
    assert MARKER not in caplog.text
    assert MARKER not in _everything_stored(town)
    folder = Path(app.extensions["dmi_settings"].instance)
    for file in folder.rglob("*"):
        assert not file.is_file() or MARKER.encode() not in file.read_bytes(), file.name


def _paths(app: Flask, pathway: Pathway, note: ConfidentialNote) -> list[str]:
    ids = {"pathways": pathway.id, "sessions": note.session_id, "notes": note.id}
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint.startswith("static"):
            continue
        about = ids.get(rule.rule.split("/")[1])
        if rule.arguments == {"row_id"} and about and not rule.rule.endswith(".pdf"):
            found.append(rule.rule.replace("<uuid:row_id>", str(about)))
    return found


def _everything_stored(town: Town) -> str:
    rows: list[Any] = []
    for table in Base.metadata.sorted_tables:
        rows += [tuple(row) for row in town.session.execute(select(table))]
    return repr(rows)


@pytest.mark.rule("F94")
def test_a_note_lies_under_a_key_of_its_own(town: Town, pathway: Pathway) -> None:
    acts.write_note(town.acting("ts1"), a_session(town, pathway), body=MARKER)
    assert the_note(town).key_ref == pathway.person_id

    def opens() -> bool:
        try:
            return the_note(town).body == MARKER
        except KeyLost:
            return False

    vault().destroy("identity", pathway.person_id, "2026-11-23")
    assert opens()
    vault().destroy("confidential", pathway.person_id, "2026-11-23")
    assert not opens()


@pytest.mark.rule("F94")
def test_neither_audit_nor_moves_nor_grants_know_more_than_that_a_note_was_written(
    town: Town, pathway: Pathway
) -> None:
    fact = a_session(town, pathway)
    note = acts.write_note(town.acting("ts1"), fact, body=MARKER)
    entry = town.session.scalars(
        select(AuditEntry).where(AuditEntry.event == "notes.note.written")
    ).one()
    assert entry.details == {"fields": ["body"]}
    move = town.session.scalars(select(Move).where(Move.object_ref == note.id)).one()
    assert (move.data_class, move.reason or "") == (DataClass.CONFIDENTIAL_NOTES, "")
    classes = set(town.session.scalars(select(Grant.data_class)))
    assert DataClass.CONFIDENTIAL_NOTES not in classes


def test_only_the_named_successor_of_the_same_discipline_reads_on(
    town: Town, pathway: Pathway, client: FlaskClient
) -> None:
    fact = a_session(town, pathway)
    note = acts.write_note(town.acting("ts1"), fact, body=MARKER)
    assert queries.note_of(town.acting("ts2"), fact.id) is None
    with pytest.raises(Faults):
        acts.name_successor(town.acting("ts1"), note, successor_id=town.users["psi1"].id)
    with pytest.raises(NotKnown):
        acts.name_successor(town.acting("jef1"), note, successor_id=town.users["ts2"].id)
    browser = signed_in(client, town, "ts1")
    named = {"successor_id": str(town.users["ts2"].id)}
    assert browser.get(f"/notes/{note.id}/successor").status_code == 200
    assert browser.post(f"/notes/{note.id}/successor", named).status_code == 303
    before = {"successor_id": str(town.users["ts2"].id), "row_version": "1"}
    refused = browser.post(f"/notes/{note.id}/successor", before)
    assert refused.status_code == 409
    assert MARKER not in refused.text
    signed_in(client, town, "ts2")
    assert MARKER in browser.get(f"/notes/{note.id}").text
    assert str(note.id) in browser.get("/notes").text
    assert browser.get(f"/notes/{note.id}/successor").status_code == 404
    signed_in(client, town, "jef1")
    assert browser.get(f"/notes/{note.id}").status_code == 404


def test_who_read_a_note_stands_with_the_person_and_not_what_it_was(
    town: Town, pathway: Pathway, client: FlaskClient
) -> None:
    note = acts.write_note(town.acting("ts1"), a_session(town, pathway), body=MARKER)
    browser = signed_in(client, town, "jef1")
    name, path = town.users["ts1"].display_name, f"/pathways/{pathway.id}/who-saw"
    before = browser.get(path).text.partition("<tbody>")[2].count(name)
    reader = town.acting("ts1")
    reader.saw(DataClass.CONFIDENTIAL_NOTES, note.id)
    assert record_reads(reader, "notes.read_note")
    town.session.commit()
    shown = browser.get(path).text.partition("<tbody>")[2]
    assert shown.count(name) == before + 1
    assert str(note.id) not in shown


def test_a_session_leads_to_its_note_for_who_held_it_and_for_nobody_else(
    town: Town, pathway: Pathway, client: FlaskClient
) -> None:
    fact = a_session(town, pathway)
    link = f"/sessions/{fact.id}/note"
    browser = signed_in(client, town, "ts2")
    page = browser.get(f"/sessions/{fact.id}")
    assert page.status_code == 200
    assert link not in page.text
    assert browser.get(link).status_code == 404
    signed_in(client, town, "ts1")
    assert link in browser.get(f"/sessions/{fact.id}").text
    assert browser.get(link).location == "/notes"
    note = acts.write_note(town.acting("ts1"), fact, body=MARKER)
    town.session.commit()
    assert browser.get(link).location == f"/notes/{note.id}"
    signed_in(client, town, "ts2")
    assert browser.get(link).status_code == 404


def test_nobody_writes_a_note_on_anothers_session(town: Town, pathway: Pathway) -> None:
    fact = a_session(town, pathway)
    for name in ("ts2", "psi1", "jef1", "fis1"):
        with pytest.raises(NotKnown):
            acts.write_note(town.acting(name), fact, body=MARKER)


def test_an_error_gives_the_typed_note_back_and_keeps_nothing(
    town: Town, pathway: Pathway, client: FlaskClient
) -> None:
    browser = signed_in(client, town, "ts1")
    path = f"/pathways/{pathway.id}/sessions/new"
    wrongs: list[dict[str, Any]] = [
        {"held_at": "31-02-2026 09:00"},
        {"attended": ""},
        {"done": []},
        {"next_on": ""},
    ]
    for wrong in wrongs:
        answer = browser.post(path, TYPED | wrong)
        assert answer.status_code == 400, wrong
        assert MARKER in answer.text
    assert MARKER not in browser.get(path).text
    assert town.session.scalars(select(SessionFact)).all() == []
    assert town.session.scalars(select(ConfidentialNote)).all() == []


def test_a_session_that_was_not_held_says_why_and_moves_no_check_in(
    town: Town, pathway: Pathway, client: FlaskClient
) -> None:
    before = list(town.session.execute(select(CheckIn.id, CheckIn.status)))
    browser = signed_in(client, town, "psi1")
    typed = TYPED | {"kind": "PSYCHOLOGY", "happened": "NO", "attended": "", "done": []}
    path = f"/pathways/{pathway.id}/sessions/new"
    assert browser.post(path, typed).status_code == 400
    assert browser.post(path, typed | {"absence_kind": "LOGISTICS"}).status_code == 303
    town.session.expire_all()
    fact = town.session.scalars(select(SessionFact)).one()
    assert (fact.happened, fact.done) == (False, [])
    assert list(town.session.execute(select(CheckIn.id, CheckIn.status))) == before
    assert town.session.get_one(Pathway, pathway.id).stage is Stage.ENROLLED


def test_words_of_health_in_the_summary_warn_and_do_not_block(
    town: Town, pathway: Pathway, client: FlaskClient
) -> None:
    browser = signed_in(client, town, "ts1")
    typed = TYPED | {"note": "", "team_summary": "Tiene un diagnóstico de depresión."}
    answer = browser.post(f"/pathways/{pathway.id}/sessions/new", typed)
    assert answer.status_code == 303
    assert "notice" in browser.get(answer.headers["Location"]).text


def test_the_switch_takes_the_box_from_psychologists_alone(
    town: Town, pathway: Pathway, monkeypatch: pytest.MonkeyPatch
) -> None:
    fact = a_session(town, pathway)
    for name, stands in (("psi1", False), ("ts1", True), ("lab1", True)):
        acting = town.acting(name)
        settings = acting.setting("clinical_notes")
        assert settings != "off"
        assert queries.box_stands(acting)
        acting._settings = {**(acting._settings or {}), "clinical_notes": "off"}
        assert queries.box_stands(acting) is stands
    acting = town.acting("psi1")
    acting.setting("clinical_notes")
    acting._settings = {**(acting._settings or {}), "clinical_notes": "off"}
    with pytest.raises(NotKnown):
        acts.write_note(acting, fact, body=MARKER)


@pytest.mark.rule("C45")
def test_a_prosecutor_reads_attendance_only_where_it_was_allowed(
    town: Town, pathway: Pathway, client: FlaskClient
) -> None:
    fact = a_session(town, pathway, team_summary="Wants to finish school.")
    browser = signed_in(client, town, "fis1")
    assert browser.get(f"/sessions/{fact.id}").status_code == 404
    open_to(town, "fis1", pathway, Condition.CONSENT_OR_VEHICLE)
    signed_in(client, town, "fis1")
    page = browser.get(f"/sessions/{fact.id}")
    assert page.status_code == 200
    assert "finish school" not in page.text
    signed_in(client, town, "psi1")
    assert "finish school" in browser.get(f"/sessions/{fact.id}").text
    signed_in(client, town, "jef1")
    assert browser.get(f"/sessions/{fact.id}").status_code == 404
