"""Writers of check-ins. A missed one opens a rescue and a task, and nothing else."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from dmi.access.acting import Acting
from dmi.access.acts import act, cascade
from dmi.callin.words import ExcuseReason
from dmi.checkins import guards, queries  # noqa: F401 - the conditions of these steps
from dmi.checkins.models import CheckIn, CheckInSeries, Rescue
from dmi.checkins.rules import AHEAD, Cadence
from dmi.checkins.words import (
    AskedBy,
    ContactMode,
    LaterOnes,
    RescueResult,
    SeriesStatus,
    SupportPhase,
)
from dmi.kernel.calendar import add_working_days, next_working_day
from dmi.kernel.local_time import Never, Twice, from_local, local_day, to_local
from dmi.kernel.refusals import Faults
from dmi.kernel.words import N_
from dmi.owed.acts import open_task
from dmi.owed.words import TaskKind
from dmi.people.models.pathway import Pathway
from dmi.policy.states import CheckInStatus

RESCUE_TEXT = N_("Look for the person after the missed check-in.")
DAY_TAKEN = N_("Another check-in stands on that day: choose another.")


def open_series(
    acting: Acting,
    pathway: Pathway,
    *,
    first_at: datetime,
    mode: ContactMode,
    place: str,
    worker_id: UUID,
) -> CheckIn:
    """Open a person's series and plan its first check-ins; part of the act that enrols."""
    hour = to_local(first_at, acting.zone)
    series = CheckInSeries(
        pathway_id=pathway.id,
        opened_on=hour.date(),
        phase=SupportPhase.INTENSIVE,
        cadence={
            "weekly": acting.number("checkins_weekly"),
            "fortnightly": acting.number("checkins_fortnightly"),
            "months": acting.number("checkins_months"),
            "hour": f"{hour:%H:%M}",
            "place": place,
            "mode": mode.value,
            "worker": str(worker_id),
        },
        standing=SeriesStatus.OPEN,
    )
    acting.add(series, under=pathway)
    acting.session.flush()
    first: CheckIn = cascade(
        acting,
        "C.plan_checkin",
        series,
        planned_for=first_at,
        mode=mode,
        place=place,
        worker_id=worker_id,
    )
    plan_ahead(acting, series)
    return first


def plan_ahead(acting: Acting, series: CheckInSeries) -> None:
    """Plan the next check-ins of the pattern, so that some always lie ahead."""
    if series.standing is not SeriesStatus.OPEN:
        return
    lacking = AHEAD - len(queries.waiting(acting, series))
    last = queries.last_of_pattern(acting, series)
    closed = queries.is_holiday(acting, series)
    for day in Cadence.of(series.cadence).days(series.opened_on, closed):
        if lacking <= 0:
            return
        if day < acting.today or (last is not None and day <= last):
            continue
        if not queries.taken(acting, series.id, day):
            _plan_on(acting, series, day)
            lacking -= 1


def _plan_on(acting: Acting, series: CheckInSeries, day: date) -> None:
    kept = series.cadence
    cascade(
        acting,
        "C.plan_checkin",
        series,
        planned_for=_at(day, str(kept["hour"]), acting.zone),
        mode=ContactMode(kept["mode"]),
        place=str(kept["place"]),
        worker_id=UUID(kept["worker"]),
    )


def _at(day: date, hour: str, zone: str) -> datetime:
    found = from_local(day, time.fromisoformat(hour), zone)
    if isinstance(found, Never):
        return found.nearest.astimezone(UTC)
    return found.first if isinstance(found, Twice) else found.at


def pause_series(acting: Acting, pathway: Pathway, *, reason: str) -> None:
    """Let a series rest: what was to come falls away. Part of the act that pauses support."""
    series = queries.open_series(acting, pathway.id)
    if series is None:
        return
    series.standing = SeriesStatus.PAUSED
    acting.session.flush()
    for row in queries.waiting(acting, series):
        cascade(acting, "C.cancel_checkin", row, reason=reason)


def resume_series(acting: Acting, pathway: Pathway) -> None:
    """Let a resting series go on from today."""
    series = queries.open_series(acting, pathway.id)
    if series is None:
        return
    series.standing = SeriesStatus.OPEN
    acting.session.flush()
    plan_ahead(acting, series)


def end_series(acting: Acting, pathway: Pathway, *, reason: str) -> None:
    """End a series: what was to come falls away. Part of the act by which a person leaves."""
    series = queries.open_series(acting, pathway.id)
    if series is None:
        return
    series.ended_on = max(acting.today, series.opened_on)
    series.standing = SeriesStatus.ENDED
    acting.session.flush()
    for row in queries.waiting(acting, series):
        cascade(acting, "C.cancel_checkin", row, reason=reason)


@act("C.plan_checkin", needs=("planned_for", "mode", "worker_id"))
def plan_checkin(
    acting: Acting,
    series: CheckInSeries,
    *,
    planned_for: datetime,
    mode: ContactMode,
    worker_id: UUID,
    place: str = "",
    moved_from_id: UUID | None = None,
) -> CheckIn:
    """Plan one appointment with the case manager."""
    due_on = local_day(planned_for, acting.zone)
    if queries.taken(acting, series.id, due_on):
        raise Faults({"planned_for": [DAY_TAKEN]})
    return acting.add(
        CheckIn(
            series_id=series.id,
            due_on=due_on,
            at=planned_for,
            place=place or None,
            window_days=acting.number("checkin_window"),
            mode=mode,
            worker_id=worker_id,
            moved_from_id=moved_from_id,
        ),
        under=series,
    )


