"""Tasks, long work and the due ledger."""

from datetime import date

import pytest
from sqlalchemy import select

from dmi.access.models.records import Move
from dmi.kernel.refusals import NotKnown, Unmet
from dmi.owed import acts
from dmi.owed.due import claim
from dmi.owed.models import DueItem
from dmi.owed.words import TaskKind, TaskSource, WorkType
from dmi.policy.plain_states import TaskStatus, WorkStatus
from tests.builders import a_cohort, a_pathway, assign
from tests.conftest import Clock
from tests.people import Town

DUE = date(2026, 11, 25)


def test_a_task_follows_the_row_it_is_about(town: Town) -> None:
    pathway = a_pathway(town, a_cohort(town))
    jef, ts = town.acting("jef1"), town.users["ts1"].id
    task = acts.open_task(
        jef, pathway, kind=TaskKind.RESCUE, text="Llamar", due_on=DUE, owner_id=ts
    )
    assert (task.status, task.source_kind) == (TaskStatus.OPEN, TaskSource.MANUAL)
    assert (task.subject_id, task.source_ref) == (pathway.id, pathway.id)
    move = town.session.scalars(select(Move).where(Move.object_ref == task.id)).one()
    assert (move.machine, move.step, move.to_status) == ("TK", "open_task", "OPEN")


def test_a_task_without_words_is_refused(town: Town) -> None:
    pathway = a_pathway(town, a_cohort(town))
    with pytest.raises(Unmet, match="fields_complete"):
        acts.open_task(town.acting("jef1"), pathway, kind=TaskKind.TASK, text="", due_on=None)


def test_the_owner_finishes_a_task_and_nobody_beside_the_manager(town: Town) -> None:
    pathway = a_pathway(town, a_cohort(town))
    assign(town, "ts1", pathway)
    assign(town, "ts2", pathway)
    owner = town.users["ts1"].id
    task = acts.open_task(
        town.acting("jef1"), pathway, kind=TaskKind.TASK, text="Llamar", due_on=DUE, owner_id=owner
    )
    with pytest.raises((Unmet, NotKnown)):
        acts.finish_task(town.acting("ts2"), task)
    acts.finish_task(town.acting("jef1"), task)
    assert task.status is TaskStatus.DONE
    assert (task.done_on, task.done_by_id) == (date(2026, 11, 23), town.users["jef1"].id)


def test_a_dropped_task_says_why(town: Town) -> None:
    pathway = a_pathway(town, a_cohort(town))
    jef = town.acting("jef1")
    task = acts.open_task(jef, pathway, kind=TaskKind.TASK, text="Llamar", due_on=DUE)
    with pytest.raises(Unmet, match="reason_given"):
        acts.drop_task(jef, task, reason="no")
    acts.drop_task(jef, task, reason="La persona se cambió de comuna.")
    assert task.status is TaskStatus.DROPPED


def test_long_work_is_asked_for_once_and_done_under_a_lease(town: Town, clock: Clock) -> None:
    sec = town.acting("sec1")
    work = acts.ask_work(sec, WorkType.LETTER_BATCH, {"letters": []}, "batch-1", 4)
    with pytest.raises(Unmet, match="work_not_already_asked"):
        acts.ask_work(sec, WorkType.LETTER_BATCH, {"letters": []}, "batch-1")
    job = town.acting("sys1")
    acts.start_work(job, work)
    acts.progress(job, work, 2)
    with pytest.raises(Unmet, match="work_not_already_asked") as refusal:
        acts.ask_work(sec, WorkType.LETTER_BATCH, {}, "batch-1")
    assert refusal.value.gaps[0].args == {"pct": 50}
    acts.finish_work(job, work)
    assert (work.status, work.done_items, work.attempts) == (WorkStatus.DONE, 4, 1)


def test_lost_work_is_given_back_and_failed_work_is_tried_again(town: Town, clock: Clock) -> None:
    work = acts.ask_work(town.acting("jef1"), WorkType.LETTER_BATCH, {}, "batch-2")
    acts.start_work(town.acting("sys1"), work)
    with pytest.raises(Unmet, match="lease_lost"):
        acts.requeue_work(town.acting("sys1"), work)
    clock.move(hours=1)
    with pytest.raises(Unmet, match="lease_held"):
        acts.finish_work(town.acting("sys1"), work)
    acts.requeue_work(town.acting("sys1"), work)
    acts.start_work(town.acting("sys1"), work)
    acts.fail_work(town.acting("sys1"), work, error="KeyError")
    assert work.status is WorkStatus.FAILED
    acts.retry_work(town.acting("jef1"), work)
    acts.cancel_work(town.acting("jef1"), work)
    assert work.status is WorkStatus.CANCELLED
    again = acts.ask_work(town.acting("jef1"), WorkType.LETTER_BATCH, {}, "batch-2")
    assert again.id != work.id


def test_work_of_another_role_is_refused(town: Town) -> None:
    with pytest.raises(Unmet, match="work_allowed_for_role"):
        acts.ask_work(town.acting("ts1"), WorkType.LETTER_BATCH, {}, "batch-3")


def test_a_due_thing_is_claimed_once(town: Town, clock: Clock) -> None:
    row = a_cohort(town).id
    assert claim(town.session, "B.expire_case", row, DUE, clock.at)
    assert not claim(town.session, "B.expire_case", row, DUE, clock.at)
    assert claim(town.session, "B.expire_case", row, date(2026, 11, 26), clock.at)
    assert len(town.session.scalars(select(DueItem)).all()) == 2
