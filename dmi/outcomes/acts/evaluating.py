"""Long work that computes a locked plan: counts are read, estimated beside one another, kept."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from dmi.access.acting import Acting
from dmi.kernel.local_time import local_day
from dmi.kernel.refusals import Unmet, UnmetCondition
from dmi.outcomes import queries
from dmi.outcomes.models.evaluation import EvaluationPlan, EvaluationRun
from dmi.outcomes.words import Estimator, Verdict
from dmi.owed.models import BackgroundWork
from dmi.owed.runners import Runner, Tell, register
from dmi.owed.words import WorkType
from dmi.profiles.profile import load


@dataclass(frozen=True, slots=True)
class Order:
    """All that is needed to compute, and nothing of the database.

    Attributes:
        counts: cases by unit and month.
        people: who lived in each unit the year before, where that was imported.
        loads: the imports that the counts came with.
        shocks: what happened to everybody, by day.
        said: the part of the plan that stands beside its result, for readers of no plan.
    """

    unit: str
    comparison: tuple[str, ...]
    buffer: tuple[str, ...]
    start: str
    first: str
    last: str
    primary: Estimator
    counts: dict[str, dict[str, int]]
    people: dict[str, int]
    loads: tuple[str, ...]
    shocks: tuple[date, ...]
    said: dict[str, Any]

    @property
    def digest(self) -> str:
        """Return the hash of everything that is compared."""
        said = [
            *(self.unit, self.comparison, self.buffer, self.start, self.first, self.last),
            *(self.primary, self.counts, self.people, [str(one) for one in self.shocks]),
        ]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def prepare(acting: Acting, work: BackgroundWork) -> Order:
    """Read the plan and its counts.

    Raises:
        Unmet: the plan is not locked.
    """
    plan = acting.session.get_one(EvaluationPlan, UUID(work.arguments["plan"]))
    if plan.locked_at is None:
        raise Unmet((UnmetCondition("plan_locked"),))
    counts: dict[str, dict[str, int]] = {}
    loads: set[str] = set()
    units = (plan.unit_code, *plan.comparison, *plan.buffer)
    for unit, month, events, load_id in queries.counts(acting, plan, units):
        counts.setdefault(unit, {})[month] = events
        loads.add(str(load_id))
    return Order(
        unit=plan.unit_code,
        comparison=tuple(plan.comparison),
        buffer=tuple(plan.buffer),
        start=plan.start_month,
        first=plan.window_from,
        last=plan.window_to,
        primary=plan.primary_estimator,
        counts=counts,
        people=queries.people(acting, plan, units),
        loads=tuple(sorted(loads)),
        shocks=tuple(one.on for one in load(acting.profile).shocks),
        said=_said(acting, plan),
    )


def _said(acting: Acting, plan: EvaluationPlan) -> dict[str, Any]:
    versions = queries.versions(acting, plan.market_id)
    return {
        "area": plan.area_name,
        "indicator": plan.indicator_label,
        "definition": plan.definition_line,
        "source": plan.source,
        "start": plan.start_month,
        "locked_on": _day(acting, plan.locked_at),
        "locked_by": plan.locked_by.post if plan.locked_by else "",
        "changes": [
            [_day(acting, one.created_at), one.change_reason]
            for one in versions
            if one.change_reason and one.version <= plan.version
        ],
    }


def _day(acting: Acting, moment: datetime | None) -> str:
    return f"{local_day(moment, acting.zone):%d-%m-%Y}" if moment else ""


def make(order: Order, tell: Tell) -> tuple[str, dict[str, Any]]:
    """Compute every estimator that the counts allow; science is loaded here and not before."""
    from dmi.outcomes.acts.computing import computed

    found = computed(order)
    tell(0)
    return order.digest, {**found, "plan": order.said, "loads": list(order.loads)}


def keep(acting: Acting, work: BackgroundWork, made: tuple[str, dict[str, Any]]) -> None:
    """Store what was computed; no page computes anything."""
    plan = acting.session.get_one(EvaluationPlan, UUID(work.arguments["plan"]))
    digest, results = made
    told = results.get("told", {})
    between = results.get("difference") or (None, None)
    acting.add(
        EvaluationRun(
            plan_id=plan.id,
            run_at=acting.at,
            input_hash=digest,
            results=results,
            warnings=results["warnings"],
            verdict=Verdict(results["verdict"]),
            count_before=told.get("before"),
            count_after=told.get("after"),
            interval_low=_tenth(between[0]),
            interval_high=_tenth(between[1]),
        ),
        under=plan,
    )


def _tenth(value: float | None) -> Decimal | None:
    return None if value is None else round(Decimal(str(value)), 1)


register(WorkType.EVALUATION, Runner(prepare, make, keep))
