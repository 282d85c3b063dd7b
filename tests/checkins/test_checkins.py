"""A check-in's life: kept, late, moved, excused, missed; a miss opens a rescue and no more."""

from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from dmi.access.acting import Acting
from dmi.callin.words import ExcuseReason
from dmi.checkins import acts, queries
from dmi.checkins.models import CheckIn, Rescue
from dmi.checkins.rescuing import record_rescue
from dmi.checkins.rules import Cadence
from dmi.checkins.words import AskedBy, ContactMode, LaterOnes, RescueResult, RescueWay
from dmi.kernel.refusals import Faults, NotKnown, Unmet
from dmi.owed.models import Task
from dmi.owed.words import TaskKind
from dmi.people.models.pathway import Pathway
from dmi.policy.matrix import Condition
from dmi.policy.states import CheckInStatus, Stage
from dmi.profiles.holidays import Holidays
from dmi.profiles.profile import load
from dmi.violations.models.report import ViolationReport
from tests.builders import a_cohort, a_pathway, assign, open_to
from tests.conftest import Clock
from tests.people import Town
from tests.support.doors import signed_in

FIRST = datetime(2026, 11, 25, 14, 0, tzinfo=UTC)
REASON = "Lost the bus and had no way to call."


@pytest.fixture
def pathway(town: Town) -> Pathway:
    """Write a person who is in support with ts1."""
    made = a_pathway(town, a_cohort(town), Stage.ACTIVE)
    assign(town, "ts1", made)
    open_to(town, "ts1", made, Condition.FROM_ATTENDANCE)
    return made


@pytest.fixture
def first(town: Town, pathway: Pathway) -> CheckIn:
    """Open the person's series with its first check-in on Wednesday."""
    acting = town.acting("ts1")
    return acts.open_series(
        acting,
        pathway,
        first_at=FIRST,
        mode=ContactMode.IN_PERSON,
        place="Office 3",
        worker_id=acting.by.id,
    )


def days_of(town: Town, row: CheckIn) -> list[date]:
    query = select(CheckIn.due_on).where(
        CheckIn.series_id == row.series_id, CheckIn.status == CheckInStatus.PLANNED
    )
    return list(town.session.scalars(query.order_by(CheckIn.due_on)))


def scheduler(town: Town) -> Acting:
    return town.acting("sys1")


def missed(town: Town, clock: Clock, row: CheckIn) -> CheckIn:
    acts.open_window(scheduler(town), row)
    clock.move(days=8)
    acts.mark_missed(scheduler(town), row)
    return row


@pytest.mark.rule("C21")
def test_a_series_keeps_to_working_days_and_thins_out() -> None:
    closed = Holidays(load("cl"), {})
    found = list(Cadence(2, 1, 3).days(date(2026, 9, 11), closed))
    # 18 September is a holiday and the 19th a Saturday: the next working day is Monday 21.
    assert found == [
        date(2026, 9, 11),
        date(2026, 9, 21),
        date(2026, 10, 2),
        date(2026, 11, 2),
        date(2026, 12, 2),
    ]


def test_a_series_always_has_some_days_ahead(town: Town, first: CheckIn) -> None:
    assert first.status is CheckInStatus.PLANNED
    assert days_of(town, first) == [
        date(2026, 11, 25),
        date(2026, 12, 2),
        date(2026, 12, 9),
        date(2026, 12, 16),
    ]


def test_a_check_in_is_kept_within_its_window_alone(
    town: Town, clock: Clock, first: CheckIn
) -> None:
    acts.keep_checkin(town.acting("ts1"), first, done_at=clock(), mode=ContactMode.PHONE)
    assert (first.status, first.mode) == (CheckInStatus.KEPT, ContactMode.PHONE)
    later = queries.waiting(town.acting("ts1"), first.series)[0]
    with pytest.raises(Unmet, match="within_window"):
        acts.keep_checkin(town.acting("ts1"), later, done_at=clock(), mode=later.mode)
    with pytest.raises(Unmet, match="fields_complete"):
        acts.keep_checkin(town.acting("ts1"), later, done_at=None, mode=later.mode)


