"""The yearly self-check: answered in part, beside the year before, apart from the records."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.access.models.records import Move
from dmi.kernel.refusals import Faults, NotKnown
from dmi.policy.classes import DataClass
from dmi.policy.pathway import step as step_named
from dmi.policy.states import CohortStage
from dmi.programme.acts import answer_fidelity
from dmi.programme.models import FidelityAnswer
from dmi.programme.recorded import Recorded, recorded
from dmi.programme.words import FidelityWord
from dmi.programme.words_of_fidelity import ITEMS, RECORDED
from dmi.store.base import Record
from dmi.territory.models.cohort import Cohort
from tests.builders import a_cohort, a_pathway, assign, placed
from tests.conftest import Clock
from tests.pages import says, sign_in
from tests.people import Town
from tests.territory.choosing import choose, committed, ready_to_choose

SEEN = "Convenio firmado, visto en el original."
LATER = "Renovado en marzo, visto en el original."


@pytest.fixture
def cohort(town: Town) -> Cohort:
    return a_cohort(town, CohortStage.MAINTENANCE)


def answer(town: Town, cohort: Cohort, by: str = "jef1", **words: FidelityWord) -> None:
    """Answer items named as ``i3``."""
    given = {int(name[1:]): (word, SEEN) for name, word in words.items()}
    answer_fidelity(town.acting(by), cohort, answers=given)


def moved(
    town: Town, row: Record, key: str, *, seq: int = 1, undoes: int | None = None, by: str = "fis1"
) -> None:
    """Write a move as a step leaves it."""
    named = step_named(key)
    move = Move(
        machine=named.machine,
        object_ref=row.id,
        seq=seq,
        step=named.name,
        verb=named.verb,
        data_class=DataClass.LETTERS,
        from_status="",
        to_status="",
        at=town.clock(),
        actor_id=town.users[by].id,
        actor_role=town.roles[by],
        guards=[],
        reverses_seq=undoes,
    )
    placed(town, move, row)


def told(town: Town, cohort: Cohort) -> dict[str, Recorded]:
    found = recorded(town.acting("jef1"), cohort)
    return dict(zip(RECORDED, found, strict=True))


def test_the_list_has_twenty_items() -> None:
    assert len(ITEMS) == len(set(ITEMS)) == 20


@pytest.mark.rule("F112")
def test_some_items_are_answered_now_and_others_on_another_day(
    client: FlaskClient, town: Town, clock: Clock, cohort: Cohort
) -> None:
    sign_in(client, town, "jef1")
    path = f"/cohorts/{cohort.id}/answer-fidelity"
    assert client.get(path).status_code == 200
    first = {"answer_1": "YES", "evidence_1": SEEN, "answer_7": "PARTLY", "evidence_7": SEEN}
    assert client.post(path, data=first).status_code == 303
    clock.move(minutes=5)
    page = says(client.get(path))
    assert page.count("checked") == 2
    again = {**first, "answer_7": "YES", "evidence_7": LATER}
    assert (
        client.post(path, data={**again, "answer_9": "NO", "evidence_9": SEEN}).status_code == 303
    )
    rows = town.session.scalars(select(FidelityAnswer).order_by(FidelityAnswer.item)).all()
    town.session.expire_all()
    assert [(row.year, row.item, row.answer.value, row.evidence) for row in rows] == [
        (2026, 1, "YES", SEEN),
        (2026, 7, "YES", LATER),
        (2026, 9, "NO", SEEN),
    ]
    assert rows[0].answered_at < rows[1].answered_at
    assert {row.answered_by_id for row in rows} == {town.users["jef1"].id}


@pytest.mark.parametrize(
    "typed",
    [
        {"answer_3": "YES"},
        {"evidence_3": SEEN},
        {"answer_3": "YES", "evidence_3": "visto"},
        {"answer_3": "YES", "evidence_3": "Visto con 12.345.678-5"},
        {"answer_3": "MAYBE", "evidence_3": SEEN},
    ],
)
def test_a_word_without_what_it_rests_on_is_refused_and_the_other_way_round(
    client: FlaskClient, town: Town, cohort: Cohort, typed: dict[str, str]
) -> None:
    sign_in(client, town, "jef1")
    whole = {"answer_1": "YES", "evidence_1": SEEN}
    answered = client.post(f"/cohorts/{cohort.id}/answer-fidelity", data={**whole, **typed})
    assert answered.status_code == 400
    assert 'class="error-summary"' in says(answered)
    assert SEEN in says(answered)
    assert town.session.scalars(select(FidelityAnswer)).all() == []


def test_an_item_that_the_list_has_not_is_refused(town: Town, cohort: Cohort) -> None:
    with pytest.raises(Faults) as refused:
        answer(town, cohort, i21=FidelityWord.YES)
    assert list(refused.value.faults) == ["answer_21"]


@pytest.mark.rule("F112")
def test_what_is_partly_done_or_not_done_is_listed_and_nothing_is_summed(
    client: FlaskClient, town: Town, cohort: Cohort
) -> None:
    answer(town, cohort, i1=FidelityWord.YES, i7=FidelityWord.PARTLY, i9=FidelityWord.NO)
    sign_in(client, town, "aud1")
    page = says(client.get(f"/cohorts/{cohort.id}/fidelity"))
    listed = page.split("En parte o no")[0].split("Hecho en parte o no hecho")[1]
    listed = listed.split("</section>")[0]
    assert "<b>7.</b>" in listed
    assert "<b>9.</b>" in listed
    assert "<b>1.</b>" not in listed
    assert "3 de 20 respondidos" in page
    assert "%" not in page.split("<main")[1].split("</main>")[0]


@pytest.mark.rule("F112")
def test_the_year_before_stands_beside_and_is_not_answered_again(
    client: FlaskClient, town: Town, clock: Clock
) -> None:
    cohort = a_cohort(town, CohortStage.MAINTENANCE)
    answer(town, cohort, i1=FidelityWord.NO)
    clock.move(days=60)
    sign_in(client, town, "jef1")
    path = f"/cohorts/{cohort.id}/answer-fidelity"
    assert "En 2026:" in says(client.get(path))
    assert client.post(path, data={"answer_1": "YES", "evidence_1": LATER}).status_code == 303
    page = says(client.get(f"/cohorts/{cohort.id}/fidelity"))
    assert SEEN in page
    assert LATER in page
    old = says(client.get(f"/cohorts/{cohort.id}/fidelity?year=2026"))
    assert SEEN in old
    assert LATER not in old
    assert "answer-fidelity" not in old
    assert LATER in says(client.get(f"/cohorts/{cohort.id}/fidelity?year=1"))


def test_who_answers_who_reads_and_who_knows_nothing_of_it(
    client: FlaskClient, town: Town, cohort: Cohort
) -> None:
    answer(town, cohort, i1=FidelityWord.YES)
    pages = ("/programme", f"/cohorts/{cohort.id}/fidelity", f"/cohorts/{cohort.id}/maintenance")
    for name in ("jef1", "pol1", "def1", "ana1", "ts1", "psi1", "lab1", "sec1", "aud1"):
        sign_in(client, town, name)
        assert [client.get(page).status_code for page in pages] == [200, 200, 200], name
    for name in ("hnd1", "com1", "ter1", "adm1"):
        sign_in(client, town, name)
        assert [client.get(page).status_code for page in pages] == [404, 404, 404], name
    sign_in(client, town, "fis1")
    assert [client.get(page).status_code for page in pages] == [200, 404, 404]
    assert cohort.name not in says(client.get("/programme"))
    assign(town, "fis1", cohort)
    sign_in(client, town, "fis1")
    assert [client.get(page).status_code for page in pages] == [200, 200, 200]
    answer(town, cohort, by="fis1", i2=FidelityWord.YES)
    for name in ("pol1", "ana1", "ts1", "aud1"):
        with pytest.raises(NotKnown):
            answer(town, cohort, by=name, i3=FidelityWord.YES)


def test_an_answer_of_somebody_else_meanwhile_is_shown_before_it_is_overwritten(
    client: FlaskClient, town: Town, cohort: Cohort
) -> None:
    sign_in(client, town, "jef1")
    answer(town, cohort, by="jef2", i1=FidelityWord.NO)
    sign_in(client, town, "jef1")
    typed = {"answer_1": "YES", "evidence_1": LATER, "row_version": "0"}
    refused = client.post(f"/cohorts/{cohort.id}/answer-fidelity", data=typed)
    assert refused.status_code == 409
    town.session.expire_all()
    assert town.session.scalars(select(FidelityAnswer)).one().answer is FidelityWord.NO


def test_without_an_answer_the_page_says_what_to_do_in_both_languages(
    client: FlaskClient, town: Town, cohort: Cohort
) -> None:
    sign_in(client, town, "jef1")
    path = f"/cohorts/{cohort.id}/fidelity"
    assert "Aún no hay respuestas para 2026." in says(client.get(path))
    client.set_cookie("dmi_language", "en")
    page = says(client.get(path))
    assert "Nothing has been answered for 2026." in page
    assert "Nobody answers here, and nothing here changes an answer." in page
    assert all(item in page for item in ITEMS)


@pytest.mark.rule("F112")
def test_the_records_tell_a_choice_with_its_alternatives(town: Town) -> None:
    cohort = committed(town)
    assert told(town, cohort)["choice"].of == 0
    ready_to_choose(town, cohort)
    choose(town, cohort)
    found = told(town, cohort)
    assert (found["choice"].done, found["choice"].of) == (1, 1)
    assert (found["signed"].done, found["signed"].of) == (1, 1)
    uncompared = told(town, a_cohort(town, CohortStage.REVIEWING, "Otra"))["choice"]
    assert (uncompared.done, uncompared.of, uncompared.is_done) == (0, 1, False)


@pytest.mark.rule("F112")
def test_the_records_tell_evidence_certified_before_letters_and_forget_what_was_taken_back(
    town: Town, clock: Clock, cohort: Cohort
) -> None:
    before, after, undone = (a_pathway(town, cohort, surname=name) for name in ("A", "B", "C"))
    moved(town, before, "P.certify_evidence")
    moved(town, undone, "P.certify_evidence")
    moved(town, undone, "P.reverse_step", seq=2, undoes=1)
    clock.move(days=1)
    for row in (before, after, undone):
        moved(town, row, "L.print_letter")
    clock.move(days=1)
    moved(town, after, "P.certify_evidence")
    found = told(town, cohort)["certified"]
    assert (found.item, found.done, found.of) == (9, 1, 3)
    elsewhere = told(town, a_cohort(town, CohortStage.REVIEWING, "Otra"))["certified"]
    assert (elsewhere.done, elsewhere.of) == (0, 0)


def test_the_records_tell_a_finding_signed_before_anybody_was_heard(
    town: Town, clock: Clock, cohort: Cohort
) -> None:
    heard, unheard = (a_pathway(town, cohort, surname=name) for name in ("A", "B"))
    moved(town, heard, "V.record_account")
    clock.move(days=1)
    moved(town, unheard, "V.find_founded")
    moved(town, heard, "V.find_founded", seq=2)
    clock.move(days=1)
    moved(town, unheard, "V.record_account", seq=2)
    found = told(town, cohort)["heard"]
    assert (found.done, found.of) == (1, 2)


def test_counts_stand_before_who_answers_and_words_before_who_reads(
    client: FlaskClient, town: Town, cohort: Cohort
) -> None:
    for name in ("A", "B"):
        moved(town, a_pathway(town, cohort, surname=name), "L.print_letter")
    path = f"/cohorts/{cohort.id}/fidelity"
    sign_in(client, town, "jef1")
    assert "<p>0 de 2</p>" in says(client.get(path))
    sign_in(client, town, "ts1")
    page = says(client.get(path))
    assert "<p>0 de 2</p>" not in page
    assert "No todas las veces" in page


def test_who_still_has_time_to_be_met_is_not_counted(
    town: Town, clock: Clock, cohort: Cohort
) -> None:
    row: Any = a_pathway(town, cohort)
    moved(town, row, "P.sign_agreement")
    assert told(town, cohort)["met"].of == 0
    clock.at += timedelta(hours=73)
    found = told(town, cohort)["met"]
    assert (found.done, found.of) == (0, 1)
