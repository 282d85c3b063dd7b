"""What is read about check-ins, through sight; and what is due for the scheduler."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dmi.access.acting import Acting
from dmi.access.models.places import Jurisdiction
from dmi.access.models.users import RoleGrant, User
from dmi.access.sight import narrow
from dmi.checkins.models import CheckIn, CheckInSeries, Rescue
from dmi.checkins.rules import grace_ends, window_opens
from dmi.checkins.words import SeriesStatus
from dmi.kernel.calendar import IsHoliday
from dmi.kernel.local_time import local_day
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Person
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.policy.states import CheckInStatus, RoleGrantStatus
from dmi.profiles.holidays import Holidays
from dmi.profiles.queries import holiday_calendar, settings_in_force
from dmi.store.base import Record

TEAM = (Role.SOCIAL_WORKER, Role.PSYCHOLOGIST, Role.JOB_COACH)
_GONE = (CheckInStatus.RESCHEDULED, CheckInStatus.CANCELLED)
_SPARE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Named:
    """One check-in with the name of its person, where the reader may know it."""

    row: CheckIn
    full: str
    short: str


def between(acting: Acting, first: date, last: date) -> list[Named]:
    """Return the check-ins of these days that the reader may know, earliest first."""
    query = (
        narrow(select(CheckIn), acting, CheckIn, DataClass.CHECK_INS)
        .where(CheckIn.due_on.between(first, last), CheckIn.status.not_in(_GONE))
        .order_by(CheckIn.due_on, CheckIn.at, CheckIn.id)
    )
    return _with_names(acting, acting.session.scalars(query).all())


def named(acting: Acting, row: CheckIn) -> Named:
    """Return one check-in with its person's name, where the reader may know it."""
    return _with_names(acting, [row])[0]


def _with_names(acting: Acting, rows: Sequence[CheckIn]) -> list[Named]:
    people = names_of(acting, {row.subject_id for row in rows if row.subject_id})
    return [Named(row, *people.get(row.subject_id, ("", ""))) for row in rows]


def names_of(acting: Acting, subjects: set[UUID]) -> dict[UUID | None, tuple[str, str]]:
    """Return full and short name of these pathways' persons that the reader may know."""
    if not subjects:
        return {}
    query = narrow(
        select(Pathway, Person)
        .join(Person, Person.id == Pathway.person_id)
        .where(Pathway.id.in_(subjects)),
        acting,
        Pathway,
        DataClass.IDENTITY,
    )
    found: dict[UUID | None, tuple[str, str]] = {}
    for pathway, person in acting.session.execute(query):
        initial = f"{person.surname_1[:1]}." if person.surname_1 else ""
        found[pathway.id] = (person.full_name, f"{person.given_names} {initial}".strip())
    if found:
        acting.saw(DataClass.IDENTITY, *(key for key in found if key))
    return found


def holidays(acting: Acting, row: Record | None = None) -> Holidays:
    """Return the calendar of the place where a row lives, by default the actor's."""
    place = row.jurisdiction_id if row is not None else next(iter(acting.by.jurisdiction_ids), None)
    code = acting.session.scalar(select(Jurisdiction.code).where(Jurisdiction.id == place))
    return holiday_calendar(acting.session, acting.profile, code or "")


def is_holiday(acting: Acting, row: Record) -> IsHoliday:
    """Return the test for a closed day where a row lives."""
    return holidays(acting, row)


def open_series(acting: Acting, pathway_id: UUID) -> CheckInSeries | None:
    """Return the series of a person that has not ended."""
    query = select(CheckInSeries).where(
        CheckInSeries.pathway_id == pathway_id, CheckInSeries.standing != SeriesStatus.ENDED
    )
    return acting.session.scalars(query.order_by(CheckInSeries.opened_on.desc())).first()


def waiting(acting: Acting, series: CheckInSeries) -> list[CheckIn]:
    """Return what is still to come of a series, earliest first."""
    query = select(CheckIn).where(
        CheckIn.series_id == series.id,
        CheckIn.status.in_((CheckInStatus.PLANNED, CheckInStatus.DUE)),
    )
    return list(acting.session.scalars(query.order_by(CheckIn.due_on)))


def last_of_pattern(acting: Acting, series: CheckInSeries) -> date | None:
    """Return the latest day that the pattern itself has planned."""
    query = select(func.max(CheckIn.due_on)).where(
        CheckIn.series_id == series.id, CheckIn.moved_from_id.is_(None)
    )
    return acting.session.scalar(query)


def taken(acting: Acting, series_id: UUID, due_on: date) -> bool:
    """Tell whether a live check-in of the series stands on that day."""
    query = select(CheckIn.id).where(
        CheckIn.series_id == series_id, CheckIn.due_on == due_on, CheckIn.status.not_in(_GONE)
    )
    return acting.session.execute(query).first() is not None


def rescue_of(acting: Acting, checkin: CheckIn) -> Rescue | None:
    """Return the rescue that a missed check-in opened."""
    return acting.session.scalars(select(Rescue).where(Rescue.checkin_id == checkin.id)).first()


def team(acting: Acting, roles: tuple[Role, ...] = TEAM) -> list[tuple[UUID, str]]:
    """Return the users of these roles by id and name, in the order of their names."""
    query = (
        select(User.id, User.display_name)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(RoleGrant.role.in_(roles), RoleGrant.status == RoleGrantStatus.GRANTED)
        .order_by(User.display_name)
    )
    return [(row.id, row.display_name) for row in acting.session.execute(query)]


def windows_to_open(session: Session, at: datetime, profile: str) -> list[CheckIn]:
    """Return the planned check-ins whose window has opened at that instant."""
    query = select(CheckIn).where(
        CheckIn.status == CheckInStatus.PLANNED,
        CheckIn.due_on <= at.date() + timedelta(days=_longest_window(session, profile, at)),
    )
    zones = _zones(session)
    return [
        row
        for row in session.scalars(query.order_by(CheckIn.due_on, CheckIn.id))
        if _today(row, at, zones) >= window_opens(row.due_on, row.window_days)
    ]


def overdue(session: Session, at: datetime, profile: str) -> list[CheckIn]:
    """Return the due check-ins whose window and grace are over at that instant."""
    grace = int(settings_in_force(session, profile, at.date())["checkin_grace"])
    query = select(CheckIn).where(
        CheckIn.status == CheckInStatus.DUE, CheckIn.due_on < at.date() + _SPARE
    )
    zones = _zones(session)
    return [
        row
        for row in session.scalars(query.order_by(CheckIn.due_on, CheckIn.id))
        if _today(row, at, zones) > grace_ends(row.due_on, row.window_days, grace)
    ]


def _longest_window(session: Session, profile: str, at: datetime) -> int:
    kept = session.scalar(
        select(func.max(CheckIn.window_days)).where(CheckIn.status == CheckInStatus.PLANNED)
    )
    usual = int(settings_in_force(session, profile, at.date())["checkin_window"])
    return max(kept or 0, usual) + _SPARE.days


def _zones(session: Session) -> dict[UUID | None, str]:
    rows = session.execute(select(Jurisdiction.id, Jurisdiction.time_zone))
    return {row.id: row.time_zone for row in rows}


def _today(row: CheckIn, at: datetime, zones: dict[UUID | None, str]) -> date:
    return local_day(at, zones.get(row.jurisdiction_id, "UTC"))
