"""Complaints and praise: recorded, given to somebody not involved, answered by a day."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from dmi.access.models.records import Move
from dmi.access.reversals import ACTS
from dmi.kernel.refusals import Faults, NotKnown, Unmet
from dmi.owed.models import Task
from dmi.people.models.pathway import Pathway
from dmi.policy.plain_states import FeedbackStatus, TaskStatus
from dmi.support.acts import feedback as acts
from dmi.support.models.feedback import Feedback
from dmi.support.words import FeedbackAbout, FeedbackFrom
from tests.builders import assign, somebody
from tests.conftest import Clock
from tests.people import Town

SAID = "La sala está siempre cerrada a la hora de la cita."
ANSWER = "Desde el lunes la sala abre a las ocho; le pedimos disculpas."
REASON = "La persona pidió no seguir con el reclamo."


def said(town: Town, by: str = "jef1", person: Pathway | None = None, **other: Any) -> Feedback:
    """Record a complaint, about a person's support or about none."""
    typed: dict[str, Any] = {
        "from_kind": FeedbackFrom.PARTICIPANT,
        "about": FeedbackAbout.SERVICE,
        "body": SAID,
        "received_on": town.clock().date(),
    }
    return acts.record_feedback(town.acting(by), person, **{**typed, **other})


def given(town: Town, row: Feedback, to: str = "jef2", **other: Any) -> None:
    """Name who answers."""
    typed = {"handler": town.users[to].id, "answer_by": row.answer_by, **other}
    acts.name_handler(town.acting("jef1"), row, **typed)


def tasks(town: Town, row: Feedback) -> list[tuple[Any, TaskStatus, date | None]]:
    query = select(Task).where(Task.source_ref == row.id).order_by(Task.created_at)
    return [(one.owner_id, one.status, one.due_on) for one in town.session.scalars(query)]


@pytest.mark.rule("F102", "F111")
def test_what_a_participant_says_is_answered_by_somebody_named_within_the_days_of_the_place(
    town: Town, clock: Clock
) -> None:
    person = somebody(town)
    row = said(town, "ts1", person)
    assert row.status is FeedbackStatus.RECEIVED
    assert row.answer_by == date(2026, 12, 23)
    assert (row.pathway_id, row.subject_id) == (person.id, person.id)
    given(town, row)
    assert tasks(town, row) == [(town.users["jef2"].id, TaskStatus.OPEN, row.answer_by)]
    clock.move(days=3)
    acts.answer_feedback(town.acting("jef2"), row, answer=ANSWER)
    assert (row.status, row.answer, row.answered_on) == (
        FeedbackStatus.ANSWERED,
        ANSWER,
        date(2026, 11, 26),
    )
    assert [status for _owner, status, _due in tasks(town, row)] == [TaskStatus.DONE]


@pytest.mark.rule("F111")
@pytest.mark.parametrize("kind", list(FeedbackFrom))
def test_families_neighbours_and_staff_are_written_down_too(town: Town, kind: FeedbackFrom) -> None:
    row = said(town, "sec1", from_kind=kind, about=FeedbackAbout.PRAISE)
    assert (row.from_kind, row.pathway_id) == (kind, None)
    assert row.recorded_by_id == town.users["sec1"].id


@pytest.mark.rule("F102")
def test_nobody_answers_who_is_complained_of(town: Town) -> None:
    row = said(town, about_users=[town.users["jef2"].id])
    with pytest.raises(Unmet, match="handler_not_involved") as refused:
        given(town, row)
    assert refused.value.gaps[0].args["person"] == town.users["jef2"].display_name
    other = said(town)
    with pytest.raises(Unmet, match="handler_not_involved"):
        given(town, other, about_users=[town.users["jef2"].id])
    given(town, other, "jef1", about_users=[town.users["jef2"].id])
    assert other.about_users == [str(town.users["jef2"].id)]


def test_nobody_answers_who_works_with_the_person(town: Town) -> None:
    person = somebody(town)
    row = said(town, "ts1", person)
    assign(town, "jef2", person)
    with pytest.raises(Unmet, match="handler_not_involved"):
        given(town, row)
    given(town, row, "jef1")
    free = said(town)
    given(town, free)


