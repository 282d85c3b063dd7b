"""What a user may know: every query goes through ``narrow``, and a net lies under it.

Conditions come from the permission table; only tables of this package and the row's own scope
are read (decisions 9.2).
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeVar, TypeVarTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, event, false, or_, select, true
from sqlalchemy.orm import ORMExecuteState, Session, aliased, with_loader_criteria

from dmi.access.acting import Acting
from dmi.access.erased import not_erased, stands
from dmi.access.models.grants import Assignment, Clearance, Grant
from dmi.kernel.refusals import NotKnown
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Access, Condition, right
from dmi.policy.roles import Role
from dmi.policy.states import GrantStatus
from dmi.store.base import Record

Columns = TypeVarTuple("Columns")
Model = TypeVar("Model", bound=Record)
Clause = ColumnElement[bool]

ACTING = "acting"
NEVER_IN_DANGER = frozenset({DataClass.COVERT_CODES, DataClass.CONFIDENTIAL_NOTES})
"""Agents' codes and notes stay closed whatever class a page reads them under (decisions 9.2)."""
COHORT = "M"


def narrow(
    query: Select[*Columns],
    acting: Acting,
    model: type[Record],
    data_class: DataClass | None = None,
) -> Select[*Columns]:
    """Return ``query`` limited to the rows of ``model`` that the actor may know.

    ``data_class`` is the class that is read, by default the model's own.
    """
    return query.where(visible(acting, model, data_class))


def visible(acting: Acting, model: type[Record], data_class: DataClass | None = None) -> Clause:
    """Return the condition under which the actor may know a row of ``model``."""
    if acting.by.role is Role.SCHEDULER:
        return true()
    kind: DataClass = data_class or model.__data_class__
    known = _ordinarily(acting, model, kind)
    danger = _in_danger(acting, model, kind)
    if danger is not None:
        known = or_(known, danger)
    standing = true() if stands(model, kind) else not_erased(model)
    return and_(_in_jurisdiction(acting, model), _unsealed(model), standing, known)


def fetch(
    acting: Acting, model: type[Model], row_id: UUID, data_class: DataClass | None = None
) -> Model:
    """Return one row the actor may know.

    Raises:
        NotKnown: unknown, foreign or forbidden; one statement in each case.
    """
    query = narrow(select(model).where(model.id == row_id), acting, model, data_class)
    row = acting.session.scalars(query).one_or_none()
    if row is None:
        raise NotKnown
    return row


def sees(acting: Acting, row: Record, data_class: DataClass) -> bool:
    """Tell whether the actor may know this row under a class."""
    model = type(row)
    query = narrow(select(model.id).where(model.id == row.id), acting, model, data_class)
    return acting.session.execute(query).first() is not None


def works_on(acting: Acting, row: Record, data_class: DataClass) -> bool:
    """Tell whether a row that the actor sees is theirs to work on: danger opens it to look at."""
    return acting.by.emergency is None or sees(acting.in_ordinary(), row, data_class)


def seen_under(acting: Acting, row: Record, classes: Iterable[DataClass]) -> frozenset[DataClass]:
    """Return under which of these classes the actor may know this row, in one statement."""
    asked = sorted(set(classes))
    if not asked:
        return frozenset()
    model = type(row)
    told = select(*(visible(acting, model, one).label(one.name) for one in asked))
    found = acting.session.execute(told.where(model.id == row.id)).one_or_none()
    return frozenset(one for one, seen in zip(asked, found or (), strict=False) if seen)


def _ordinarily(acting: Acting, model: type[Record], kind: DataClass) -> Clause:
    if right(acting.by.role, kind).access <= {Access.A}:
        return false()
    return and_(true(), *_conditions(acting, model, kind))


def _in_danger(acting: Acting, model: type[Record], kind: DataClass) -> Clause | None:
    """What an open emergency sight adds: its classes of its one person, and nothing for good."""
    opened = acting.by.emergency
    if opened is None or acting.at >= opened.ends_at or model.__data_class__ in NEVER_IN_DANGER:
        return None
    if kind not in opened.classes or not right(acting.by.role, kind).break_glass:
        return None
    own: Clause = model.subject_id == opened.subject
    return or_(own, model.id.in_(opened.linked)) if opened.linked else own


def _in_jurisdiction(acting: Acting, model: type[Record]) -> Clause:
    within = model.jurisdiction_id.in_(acting.by.jurisdiction_ids)
    return or_(within, model.jurisdiction_id.is_(None))


def _unsealed(model: type[Record]) -> Clause:
    """What was found to be nothing is closed to everybody: no list, page or step shows it."""
    sealed_at = getattr(model, "sealed_at", None)
    return true() if sealed_at is None else sealed_at.is_(None)


def _conditions(acting: Acting, model: type[Record], kind: DataClass) -> list[Clause]:
    wanted = right(acting.by.role, kind).conditions
    clauses: list[Clause] = []
    for condition in wanted:
        if condition is Condition.SELF_AUTHORED and Condition.AFTER_ALL_IN in wanted:
            continue
        if condition in _OF_AUTHOR and model.__data_class__ is not kind:
            continue
        if condition in _GRANTED and model.__machine__ == COHORT:
            continue  # a cohort as such is nobody's record; its people keep their own sight
        if condition in _GRANTED:
            clauses.append(_granted(acting, model, kind, condition))
        elif condition in _BY_ROW:
            clauses.append(_BY_ROW[condition](acting, model))
    return clauses


@cache
def _beside(model: type[Model]) -> type[Model]:
    """Return a table of sight under another name, made once: its rows are read by sight too."""
    return aliased(model)


