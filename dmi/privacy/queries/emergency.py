"""Emergency sights: whom they are about, what stands open, what they let their user read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, or_, select

from dmi.access.acting import Acting
from dmi.access.erased import not_erased
from dmi.access.models.emergencies import BreakGlass
from dmi.access.models.records import AuditEntry
from dmi.access.models.users import RoleGrant, User
from dmi.access.sight import fetch, narrow
from dmi.callin.models.letter import Letter
from dmi.evidence.models.buy import Buy
from dmi.evidence.models.item import EvidenceItem
from dmi.kernel.identifiers import Malformed, read_run
from dmi.owed.models import Task
from dmi.people.models.links import BuySeller
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Person
from dmi.people.queries import run_index
from dmi.policy.classes import DataClass
from dmi.policy.plain_states import TaskStatus
from dmi.policy.states import LinkState, RoleGrantStatus, UserStatus
from dmi.privacy.rules import REVIEWERS
from dmi.store.base import Record
from dmi.store.paging import PAGE_ROWS, cursor, read_cursor
from dmi.violations.models.report import ViolationReport

MOST_READS = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """One emergency sight with the name of its user and the code of the person."""

    row: BreakGlass
    by: str
    code: str


def somebody(acting: Acting, words: str) -> Pathway | None:
    """Return the latest way of the person with exactly this code or RUN, in the own place.

    It passes sight by, for that is what an emergency is about: whoever asks must already have
    given all that opening needs, and finding costs the opening.
    """
    try:
        exact = Person.run_index == run_index(read_run(words))
    except Malformed:
        exact = Person.code.in_({words.strip(), words.strip().upper()})
    query = (
        select(Pathway)
        .join(Person, Person.id == Pathway.person_id)
        .where(
            exact,
            Pathway.is_sealed.is_(False),
            not_erased(Pathway),
            Pathway.jurisdiction_id.in_(acting.by.jurisdiction_ids),
        )
        .order_by(Pathway.first_nominated_at.desc(), Pathway.id.desc())
    )
    return acting.session.scalars(query.limit(1)).one_or_none()


def linked_to(acting: Acting, subject: Pathway) -> list[UUID]:
    """Return the buys attributed to a person and what was seized in them: they name nobody."""
    bought = select(BuySeller.buy_id).where(
        BuySeller.pathway_id == subject.id, BuySeller.status != LinkState.WITHDRAWN
    )
    buys = select(Buy.id).where(Buy.id.in_(bought))
    items = select(EvidenceItem.id).where(EvidenceItem.buy_id.in_(bought))
    return sorted([*acting.session.scalars(buys), *acting.session.scalars(items)])


def is_any_open(acting: Acting) -> bool:
    """Tell whether who acts has one open now, in whatever role."""
    query = select(BreakGlass.id).where(
        BreakGlass.user_id == acting.by.id,
        BreakGlass.stopped_at.is_(None),
        BreakGlass.ends_at > acting.at,
    )
    return acting.session.execute(query.limit(1)).first() is not None


def opened_lately(acting: Acting, days: int) -> int:
    """Count what who acts has opened within some days."""
    query = select(func.count(BreakGlass.id)).where(
        BreakGlass.user_id == acting.by.id,
        BreakGlass.started_at > acting.at - timedelta(days=days),
    )
    return acting.session.scalar(query) or 0


def reviewers(acting: Acting) -> list[UUID]:
    """Return the managers and auditors of the place, without who acts."""
    query = (
        select(User.id)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(
            User.status == UserStatus.ACTIVE,
            User.jurisdiction_id.in_(acting.by.jurisdiction_ids),
            User.id != acting.by.id,
            RoleGrant.role.in_(REVIEWERS),
            RoleGrant.status == RoleGrantStatus.GRANTED,
        )
        .distinct()
        .order_by(User.id)
    )
    return list(acting.session.scalars(query))


def tasks_about(acting: Acting, opened_id: UUID) -> Sequence[Task]:
    """Return the open tasks that an emergency sight gave."""
    query = select(Task).where(Task.source_ref == opened_id, Task.status == TaskStatus.OPEN)
    return acting.session.scalars(query.order_by(Task.id)).all()


def one(acting: Acting, row_id: UUID) -> Opened:
    """Return one emergency sight: one's own, or of the place for who judges."""
    row = fetch(acting, BreakGlass, row_id, DataClass.AUDIT)
    query = (
        select(User.display_name, Person.code)
        .select_from(Pathway)
        .join(Person, Person.id == Pathway.person_id)
        .join(User, User.id == row.user_id)
        .where(Pathway.id == row.subject_id)
    )
    by, code = acting.session.execute(query).one()
    return Opened(row, by, code)


