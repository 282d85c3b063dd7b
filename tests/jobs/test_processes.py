"""The clockwork as real processes: killed, doubled, or away for a day, it does each thing once."""

import signal
import time
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from dmi.access.audit import verify_chain
from dmi.access.models.records import Approval, AuditEntry, ChainHead, Move
from dmi.checkins import acts as checkins
from dmi.checkins.models import CheckIn, Rescue
from dmi.checkins.words import ContactMode
from dmi.jobs.dated import dated_steps
from dmi.kernel import clock as real_clock
from dmi.owed.models import DueItem, JobRun, Task
from dmi.owed.words import TaskKind
from dmi.policy.states import ApprovalStatus, CheckInStatus
from dmi.settings import Settings
from tests.builders import somebody
from tests.conftest import MONDAY
from tests.jobs.dying import MOMENTS
from tests.jobs.processes import PATIENCE, a_job, ended, running, start
from tests.jobs.test_schedule import an_approval
from tests.people import Town

EXPIRY = "A.expire_approval"
EXPIRED = "access.approval.expired"
MISS = "C.mark_missed"


def moves_of(town: Town, row: UUID) -> list[str]:
    town.session.rollback()
    return sorted(town.session.scalars(select(Move.step).where(Move.object_ref == row)))


def events_of(town: Town, row: UUID) -> list[str]:
    """Return what the log says of a row, in the log's own order."""
    query = select(AuditEntry.event).where(AuditEntry.object_ref == row)
    return list(town.session.scalars(query.order_by(AuditEntry.seq)))


def claims_of(town: Town, row: UUID) -> list[str]:
    query = select(DueItem.rule).where(DueItem.object_ref == row).order_by(DueItem.created_at)
    return list(town.session.scalars(query))


def broken_chains(town: Town) -> list[str]:
    keys = town.session.scalars(select(ChainHead.chain_key)).all()
    return [key for key in keys if verify_chain(town.session, key) is not None]


def a_checkin(town: Town) -> CheckIn:
    """Write somebody in support whose first check-in is on the coming Wednesday."""
    pathway = somebody(town)
    acting = town.acting("ts1")
    row = checkins.open_series(
        acting,
        pathway,
        first_at=MONDAY + timedelta(days=2),
        mode=ContactMode.IN_PERSON,
        place="Office 3",
        worker_id=acting.by.id,
    )
    town.session.commit()
    return row


@pytest.mark.rule("S27")
@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_around_the_commit_a_step_is_taken_once_by_the_next_run(
    settings: Settings, town: Town, moment: str
) -> None:
    row = an_approval(town)
    late = a_job(EXPIRY, MONDAY + timedelta(hours=25))
    status, said, _ = ended(start(settings, moment, *late, module="tests.jobs.dying"))
    assert (status, said) == (-signal.SIGKILL, "")
    before = [EXPIRY] if moment == "kept" else []
    assert (len(moves_of(town, row.id)), claims_of(town, row.id)) == (len(before), before)
    taken = 1 - len(before)
    assert ended(start(settings, *late)) == (0, f"{EXPIRY}: {taken}\n", "")
    assert moves_of(town, row.id) == ["expire_approval"]
    assert (events_of(town, row.id), claims_of(town, row.id)) == ([EXPIRED], [EXPIRY])
    assert broken_chains(town) == []


@pytest.mark.rule("S27")
def test_killed_while_it_marks_a_miss_there_is_one_rescue_and_one_task(
    settings: Settings, town: Town
) -> None:
    row = a_checkin(town)
    then = MONDAY + timedelta(days=10)
    assert ended(start(settings, *a_job("C.open_window", then)))[0] == 0
    killed = start(settings, "changed", *a_job(MISS, then), module="tests.jobs.dying")
    assert ended(killed)[0] == -signal.SIGKILL
    assert town.session.scalars(select(Rescue)).all() == []
    assert ended(start(settings, *a_job(MISS, then)))[1] == f"{MISS}: 1\n"
    assert moves_of(town, row.id) == ["mark_missed", "open_window", "plan_checkin"]
    assert len(town.session.scalars(select(Rescue)).all()) == 1
    rescues = select(Task).where(Task.kind == TaskKind.RESCUE)
    assert [task.source_ref for task in town.session.scalars(rescues)] == [row.id]