def test_a_colleague_without_the_case_finds_nothing(town: Town, first: CheckIn) -> None:
    for name in ("ts2", "fis1", "psi1", "jef1"):
        with pytest.raises(NotKnown):
            acts.keep_checkin(town.acting(name), first, done_at=FIRST, mode=first.mode)


def test_the_window_opens_on_its_day(town: Town, clock: Clock, first: CheckIn) -> None:
    session = town.session
    assert first in queries.windows_to_open(session, clock(), "cl")
    later = queries.waiting(town.acting("ts1"), first.series)[1]
    assert later not in queries.windows_to_open(session, clock(), "cl")
    with pytest.raises(Unmet, match="window_reached"):
        acts.open_window(scheduler(town), later)
    acts.open_window(scheduler(town), first)
    assert first.status is CheckInStatus.DUE
    assert first not in queries.windows_to_open(session, clock(), "cl")


@pytest.mark.rule("C47")
def test_a_missed_check_in_opens_a_rescue_and_nothing_else(
    town: Town, clock: Clock, first: CheckIn
) -> None:
    acts.open_window(scheduler(town), first)
    with pytest.raises(Unmet, match="grace_over"):
        acts.mark_missed(scheduler(town), first)
    assert first not in queries.overdue(town.session, clock(), "cl")
    clock.move(days=7)
    assert first in queries.overdue(town.session, clock(), "cl")
    acts.mark_missed(scheduler(town), first)
    assert first.status is CheckInStatus.MISSED
    rescue = town.session.scalars(select(Rescue)).one()
    task = town.session.scalars(select(Task)).one()
    # Marked on Monday: two working days on is Wednesday.
    assert rescue.due_on == task.due_on == date(2026, 12, 2)
    assert (task.kind, task.owner_id) == (TaskKind.RESCUE, town.users["ts1"].id)
    assert town.session.scalar(select(func.count()).select_from(ViolationReport)) == 0
    assert first not in queries.overdue(town.session, clock(), "cl")


def test_a_miss_stands_only_after_a_try_and_another_pair_of_eyes(
    town: Town, clock: Clock, first: CheckIn
) -> None:
    missed(town, clock, first)
    worker, other = town.users["ts1"].id, town.users["ts2"].id
    with pytest.raises(Unmet, match="rescue_tried, missed_reason_written, reviewed_by_other"):
        acts.follow_up(town.acting("ts1"), first, reason="short", reviewed_by_id=worker)
    rescue = record_rescue(
        town.acting("ts1"), first, way=RescueWay.CALL, tried_at=clock(), result=None
    )
    assert rescue.result is None
    acts.follow_up(town.acting("ts1"), first, reason=REASON, reviewed_by_id=other)
    assert first.status is CheckInStatus.FOLLOWED_UP
    assert rescue.result is RescueResult.NOT_REACHED


def test_a_closed_rescue_takes_no_more_tries(town: Town, clock: Clock, first: CheckIn) -> None:
    missed(town, clock, first)
    fields = {"way": RescueWay.VISIT, "tried_at": clock(), "result": RescueResult.REACHED}
    record_rescue(town.acting("ts1"), first, **fields)
    with pytest.raises(Faults):
        record_rescue(town.acting("ts1"), first, **fields)


def test_coming_late_mends_a_miss(town: Town, clock: Clock, first: CheckIn) -> None:
    missed(town, clock, first)
    acts.keep_late(town.acting("ts1"), first, done_at=clock(), mode=ContactMode.IN_PERSON)
    assert first.status is CheckInStatus.KEPT_LATE
    assert town.session.scalars(select(Rescue)).one().result is RescueResult.REACHED