@act("C.open_window")
def open_window(acting: Acting, checkin: CheckIn) -> None:
    """Let the window of a check-in open on its day."""
    checkin.opened_at = acting.at


@act("C.keep_checkin", needs=("done_at", "mode"))
def keep_checkin(acting: Acting, checkin: CheckIn, *, done_at: datetime, mode: ContactMode) -> None:
    """Record that the person came."""
    _came(acting, checkin, done_at, mode)


@act("C.keep_late", needs=("done_at", "mode"))
def keep_late(acting: Acting, checkin: CheckIn, *, done_at: datetime, mode: ContactMode) -> None:
    """Record that the person came after the window, also when it was already missed."""
    _came(acting, checkin, done_at, mode)
    _close_rescue(acting, checkin, RescueResult.REACHED)


def _came(acting: Acting, checkin: CheckIn, done_at: datetime, mode: ContactMode) -> None:
    checkin.done_at = done_at
    checkin.mode = mode
    plan_ahead(acting, checkin.series)


@act("C.move_checkin", needs=("reason", "asked_by", "new_at", "later"))
def move_checkin(
    acting: Acting,
    checkin: CheckIn,
    *,
    reason: str,
    asked_by: AskedBy,
    new_at: datetime,
    later: LaterOnes = LaterOnes.STAY,
) -> CheckIn:
    """Put a check-in on another day; the later ones stay or move along."""
    new_day = local_day(new_at, acting.zone)
    if queries.taken(acting, checkin.series_id, new_day):
        raise Faults({"new_at": [DAY_TAKEN]})
    checkin.note = reason[:280]
    following = _following(acting, checkin) if later is LaterOnes.SHIFT else []
    step = new_day - checkin.due_on
    closed = queries.is_holiday(acting, checkin)
    # The latest goes first, so that no day is asked for before it is free.
    for row in sorted(following, key=lambda one: one.due_on, reverse=step.days > 0):
        day = next_working_day(row.due_on + step, closed)
        if day != row.due_on and not queries.taken(acting, row.series_id, day):
            hour = f"{to_local(row.at or new_at, acting.zone):%H:%M}"
            fields: dict[str, Any] = {"reason": reason, "asked_by": asked_by}
            fields |= {"new_at": _at(day, hour, acting.zone), "later": LaterOnes.STAY}
            cascade(acting, "C.move_checkin", row, **fields)
    moved: CheckIn = cascade(
        acting,
        "C.plan_checkin",
        checkin.series,
        planned_for=new_at,
        mode=checkin.mode,
        worker_id=checkin.worker_id,
        place=checkin.place or "",
        moved_from_id=checkin.id,
    )
    moved.asked_by = asked_by
    return moved


def _following(acting: Acting, checkin: CheckIn) -> list[CheckIn]:
    rows = queries.waiting(acting, checkin.series)
    return [
        row for row in rows if row.due_on > checkin.due_on and row.status is CheckInStatus.PLANNED
    ]


@act("C.excuse_checkin", needs=("excuse_code",))
def excuse_checkin(
    acting: Acting, checkin: CheckIn, *, excuse_code: ExcuseReason, note: str = ""
) -> None:
    """Record why the person could not come."""
    checkin.excuse_code = excuse_code
    checkin.note = note or checkin.note
    _close_rescue(acting, checkin, RescueResult.EXCUSED)
    plan_ahead(acting, checkin.series)


@act("C.mark_missed")
def mark_missed(acting: Acting, checkin: CheckIn) -> None:
    """Mark a check-in as missed: somebody looks for the person, and nothing else follows."""
    due_on = add_working_days(
        acting.today, acting.number("rescue_within"), queries.is_holiday(acting, checkin)
    )
    acting.add(Rescue(checkin_id=checkin.id, due_on=due_on, attempts=[]), under=checkin)
    open_task(
        acting,
        checkin,
        kind=TaskKind.RESCUE,
        text=RESCUE_TEXT,
        due_on=due_on,
        owner_id=checkin.worker_id,
    )
    plan_ahead(acting, checkin.series)


def _close_rescue(acting: Acting, checkin: CheckIn, result: RescueResult) -> None:
    rescue = queries.rescue_of(acting, checkin)
    if rescue is not None and rescue.closed_at is None:
        rescue.result, rescue.closed_at = result, acting.at


@act("C.follow_up", needs=("reason", "reviewed_by_id"))
def follow_up(acting: Acting, checkin: CheckIn, *, reason: str, reviewed_by_id: UUID) -> None:
    """Record why it was missed and who else of the team looked at it."""
    checkin.missed_reason = reason
    checkin.reviewed_by_id = reviewed_by_id
    _close_rescue(acting, checkin, RescueResult.NOT_REACHED)


@act("C.cancel_checkin", needs=("reason",))
def cancel_checkin(_acting: Acting, checkin: CheckIn, *, reason: str) -> None:
    """Let a check-in fall away with its series."""
    checkin.note = reason[:280]
