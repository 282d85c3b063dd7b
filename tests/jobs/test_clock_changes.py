"""What falls due with a local day falls due once, at the day's first instant, in every season."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask
from sqlalchemy import select

from dmi.access.models.records import Move
from dmi.access.models.users import RoleGrant
from dmi.checkins import acts as checkins
from dmi.checkins import queries
from dmi.checkins.models import CheckIn
from dmi.checkins.words import ContactMode
from dmi.jobs import schedule
from dmi.owed.models import DueItem
from tests.builders import somebody
from tests.conftest import MONDAY, Clock
from tests.jobs.test_schedule import an_approval
from tests.people import Town

SANTIAGO = "America/Santiago"
WINDOW = 2
A_SECOND = timedelta(seconds=1)

# The day, and the instant at which it begins in Santiago: on 6 September 2026 and on
# 5 September 2027 there is no midnight, the day begins at 01:00; on the day after the clocks went
# back the hour before midnight has passed twice.
DAYS = [
    (date(2026, 4, 4), datetime(2026, 4, 4, 3, 0, tzinfo=UTC)),
    (date(2026, 4, 5), datetime(2026, 4, 5, 4, 0, tzinfo=UTC)),
    (date(2026, 9, 6), datetime(2026, 9, 6, 4, 0, tzinfo=UTC)),
    (date(2026, 9, 7), datetime(2026, 9, 7, 3, 0, tzinfo=UTC)),
    (date(2027, 4, 3), datetime(2027, 4, 3, 3, 0, tzinfo=UTC)),
    (date(2027, 4, 4), datetime(2027, 4, 4, 4, 0, tzinfo=UTC)),
    (date(2027, 9, 5), datetime(2027, 9, 5, 4, 0, tzinfo=UTC)),
    (date(2027, 9, 6), datetime(2027, 9, 6, 3, 0, tzinfo=UTC)),
]
JOBS = ("C.open_window", "C.mark_missed", "G.lapse_role", "A.expire_approval")


def a_checkin(town: Town, surname: str, due_on: date) -> CheckIn:
    """Write somebody whose only check-in is on that day."""
    pathway = somebody(town, surname=surname)
    acting = town.acting("ts1")
    row = checkins.open_series(
        acting,
        pathway,
        first_at=MONDAY,
        mode=ContactMode.IN_PERSON,
        place="Office 3",
        worker_id=acting.by.id,
    )
    for later in queries.waiting(acting, row.series):
        if later is not row:
            town.session.delete(later)
    town.session.flush()
    row.due_on, row.window_days = due_on, WINDOW
    town.session.commit()
    return row


def taken(town: Town, row: UUID, step: str) -> list[datetime]:
    town.session.rollback()
    query = select(Move.at).where(Move.object_ref == row, Move.step == step)
    return list(town.session.scalars(query))


@pytest.mark.rule("S27")
@pytest.mark.parametrize(("day", "begins"), DAYS)
def test_a_local_day_begins_once_also_when_the_clocks_change(
    app: Flask, town: Town, clock: Clock, day: date, begins: datetime
) -> None:
    grace = town.acting("sys1").number("checkin_grace")
    clock.at = begins - timedelta(days=20)
    opens = a_checkin(town, "Abre", day + timedelta(days=WINDOW))
    ends = a_checkin(town, "Cierra", day - timedelta(days=WINDOW + grace + 1))
    role = town.session.scalars(
        select(RoleGrant).where(RoleGrant.user_id == town.users["ts2"].id)
    ).one()
    role.until_on = day - timedelta(days=1)
    approval = an_approval(town)
    approval.expires_at = begins
    town.session.commit()
    looks = [begins - timedelta(hours=2), begins - timedelta(minutes=30), begins - A_SECOND]
    looks += [begins + timedelta(minutes=30 * turn) for turn in range(6)]
    for at in looks:
        for name in JOBS:
            schedule.run_job(app, name, at)
    assert taken(town, opens.id, "open_window") == [begins]
    assert taken(town, ends.id, "mark_missed") == [begins]
    assert taken(town, role.id, "lapse_role") == [begins]
    assert taken(town, approval.id, "expire_approval") == [begins]
    claimed = select(DueItem.due_on).where(DueItem.object_ref.in_([opens.id, role.id, approval.id]))
    assert town.session.scalars(claimed).all() == [day] * 3


@pytest.mark.rule("S27")
def test_the_clockwork_itself_keeps_utc(app: Flask) -> None:
    scheduler = BackgroundScheduler(timezone=UTC)
    schedule._fill(scheduler, app)
    jobs = scheduler.get_jobs()
    assert {job.trigger.timezone for job in jobs} == {UTC}
    before = datetime(2026, 9, 6, 3, 59, tzinfo=UTC)
    for job in jobs:
        after = job.trigger.get_next_fire_time(before, before)
        assert after - before == job.trigger.interval


@pytest.mark.parametrize(
    ("day", "hour", "instant"),
    [
        (date(2026, 9, 6), "00:30", time(4, 30)),
        (date(2027, 9, 5), "00:30", time(4, 30)),
        (date(2026, 4, 4), "23:30", time(2, 30)),
        (date(2027, 4, 3), "23:30", time(2, 30)),
    ],
)
def test_a_pattern_that_meets_a_clock_change_takes_one_instant(
    day: date, hour: str, instant: time
) -> None:
    found = checkins._at(day, hour, SANTIAGO)
    assert found == datetime.combine(found.date(), instant, UTC)
    assert found.date() - day == timedelta(days=instant == time(2, 30))
