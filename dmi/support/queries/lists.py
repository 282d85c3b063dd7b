"""Lists of sessions and of people in support, through sight."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from dmi.access.acting import Acting
from dmi.access.models.users import User
from dmi.access.sight import narrow
from dmi.checkins.queries import names_of
from dmi.policy.classes import DataClass
from dmi.support.models.enrolment import Enrolment, NeedsAssessment
from dmi.support.models.session import SessionFact

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Held:
    """One session with the names of person and worker."""

    fact: SessionFact
    person: str
    worker: str


@dataclass(frozen=True, slots=True)
class InSupport:
    """One person in support with what the list says about them."""

    enrolment: Enrolment
    person: str
    worker: str
    needs_on: date | None
    due_on: date | None


def latest_sessions(acting: Acting) -> list[Held]:
    """Return the latest sessions that the reader may know, newest first."""
    query = (
        narrow(select(SessionFact, User.display_name), acting, SessionFact, DataClass.SESSIONS)
        .join(User, User.id == SessionFact.worker_id)
        .order_by(SessionFact.at.desc(), SessionFact.id)
        .limit(SHOWN)
    )
    return _held(acting, acting.session.execute(query).all())


def coming_sessions(acting: Acting) -> list[Held]:
    """Return the next agreed dates, one a person, the nearest first."""
    newest = (
        select(SessionFact.enrolment_id, func.max(SessionFact.at).label("newest"))
        .group_by(SessionFact.enrolment_id)
        .subquery()
    )
    query = (
        narrow(select(SessionFact, User.display_name), acting, SessionFact, DataClass.SESSIONS)
        .join(User, User.id == SessionFact.worker_id)
        .join(
            newest,
            (newest.c.enrolment_id == SessionFact.enrolment_id)
            & (newest.c.newest == SessionFact.at),
        )
        .where(SessionFact.next_on.is_not(None))
        .order_by(SessionFact.next_on, SessionFact.id)
        .limit(SHOWN)
    )
    return _held(acting, acting.session.execute(query).all())


def _held(acting: Acting, rows: Sequence[tuple[SessionFact, str]]) -> list[Held]:
    names = names_of(acting, {fact.subject_id for fact, _worker in rows if fact.subject_id})
    acting.saw(DataClass.SESSIONS, *(fact.id for fact, _worker in rows))
    return [Held(fact, names.get(fact.subject_id, ("", ""))[0], worker) for fact, worker in rows]


def people_in_support(acting: Acting, needs_within: int) -> list[InSupport]:
    """Return the people in support that the reader may know, the newest first."""
    needs = (
        select(NeedsAssessment.enrolment_id, func.max(NeedsAssessment.done_on).label("done_on"))
        .group_by(NeedsAssessment.enrolment_id)
        .subquery()
    )
    query = (
        narrow(
            select(Enrolment, User.display_name, needs.c.done_on),
            acting,
            Enrolment,
            DataClass.AGREEMENT,
        )
        .join(User, User.id == Enrolment.case_manager_id)
        .outerjoin(needs, needs.c.enrolment_id == Enrolment.id)
        .order_by(Enrolment.started_on.desc(), Enrolment.id)
        .limit(SHOWN)
    )
    rows = acting.session.execute(query).all()
    names = names_of(acting, {one.subject_id for one, _worker, _on in rows if one.subject_id})
    acting.saw(DataClass.AGREEMENT, *(one.id for one, _worker, _on in rows))
    return [
        InSupport(
            one,
            names.get(one.subject_id, ("", ""))[0],
            worker,
            done_on,
            None if done_on else date.fromordinal(one.started_on.toordinal() + needs_within),
        )
        for one, worker, done_on in rows
    ]


def name_of(acting: Acting, subject: UUID | None) -> str:
    """Return the full name of one person, where the reader may know it."""
    found = names_of(acting, {subject} if subject else set())
    return found.get(subject, ("", ""))[0]