def _assigned(acting: Acting, model: type[Record]) -> Clause:
    """Tell by an assignment or a clearance."""
    given, cleared = _beside(Assignment), _beside(Clearance)
    places = [model.id, model.cohort_id, model.subject_id]
    by_assignment = (
        select(given.id)
        .where(
            given.user_id == acting.by.id,
            given.status == GrantStatus.IN_FORCE,
            given.subject_ref.in_(places),
        )
        .correlate(model)
        .exists()
    )
    by_clearance = (
        select(cleared.id)
        .where(
            cleared.user_id == acting.by.id,
            cleared.status == GrantStatus.IN_FORCE,
            cleared.circle_id == model.compartment_id,
        )
        .correlate(model)
        .exists()
    )
    return or_(by_assignment, by_clearance)


def _granted(acting: Acting, model: type[Record], kind: DataClass, condition: Condition) -> Clause:
    clauses = [
        _about(acting, model, kind, condition),
        Grant.data_class == kind,
        Grant.condition == condition,
        Grant.role == acting.by.role,
        Grant.ended_at.is_(None),
        or_(Grant.user_id.is_(None), Grant.user_id == acting.by.id),
    ]
    if condition is Condition.AFTER_DISCLOSURE:
        clauses.append(Grant.item_ref == model.id)
    return select(Grant.id).where(*clauses).correlate(model).exists()


def _about(acting: Acting, model: type[Record], kind: DataClass, condition: Condition) -> Clause:
    """Match the person of the row; things of a buy have none, so the disclosure names theirs."""
    own: Clause = Grant.subject_ref == model.subject_id
    wanted = right(acting.by.role, kind).conditions
    if condition not in _OF_DISCLOSURE or Condition.AFTER_DISCLOSURE not in wanted:
        return own
    handed_over = _beside(Grant)
    of_item = select(handed_over.subject_ref).where(
        handed_over.item_ref == model.id,
        handed_over.data_class == kind,
        handed_over.condition == Condition.AFTER_DISCLOSURE,
        handed_over.user_id == acting.by.id,
        handed_over.ended_at.is_(None),
    )
    nobodys = and_(model.subject_id.is_(None), Grant.subject_ref.in_(of_item.correlate(model)))
    return or_(own, nobodys)


def _own(acting: Acting, model: type[Record]) -> Clause:
    author: ColumnElement[UUID] = getattr(model, model.__author__)
    return author == acting.by.id


def _own_or_inherited(acting: Acting, model: type[Record]) -> Clause:
    """The author, or the one successor whom the author named."""
    successor: ColumnElement[UUID] | None = getattr(model, "successor_id", None)
    own = _own(acting, model)
    return own if successor is None else or_(own, successor == acting.by.id)


def _of_an_area(acting: Acting, model: type[Record]) -> Clause:
    """An area holds no person: what is about one is known to its author alone."""
    return or_(model.subject_id.is_(None), _own(acting, model))


def _own_agency(acting: Acting, model: type[Record]) -> Clause:
    return model.agency_id == acting.by.agency_id


def _own_or_open(acting: Acting, model: type[Record]) -> Clause:
    """Own opinions always, others' once unsealed; rows that hold no opinion are open."""
    unsealed = getattr(model, "unsealed_at", None)
    if unsealed is None:
        return true()
    opened: Clause = unsealed.is_not(None)
    return or_(opened, _own(acting, model))


_BY_ROW: dict[Condition, Callable[[Acting, type[Record]], Clause]] = {
    Condition.ASSIGNED: _assigned,
    Condition.OWN_AGENTS: _own,
    Condition.OWN_AGENCY: _own_agency,
    Condition.OWN_AREA: _of_an_area,
    Condition.OWN_ACTS: _own,
    Condition.SELF_AUTHORED: _own,
    Condition.AFTER_ALL_IN: _own_or_open,
    Condition.DURING_REVIEW: lambda _acting, _model: false(),
    Condition.AUTHOR_OR_SUCCESSOR: _own_or_inherited,
}

# A row of another class (a parent on which a step begins) has no author under this class.
_OF_AUTHOR = frozenset({Condition.OWN_AGENTS, Condition.SELF_AUTHORED})

_OF_DISCLOSURE = frozenset({Condition.MANDATE, Condition.AFTER_DISCLOSURE})

_GRANTED = frozenset(
    {
        Condition.MANDATE,
        Condition.AFTER_DISCLOSURE,
        Condition.AFTER_NOTICE,
        Condition.FROM_ATTENDANCE,
        Condition.FROM_ENROLMENT,
        Condition.LISTED_OPEN_CALLIN,
        Condition.WITH_CONSENT,
        Condition.CONSENT_OR_VEHICLE,
    }
)


class NobodyActs(RuntimeError):
    """A query for sensitive rows ran without anybody acting: a fault of the program."""


@event.listens_for(Session, "do_orm_execute")
def net(state: ORMExecuteState) -> None:
    """Hide rows of foreign jurisdictions from every ORM read of a session with an actor.

    ``session.info["acting"]`` holds the actor; ``None`` stands for the gate itself (sign-in,
    jobs, commands). A session that never said who acts may read nothing.
    """
    if not state.is_select or state.is_column_load:
        return
    if ACTING not in state.session.info:
        if any(issubclass(m.class_, Record) for m in state.all_mappers):
            message = "nobody acts in this session"
            raise NobodyActs(message)
        return
    acting: Acting | None = state.session.info[ACTING]
    if acting is None or acting.by.role is Role.SCHEDULER:
        return
    ids = acting.by.jurisdiction_ids
    state.statement = state.statement.options(
        with_loader_criteria(
            Record,
            lambda cls: or_(cls.jurisdiction_id.in_(ids), cls.jurisdiction_id.is_(None)),
            include_aliases=True,
        )
    )
