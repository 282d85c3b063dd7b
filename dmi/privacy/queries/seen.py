"""Who saw somebody: what the log holds about one person, by single rows and by lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, literal, select, union, union_all

from dmi.access.acting import Acting
from dmi.access.models.records import AuditedRow, AuditEntry, Move
from dmi.access.models.users import User
from dmi.access.sight import fetch, narrow
from dmi.accounts.queries.trail import tells_of_a_sealed_opinion
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Person
from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.violations.models.report import ViolationReport

PAGE_LINES = 50
CLOSED = frozenset({DataClass.COVERT_CODES, DataClass.CONFIDENTIAL_NOTES, DataClass.OPINIONS})
"""Of these the log gives who and when, and nothing else (decisions 9.6, permissions.csv audit)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log about a person.

    Attributes:
        classes: what was read or written about this person; empty where the reader is told no
            more than that something was.
        in_emergency: whether it was read under an emergency sight of this person.
    """

    entry: AuditEntry
    by: str
    classes: tuple[DataClass, ...]
    in_emergency: bool


@dataclass(frozen=True, slots=True)
class About:
    """The rows of the database that are about one person; ``hidden`` are closed to everybody."""

    subject: UUID
    rows: frozenset[UUID]
    hidden: frozenset[UUID]


def subject(acting: Acting, row_id: UUID) -> tuple[Pathway, str]:
    """Return the person's way and code.

    Raises:
        NotKnown: unknown, or of another place.
    """
    row = fetch(acting, Pathway, row_id, DataClass.PATHWAY_STAGE)
    code = acting.session.scalars(select(Person.code).where(Person.id == row.person_id)).one()
    return row, code


def about(acting: Acting, row: Pathway) -> About:
    """Return the ids of every row about a person, in one statement over all tables."""
    found = acting.session.execute(union_all(*_selects(row.id))).all()
    return About(
        row.id, frozenset(one[0] for one in found), frozenset(one[0] for one in found if one[1])
    )


def lines(
    acting: Acting,
    whom: About,
    *,
    before: int | None = None,
    user: UUID | None = None,
    size: int = PAGE_LINES,
) -> tuple[list[Line], int | None]:
    """Return one page of lines, newest first, and the number before which the next one begins."""
    named = select(AuditedRow.audit_seq).where(AuditedRow.row_ref.in_(sorted(whom.rows)))
    of_acts = select(AuditEntry.seq).where(AuditEntry.subject_ref == whom.subject)
    query: Select[AuditEntry, str | None] = (
        select(AuditEntry, User.__table__.c.display_name)
        .outerjoin(User.__table__, User.__table__.c.id == AuditEntry.actor_id)
        .where(AuditEntry.seq.in_(union(named, of_acts)), ~tells_of_a_sealed_opinion(acting))
        .order_by(AuditEntry.seq.desc())
        .limit(size + 1)
    )
    if before is not None:
        query = query.where(AuditEntry.seq < before)
    if user is not None:
        query = query.where(AuditEntry.actor_id == user)
    found = [_line(whom, entry, name or "–") for entry, name in acting.session.execute(query)]
    return found[:size], found[size - 1].entry.seq if len(found) > size else None


def every_line(acting: Acting, whom: About, user: UUID | None) -> Iterator[Line]:
    """Yield all lines, newest first, a thousand at a time."""
    before: int | None = None
    while True:
        found, before = lines(acting, whom, before=before, user=user, size=1000)
        yield from found
        if before is None:
            return


def users(acting: Acting) -> list[tuple[UUID, str]]:
    """Return the users of the place by name, to choose one."""
    query = narrow(select(User.id, User.display_name), acting, User).order_by(User.display_name)
    return [(row[0], row[1]) for row in acting.session.execute(query)]


def _selects(whom: UUID) -> list[Select[Any, Any]]:
    """Return for each table which of its rows are about the person, and which are sealed away."""
    sealed = select(ViolationReport.id).where(ViolationReport.sealed_at.is_not(None))
    found = [_notes(whom)]
    for mapper in Record.registry.mappers:
        model: Any = mapper.class_
        if not issubclass(model, Record) or model is Move:  # a move is told by its row
            continue
        if model.__data_class__ is DataClass.CONFIDENTIAL_NOTES:
            continue
        hidden: Any = literal(value=False)
        if hasattr(model, "sealed_at"):
            hidden = model.sealed_at.is_not(None)
        elif hasattr(model, "report_id"):
            hidden = model.report_id.in_(sealed)
        columns = select(model.__table__.c.id, hidden.label("hidden"))
        found.append(columns.where(model.__table__.c.subject_id == whom))
    return found


def _notes(whom: UUID) -> Select[Any, Any]:
    """Return the ids of the notes about the person by their moves: their table is closed here."""
    moves = Move.__table__.c
    return select(moves.object_ref, literal(value=False)).where(
        moves.subject_id == whom, moves.data_class == DataClass.CONFIDENTIAL_NOTES
    )


def _line(whom: About, entry: AuditEntry, by: str) -> Line:
    if entry.is_read:
        named: dict[str, list[str]] = entry.details.get("rows", {})
        open_rows = whom.rows - whom.hidden
        kinds = [
            DataClass(kind)
            for kind, rows in named.items()
            if any(UUID(one) in open_rows for one in rows)
        ]
    else:
        kinds = [] if entry.object_ref in whom.hidden else [DataClass(entry.object_class)]
    under = entry.details.get("break_glass")
    return Line(
        entry,
        by,
        tuple(kind for kind in kinds if kind not in CLOSED),
        under is not None and UUID(under) in whom.rows,
    )
