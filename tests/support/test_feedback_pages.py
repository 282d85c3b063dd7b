"""The pages of complaints and praise: who finds which, what they say, and their forms."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.access.models.records import AuditEntry, Move
from dmi.policy.matrix import Condition
from dmi.policy.plain_states import FeedbackStatus
from dmi.support.acts import feedback as acts
from dmi.support.models.feedback import Feedback
from tests.builders import assign, open_to, somebody
from tests.conftest import Clock
from tests.pages import says, sign_in
from tests.people import Town
from tests.support.test_feedback import ANSWER, REASON, SAID, given, said

TYPED = {
    "from_kind": "RESIDENT",
    "about": "SERVICE",
    "body": SAID,
    "received_on": "23-11-2026",
}


@pytest.mark.rule("F111")
def test_a_neighbours_words_are_recorded_answered_and_read_by_who_brought_them(
    client: FlaskClient, town: Town
) -> None:
    sign_in(client, town, "com1")
    assert "/feedback/new" in says(client.get("/feedback"))
    made = client.post("/feedback/new", data=TYPED)
    assert made.status_code == 303
    path = made.headers["Location"]
    assert SAID in says(client.get(path))
    sign_in(client, town, "jef1")
    assert f"{path}/name-handler" in says(client.get("/"))
    named = {"handler": str(town.users["jef2"].id), "answer_by": "20-12-2026"}
    assert client.post(f"{path}/name-handler", data=named).status_code == 303
    sign_in(client, town, "jef2")
    assert path in says(client.get("/feedback?show=own"))
    assert SAID in says(client.get(f"{path}/answer-feedback"))
    assert client.post(f"{path}/answer-feedback", data={"answer": ANSWER}).status_code == 303
    assert path in says(client.get("/feedback?show=closed"))
    sign_in(client, town, "com1")
    assert ANSWER in says(client.get(path))


@pytest.mark.parametrize(
    ("lacking", "value"),
    [
        ("from_kind", ""),
        ("about", "NOTHING"),
        ("body", "corto"),
        ("received_on", "24-11-2026"),
        ("received_on", "ayer"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_is_lost(
    client: FlaskClient, town: Town, lacking: str, value: str
) -> None:
    sign_in(client, town, "sec1")
    refused = client.post("/feedback/new", data={**TYPED, lacking: value})
    assert refused.status_code == 400
    page = says(refused)
    assert f'href="#{lacking}"' in page
    assert lacking == "body" or SAID in page
    assert town.session.scalars(select(Feedback)).all() == []


@pytest.mark.rule("F102")
def test_who_works_with_a_person_writes_down_what_they_say_from_their_page(
    client: FlaskClient, town: Town
) -> None:
    person = somebody(town)
    sign_in(client, town, "ts1")
    path = f"/pathways/{person.id}/record-feedback"
    assert path in says(client.get(f"/pathways/{person.id}"))
    assert client.get(path).status_code == 200
    made = client.post(path, data={**TYPED, "from_kind": "PARTICIPANT"})
    assert made.status_code == 303
    page = says(client.get(made.headers["Location"]))
    assert SAID in page
    assert f'href="/pathways/{person.id}"' in page


@pytest.mark.rule("F102")
def test_a_defender_with_a_mandate_complains_for_the_person(
    client: FlaskClient, town: Town
) -> None:
    person = somebody(town)
    sign_in(client, town, "def1")
    path = f"/pathways/{person.id}/record-feedback"
    assert client.get(path).status_code == 404
    open_to(town, "def1", person, Condition.MANDATE)
    sign_in(client, town, "def1")
    made = client.post(path, data={**TYPED, "from_kind": "PARTICIPANT"})
    assert made.status_code == 303
    assert SAID in says(client.get(made.headers["Location"]))


def test_a_person_whose_page_is_closed_cannot_be_written_about(
    client: FlaskClient, town: Town
) -> None:
    person = somebody(town)
    for name in ("com1", "sec1", "ts2", "psi1", "def1", "fis1", "pol1", "ana1", "aud1"):
        sign_in(client, town, name)
        assert client.get(f"/pathways/{person.id}/record-feedback").status_code == 404, name


def test_who_only_writes_down_finds_their_own_and_no_others(
    client: FlaskClient, town: Town
) -> None:
    person = somebody(town)
    about = said(town, "jef1", person)
    mine = said(town, "ts1", person)
    assign(town, "psi1", person)
    for name, seen in (("ts1", [mine]), ("psi1", []), ("com1", []), ("sec1", [])):
        sign_in(client, town, name)
        page = says(client.get("/feedback"))
        for row in (about, mine):
            assert (f"/feedback/{row.id}" in page) is (row in seen), name
            wanted = 200 if row in seen else 404
            assert client.get(f"/feedback/{row.id}").status_code == wanted, name
    for name in ("fis1", "pol1", "hnd1", "ter1", "ana1", "adm1"):
        sign_in(client, town, name)
        assert client.get("/feedback").status_code == 404, name
        assert client.get(f"/feedback/{mine.id}").status_code == 404, name


def test_the_auditor_sees_the_clock_and_not_a_word(client: FlaskClient, town: Town) -> None:
    person = somebody(town, surname="Reservada")
    row = said(town, "ts1", person, about_users=[town.users["psi1"].id])
    given(town, row)
    acts.answer_feedback(town.acting("jef2"), row, answer=ANSWER)
    sign_in(client, town, "aud1")
    listed = says(client.get("/feedback?show=closed"))
    page = says(client.get(f"/feedback/{row.id}"))
    assert f"/feedback/{row.id}" in listed
    for shown in (listed, page):
        assert "Respondido" in shown
        for word in (SAID, ANSWER, "Reservada", "Prueba jef2", "Prueba psi1", "Participante"):
            assert word not in shown, word


def test_what_is_late_is_marked_and_stands_first(
    client: FlaskClient, town: Town, clock: Clock
) -> None:
    late = said(town)
    clock.move(days=31)
    fresh = said(town)
    sign_in(client, town, "jef1")
    page = says(client.get("/feedback"))
    assert page.index(str(late.id)) < page.index(str(fresh.id))
    assert page.count("Fuera de plazo") == 1
    assert "Fuera de plazo" in says(client.get(f"/feedback/{late.id}"))
    assert "Fuera de plazo" not in says(client.get(f"/feedback/{fresh.id}"))


def test_a_handler_who_is_involved_is_refused_on_the_page(client: FlaskClient, town: Town) -> None:
    row = said(town, about_users=[town.users["jef2"].id])
    sign_in(client, town, "jef1")
    path = f"/feedback/{row.id}/name-handler"
    named = {"handler": str(town.users["jef2"].id), "answer_by": "20-12-2026"}
    refused = client.post(path, data=named)
    assert refused.status_code == 409
    assert "participó en lo reclamado" in says(refused)
    past = client.post(path, data={**named, "answer_by": "01-11-2026"})
    assert past.status_code == 400
    strange = client.post(path, data={**named, "handler": str(town.users["ts1"].id)})
    assert strange.status_code == 400
    town.session.expire_all()
    assert row.status is FeedbackStatus.RECEIVED


def test_it_is_withdrawn_with_a_reason_by_who_recorded_it(client: FlaskClient, town: Town) -> None:
    row = said(town, "sec1")
    sign_in(client, town, "sec1")
    path = f"/feedback/{row.id}/withdraw-feedback"
    assert client.post(path, data={"reason": "corto"}).status_code == 400
    assert client.post(path, data={"reason": REASON}).status_code == 303
    assert "Se retiró, así que nadie responde." in says(client.get(f"/feedback/{row.id}"))
    assert f"/feedback/{row.id}/reverse-step" in says(client.get(f"/feedback/{row.id}"))
    assert (
        client.post(f"/feedback/{row.id}/reverse-step", data={"reason": REASON}).status_code == 303
    )
    town.session.expire_all()
    assert row.status is FeedbackStatus.RECEIVED


def test_the_empty_list_says_what_comes_in_both_languages(client: FlaskClient, town: Town) -> None:
    for name, words, english in (
        ("jef1", "Anote lo que participantes", "Write down what participants"),
        ("ts1", "en la página de esa persona", "recorded on that person"),
        ("aud1", "si cada uno se responde en su plazo", "is answered by its day"),
    ):
        sign_in(client, town, name)
        client.delete_cookie("dmi_language")
        assert words in says(client.get("/feedback")), name
        client.set_cookie("dmi_language", "en")
        assert english in says(client.get("/feedback")), name
    sign_in(client, town, "jef1")
    for shown in ("own", "closed"):
        assert 'class="empty"' in says(client.get(f"/feedback?show={shown}"))


def test_who_read_it_can_be_looked_up(client: FlaskClient, town: Town) -> None:
    row = said(town, "ts1", somebody(town))
    sign_in(client, town, "jef1")
    client.get(f"/feedback/{row.id}")
    entries = town.session.scalars(select(AuditEntry).where(AuditEntry.is_read))
    assert [str(row.subject_id) in str(one.details) for one in entries][-1]


def test_the_timeline_of_the_person_does_not_tell_who_only_writes_down(
    client: FlaskClient, town: Town
) -> None:
    person = somebody(town)
    said(town, "jef1", person)
    assert town.session.scalars(select(Move).where(Move.machine == "F")).one().subject_id
    sign_in(client, town, "ts1")
    page = says(client.get(f"/pathways/{person.id}"))
    assert page.count("Registrar un reclamo o felicitación") == 1


def test_what_somebody_else_wrote_down_is_not_there_to_be_withdrawn(
    client: FlaskClient, town: Town
) -> None:
    person = somebody(town)
    for name in ("ts1", "psi1"):
        assign(town, name, person)
    row = said(town, "ts1", person)
    path = f"/feedback/{row.id}/withdraw-feedback"
    for name, status in (("ts1", 200), ("psi1", 404)):
        sign_in(client, town, name)
        assert client.get(path).status_code == status, name
        assert client.post(path, data={}).status_code == (400 if status == 200 else 404), name
    acts.withdraw_feedback(town.acting("ts1"), row, reason=REASON)
    town.session.commit()
    undoing = f"/feedback/{row.id}/reverse-step"
    for name, status in (("ts1", 200), ("psi1", 404)):
        sign_in(client, town, name)
        assert client.get(undoing).status_code == status, name
