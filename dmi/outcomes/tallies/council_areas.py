"""What locked plans measured in a quarter, as it was counted and as the public reads it."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from dmi.access.acting import Acting
from dmi.access.sight import narrow
from dmi.kernel.calendar import add_months
from dmi.outcomes.models.evaluation import AreaCount, EvaluationPlan
from dmi.outcomes.rules import shown
from dmi.outcomes.tallies.workload import MONTHS_A_QUARTER, Quarter
from dmi.policy.classes import DataClass


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its name, how many were counted, and what the public reads."""

    name: str
    count: int
    public: str


@dataclass(frozen=True, slots=True)
class Measured:
    """One outcome of one area: this quarter, the one before, and the areas beside it."""

    area: str
    label: str
    source: str
    before: Figure
    now: Figure
    others_before: Figure | None
    others_now: Figure | None


def areas(acting: Acting, quarter: Quarter, least: int) -> Iterable[Measured]:
    """Yield what locked plans measure, where every month of both quarters was counted."""
    query = select(EvaluationPlan).where(EvaluationPlan.locked_at.is_not(None))
    seen = narrow(query, acting, EvaluationPlan, DataClass.OUTCOMES)
    newest = {
        one.market_id: one
        for one in acting.session.scalars(
            seen.order_by(EvaluationPlan.market_id, EvaluationPlan.version)
        )
    }
    for plan in newest.values():
        now, before = (
            _cases(acting, plan, [plan.unit_code], one) for one in (quarter, quarter.before)
        )
        if now is None or before is None:
            continue
        others = [
            _cases(acting, plan, plan.comparison, one) if plan.comparison else None
            for one in (quarter, quarter.before)
        ]
        yield Measured(
            plan.area_name,
            plan.indicator_label,
            plan.source,
            _cell(before, least),
            _cell(now, least),
            None if others[1] is None else _cell(others[1], least),
            None if others[0] is None else _cell(others[0], least),
        )


def _cell(count: int, least: int) -> Figure:
    return Figure("", count, shown(count, least))


def _cases(
    acting: Acting, plan: EvaluationPlan, units: Iterable[str], quarter: Quarter
) -> int | None:
    """Return the cases of a quarter; nothing where a month of an area was not counted."""
    codes = sorted(units)
    months = [f"{add_months(quarter.first, one):%Y-%m}" for one in range(MONTHS_A_QUARTER)]
    query = select(func.count(AreaCount.id), func.sum(AreaCount.events)).where(
        AreaCount.source == plan.source,
        AreaCount.indicator == plan.primary_outcome,
        AreaCount.unit_code.in_(codes),
        AreaCount.period.in_(months),
    )
    seen = narrow(query, acting, AreaCount, DataClass.OUTCOMES)
    counted, cases = acting.session.execute(seen).one()
    return int(cases) if counted == len(codes) * len(months) else None
