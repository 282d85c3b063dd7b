"""The clockwork takes each dated step once, and no other step."""

import threading
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from dmi.access.acting import Acting
from dmi.access.models.records import Approval, Move
from dmi.access.models.users import RoleGrant
from dmi.jobs import dated, schedule, steps
from dmi.owed import acts, runners
from dmi.owed.models import BackgroundWork, DueItem, JobRun
from dmi.owed.words import WorkType
from dmi.policy import pathway
from dmi.policy.model import Kind
from dmi.policy.plain_states import WorkStatus
from dmi.policy.roles import Role
from dmi.policy.states import ApprovalStatus, RoleGrantStatus
from tests.builders import placed
from tests.conftest import Clock
from tests.people import Town

LATER_PARTS = {"K", "O", "Z"}
INSIDE_AN_EVENT = {"OP.unseal_opinions", "U.lock_user"}
BY_THE_RUNNER = {
    *("W.start_work", "W.requeue_work", "W.finish_work", "W.fail_work"),
    *("I.check_rows", "I.reject_file"),
}


def an_approval(town: Town, hours: int = 24) -> Approval:
    """Write a proposal that waits."""
    row = Approval(
        kind="P.remove",
        target_ref=uuid4(),
        payload="{}",
        payload_hash="0" * 64,
        confirmer_roles=["JEF"],
        proposed_by=town.users["fis1"].id,
        proposer_role=Role.PROSECUTOR,
        proposed_at=town.clock(),
        expires_at=town.clock() + timedelta(hours=hours),
    )
    row.stand(ApprovalStatus.PROPOSED)
    placed(town, row)
    town.session.commit()
    return row


def status_of(town: Town, row: Approval) -> ApprovalStatus:
    town.session.rollback()
    town.session.refresh(row)
    status = row.status
    town.session.rollback()
    return status


def traces(town: Town, row: Approval) -> list[str]:
    taken = list(town.session.scalars(select(Move.step).where(Move.object_ref == row.id)))
    town.session.rollback()
    return taken


def test_jobs_can_take_the_dated_steps_of_the_system_and_no_other(app: Flask) -> None:
    wanted = {
        key
        for key, one in pathway.STEPS.items()
        if one.kind is Kind.SYSTEM and one.machine not in LATER_PARTS
    }
    assert set(dated.dated_steps()) == wanted - INSIDE_AN_EVENT - BY_THE_RUNNER
    assert set(schedule.job_names()) == {*dated.dated_steps(), "work"}


def test_a_step_that_is_not_dated_is_no_job(app: Flask, town: Town, clock: Clock) -> None:
    with pytest.raises(KeyError):
        schedule.run_job(app, "B.return_case", clock.at)
    with pytest.raises(KeyError):
        schedule.run_job(app, "TK.finish_task", clock.at)


def test_what_is_not_due_is_left_alone(app: Flask, town: Town, clock: Clock) -> None:
    row = an_approval(town)
    assert schedule.run_job(app, "A.expire_approval", clock.at) == 0
    assert status_of(town, row) is ApprovalStatus.PROPOSED


def test_run_twice_a_dated_step_is_taken_once(app: Flask, town: Town, clock: Clock) -> None:
    row = an_approval(town)
    clock.move(hours=25)
    done = [schedule.run_job(app, "A.expire_approval", clock.at) for _ in range(2)]
    assert done == [1, 0]
    assert status_of(town, row) is ApprovalStatus.EXPIRED
    assert traces(town, row) == ["expire_approval"]


def test_two_at_once_take_a_dated_step_once(app: Flask, town: Town, clock: Clock) -> None:
    row = an_approval(town)
    clock.move(hours=25)
    at, done = clock.at, []
    gate = threading.Barrier(2)

    def run() -> None:
        gate.wait()
        done.append(schedule.run_job(app, "A.expire_approval", at))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [0, 1]
    assert traces(town, row) == ["expire_approval"]


def test_after_a_day_down_everything_is_caught_up(app: Flask, town: Town, clock: Clock) -> None:
    grant = town.session.scalars(
        select(RoleGrant).where(RoleGrant.user_id == town.users["ts2"].id)
    ).one()
    grant.until_on = date(2026, 11, 24)
    row = an_approval(town)
    clock.move(days=3)
    assert schedule.look(app, clock.at) == 2
    assert status_of(town, row) is ApprovalStatus.EXPIRED
    town.session.refresh(grant)
    assert grant.status is RoleGrantStatus.REVOKED
    assert grant.revoked_on == date(2026, 11, 26)
    moves = town.session.scalars(select(Move).where(Move.object_ref == grant.id)).all()
    assert [(move.step, move.actor_role) for move in moves] == [("lapse_role", Role.SCHEDULER)]