def test_an_excuse_closes_the_rescue(town: Town, clock: Clock, first: CheckIn) -> None:
    missed(town, clock, first)
    acts.excuse_checkin(town.acting("ts1"), first, excuse_code=ExcuseReason.HEALTH)
    assert first.status is CheckInStatus.MISSED_EXCUSED
    assert town.session.scalars(select(Rescue)).one().result is RescueResult.EXCUSED


def test_a_moved_check_in_leaves_its_day_and_may_take_the_later_ones_along(
    town: Town, first: CheckIn
) -> None:
    moved = acts.move_checkin(
        town.acting("ts1"),
        first,
        reason="A shift at work.",
        asked_by=AskedBy.PERSON,
        new_at=datetime(2026, 11, 26, 14, 0, tzinfo=UTC),
        later=LaterOnes.SHIFT,
    )
    assert first.status is CheckInStatus.RESCHEDULED
    assert (moved.moved_from_id, moved.asked_by) == (first.id, AskedBy.PERSON)
    assert days_of(town, first) == [
        date(2026, 11, 26),
        date(2026, 12, 3),
        date(2026, 12, 10),
        date(2026, 12, 17),
    ]


def test_no_check_in_stands_on_a_holiday_or_twice_on_a_day(town: Town, first: CheckIn) -> None:
    acting = town.acting("ts1")
    fields = {"mode": ContactMode.PHONE, "worker_id": acting.by.id}
    with pytest.raises(Unmet, match="due_on_working_day"):
        acts.plan_checkin(
            acting, first.series, planned_for=datetime(2026, 12, 8, 14, tzinfo=UTC), **fields
        )
    with pytest.raises(Faults):
        acts.plan_checkin(acting, first.series, planned_for=FIRST, **fields)


def test_a_pause_takes_the_days_away_and_a_return_brings_new_ones(
    town: Town, clock: Clock, first: CheckIn, pathway: Pathway
) -> None:
    acting = town.acting("ts1")
    with pytest.raises(Unmet, match="series_ended_or_paused"):
        acts.cancel_checkin(acting, first, reason="Not wanted.")
    acts.pause_series(acting, pathway, reason="In hospital.")
    assert days_of(town, first) == []
    clock.move(days=30)
    acts.resume_series(town.acting("ts1"), pathway)
    assert min(days_of(town, first)) >= clock().date()
    acts.end_series(town.acting("ts1"), pathway, reason="Graduated.")
    assert days_of(town, first) == []


def test_kept_takes_two_clicks(town: Town, first: CheckIn, client: FlaskClient) -> None:
    town.session.commit()
    browser = signed_in(client, town, "ts1")
    week = browser.get("/check-ins?view=week")
    assert f"/check-ins/{first.id}/kept" in week.text
    assert "Sara Muestra" in week.text
    answer = browser.post(f"/check-ins/{first.id}/kept")
    assert answer.status_code == 303
    town.session.expire_all()
    assert town.session.get(CheckIn, first.id).status is CheckInStatus.KEPT


def test_pages_answer_their_readers_alone(
    town: Town, clock: Clock, first: CheckIn, client: FlaskClient
) -> None:
    missed(town, clock, first)
    town.session.commit()
    browser = signed_in(client, town, "ts1")
    month = browser.get("/check-ins?day=01-11-2026")
    assert "Sara M." in month.text
    assert browser.get(f"/check-ins/{first.id}").status_code == 200
    for step in ("keep-late", "excuse-checkin", "follow-up", "rescue"):
        assert browser.get(f"/check-ins/{first.id}/{step}").status_code == 200, step
    typed = {"way": "CALL", "tried_at": "01-12-2026 10:00", "result": ""}
    assert browser.post(f"/check-ins/{first.id}/rescue", typed).status_code == 303
    browser = signed_in(client, town, "ts2")
    for path in ("", "/rescue", "/keep-late"):
        assert browser.get(f"/check-ins/{first.id}{path}").status_code == 404
    browser = signed_in(client, town, "psi1")
    assert browser.get("/check-ins").status_code == 404
