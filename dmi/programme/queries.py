"""What the pages of a cohort's stages, of its self-check and of its maintenance read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.models.records import Move
from dmi.access.models.users import User
from dmi.kernel.local_time import local_day
from dmi.people.models.pathway import Pathway
from dmi.people.told import kept_from
from dmi.policy import pathway
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Access, Condition, right
from dmi.policy.roles import Role
from dmi.policy.states import Stage
from dmi.programme.models import FidelityAnswer, MaintenanceReview, Statement
from dmi.territory.models.cohort import Cohort
from dmi.territory.queries.comparing import newest_baseline
from dmi.territory.queries.counting import last_day, monthly, months


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
    """How many people stand at a stage; nothing where the number would be too small to tell.

    Without a stage: everybody at those that the reader may not tell apart.
    """

    stage: Stage | None
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
    """Return how many people stand at each stage, in the order of the way.

    Of the stages kept from a role it is told one number, and none where it reads no counts.
    """
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
    kept = kept_from(acting.by.role)
    counts = [
        Count(stage, found[stage] if found[stage] >= least else None)
        for stage in Stage
        if stage in found and stage not in kept
    ]
    later = sum(found.get(stage, 0) for stage in kept)
    return [*counts, Count(None, later)] if later and Access.R in held else counts


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


@dataclass(frozen=True, slots=True)
class Measured:
    """One month beside the frozen baseline: what was counted, and whether the market returns.

    ``calls`` is nothing where no baseline says in which sectors to count; ``ratio`` is calls over
    the mean month of the baseline, and nothing where that mean is nothing.
    """

    calls: int | None
    ratio: Decimal | None
    returns: bool


def cohorts(acting: Acting) -> list[Cohort]:
    """Return the cohorts whose commitments this reader may know, the newest first."""
    query = sight.narrow(select(Cohort), acting, Cohort, DataClass.COMMITMENTS)
    found = list(acting.session.scalars(query.order_by(Cohort.created_at.desc(), Cohort.id)))
    acting.saw(DataClass.COMMITMENTS, *(one.id for one in found))
    return found


def years_of(acting: Acting, cohort: Cohort) -> list[int]:
    """Return the years of a cohort up to this one, the newest first."""
    first = cohort.start_on or local_day(cohort.created_at, acting.zone)
    return list(range(acting.today.year, min(first.year, acting.today.year) - 1, -1))


def answers_of(acting: Acting, cohort: Cohort, year: int) -> dict[int, tuple[FidelityAnswer, str]]:
    """Return a year's answers by item, each with the name of who gave it."""
    query = sight.narrow(
        select(FidelityAnswer, User.display_name)
        .join(User, User.id == FidelityAnswer.answered_by_id)
        .where(FidelityAnswer.cohort_id == cohort.id, FidelityAnswer.year == year),
        acting,
        FidelityAnswer,
    )
    rows = acting.session.execute(query.order_by(FidelityAnswer.item))
    return {row.item: (row, name) for row, name in rows}


def answered_in(acting: Acting, rows: Iterable[Cohort], year: int) -> dict[UUID | None, int]:
    """Return how many items each cohort has answered in a year."""
    query = sight.narrow(
        select(FidelityAnswer.cohort_id, func.count()).where(
            FidelityAnswer.cohort_id.in_([one.id for one in rows]), FidelityAnswer.year == year
        ),
        acting,
        FidelityAnswer,
    )
    return dict(acting.session.execute(query.group_by(FidelityAnswer.cohort_id)).all())


def reviews_of(acting: Acting, *cohorts: Cohort) -> list[MaintenanceReview]:
    """Return the monthly reviews of some cohorts, the newest month first."""
    query = sight.narrow(select(MaintenanceReview), acting, MaintenanceReview).where(
        MaintenanceReview.cohort_id.in_([one.id for one in cohorts])
    )
    return list(acting.session.scalars(query.order_by(MaintenanceReview.month.desc())))


def review_of(acting: Acting, cohort: Cohort, month: str) -> MaintenanceReview | None:
    """Return the review of one month, if it was held."""
    return next((one for one in reviews_of(acting, cohort) if one.month == month), None)


def months_over(acting: Acting, cohort: Cohort) -> list[str]:
    """Return the months since maintenance began that are over, as 2026-05, the earliest first."""
    query = select(func.max(Move.at)).where(
        Move.object_ref == cohort.id,
        Move.machine == Cohort.__machine__,
        Move.step == "begin_maintenance",
    )
    began = acting.session.scalar(query)
    if began is None:
        return []
    last = acting.today.replace(day=1) - timedelta(days=1)
    return months(local_day(began, acting.zone), last)


def measured(acting: Acting, cohort: Cohort, month: str) -> Measured:
    """Count a month's complaints where the baseline counted, and tell whether the market returns.

    It returns where this month and the one before both lie above the share of the baseline that
    the place names; a month before maintenance began is none of them.
    """
    baseline = newest_baseline(acting, cohort.market_id)
    if baseline is None:
        return Measured(None, None, returns=False)
    known = [one for one in months_over(acting, cohort) if one <= month][-2:]
    first, last = last_day(known[0]).replace(day=1), last_day(month)
    sectors = [UUID(one["id"]) for one in baseline.sectors]
    calls = [_calls(row) for row in monthly(acting, sectors, first, last)]
    whole = sum(_calls(row) for row in baseline.rows)
    if not whole:
        return Measured(calls[-1], None, returns=False)
    mean = Decimal(whole) / len(baseline.rows)
    most = mean * Decimal(acting.setting("market_returns_ratio"))
    returns = len(calls) > 1 and all(one > most for one in calls)
    return Measured(calls[-1], round(calls[-1] / mean, 3), returns=returns)


def _calls(row: dict[str, int]) -> int:
    return row["verified"] + row["unverified"]


def names_of(acting: Acting, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of colleagues by id."""
    query = select(User.id, User.display_name).where(User.id.in_(set(ids)))
    return dict(acting.session.execute(query).all())
