"""What the pages and acts of the evaluation read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlalchemy import func, select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.outcomes.models.blocks import BlockAnalysis
from dmi.outcomes.models.evaluation import (
    AreaCount,
    CouncilReport,
    CountLoad,
    EvaluationPlan,
    EvaluationRun,
    OutcomeReport,
)
from dmi.outcomes.models.followed import FollowUpAnalysis
from dmi.outcomes.words import Indicator, UnitKind
from dmi.owed.models import BackgroundWork
from dmi.policy.classes import DataClass
from dmi.policy.plain_states import WorkStatus
from dmi.territory.models.cohort import Cohort, Market

Analysis = TypeVar("Analysis", BlockAnalysis, FollowUpAnalysis)

MOST_LISTED = 50
RESULTS: tuple[type[EvaluationRun | BlockAnalysis | FollowUpAnalysis], ...] = (
    EvaluationRun,
    BlockAnalysis,
    FollowUpAnalysis,
)
ENDED = (WorkStatus.DONE, WorkStatus.FAILED, WorkStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest version of a market's plan and its newest run."""

    plan: EvaluationPlan
    run: EvaluationRun | None


def standings(acting: Acting) -> list[Standing]:
    """Return what is evaluated in each market, by the market's code."""
    newest = (
        select(EvaluationPlan.market_id, func.max(EvaluationPlan.version).label("version"))
        .group_by(EvaluationPlan.market_id)
        .subquery()
    )
    query = (
        select(EvaluationPlan)
        .join(
            newest,
            (newest.c.market_id == EvaluationPlan.market_id)
            & (newest.c.version == EvaluationPlan.version),
        )
        .join(Market, Market.id == EvaluationPlan.market_id)
        .order_by(Market.code)
        .limit(MOST_LISTED)
    )
    # The class of the page is what is read: a plan's public part stands beside its result.
    seen = sight.narrow(query, acting, EvaluationPlan, DataClass.OUTCOMES)
    plans = list(acting.session.scalars(seen))
    runs = newest_runs(acting, [one.id for one in plans])
    acting.saw(DataClass.OUTCOMES, *(one.id for one in runs.values()))
    return [Standing(one, runs.get(one.id)) for one in plans]


def newest_runs(acting: Acting, plans: Sequence[UUID]) -> dict[UUID, EvaluationRun]:
    """Return the newest run of each plan."""
    query = select(EvaluationRun).where(EvaluationRun.plan_id.in_(plans))
    seen = sight.narrow(query, acting, EvaluationRun).order_by(EvaluationRun.run_at)
    return {one.plan_id: one for one in acting.session.scalars(seen)}


def loads(acting: Acting) -> list[CountLoad]:
    """Return the newest imports of counts."""
    query = sight.narrow(select(CountLoad), acting, CountLoad)
    newest = query.order_by(CountLoad.created_at.desc()).limit(MOST_LISTED)
    return list(acting.session.scalars(newest))


def cohorts_of(acting: Acting, market_id: UUID) -> list[Cohort]:
    """Return the cohorts of a market whose figures this reader may know, by name."""
    query = select(Cohort).where(Cohort.market_id == market_id).order_by(Cohort.name)
    return list(acting.session.scalars(sight.narrow(query, acting, Cohort, DataClass.OUTCOMES)))


def markets(acting: Acting) -> list[Market]:
    """Return the markets for which a plan may be made."""
    query = sight.narrow(select(Market), acting, Market).order_by(Market.code)
    return list(acting.session.scalars(query.limit(MOST_LISTED)))


def market(acting: Acting, row_id: UUID) -> Market:
    """Return one market this reader may know."""
    return sight.fetch(acting, Market, row_id)


def load(acting: Acting, row_id: UUID) -> CountLoad:
    """Return one import."""
    found = sight.fetch(acting, CountLoad, row_id)
    acting.saw(DataClass.OUTCOMES, found.id)
    return found


def plan(acting: Acting, row_id: UUID) -> EvaluationPlan:
    """Return one version of a plan."""
    found = sight.fetch(acting, EvaluationPlan, row_id)
    acting.saw(DataClass.EVALUATION_PLANS, found.id)
    return found


def versions(acting: Acting, market_id: UUID) -> list[EvaluationPlan]:
    """Return every version of a market's plan, the first one first."""
    query = select(EvaluationPlan).where(EvaluationPlan.market_id == market_id)
    seen = sight.narrow(query, acting, EvaluationPlan, DataClass.OUTCOMES)
    return list(acting.session.scalars(seen.order_by(EvaluationPlan.version)))


def is_newest(acting: Acting, row: EvaluationPlan) -> bool:
    """Tell whether no later version of a plan was written."""
    query = select(func.max(EvaluationPlan.version)).where(
        EvaluationPlan.market_id == row.market_id
    )
    return acting.session.scalar(query) == row.version


def had_a_result(acting: Acting, row: EvaluationPlan) -> bool:
    """Tell whether a result of an earlier version, of whatever kind, was there at the lock."""
    if row.locked_at is None:
        return False
    for kind in RESULTS:
        query = (
            select(kind.id)
            .join(EvaluationPlan, EvaluationPlan.id == kind.plan_id)
            .where(
                EvaluationPlan.market_id == row.market_id,
                EvaluationPlan.version < row.version,
                kind.run_at <= row.locked_at,
            )
        )
        if acting.session.scalars(query.limit(1)).first() is not None:
            return True
    return False


def run(acting: Acting, row_id: UUID) -> EvaluationRun:
    """Return one stored result."""
    found = sight.fetch(acting, EvaluationRun, row_id)
    acting.saw(DataClass.OUTCOMES, found.id)
    return found


