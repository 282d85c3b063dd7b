"""Placebo areas: how often chance alone gives a change as large."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from dmi.science.arrays import Flags, Floats
from dmi.science.findings import Caution, Fault, Told, Unfit
from dmi.science.linearised import Tail
from dmi.science.units import UnitPanel, UnitPlan, UnitReport, matching, score, weigh

_WORTH_TELLING = 0.05


@dataclass(frozen=True)
class Draws:
    """Placebo areas.

    Attributes:
        z: shape (feasible draws, results), in the order of the report's results.
        infeasible: how many areas had no weights.
    """

    z: Floats
    infeasible: int


def placebo_areas(
    panel: UnitPanel, plan: UnitPlan, draws: int, seed: int, after_each: Callable[[], None]
) -> Draws:
    """Draw areas of the same size from the other units and evaluate each as if it were real.

    The real area takes no part. The same seed draws the same areas on every machine.

    Args:
        panel: counts of all units.
        plan: what is compared.
        draws: number of areas.
        seed: of the draws.
        after_each: called when one area is done.

    Raises:
        Unfit: E_NOCONTROL, when the other units are not twice as many as the area.
    """
    others = np.flatnonzero(~panel.treated)
    size = int(panel.treated.sum())
    if len(others) <= 2 * size:
        raise Unfit(Fault.NOCONTROL, "too few other units to draw placebo areas from")
    matched = matching(panel, plan, plan.end_pre)
    random = np.random.default_rng(seed)
    found: list[list[float]] = []
    for _ in range(draws):
        area = np.zeros(len(panel.treated), dtype=bool)
        area[random.choice(others, size, replace=False)] = True
        try:
            found.append(_z(panel, plan, area, weigh(matched, area, ~area & ~panel.treated)[1]))
        except Unfit as unfit:
            if unfit.fault is not Fault.INFEASIBLE:
                raise
        after_each()
    return Draws(np.array(found), draws - len(found))


def _z(panel: UnitPanel, plan: UnitPlan, area: Flags, weights: Floats) -> list[float]:
    return [
        one.z
        for end in plan.end_post
        for one in score(panel, plan, area, weights, (plan.end_pre + 1, end))
    ]


def with_permutation_p(report: UnitReport, tail: Tail, drawn: Draws) -> UnitReport:
    """Return the report with the share of placebo areas as far out, (1 + r) / (1 + n).

    The one is the real area itself, so that p is never zero.
    """
    results = []
    for place, result in enumerate(report.results):
        z = drawn.z[:, place] if len(drawn.z) else np.empty(0)
        # An area without a single event has no z: it is no farther out than the real one.
        z = np.where(np.isnan(z), 0.0, z)
        as_far = _as_far(z, result.z, tail)
        p = None if np.isnan(result.z) else float((1 + as_far.sum()) / (1 + len(z)))
        results.append(replace(result, permutation_p=p))
    return replace(report, results=tuple(results), told=report.told + _told(drawn))


def _as_far(z: Floats, real: float, tail: Tail) -> Flags:
    match tail:
        case Tail.LOWER:
            return z <= real
        case Tail.UPPER:
            return z >= real
        case Tail.BOTH:
            return np.abs(z) >= abs(real)


def _told(drawn: Draws) -> tuple[Told, ...]:
    tried = len(drawn.z) + drawn.infeasible
    if drawn.infeasible <= _WORTH_TELLING * tried:
        return ()
    sentence = f"{drawn.infeasible} of {tried} placebo areas could not be balanced and are left out"
    return (Told(Caution.PERMUTATION, sentence),)
