"""The month, the week and the page of one check-in; "kept" is one click."""

from calendar import Calendar
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.acts import ACTS
from dmi.checkins import acts, queries
from dmi.checkins.models import CheckIn, CheckInSeries
from dmi.checkins.queries import Named
from dmi.checkins.rules import window_ends
from dmi.checkins.words import RescueWay
from dmi.kernel.local_time import month_in_words, read_day, to_local, weekday_in_words
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Access, right
from dmi.policy.roles import Role
from dmi.policy.states import CheckInStatus
from dmi.profiles.holidays import Holidays
from dmi.web.frame import language
from dmi.web.guard import ROW_PAGES, Declared, acting, page
from dmi.web.open_steps import open_steps
from dmi.web.rows import href_of
from dmi.web.sentences import word
from dmi.web.steps import FACTS, TITLES

bp = Blueprint("checkins", __name__)

READERS = frozenset(
    {Role.SOCIAL_WORKER, Role.JOB_COACH, Role.PROGRAMME_MANAGER, Role.PROSECUTOR, Role.DEFENDER}
)
SHOWN_A_DAY = 3
_LEVELS = {
    CheckInStatus.KEPT: "ok",
    CheckInStatus.KEPT_LATE: "warn",
    CheckInStatus.MISSED: "bad",
    CheckInStatus.FOLLOWED_UP: "bad",
    CheckInStatus.MISSED_EXCUSED: "info",
}
_SYMBOLS = {
    CheckInStatus.KEPT: "check2",
    CheckInStatus.KEPT_LATE: "clock",
    CheckInStatus.MISSED: "x-lg",
    CheckInStatus.FOLLOWED_UP: "x-lg",
    CheckInStatus.MISSED_EXCUSED: "envelope-check",
}
_KEEPABLE = frozenset({CheckInStatus.PLANNED, CheckInStatus.DUE})


@page(bp, "/check-ins", reads=DataClass.CHECK_INS, roles=READERS)
def calendar() -> ResponseReturnValue:
    """Show the month with its check-ins, or the week as a list."""
    current = acting()
    day = read_day(request.args.get("day", "")) or current.today
    if request.args.get("view") == "week":
        return _week(current, day)
    return _month(current, day)


def _month(current: Acting, day: date) -> str:
    first = day.replace(day=1)
    days = list(Calendar().itermonthdates(first.year, first.month))
    found = queries.between(current, days[0], days[-1])
    current.saw(DataClass.CHECK_INS, *(one.row.id for one in found))
    closed = queries.holidays(current)
    by_day: dict[date, list[Named]] = {}
    for one in found:
        by_day.setdefault(one.row.due_on, []).append(one)
    cells = [_cell(current, each, first, by_day.get(each, []), closed) for each in days]
    inside = [one for one in found if one.row.due_on.month == first.month]
    return render_template(
        "checkins/month.html",
        title=f"{month_in_words(first, language()).capitalize()} {first.year}",
        weeks=[cells[start : start + 7] for start in range(0, len(cells), 7)],
        weekdays=[weekday_in_words(each, language()).capitalize() for each in days[:7]],
        counts=_counts(inside),
        day_shown=day,
        day_text=_typed,
        before=first - timedelta(days=1),
        after=days[-1] + timedelta(days=1) if days[-1].month == first.month else _next(first),
    )