def runs_of(acting: Acting, row: EvaluationPlan) -> list[EvaluationRun]:
    """Return the results of one version, newest first."""
    query = select(EvaluationRun).where(EvaluationRun.plan_id == row.id)
    seen = sight.narrow(query, acting, EvaluationRun)
    return list(acting.session.scalars(seen.order_by(EvaluationRun.run_at.desc())))


def reports_of(acting: Acting, row: EvaluationRun) -> list[OutcomeReport]:
    """Return the pages for the mayor that were written on a result, newest first."""
    query = select(OutcomeReport).where(OutcomeReport.run_id == row.id)
    seen = sight.narrow(query, acting, OutcomeReport)
    return list(acting.session.scalars(seen.order_by(OutcomeReport.created_at.desc())))


def report(acting: Acting, row_id: UUID) -> OutcomeReport:
    """Return one page for the mayor."""
    found = sight.fetch(acting, OutcomeReport, row_id)
    acting.saw(DataClass.OUTCOMES, found.id)
    return found


def council_report(acting: Acting, row_id: UUID) -> CouncilReport:
    """Return one report to the council."""
    found = sight.fetch(acting, CouncilReport, row_id)
    acting.saw(DataClass.OUTCOMES, found.id)
    return found


def work_of(acting: Acting, row_id: UUID) -> BackgroundWork | None:
    """Return the newest long work about a row of this room."""
    query = select(BackgroundWork).where(BackgroundWork.dedupe_key.startswith(f"outcomes {row_id}"))
    return acting.session.scalars(query.order_by(BackgroundWork.created_at.desc()).limit(1)).first()


def ended_works(acting: Acting, row_id: UUID) -> int:
    """Return how often work about a row came to an end."""
    query = select(func.count(BackgroundWork.id)).where(
        BackgroundWork.dedupe_key.startswith(f"outcomes {row_id}"), BackgroundWork.status.in_(ENDED)
    )
    return acting.session.scalar(query) or 0


def known_units(acting: Acting, source: str, indicator: Indicator) -> dict[str, str]:
    """Return code and name of each area that has monthly counts in a source."""
    query = (
        select(AreaCount.unit_code, func.max(AreaCount.unit_name))
        .where(
            AreaCount.source == source,
            AreaCount.indicator == indicator,
            AreaCount.period.not_like("%Q%"),
        )
        .group_by(AreaCount.unit_code)
        .order_by(AreaCount.unit_code)
    )
    found = acting.session.execute(sight.narrow(query, acting, AreaCount))
    return {code: name or code for code, name in found}


def counts(
    acting: Acting, row: EvaluationPlan, units: Iterable[str]
) -> list[tuple[str, str, int, UUID]]:
    """Return unit, month, count and import of every count that a plan reads."""
    query = select(
        AreaCount.unit_code, AreaCount.period, AreaCount.events, AreaCount.load_id
    ).where(
        AreaCount.jurisdiction_id == row.jurisdiction_id,
        AreaCount.source == row.source,
        AreaCount.indicator == row.primary_outcome,
        AreaCount.unit_code.in_(sorted(units)),
        AreaCount.period >= row.window_from,
        AreaCount.period <= row.window_to,
        AreaCount.period.not_like("%Q%"),
    )
    ordered = query.order_by(AreaCount.unit_code, AreaCount.period)
    return [(one[0], one[1], one[2], one[3]) for one in acting.session.execute(ordered)]


def people(acting: Acting, row: EvaluationPlan, units: Iterable[str]) -> dict[str, int]:
    """Return who lived in each area in the last whole year before the programme."""
    query = select(AreaCount.unit_code, AreaCount.events).where(
        AreaCount.jurisdiction_id == row.jurisdiction_id,
        AreaCount.indicator == Indicator.POPULATION,
        AreaCount.period == str(int(row.start_month[:4]) - 1),
        AreaCount.unit_code.in_(sorted(units)),
    )
    return {one[0]: one[1] for one in acting.session.execute(query)}


def blocks(acting: Acting, row: EvaluationPlan) -> list[AreaCount]:
    """Return the quarterly counts of blocks of the plan's source, in the public layout's order."""
    query = select(AreaCount).where(
        AreaCount.unit_kind == UnitKind.BLOCK,
        AreaCount.source == row.source,
        AreaCount.period.like("%-Q_"),
    )
    ours = query.where((AreaCount.market_id == row.market_id) | AreaCount.market_id.is_(None))
    ordered = ours.order_by(AreaCount.unit_code, AreaCount.period, AreaCount.indicator)
    return list(acting.session.scalars(sight.narrow(ordered, acting, AreaCount)))


def withdrawn(acting: Acting, loads_read: Sequence[str]) -> bool:
    """Tell whether counts that a result rests on were withdrawn since."""
    ids = [UUID(one) for one in loads_read]
    query = select(CountLoad.id).where(CountLoad.id.in_(ids), CountLoad.undone_at.is_not(None))
    return acting.session.scalars(query.limit(1)).first() is not None


def analyses(acting: Acting, kind: type[Analysis], market_id: UUID) -> list[Analysis]:
    """Return every computation of a kind of a market, under whichever version, newest first."""
    query = (
        select(kind)
        .join(EvaluationPlan, EvaluationPlan.id == kind.plan_id)
        .where(EvaluationPlan.market_id == market_id)
    )
    seen = sight.narrow(query.order_by(kind.number.desc()), acting, kind)
    return list(acting.session.scalars(seen))


def analysis(acting: Acting, kind: type[Analysis], row_id: UUID) -> Analysis:
    """Return one computation on a file."""
    found = sight.fetch(acting, kind, row_id)
    acting.saw(DataClass.OUTCOMES, found.id)
    return found
