"""What the pages of the log, the installation and the jobs read."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select

from dmi.access.acting import Acting
from dmi.access.models.records import AuditEntry, Move
from dmi.access.models.users import User
from dmi.owed.models import JobRun
from dmi.policy.classes import DataClass
from dmi.profiles.figures import Figure
from dmi.profiles.labels import LABELS
from dmi.profiles.profile import load
from dmi.profiles.queries import settings_in_force

OPINION = "OP"
PAGE_ROWS = 50
JOB_ROWS = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log with the name of who acted."""

    entry: AuditEntry
    by: str


@dataclass(frozen=True, slots=True)
class Lines:
    """One page of the log and the number before which the next one begins."""

    rows: list[Line]
    older: int | None


def log(
    acting: Acting, *, before: int | None = None, event: str = "", actor: UUID | None = None
) -> Lines:
    """Return one page of the log, newest first, in one statement.

    Who is no auditor of the whole installation sees the acts of the own comuna's institutions.
    """
    query: Select[AuditEntry, str | None] = (
        select(AuditEntry, User.__table__.c.display_name)
        .outerjoin(User.__table__, User.__table__.c.id == AuditEntry.actor_id)
        .order_by(AuditEntry.seq.desc())
        .limit(PAGE_ROWS + 1)
    )
    if actor is not None:
        query = query.where(AuditEntry.actor_id == actor)
    else:
        place = User.__table__.c.jurisdiction_id
        query = query.where(place.in_(acting.by.jurisdiction_ids))
    query = query.where(~tells_of_a_sealed_opinion(acting))
    if before is not None:
        query = query.where(AuditEntry.seq < before)
    if event:
        query = query.where(AuditEntry.event.startswith(event, autoescape=True))
    rows = [Line(entry, name or "–") for entry, name in acting.session.execute(query)]
    older = rows[PAGE_ROWS - 1].entry.seq if len(rows) > PAGE_ROWS else None
    return Lines(rows[:PAGE_ROWS], older)


def tells_of_a_sealed_opinion(acting: Acting) -> ColumnElement[bool]:
    """Pick the lines of opinions that are not open yet, but for who gave them (decisions 9.6)."""
    given = exists().where(Move.object_ref == AuditEntry.object_ref, Move.machine == OPINION)
    opened = exists().where(
        Move.object_ref == AuditEntry.object_ref,
        Move.machine == OPINION,
        Move.step == "unseal_opinions",
    )
    others = or_(AuditEntry.actor_id.is_(None), AuditEntry.actor_id != acting.by.id)
    return and_(AuditEntry.object_class == DataClass.OPINIONS.value, others, given, ~opened)


def settings_shown(acting: Acting) -> list[tuple[Figure, str, str]]:
    """Return every setting with the msgid of its label and the value in force today."""
    figures = load(acting.profile).figures
    values = settings_in_force(acting.session, acting.profile, acting.today)
    return [(figure, LABELS[name], values[name]) for name, figure in figures.items()]


def job_runs(acting: Acting) -> list[JobRun]:
    """Return the latest runs of the clockwork, newest first."""
    query = select(JobRun).order_by(JobRun.started_at.desc(), JobRun.id).limit(JOB_ROWS)
    return list(acting.session.scalars(query))