@pytest.mark.rule("S27")
def test_two_processes_at_once_take_each_of_many_steps_once(settings: Settings, town: Town) -> None:
    rows = [an_approval(town).id for _ in range(12)]
    words = a_job(EXPIRY, MONDAY + timedelta(hours=25))
    ends = [ended(process) for process in [start(settings, *words), start(settings, *words)]]
    assert [(status, complained) for status, _, complained in ends] == [(0, "")] * 2
    assert sum(int(said.rsplit(maxsplit=1)[1]) for _, said, _ in ends) == len(rows)
    for row in rows:
        assert moves_of(town, row) == ["expire_approval"]
        assert (events_of(town, row), claims_of(town, row)) == ([EXPIRED], [EXPIRY])
    assert broken_chains(town) == []


def overdue(town: Town, count: int) -> list[UUID]:
    """Write approvals that ran out a day before the real clock of this machine."""
    rows = [an_approval(town) for _ in range(count)]
    for row in rows:
        row.expires_at = real_clock.now() - timedelta(days=1)
        row.proposed_at = row.expires_at - timedelta(days=1)
    town.session.commit()
    return [row.id for row in rows]


def wait_until_expired(town: Town, rows: list[UUID]) -> None:
    last = time.monotonic() + PATIENCE
    query = select(func.count()).where(
        Approval.id.in_(rows), Approval.status == ApprovalStatus.EXPIRED
    )
    while town.session.scalar(query) != len(rows):
        town.session.rollback()
        assert time.monotonic() < last, "the schedulers did not take what was due"
        time.sleep(0.1)
    town.session.rollback()


def wait_for_looks(town: Town, jobs: int) -> None:
    last = time.monotonic() + PATIENCE
    while town.session.scalar(select(func.count(JobRun.job.distinct()))) != jobs:
        town.session.rollback()
        assert time.monotonic() < last, "the first look did not end"
        time.sleep(0.1)
    town.session.rollback()


@pytest.mark.rule("S27")
def test_two_schedulers_look_at_once_and_take_each_step_once(
    settings: Settings, town: Town
) -> None:
    rows = overdue(town, 10)
    two = start(settings, "scheduler"), start(settings, "scheduler")
    with running(*two):
        wait_until_expired(town, rows)
        wait_for_looks(town, len(dated_steps()))
        assert [process.poll() for process in two] == [None, None]
    for row in rows:
        assert moves_of(town, row) == ["expire_approval"]
        assert claims_of(town, row) == [EXPIRY]
    runs = town.session.scalars(select(JobRun).where(JobRun.job == EXPIRY)).all()
    assert (sum(run.items or 0 for run in runs), sum(run.failures or 0 for run in runs)) == (10, 0)


@pytest.mark.rule("S27")
def test_a_killed_scheduler_is_replaced_and_nothing_is_done_twice(
    settings: Settings, town: Town
) -> None:
    rows = overdue(town, 3)
    killed = start(settings, "changed", "scheduler", module="tests.jobs.dying")
    assert ended(killed)[0] == -signal.SIGKILL
    with running(start(settings, "scheduler")):
        wait_until_expired(town, rows)
    assert [moves_of(town, row) for row in rows] == [["expire_approval"]] * len(rows)


@pytest.mark.rule("S27")
def test_what_fell_due_while_nobody_looked_is_caught_up_once_and_in_order(
    settings: Settings, town: Town
) -> None:
    row, proposal = a_checkin(town), an_approval(town)
    then = MONDAY + timedelta(days=10)
    told = [ended(start(settings, then.isoformat(), module="tests.jobs.looking")) for _ in (1, 2)]
    # The approval, the first check-in (window, miss), and the window of the second check-in.
    assert told == [(0, "4\n", ""), (0, "0\n", "")]
    assert events_of(town, row.id) == [
        "checkins.checkin.planned",
        "checkins.checkin.fell_due",
        "checkins.checkin.missed",
    ]
    assert moves_of(town, proposal.id) == ["expire_approval"]
    town.session.refresh(row)
    assert (row.status, row.due_on) == (CheckInStatus.MISSED, date(2026, 11, 25))
    assert broken_chains(town) == []
