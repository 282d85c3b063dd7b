"""A typed hour in a clock change: in the gap it is refused, in the overlap the page asks."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dmi.checkins import acts
from dmi.checkins.models import CheckIn
from dmi.checkins.words import ContactMode
from dmi.kernel.local_time import Never, Twice, from_local, zone
from dmi.policy.states import CheckInStatus
from dmi.web.forms import PageForm
from dmi.web.texts import MomentField
from tests.builders import somebody
from tests.conftest import Clock
from tests.people import Town
from tests.support.doors import Browser, signed_in

SANTIAGO = "America/Santiago"
BACK = (date(2026, 4, 4), date(2027, 4, 3))
FORWARD = (date(2026, 9, 6), date(2027, 9, 5))


class HourForm(PageForm):
    """One moment."""

    moment = MomentField("Moment")


def told(app: Flask, *typed: str) -> HourForm:
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context(method="POST", data={"moment": list(typed)}):
        form = HourForm()
        form.zone = SANTIAGO
        form.validate()
    return form


def changes(first: date, last: date) -> dict[date, timedelta]:
    """Return the local days on which the clocks change, and by how much."""
    found = {}
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        begins = datetime.combine(day, time(0), zone(SANTIAGO)).astimezone(UTC)
        ends = datetime.combine(day + timedelta(days=1), time(0), zone(SANTIAGO)).astimezone(UTC)
        if ends - begins != timedelta(days=1):
            found[day] = ends - begins - timedelta(days=1)
    return found


def test_the_place_changes_its_clocks_on_these_four_days() -> None:
    hour = timedelta(hours=1)
    assert changes(date(2026, 1, 1), date(2027, 12, 31)) == {
        BACK[0]: hour,
        FORWARD[0]: -hour,
        BACK[1]: hour,
        FORWARD[1]: -hour,
    }
    assert all(isinstance(from_local(day, time(23), SANTIAGO), Twice) for day in BACK)
    assert all(isinstance(from_local(day, time(0, 59), SANTIAGO), Never) for day in FORWARD)


@pytest.mark.rule("C22")
@pytest.mark.parametrize("day", FORWARD)
@pytest.mark.parametrize("hour", ["00:00", "00:30", "00:59"])
def test_an_hour_in_the_gap_is_refused_with_the_hour_that_exists(
    app: Flask, day: date, hour: str
) -> None:
    form = told(app, f"{day:%d-%m-%Y} {hour}")
    assert form.moment.errors
    assert form.moment.errors[0].endswith(f"{day:%d-%m-%Y} {hour.replace('00:', '01:', 1)}.")
    assert form.moment.twice is None
    assert told(app, f"{day:%d-%m-%Y} 01:00").moment.data == datetime(
        day.year, 9, day.day, 4, 0, tzinfo=UTC
    )


@pytest.mark.rule("C22")
@pytest.mark.parametrize("day", BACK)
@pytest.mark.parametrize("hour", ["23:00", "23:30", "23:59"])
def test_an_hour_in_the_overlap_is_asked_for_and_each_answer_is_its_own_instant(
    app: Flask, day: date, hour: str
) -> None:
    typed = f"{day:%d-%m-%Y} {hour}"
    for answer in ((), ("",), ("3",), ("first",)):
        form = told(app, typed, *answer)
        assert len(form.moment.errors) == 1
        assert form.moment._value() == typed
        assert form.moment.twice is not None
    first, second = told(app, typed, "1"), told(app, typed, "2")
    assert (first.errors, second.errors) == ({}, {})
    began = datetime.combine(day + timedelta(days=1), time(2, int(hour[3:])), UTC)
    assert (first.moment.data, second.moment.data) == (began, began + timedelta(hours=1))


def test_an_answer_left_over_from_another_hour_says_nothing(app: Flask) -> None:
    form = told(app, "04-04-2026 22:30", "2")
    assert form.moment.data == datetime(2026, 4, 5, 1, 30, tzinfo=UTC)
    assert form.moment.twice is None


@pytest.fixture
def due(town: Town, clock: Clock) -> CheckIn:
    """Write a check-in on the Monday after the clocks of April 2027 went back."""
    clock.at = datetime(2027, 3, 31, 14, 0, tzinfo=UTC)
    pathway = somebody(town)
    acting = town.acting("ts1")
    row = acts.open_series(
        acting,
        pathway,
        first_at=datetime(2027, 4, 5, 14, 0, tzinfo=UTC),
        mode=ContactMode.IN_PERSON,
        place="Office 3",
        worker_id=acting.by.id,
    )
    row.window_days = 3
    clock.at = datetime(2027, 4, 5, 14, 0, tzinfo=UTC)
    acts.open_window(town.acting("sys1"), row)
    town.session.commit()
    return row


def sent(browser: Browser, row: CheckIn, *typed: str) -> Any:
    fields = {"done_at": list(typed), "mode": "PHONE", "row_version": str(row.row_version)}
    return browser.post(f"/check-ins/{row.id}/keep-checkin", fields)


@pytest.mark.rule("C22")
@pytest.mark.parametrize(("answer", "hour"), [("1", 2), ("2", 3)])
def test_the_page_asks_which_of_the_two_and_keeps_what_was_typed(
    town: Town, client: FlaskClient, due: CheckIn, answer: str, hour: int
) -> None:
    browser = signed_in(client, town, "ts1")
    asked = sent(browser, due, "03-04-2027 23:30")
    page = asked.get_data(as_text=True)
    assert asked.status_code == 400
    assert 'value="03-04-2027 23:30"' in page
    offered = [f'name="done_at" value="{one}"' in page for one in "12"]
    assert offered == [True, True]
    town.session.rollback()
    town.session.refresh(due)
    assert due.status is CheckInStatus.DUE
    assert sent(browser, due, "03-04-2027 23:30", answer).status_code == 303
    town.session.rollback()
    town.session.refresh(due)
    assert due.done_at == datetime(2027, 4, 4, hour, 30, tzinfo=UTC)


@pytest.mark.rule("C22")
def test_the_page_refuses_the_gap_at_its_field(
    town: Town, client: FlaskClient, due: CheckIn, clock: Clock
) -> None:
    clock.at = datetime(2027, 9, 6, 14, 0, tzinfo=UTC)
    refused = sent(signed_in(client, town, "ts1"), due, "05-09-2027 00:30")
    page = refused.get_data(as_text=True)
    assert refused.status_code == 400
    assert 'id="done_at-error"' in page
    assert "05-09-2027 01:30" in page
    assert 'value="05-09-2027 00:30"' in page
