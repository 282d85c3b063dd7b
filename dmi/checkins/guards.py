"""Conditions that read the series, the window of a check-in and its rescue."""

from datetime import date, datetime, timedelta

from dmi.access.guards import Gap, Look, guard
from dmi.checkins import queries
from dmi.checkins.rules import grace_ends, window_ends, window_opens
from dmi.checkins.words import SeriesStatus
from dmi.kernel.calendar import is_working_day, next_working_day
from dmi.kernel.local_time import local_day

SHORTEST_REASON = 20


def _shown(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def _day_of(look: Look, name: str) -> date | None:
    found = look.field(name)
    return local_day(found, look.acting.zone) if isinstance(found, datetime) else None


@guard("first_checkin_planned", of_form=True)
def first_checkin_planned(look: Look) -> Gap:
    """The first check-in lies within the days that the installation allows."""
    days = look.acting.number("first_checkin_within")
    day = _day_of(look, "first_checkin_at")
    today = look.acting.today
    near = day is not None and today <= day <= today + timedelta(days=days)
    return None if near else {"n": days}


@guard("series_open")
def series_open(look: Look) -> Gap:
    """A check-in is planned in a running series alone."""
    return None if look.row.standing is SeriesStatus.OPEN else {}


@guard("due_on_working_day", of_form=True)
def due_on_working_day(look: Look) -> Gap:
    """Offices are open on that day; otherwise the next open day is proposed."""
    day = _day_of(look, "planned_for")
    if day is None:
        return {}
    closed = queries.is_holiday(look.acting, look.row)
    if is_working_day(day, closed):
        return None
    return {"date": _shown(next_working_day(day, closed))}


@guard("window_reached")
def window_reached(look: Look) -> Gap:
    """The window's first day has come."""
    opens = window_opens(look.row.due_on, look.row.window_days)
    return None if look.acting.today >= opens else {"date": _shown(opens)}


@guard("within_window", of_form=True)
def within_window(look: Look) -> Gap:
    """The person came inside the window, and not in the future."""
    day = _day_of(look, "done_at")
    row = look.row
    inside = day is not None and window_opens(row.due_on, row.window_days) <= day <= window_ends(
        row.due_on, row.window_days
    )
    return None if inside else {}


@guard("after_window", of_form=True)
def after_window(look: Look) -> Gap:
    """The person came after the window had ended."""
    day = _day_of(look, "done_at")
    late = day is not None and day > window_ends(look.row.due_on, look.row.window_days)
    return None if late else {}


@guard("grace_over")
def grace_over(look: Look) -> Gap:
    """Window and grace are over."""
    grace = look.acting.number("checkin_grace")
    last = grace_ends(look.row.due_on, look.row.window_days, grace)
    return None if look.acting.today > last else {"date": _shown(last)}


@guard("rescue_tried")
def rescue_tried(look: Look) -> Gap:
    """Somebody tried to reach the person before the miss can stand."""
    rescue = queries.rescue_of(look.acting, look.row)
    return None if rescue is not None and rescue.attempts else {}


@guard("missed_reason_written", of_form=True)
def missed_reason_written(look: Look) -> Gap:
    """It is written why the check-in was missed."""
    return None if len(look.text("reason")) >= SHORTEST_REASON else {}


@guard("reviewed_by_other", of_form=True)
def reviewed_by_other(look: Look) -> Gap:
    """Somebody else of the team looked at it."""
    reviewer = look.field("reviewed_by_id")
    return None if reviewer is not None and reviewer != look.row.worker_id else {}


@guard("series_ended_or_paused")
def series_ended_or_paused(look: Look) -> Gap:
    """A check-in falls away only with its series."""
    return {} if look.row.series.standing is SeriesStatus.OPEN else None
