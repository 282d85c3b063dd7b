"""A fault in the policy, the log or the keys tells nothing, changes nothing and lets nobody in."""

import hashlib
import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from dmi.access import acts, audit, sight
from dmi.accounts import sessions
from dmi.store.base import Base
from dmi.store.keys import KeyLost, Vault
from dmi.web import guard
from tests.conftest import Clock
from tests.people import Town
from tests.walk.conftest import Carried
from tests.walk.hands import ClientHands, Forms
from tests.walk.places import CL
from tests.walk.thread import Thread
from tests.walk.walker import MARKER

SECRET = "what-the-fault-held-8823"
REFERENCE = re.compile(r"<b>([0-9a-f]{12})</b>")
DATA = ("Muestra", "12.345.678", "12345678", MARKER, SECRET, "Pasaje Los Ejemplos")


def bad_luck(*_arguments: object, **_named: object) -> None:
    raise RuntimeError(SECRET)


def no_key(*_arguments: object, **_named: object) -> None:
    raise KeyLost(SECRET)


def no_database(*_arguments: object, **_named: object) -> None:
    raise OperationalError("SELECT 1", {"name": SECRET}, OSError(SECRET))


# Where it breaks, what breaks there, and whether a read of a person meets it.
FAULTS: dict[str, tuple[object, str, Callable[..., None], bool]] = {
    "policy of the page": (guard.Declared, "admits", bad_luck, True),
    "policy of a right": (sight, "right", bad_luck, True),
    "policy of the act": (acts, "permit", bad_luck, False),
    "sight": (sight, "narrow", bad_luck, True),
    "sight of a row": (sight, "visible", bad_luck, True),
    "who is signed in": (sessions, "live_of", bad_luck, True),
    "audit entry": (audit, "_entry", bad_luck, True),
    "audit hash": (audit, "leaf", bad_luck, True),
    "audit chain": (audit, "_link", bad_luck, False),
    "audit of reads": (guard, "record_reads", no_database, True),
    "audit of the act": (acts, "record_act", no_database, False),
    "key to read": (Vault, "open", no_key, True),
    "key to write": (Vault, "seal", no_key, False),
    "key of a person": (Vault, "_key", no_key, True),
}


@pytest.fixture
def thread(app: Flask, client: FlaskClient, town: Town, clock: Clock, carried: Carried) -> Thread:
    """Give one person in running support, behind a front door that answers."""
    return carried.goes_on(Thread(town, clock, ClientHands(client, town), app))


def digest(session: Session) -> dict[str, str]:
    """Return a hash of every table's rows."""
    session.commit()
    session.info["acting"] = None
    with session.get_bind().connect() as connection:
        return {
            table.name: hashlib.sha256(
                repr(sorted(map(repr, connection.execute(select(table))))).encode()
            ).hexdigest()
            for table in Base.metadata.sorted_tables
        }


def reports(thread: Thread, client: FlaskClient) -> Callable[[], TestResponse]:
    """Return the sending of a filled form, made ready before anything breaks."""
    path = f"/pathways/{thread.ids['person']}/report-violation"
    forms = Forms()
    forms.feed(thread.hands.look("fis1", path))
    typed = {
        "kind": "V1",
        "source_kind": "POLICE_REPORT",
        "report_number": "PP-77",
        "alleged_at": thread.at(hours=30),
        "facts": CL.words["reasons"],
        "first_hand": "y",
    }
    return lambda: client.post(path, data={**forms.kept, **typed})


def judge(answer: TestResponse, log: str) -> None:
    """Hold the answer against what a fault may tell."""
    page = answer.get_data(as_text=True)
    assert 500 <= answer.status_code < 600, answer.status
    assert [word for word in DATA if word in page + log] == []
    if answer.status_code == 500:
        found = REFERENCE.search(page)
        assert found is not None
        assert f"fault {found.group(1)} at " in log
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.rule("X28")
def test_a_fault_shows_no_person(
    thread: Thread,
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    person = f"/pathways/{thread.ids['person']}"
    assert "Muestra" in thread.hands.look("fis1", person)
    before = digest(thread.town.session)
    for place, attribute, fault, meets in FAULTS.values():
        if not meets:
            continue
        caplog.clear()
        with monkeypatch.context() as broken:
            broken.setattr(place, attribute, fault)
            answer = client.get(person)
        judge(answer, caplog.text)
        assert digest(thread.town.session) == before, attribute
    assert client.get(person).status_code == 200


@pytest.mark.rule("X28")
def test_a_fault_changes_nothing(
    thread: Thread,
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    send = reports(thread, client)
    before = digest(thread.town.session)
    for name, (place, attribute, fault, _meets) in FAULTS.items():
        if attribute == "record_reads":
            continue  # a form that is sent is no reading
        caplog.clear()
        with monkeypatch.context() as broken:
            broken.setattr(place, attribute, fault)
            answer = send()
        judge(answer, caplog.text)
        changed = [
            table for table, kept in digest(thread.town.session).items() if before[table] != kept
        ]
        assert changed == [], name
    assert send().status_code == 303
    assert digest(thread.town.session) != before


@pytest.mark.rule("X28")
def test_a_denial_that_cannot_be_written_down_is_no_answer(
    thread: Thread, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread.hands.look("hnd1", "/")
    before = digest(thread.town.session)
    monkeypatch.setattr(guard, "record_event", no_database)
    answers = {
        client.get(f"/reviews/{thread.ids['review']}").status_code,
        client.get("/reviews/00000000-0000-0000-0000-000000000000").status_code,
    }
    assert answers == {503}
    assert digest(thread.town.session) == before
