"""The plan: written, locked before anybody sees a result, changed only as a new version."""

from typing import Any

from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.kernel.refusals import Stale, Unmet, UnmetCondition
from dmi.outcomes import queries
from dmi.outcomes.models.evaluation import EvaluationPlan
from dmi.outcomes.rules import SHORTEST_REASON
from dmi.owed.acts import ask_work
from dmi.owed.words import WorkType
from dmi.policy.classes import DataClass
from dmi.store.database import queue_up
from dmi.territory.models.cohort import Market


@write("outcomes.plan.written", data_class=DataClass.EVALUATION_PLANS)
def write_plan(
    acting: Acting,
    market: Market,
    /,
    *,
    change_reason: str | None = None,
    standing: int | None = None,
    **said: Any,
) -> EvaluationPlan:
    """Write a market's plan, or its next version with the reason of the change.

    Args:
        acting: who writes.
        market: whose plan.
        change_reason: why, where a version stands.
        standing: how many versions the writer has seen.
        said: what is compared.

    Raises:
        Stale: somebody wrote a version in between.
        Unmet: a change without a reason.
    """
    queue_up(acting.session, f"plans of {market.id}")
    before = queries.versions(acting, market.id)
    if standing not in {None, len(before)}:
        raise Stale
    reason = (change_reason or "").strip()
    if before and len(reason) < SHORTEST_REASON:
        raise Unmet((UnmetCondition("change_reasoned", {"min": SHORTEST_REASON}),))
    plan = EvaluationPlan(
        market_id=market.id,
        version=len(before) + 1,
        change_reason=reason if before else None,
        **said,
    )
    return acting.add(plan, under=market)


@write("outcomes.plan.locked", data_class=DataClass.EVALUATION_PLANS)
def lock_plan(acting: Acting, plan: EvaluationPlan) -> None:
    """Fix what will be compared, with day and name, so that results may be opened.

    Raises:
        Unmet: it is locked, it is not the newest version, or an area has no counts.
    """
    queue_up(acting.session, f"plans of {plan.market_id}")
    gaps = _newest(acting, plan)
    if plan.locked_at is not None:
        gaps.append(UnmetCondition("plan_open"))
    counted = {one[0] for one in queries.counts(acting, plan, _units(plan))}
    if lacking := sorted(_units(plan) - counted):
        gaps.append(UnmetCondition("counts_there", {"areas": lacking[:5]}))
    if gaps:
        raise Unmet(tuple(gaps))
    plan.locked_at, plan.locked_by_id = acting.at, acting.by.id


@write("outcomes.run.asked", data_class=DataClass.OUTCOMES)
def ask_run(acting: Acting, plan: EvaluationPlan) -> None:
    """Ask for everything to be computed by a locked plan.

    Raises:
        Unmet: the plan is not locked, or a newer version is in force.
    """
    if gaps := not_in_force(acting, plan):
        raise Unmet(tuple(gaps))
    key = f"outcomes {plan.id} {queries.ended_works(acting, plan.id)}"
    ask_work(acting, WorkType.EVALUATION, {"plan": str(plan.id)}, key, about=plan)


def not_in_force(acting: Acting, plan: EvaluationPlan) -> list[UnmetCondition]:
    """Return what keeps a plan from being computed: a newer version, or that it is not locked."""
    gaps = _newest(acting, plan)
    if plan.locked_at is None:
        gaps.append(UnmetCondition("plan_locked"))
    return gaps


def _units(plan: EvaluationPlan) -> set[str]:
    return {plan.unit_code, *plan.comparison, *plan.buffer}


def _newest(acting: Acting, plan: EvaluationPlan) -> list[UnmetCondition]:
    newest = queries.versions(acting, plan.market_id)[-1]
    return [] if newest.id == plan.id else [UnmetCondition("plan_newest")]
