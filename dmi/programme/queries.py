"""What the pages of a cohort's stages read."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.models.records import Move
from dmi.access.models.users import User
from dmi.people.models.pathway import Pathway
from dmi.policy import pathway
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Access, Condition, right
from dmi.policy.roles import Role
from dmi.policy.states import Stage
from dmi.programme.models import Statement
from dmi.territory.models.cohort import Cohort


@dataclass(frozen=True, slots=True)
class Said:
    """One statement with the name of who signed it."""

    guard: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """One step that the cohort took."""

    label: str
    at: datetime
    by: str
    second: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many people stand at a stage; nothing where the number would be too small to tell."""

    stage: Stage
    people: int | None


def reads_statements(role: Role) -> bool:
    """Tell whether a role reads more of the commitments than their public part."""
    held = right(role, DataClass.COMMITMENTS)
    return bool(held.access) and Condition.PUBLIC_PART not in held.conditions


def cohort(acting: Acting, row_id: UUID, data_class: DataClass) -> Cohort:
    """Return one cohort this reader may know under a class."""
    return sight.fetch(acting, Cohort, row_id, data_class)


def statements(acting: Acting, cohort: Cohort) -> list[Said]:
    """Return what was stated at this cohort's gates, newest first."""
    query = sight.narrow(
        select(Statement, User.display_name)
        .join(User, User.id == Statement.by_id)
        .where(Statement.cohort_id == cohort.id),
        acting,
        Statement,
    )
    rows = acting.session.execute(query.order_by(Statement.at.desc(), Statement.id))
    return [Said(row.guard, row.text, name, row.at) for row, name in rows]


def stage_counts(acting: Acting, cohort: Cohort) -> list[Count]:
    """Return how many people stand at each stage, in the order of the way."""
    held = right(acting.by.role, DataClass.PATHWAY_STAGE).access
    if not held:
        return []
    query = sight.narrow(
        select(Pathway.stage, func.count()).where(Pathway.cohort_id == cohort.id),
        acting,
        Pathway,
        DataClass.PATHWAY_STAGE,
    )
    found = dict(acting.session.execute(query.group_by(Pathway.stage)).all())
    least = 0 if Access.R in held else acting.number("suppress_internal")
    return [
        Count(stage, found[stage] if found[stage] >= least else None)
        for stage in Stage
        if stage in found
    ]


def steps_taken(acting: Acting, cohort: Cohort) -> list[Taken]:
    """Return the cohort's own steps, newest first."""
    second = User.__table__.alias("second_user")
    query = (
        select(Move, User.display_name, second.c.display_name)
        .join(User, User.id == Move.actor_id)
        .outerjoin(second, second.c.id == Move.second_actor_id)
        .where(Move.object_ref == cohort.id, Move.machine == Cohort.__machine__)
        .order_by(Move.seq.desc())
    )
    return [
        Taken(pathway.step(f"M.{move.step}").label, move.at, first, other or "")
        for move, first, other in acting.session.execute(query)
    ]