def all_of(acting: Acting, mark: str | None) -> tuple[list[Opened], str | None]:
    """Return one page of the emergency sights that the reader knows, newest first."""
    query = narrow(
        select(BreakGlass, User.display_name, Person.code)
        .join(User, User.id == BreakGlass.user_id)
        .join(Pathway, Pathway.id == BreakGlass.subject_id)
        .join(Person, Person.id == Pathway.person_id),
        acting,
        BreakGlass,
    )
    after = read_cursor(mark) if mark else None
    if after is not None:
        at, last = after
        same = (BreakGlass.started_at == at) & (BreakGlass.id < last)
        query = query.where(or_(BreakGlass.started_at < at, same))
    query = query.order_by(BreakGlass.started_at.desc(), BreakGlass.id.desc())
    found = [Opened(*row) for row in acting.session.execute(query.limit(PAGE_ROWS + 1))]
    shown = found[:PAGE_ROWS]
    acting.saw(DataClass.AUDIT, *(one.row.id for one in shown))
    if len(found) <= PAGE_ROWS:
        return shown, None
    return shown, cursor(shown[-1].row.started_at, shown[-1].row.id)


def reads_under(acting: Acting, opened: BreakGlass) -> list[AuditEntry]:
    """Return what was read under an emergency sight, newest first."""
    query = (
        select(AuditEntry)
        .where(
            AuditEntry.actor_id == opened.user_id,
            AuditEntry.is_read,
            AuditEntry.at >= opened.started_at,
            AuditEntry.at <= opened.ends_at,
        )
        .order_by(AuditEntry.seq.desc())
        .limit(MOST_READS)
    )
    wanted = str(opened.id)
    rows = acting.session.scalars(query)
    return [one for one in rows if one.details.get("break_glass") == wanted]


def identity(acting: Acting, subject: UUID) -> tuple[Pathway, Person] | None:
    """Return who it is, when the reader may know."""
    query = narrow(
        select(Pathway, Person).join(Person, Person.id == Pathway.person_id),
        acting,
        Pathway,
        DataClass.IDENTITY,
    )
    found = acting.session.execute(query.where(Pathway.id == subject)).one_or_none()
    if found is None:
        return None
    acting.saw(DataClass.IDENTITY, subject)
    return found[0], found[1]


def records_of(acting: Acting, subject: UUID, kind: DataClass) -> list[Record]:
    """Return the rows of one class about a person that the reader may know, newest first."""
    found: list[Record] = []
    linked = acting.by.emergency.linked if acting.by.emergency else frozenset()
    for model in _OF_CLASS.get(kind, ()):
        about = (
            model.id.in_(linked) if model in {Buy, EvidenceItem} else model.subject_id == subject
        )
        query = narrow(select(model).where(about), acting, model, kind)
        found += acting.session.scalars(query.order_by(model.created_at.desc(), model.id)).all()
    acting.saw(kind, *(row.id for row in found))
    return found


_OF_CLASS: dict[DataClass, tuple[type[Record], ...]] = {
    DataClass.EVIDENCE: (Buy, EvidenceItem),
    DataClass.LETTERS: (Letter,),
    DataClass.VIOLATIONS: (ViolationReport,),
}