def test_what_was_undone_on_a_day_is_not_done_again_on_it(
    app: Flask, town: Town, clock: Clock
) -> None:
    row = an_approval(town)
    clock.move(hours=25)
    schedule.run_job(app, "A.expire_approval", clock.at)
    town.session.refresh(row)
    row.stand(ApprovalStatus.PROPOSED)
    town.session.commit()
    assert schedule.run_job(app, "A.expire_approval", clock.at) == 0
    clock.move(days=1)
    assert schedule.run_job(app, "A.expire_approval", clock.at) == 1
    assert len(town.session.scalars(select(DueItem)).all()) == 2


def test_every_look_leaves_one_line_a_day(app: Flask, town: Town, clock: Clock) -> None:
    town.session.commit()
    for _ in range(3):
        schedule.run_job(app, "A.expire_approval", clock.at)
        clock.move(minutes=1)
    runs = town.session.scalars(select(JobRun).where(JobRun.job == "A.expire_approval")).all()
    assert len(runs) == 1
    assert runs[0].heartbeat_at == clock.at - timedelta(minutes=1)


def test_a_failure_holds_up_nobody(
    app: Flask, town: Town, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = an_approval(town), an_approval(town)
    clock.move(hours=25)
    real = steps._take

    def shaky(app: Flask, key: str, row_id: UUID, at: Any) -> None:
        if row_id == first.id:
            message = "broken"
            raise ValueError(message)
        real(app, key, row_id, at)

    monkeypatch.setattr(steps, "_take", shaky)
    assert schedule.run_job(app, "A.expire_approval", clock.at) == 1
    assert status_of(town, second) is ApprovalStatus.EXPIRED
    run = town.session.scalars(select(JobRun)).one()
    assert (run.items, run.failures) == (1, 1)


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Register invented long work and keep what it did."""
    did: list[str] = []

    def prepare(acting: Acting, work: BackgroundWork) -> int:
        did.append("prepared")
        return int(work.arguments["pages"])

    def make(pages: int, tell: runners.Tell) -> int:
        if pages == 0:
            message = "no pages"
            raise ValueError(message)
        for page in range(pages):
            tell(page + 1)
        return pages

    def keep(acting: Acting, work: BackgroundWork, made: int) -> None:
        did.append(f"kept {made} of {work.done_items}")

    found = runners.Runner(prepare, make, keep)
    monkeypatch.setitem(runners.RUNNERS, (WorkType.LETTER_BATCH, ""), found)
    return did


def asked(town: Town, pages: int) -> BackgroundWork:
    work = acts.ask_work(
        town.acting("sec1"), WorkType.LETTER_BATCH, {"pages": pages}, f"p{pages}", pages
    )
    town.session.commit()
    town.session.info["acting"] = None
    return work


def test_long_work_is_done_with_progress(
    app: Flask, town: Town, clock: Clock, runner: list[str]
) -> None:
    work = asked(town, 3)
    assert schedule.run_job(app, "work", clock.at) == 1
    assert schedule.run_job(app, "work", clock.at) == 0
    town.session.refresh(work)
    assert (work.status, work.done_items) == (WorkStatus.DONE, 3)
    assert runner == ["prepared", "kept 3 of 3"]


def test_long_work_that_fails_says_so_without_values(
    app: Flask, town: Town, clock: Clock, runner: list[str]
) -> None:
    work = asked(town, 0)
    assert schedule.run_job(app, "work", clock.at) == 0
    town.session.refresh(work)
    assert (work.status, work.error) == (WorkStatus.FAILED, "ValueError")


def test_lost_work_is_taken_again_and_given_up_in_the_end(
    app: Flask, town: Town, clock: Clock, runner: list[str]
) -> None:
    work = asked(town, 2)
    for _ in range(3):
        acts.start_work(town.acting("sys1"), work)
        clock.move(hours=1)
        if work.attempts < 3:
            acts.requeue_work(town.acting("sys1"), work)
    town.session.commit()
    schedule.run_job(app, "work", clock.at)
    town.session.refresh(work)
    assert (work.status, work.error) == (WorkStatus.FAILED, "TooManyTries")
