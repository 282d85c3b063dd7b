"""Synthetic control of many small units: blocks weighted until they equal the area."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from dmi.science.arrays import Flags, Floats
from dmi.science.balance import Weights, balance
from dmi.science.findings import Caution, Fault, Told, Unfit
from dmi.science.linearised import Effect, Tail, effect


@dataclass(frozen=True)
class UnitPanel:
    """Counts of units by period.

    Attributes:
        periods: shape (periods,), consecutive whole numbers; ``labels`` names them.
        treated: shape (units,), whether the programme came to the unit.
        series: counts by name, each of shape (units, periods).
        constant: covariates by name, each of shape (units,).
    """

    periods: Sequence[int]
    labels: Sequence[str]
    treated: Flags
    series: Mapping[str, Floats]
    constant: Mapping[str, Floats]
    told: tuple[Told, ...] = ()


@dataclass(frozen=True)
class UnitPlan:
    """What is compared; periods are numbers of the panel.

    Attributes:
        match_out: for each outcome to match the lengths of the spans whose sums are matched,
            the most recent first; empty means every period from ``start_pre`` on by itself.
        confidence: of the interval, between 0 and 1.
    """

    start_pre: int
    end_pre: int
    end_post: tuple[int, ...]
    match_out: Mapping[str, tuple[int, ...]]
    covariates: tuple[str, ...]
    outcomes: tuple[str, ...]
    tail: Tail = Tail.BOTH
    confidence: float = 0.90


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One outcome up to one period; per cent of the comparison, p of the plan's tail."""

    end_post: int
    outcome: str
    treated: float
    control: float
    pct: float
    p: float
    low: float
    high: float
    z: float
    permutation_p: float | None = None


@dataclass(frozen=True)
class UnitReport:
    """The main comparison: names of the constraints, weights of all units, results."""

    constraints: tuple[str, ...]
    weights: Weights
    results: tuple[UnitResult, ...]
    told: tuple[Told, ...] = field(default=())


@dataclass(frozen=True)
class Matching:
    """What is matched: a column for each constraint, shape (units, constraints)."""

    names: tuple[str, ...]
    matrix: Floats


def column(panel: UnitPanel, moment: int) -> int:
    """Return the place of a period in the panel.

    Raises:
        Unfit: E_PERIOD, when the panel does not hold it.
    """
    if moment not in panel.periods:
        first, last = panel.labels[0], panel.labels[-1]
        raise Unfit(Fault.PERIOD, f"period {moment} lies outside the table ({first} to {last})")
    return list(panel.periods).index(moment)


def matching(panel: UnitPanel, plan: UnitPlan, through: int) -> Matching:
    """Return what is matched on periods ``start_pre`` to ``through``.

    Raises:
        Unfit: E_SHORT, when spans reach behind the first period.
    """
    first, last = column(panel, plan.start_pre), column(panel, through)
    names = ["Intercept", *plan.covariates]
    columns = [np.ones(len(panel.treated)), *(panel.constant[one] for one in plan.covariates)]
    for outcome, spans in plan.match_out.items():
        end = last + 1
        for span in spans or (1,) * (end - first):
            begin = end - span
            if begin < first and through == plan.end_pre:
                raise Unfit(Fault.SHORT, f"the spans of {outcome} reach behind the first period")
            if begin < first:
                break
            label = panel.labels[begin] if span == 1 else f"{panel.labels[begin]} to "
            names.append(f"{outcome} {label}" + ("" if span == 1 else panel.labels[end - 1]))
            columns.append(panel.series[outcome][:, begin:end].sum(axis=1))
            end = begin
    return Matching(tuple(names), np.column_stack(columns))


def weigh(matched: Matching, area: Flags, donors: Flags) -> tuple[Weights, Floats]:
    """Return the donors' weights, and the weight of every unit: 1 in the area, 0 elsewhere.

    Args:
        matched: what is matched.
        area: shape (units,), the units of the area.
        donors: shape (units,), those that may stand for it.

    Raises:
        Unfit: see ``balance``.
    """
    found = balance(matched.matrix[donors], matched.matrix[area].sum(axis=0), matched.names)
    everyone = area.astype(np.float64)
    everyone[donors] = found.values
    return found, everyone


def score(
    panel: UnitPanel, plan: UnitPlan, area: Flags, weights: Floats, window: tuple[int, int]
) -> list[UnitResult]:
    """Return the results of every outcome over the periods ``window[0]`` to ``window[1]``."""
    first, last = column(panel, window[0]), column(panel, window[1])
    results = []
    for outcome in plan.outcomes:
        counts = panel.series[outcome][:, first : last + 1]
        found: Effect = effect(counts, area, weights, plan.confidence)
        results.append(
            UnitResult(
                end_post=window[1],
                outcome=outcome,
                treated=found.treated,
                control=found.control,
                pct=100 * found.ratio - 100,
                p=found.p(plan.tail),
                low=100 * found.low - 100,
                high=100 * found.high - 100,
                z=found.z,
            )
        )
    return results


def evaluate(panel: UnitPanel, plan: UnitPlan) -> UnitReport:
    """Weigh all other units to the area before the programme and compare afterwards.

    Raises:
        Unfit: E_INFEASIBLE, E_NOCONTROL, E_PERIOD or E_SHORT.

    Source:
        Robbins, Saunders and Kilmer 2017, doi:10.1080/01621459.2016.1213634.
    """
    matched = matching(panel, plan, plan.end_pre)
    weights, everyone = weigh(matched, panel.treated, ~panel.treated)
    results = [
        one
        for end in plan.end_post
        for one in score(panel, plan, panel.treated, everyone, (plan.end_pre + 1, end))
    ]
    return UnitReport(matched.names, weights, tuple(results), panel.told)


@dataclass(frozen=True, slots=True)
class InTime:
    """A placebo in time: matched through one period, scored up to another, both before."""

    match_through: int
    score_through: int
    results: tuple[UnitResult, ...]

    @property
    def passes(self) -> bool:
        """Say whether no interval leaves out "no change": nothing had begun yet."""
        return all(not one.high < 0 and not one.low > 0 for one in self.results)


def placebo_in_time(panel: UnitPanel, plan: UnitPlan, match: int, through: int) -> InTime:
    """Return what the same method finds before anything had begun.

    Raises:
        Unfit: E_PERIOD unless start_pre <= match < through <= end_pre; E_INFEASIBLE.
    """
    if not plan.start_pre <= match < through <= plan.end_pre:
        raise Unfit(
            Fault.PERIOD,
            f"a placebo in time matches through one period and scores up to a later one, "
            f"both from start_pre to end_pre; {match} and {through} do not",
        )
    _, everyone = weigh(matching(panel, plan, match), panel.treated, ~panel.treated)
    results = score(panel, plan, panel.treated, everyone, (match + 1, through))
    return InTime(match, through, tuple(results))


def told_in_time(placebos: Sequence[InTime]) -> tuple[Told, ...]:
    """Return the caution that belongs beside the headline when a placebo in time fails."""
    failed = [f"{one.match_through}/{one.score_through}" for one in placebos if not one.passes]
    if not failed:
        return ()
    sentence = f"the method finds changes before the programme began (placebo {', '.join(failed)})"
    return (Told(Caution.PLACEBO_TIME, sentence),)
