"""One person's page: what the matrix withholds is not queried."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from dmi.access.acting import Acting
from dmi.access.models.records import Move
from dmi.access.models.retention import Tombstone
from dmi.access.models.users import User
from dmi.access.sight import fetch, narrow, visible
from dmi.callin.models.letter import Letter
from dmi.cases.models import BankedCase
from dmi.checkins.models import CheckInSeries
from dmi.desk.rules import knows_names, reads
from dmi.eligibility.models.review import Review
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Person
from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.support.models.offer import Agreement
from dmi.violations.models.report import IdentityCheck, ViolationReport

MOST_MOVES = 200
UNTOLD = frozenset({DataClass.TASKS, DataClass.OWN_WORK, DataClass.APPROVALS, DataClass.AUDIT})
RELATED: tuple[type[Record], ...] = (
    Review,
    BankedCase,
    Letter,
    ViolationReport,
    Agreement,
    CheckInSeries,
)


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of the timeline and who made it."""

    move: Move
    who: str


def pathway(acting: Acting, pathway_id: UUID) -> Pathway:
    """Return one pathway that the reader may know of."""
    row = fetch(acting, Pathway, pathway_id, DataClass.PATHWAY_STAGE)
    acting.saw(DataClass.PATHWAY_STAGE, row.id)
    return row


def identity(acting: Acting, row: Pathway) -> Person | None:
    """Return who it is, when the reader may know."""
    if not knows_names(acting.by.role):
        return None
    query = narrow(
        select(Person, Pathway).join(Pathway, Pathway.person_id == Person.id),
        acting,
        Pathway,
        DataClass.IDENTITY,
    )
    found = acting.session.execute(query.where(Pathway.id == row.id)).one_or_none()
    if found is None:
        return None
    acting.saw(DataClass.IDENTITY, row.id)
    person: Person = found[0]
    return person


def code_of(acting: Acting, row: Pathway) -> tuple[str, datetime | None]:
    """Return the code that stands for a name, and when the person was erased, if they were."""
    query = (
        select(Person.code, Tombstone.purged_at)
        .outerjoin(Tombstone, Tombstone.key_ref == Person.id)
        .where(Person.id == row.person_id)
    )
    code, erased_at = acting.session.execute(query).one()
    return code, erased_at


def timeline(acting: Acting, row: Pathway) -> list[Told]:
    """Return every step that the reader may know of, newest first, in one statement.

    A sealed report leaves no trace, and an opinion none but its author's until the decision.
    """
    role = acting.by.role
    told = [
        and_(Move.data_class == kind, visible(acting, Move, kind))
        for kind in DataClass
        if kind not in UNTOLD and reads(role, kind)
    ]
    sealed = select(ViolationReport.id).where(
        ViolationReport.subject_id == row.id, ViolationReport.sealed_at.is_not(None)
    )
    checks = select(IdentityCheck.id).where(IdentityCheck.report_id.in_(sealed))
    query = (
        select(Move, User.display_name)
        .join(User, User.id == Move.actor_id)
        .where(
            Move.subject_id == row.id,
            or_(*told),
            Move.object_ref.not_in(sealed.union(checks)),
            _not_somebody_elses_opinion(acting),
        )
        .order_by(Move.at.desc(), Move.seq.desc(), Move.id)
        .limit(MOST_MOVES)
    )
    return [Told(move, name) for move, name in acting.session.execute(query)]


def related(acting: Acting, row: Pathway, pages: set[type[Record]]) -> list[Record]:
    """Return the rows with a page of their own that hang on this person and are seen."""
    found: list[Record] = []
    for model in RELATED:
        kind: DataClass = model.__data_class__
        if model not in pages or not reads(acting.by.role, kind):
            continue
        query: Any = select(model).where(model.subject_id == row.id)
        if model is ViolationReport:
            query = query.where(ViolationReport.sealed_at.is_(None))
        rows = acting.session.scalars(
            narrow(query, acting, model).order_by(model.created_at.desc()).limit(5)
        ).all()
        acting.saw(kind, *(one.id for one in rows))
        found.extend(rows)
    return found


def _not_somebody_elses_opinion(acting: Acting) -> ColumnElement[bool]:
    return or_(Move.machine != "OP", Move.actor_id == acting.by.id)