def _typed(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _cell(
    current: Acting, day: date, first: date, rows: list[Named], closed: Holidays
) -> dict[str, Any]:
    hidden = len(rows) - SHOWN_A_DAY
    return {
        "number": day.day,
        "today": day == current.today,
        "other": day.month != first.month,
        "weekend": day.weekday() >= 5,  # noqa: PLR2004 - Saturday
        "holiday": closed.name(day),
        "entries": [_entry(current, one) for one in rows[:SHOWN_A_DAY]],
        "more_href": url_for("checkins.calendar", view="week", day=f"{day:%d-%m-%Y}")
        if hidden > 0
        else "",
        "more": _("and %(n)d more", n=hidden),
    }


def _entry(current: Acting, one: Named) -> dict[str, Any]:
    return {
        "text": f"{one.short or _('1 person')} {_hour(current, one.row)}".strip(),
        "level": _LEVELS.get(one.row.status, ""),
        "state": word(one.row.status),
        "href": url_for("checkins.checkin", row_id=one.row.id),
    }


def _hour(current: Acting, row: CheckIn) -> str:
    return f"{to_local(row.at, current.zone):%H:%M}" if row.at else ""


def _counts(rows: list[Named]) -> dict[str, int]:
    states = [one.row.status for one in rows]
    return {
        "all": len(states),
        "kept": states.count(CheckInStatus.KEPT),
        "late": states.count(CheckInStatus.KEPT_LATE),
        "excused": states.count(CheckInStatus.MISSED_EXCUSED),
        "missed": states.count(CheckInStatus.MISSED) + states.count(CheckInStatus.FOLLOWED_UP),
        "coming": sum(state in _KEEPABLE for state in states),
    }


def _week(current: Acting, day: date) -> str:
    monday = day - timedelta(days=day.weekday())
    sunday = monday + timedelta(days=6)
    found = queries.between(current, monday, sunday)
    current.saw(DataClass.CHECK_INS, *(one.row.id for one in found))
    closed = queries.holidays(current)
    days = [monday + timedelta(days=step) for step in range(7)]
    return render_template(
        "checkins/week.html",
        monday=monday,
        sunday=sunday,
        day_shown=day,
        day_text=_typed,
        groups=[
            (_day_name(current, each, closed), [one for one in found if one.row.due_on == each])
            for each in days
        ],
        counts=_counts(found),
        hour_of=lambda row: _hour(current, row),
        line_of=lambda row: _line(current, row),
        can_keep=lambda row: _can_keep(current, row),
        before=monday - timedelta(days=7),
        after=monday + timedelta(days=7),
        writes=current.by.role is Role.SOCIAL_WORKER,
        awaits_reason=CheckInStatus.MISSED,
        level_of=lambda row: _LEVELS.get(row.status, "quiet"),
        symbol_of=lambda row: _SYMBOLS.get(row.status, "circle"),
    )


def _day_name(current: Acting, day: date, closed: Holidays) -> str:
    name = f"{weekday_in_words(day, language()).capitalize()} {day.day}"
    if day == current.today:
        name += f" · {_('today')}"
    holiday = closed.name(day)
    return f"{name} · {holiday}" if holiday else name


def _line(current: Acting, row: CheckIn) -> str:
    if row.status is CheckInStatus.MISSED:
        return str(_("The rescue is under way"))
    if row.status in _KEEPABLE:
        last = window_ends(row.due_on, row.window_days)
        return str(_("Window until %(day)s", day=_typed(last)))
    if row.moved_from_id and row.due_on >= current.today:
        return str(_("Moved to this day"))
    return ""


def _can_keep(current: Acting, row: CheckIn) -> bool:
    early = abs((current.today - row.due_on).days) > row.window_days
    return current.by.role is Role.SOCIAL_WORKER and row.status in _KEEPABLE and not early


@page(
    bp,
    "/check-ins/<uuid:row_id>/kept",
    methods=("POST",),
    declared=Declared(DataClass.CHECK_INS, ACTS["C.keep_checkin"].step),
)
def keep_now(row_id: UUID) -> ResponseReturnValue:
    """Record with one click that the person came now, as planned."""
    current = acting()
    row = sight.fetch(current, CheckIn, row_id, DataClass.CHECK_INS)
    acts.keep_checkin(current, row, done_at=current.at, mode=row.mode)
    flash(_("Check-in recorded as kept."), "ok")
    day = f"{row.due_on:%d-%m-%Y}"
    return redirect(url_for("checkins.calendar", view="week", day=day), 303)


@page(bp, "/check-ins/<uuid:row_id>", reads=DataClass.CHECK_INS, shows=CheckIn, roles=READERS)
def checkin(row_id: UUID) -> ResponseReturnValue:
    """Show one check-in with its state, its rescue and its steps."""
    current = acting()
    row = sight.fetch(current, CheckIn, row_id, DataClass.CHECK_INS)
    current.saw(DataClass.CHECK_INS, row.id)
    reads_all = Access.R in right(current.by.role, DataClass.CHECK_INS).access
    rescue = queries.rescue_of(current, row)
    return render_template(
        "checkins/checkin.html",
        row=row,
        named=queries.named(current, row),
        facts=_facts(current, row, reads_all=reads_all),
        steps=open_steps(current, row),
        level=_LEVELS.get(row.status, "quiet"),
        rescue=rescue,
        attempts=_attempts(current, rescue) if reads_all and rescue else [],
        can_keep=_can_keep(current, row),
        can_rescue=current.by.role is Role.SOCIAL_WORKER
        and row.status is CheckInStatus.MISSED
        and rescue is not None
        and rescue.closed_at is None,
        reads_all=reads_all,
        person_href=href_of(row.series.pathway) if Pathway in ROW_PAGES else "",
        plan_href=url_for("checkins.plan_checkin", row_id=row.series_id),
        may_plan=current.by.role is Role.SOCIAL_WORKER,
    )


def _facts(current: Acting, row: CheckIn, *, reads_all: bool) -> list[tuple[str, str]]:
    when = f"{row.due_on:%d-%m-%Y} {_hour(current, row)}".strip()
    facts = [(_("Day and hour"), when), (_("How"), word(row.mode))]
    last = f"{window_ends(row.due_on, row.window_days):%d-%m-%Y}"
    facts.append((_("Counts as kept until"), last))
    if row.done_at:
        facts.append(
            (_("The person came"), f"{to_local(row.done_at, current.zone):%d-%m-%Y %H:%M}")
        )
    if not reads_all:
        return facts
    more = [
        (_("Place"), row.place),
        (_("Excuse"), word(row.excuse_code)),
        (_("Asked by"), word(row.asked_by)),
        (_("Note"), row.note),
        (_("Why it was missed"), row.missed_reason),
    ]
    return facts + [(name, str(_(str(value)))) for name, value in more if value]


def _attempts(current: Acting, rescue: Any) -> list[tuple[str, str]]:
    return [
        (
            f"{to_local(datetime.fromisoformat(one['at']), current.zone):%d-%m-%Y %H:%M}",
            word(RescueWay(one["way"])),
        )
        for one in rescue.attempts
    ]


def _title(current: Acting, row: CheckIn) -> str:
    name = queries.named(current, row).full
    return str(_("Check-in of %(name)s", name=name) if name else _("Check-in"))


def _series_title(current: Acting, row: CheckInSeries) -> str:
    names = queries.names_of(current, {row.subject_id} if row.subject_id else set())
    return names.get(row.subject_id, ("", ""))[0]


TITLES[CheckIn] = _title
TITLES[CheckInSeries] = _series_title
FACTS[CheckIn] = lambda current, row: _facts(current, row, reads_all=True)
