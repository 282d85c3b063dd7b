"""The people whom a reader may know of: list, board and counts."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from dmi.access.acting import Acting
from dmi.access.sight import fetch, narrow
from dmi.desk.queries.names import names_of
from dmi.desk.rules import group_for, reads
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Person
from dmi.policy.classes import DataClass
from dmi.policy.states import STAGE_GROUP, Stage, StageGroup
from dmi.store.paging import PAGE_ROWS, cursor, read_cursor
from dmi.territory.models.cohort import Cohort

MOST_CARDS = 400


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person in a list: name or code, stage and how long it has stood."""

    id: UUID
    name: str
    pathway: Pathway
    cohort: str


def people(
    acting: Acting, group: StageGroup | None, mark: str | None
) -> tuple[list[Somebody], str | None]:
    """Return one page of the people whom the reader sees, newest first, and the next mark."""
    query = narrow(
        select(Pathway, Person.code, Cohort.name)
        .join(Person, Person.id == Pathway.person_id)
        .join(Cohort, Cohort.id == Pathway.cohort_id),
        acting,
        Pathway,
        DataClass.PATHWAY_STAGE,
    )
    if group is not None:
        role = acting.by.role
        query = query.where(Pathway.stage.in_([s for s in Stage if group_for(role, s) is group]))
    after = read_cursor(mark) if mark else None
    if after is not None:
        at, last = after
        older = (Pathway.first_nominated_at < at) | (
            (Pathway.first_nominated_at == at) & (Pathway.id < last)
        )
        query = query.where(older)
    query = query.order_by(Pathway.first_nominated_at.desc(), Pathway.id.desc())
    rows = acting.session.execute(query.limit(PAGE_ROWS + 1)).all()
    more = len(rows) > PAGE_ROWS
    rows = rows[:PAGE_ROWS]
    names = names_of(acting, [row[0].id for row in rows])
    found = [Somebody(p.id, names.get(p.id, code), p, cohort) for p, code, cohort in rows]
    acting.saw(DataClass.PATHWAY_STAGE, *(one.id for one in found))
    last_row = found[-1].pathway if found else None
    older_mark = cursor(last_row.first_nominated_at, last_row.id) if more and last_row else None
    return found, older_mark


def cohorts(acting: Acting) -> list[tuple[Cohort, int]]:
    """Return the cohorts that the reader sees with the number of people named in each."""
    people_in = (
        select(Pathway.cohort_id, func.count().label("n")).group_by(Pathway.cohort_id).subquery()
    )
    query = select(Cohort, func.coalesce(people_in.c.n, 0)).outerjoin(
        people_in, people_in.c.cohort_id == Cohort.id
    )
    query = narrow(query, acting, Cohort, DataClass.TERRITORY).order_by(
        Cohort.start_on.desc(), Cohort.id
    )
    return [(row[0], int(row[1])) for row in acting.session.execute(query)]


def cohort(acting: Acting, cohort_id: UUID) -> Cohort:
    """Return one cohort."""
    return fetch(acting, Cohort, cohort_id, DataClass.TERRITORY)


def stage_counts(acting: Acting, cohort_id: UUID | None = None) -> dict[Stage, int]:
    """Count everybody named, exits included, by stage; counts name nobody."""
    query = select(Pathway.stage, func.count()).group_by(Pathway.stage)
    if cohort_id is not None:
        query = query.where(Pathway.cohort_id == cohort_id)
    return {row[0]: int(row[1]) for row in acting.session.execute(query)}


def own_counts(acting: Acting) -> dict[Stage, int]:
    """Count by stage the people whom the reader sees, or everybody for who only counts."""
    if not reads(acting.by.role, DataClass.PATHWAY_STAGE):
        return stage_counts(acting)
    query = select(Pathway.stage, func.count()).group_by(Pathway.stage)
    query = narrow(query, acting, Pathway, DataClass.PATHWAY_STAGE)
    return {row[0]: int(row[1]) for row in acting.session.execute(query)}


def cards(acting: Acting, cohort_id: UUID) -> dict[StageGroup, list[Somebody]]:
    """Return the people of one cohort by group, for roles that see single rows."""
    if not reads(acting.by.role, DataClass.PATHWAY_STAGE):
        return {}
    query = narrow(
        select(Pathway, Person.code)
        .join(Person, Person.id == Pathway.person_id)
        .where(Pathway.cohort_id == cohort_id),
        acting,
        Pathway,
        DataClass.PATHWAY_STAGE,
    )
    query = query.order_by(Pathway.first_nominated_at, Pathway.id).limit(MOST_CARDS)
    rows = acting.session.execute(query).all()
    names = names_of(acting, [row[0].id for row in rows])
    acting.saw(DataClass.PATHWAY_STAGE, *(row[0].id for row in rows))
    found: dict[StageGroup, list[Somebody]] = {}
    for pathway, code in rows:
        group = group_for(acting.by.role, pathway.stage)
        one = Somebody(pathway.id, names.get(pathway.id, code), pathway, "")
        found.setdefault(group, []).append(one)
    return found


def by_group(acting: Acting, counts: dict[Stage, int]) -> dict[StageGroup, int]:
    """Add the counts of stages up to groups as the reader sees them."""
    sums = dict.fromkeys(STAGE_GROUP.values(), 0)
    for stage, n in counts.items():
        sums[group_for(acting.by.role, stage)] += n
    return sums