def test_only_a_manager_of_the_place_can_be_named(town: Town) -> None:
    row = said(town)
    with pytest.raises(NotKnown):
        given(town, row, "ts1")


@pytest.mark.rule("F102")
def test_only_who_was_named_answers(town: Town) -> None:
    row = said(town)
    given(town, row)
    with pytest.raises(Unmet, match="handler_answers"):
        acts.answer_feedback(town.acting("jef1"), row, answer=ANSWER)
    with pytest.raises(Unmet, match="fields_complete"):
        acts.answer_feedback(town.acting("jef2"), row, answer="")
    with pytest.raises(NotKnown):
        acts.answer_feedback(town.acting("ts1"), row, answer=ANSWER)


def test_a_day_is_put_off_once_and_never_into_the_past(town: Town, clock: Clock) -> None:
    row = said(town)
    today = clock().date()
    with pytest.raises(Faults):
        given(town, row, answer_by=today + timedelta(days=61))
    with pytest.raises(Faults):
        given(town, row, answer_by=today - timedelta(days=1))
    given(town, row, answer_by=today + timedelta(days=60))
    assert row.answer_by == today + timedelta(days=60)
    with pytest.raises(Faults):
        said(town, received_on=today + timedelta(days=1))


def test_only_who_recorded_it_withdraws_it_and_nothing_is_owed_any_more(town: Town) -> None:
    person = somebody(town)
    row = said(town, "ts1", person)
    given(town, row)
    with pytest.raises(Unmet, match="own_row"):
        acts.withdraw_feedback(town.acting("jef1"), row, reason=REASON)
    with pytest.raises(Unmet, match="reason_given"):
        acts.withdraw_feedback(town.acting("ts1"), row, reason="corto")
    acts.withdraw_feedback(town.acting("ts1"), row, reason=REASON)
    assert row.status is FeedbackStatus.WITHDRAWN
    assert [status for _owner, status, _due in tasks(town, row)] == [TaskStatus.DROPPED]
    moves = town.session.scalars(select(Move).where(Move.object_ref == row.id))
    assert [move.reason for move in moves if move.step == "withdraw_feedback"] == [REASON]


def test_each_step_is_taken_back_and_the_task_follows(town: Town, clock: Clock) -> None:
    row = said(town)
    undo = ACTS["F.reverse_step"].run
    given(town, row)
    clock.move(minutes=1)
    undo(town.acting("jef1"), row, reason=REASON)
    assert row.status is FeedbackStatus.RECEIVED
    assert [status for _owner, status, _due in tasks(town, row)] == [TaskStatus.DROPPED]
    clock.move(minutes=1)
    given(town, row)
    acts.answer_feedback(town.acting("jef2"), row, answer=ANSWER)
    clock.move(minutes=1)
    undo(town.acting("jef2"), row, reason=REASON)
    assert row.status is FeedbackStatus.WITH_HANDLER
    assert [status for _owner, status, _due in tasks(town, row)][-1] is TaskStatus.OPEN


@pytest.mark.parametrize("by", ["com1", "sec1", "ts2", "def1", "psi1"])
def test_a_person_whose_page_is_closed_is_not_written_about(town: Town, by: str) -> None:
    person = somebody(town)
    with pytest.raises(NotKnown):
        said(town, by, person)
    assert town.session.scalars(select(Feedback)).all() == []


@pytest.mark.parametrize("by", ["ts1", "psi1", "lab1", "def1", "fis1", "pol1", "aud1"])
def test_who_knows_it_only_by_the_person_writes_nothing_without_one(town: Town, by: str) -> None:
    with pytest.raises(NotKnown):
        said(town, by)


def test_what_was_said_and_answered_is_ciphertext_under_the_key_of_the_person(town: Town) -> None:
    person = somebody(town)
    row = said(town, "ts1", person)
    given(town, row)
    acts.answer_feedback(town.acting("jef2"), row, answer=ANSWER)
    town.session.commit()
    query = text("SELECT body_sealed, answer_sealed FROM feedback")
    for cell in town.session.execute(query).one():
        kept = bytes(cell)
        assert SAID.encode()[:20] not in kept
        assert ANSWER.encode()[:20] not in kept
    assert row.key_ref == person.key_ref
    town.session.expire_all()
    assert (row.body, row.answer) == (SAID, ANSWER)
