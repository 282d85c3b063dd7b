"""Weights that make a comparison equal to an area in everything that is asked, and no other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dmi.science.arrays import Floats
from dmi.science.findings import Fault, Unfit

INFEASIBLE_ABOVE = 1e-4
"""Relative error of a total above which the weights do not balance."""
POSITIVE_ABOVE = 1e-9
_SOLVED = 1e-12
_MOST_STEPS = 100
_SMALLEST_STEP = 1e-10
_SUFFICIENT = 1e-4
_ROUNDING = 1e-14
_NAMED = 5


@dataclass(frozen=True)
class Weights:
    """Weights of the donors, and how well they balance.

    Attributes:
        values: shape (donors,), none below zero.
        reached: shape (constraints,), the weighted totals.
        errors: shape (constraints,), |reached - wanted| as a share of what is wanted.
    """

    values: Floats
    reached: Floats
    errors: Floats

    @property
    def max_error(self) -> float:
        """Return the largest relative error."""
        return float(self.errors.max())

    @property
    def positive(self) -> int:
        """Return how many donors carry weight."""
        return int((self.values > POSITIVE_ABOVE).sum())

    @property
    def effective_size(self) -> float:
        """Return the number of equal weights that would estimate as precisely (Kish)."""
        return float(self.values.sum() ** 2 / (self.values**2).sum())


def balance(donors: Floats, wanted: Floats, names: Sequence[str]) -> Weights:
    """Return the weights nearest to equal ones that reach every wanted total.

    Minimises the sum of (w - w0)^2 under ``donors.T @ w == wanted`` and ``w >= 0``, where w0
    shares the first total (the number of units in the area) equally.

    Args:
        donors: shape (donors, constraints); the first column is 1 for every donor.
        wanted: shape (constraints,), the area's totals.
        names: what each constraint is called.

    Raises:
        Unfit: E_INFEASIBLE, naming the constraints that are missed most, when no such weights
            exist; E_NOCONTROL without donors.

    Source:
        Chi-square calibration with bounds (Deville and Sarndal 1992), as Robbins, Saunders and
        Kilmer 2017 use it. The dual is solved: w = w0 max(0, 1 + C l), by semismooth Newton
        steps on l, one for each constraint.
    """
    if not len(donors):
        raise Unfit(Fault.NOCONTROL, "no unit is left to compare with")
    scale = np.abs(donors).max(axis=0)
    scale[scale == 0] = 1.0
    values = _dual_newton(donors / scale, wanted / scale, wanted[0] / len(donors))
    reached = values @ donors
    errors = np.abs(reached - wanted) / np.where(wanted == 0, scale, np.abs(wanted))
    found = Weights(values, reached, errors)
    if not found.max_error <= INFEASIBLE_ABOVE:
        raise _infeasible(found, wanted, names)
    return found


def _dual_newton(scaled: Floats, wanted: Floats, start: float) -> Floats:
    dual = np.zeros(len(wanted))
    values, height = _at(scaled, wanted, start, dual)
    tolerance = _SOLVED * np.where(wanted == 0, 1.0, np.abs(wanted))
    for _ in range(_MOST_STEPS):
        slope = values @ scaled - wanted
        if (np.abs(slope) <= tolerance).all():
            break
        active = scaled[values > 0]
        hill = start * (active.T @ active)
        step = np.asarray(np.linalg.lstsq(hill, -slope, rcond=None)[0], dtype=np.float64)
        downhill = float(slope @ step)
        length = 1.0
        tried, lower = _at(scaled, wanted, start, dual + step)
        while lower > height + _SUFFICIENT * length * downhill + _ROUNDING * abs(height):
            length /= 2
            if length < _SMALLEST_STEP:
                return values
            tried, lower = _at(scaled, wanted, start, dual + length * step)
        dual, values, height = dual + length * step, tried, lower
    return values


def _at(scaled: Floats, wanted: Floats, start: float, dual: Floats) -> tuple[Floats, float]:
    values = start * np.maximum(0.0, 1.0 + scaled @ dual)
    return values, float(values @ values) / (2 * start) - float(wanted @ dual)


def _infeasible(found: Weights, wanted: Floats, names: Sequence[str]) -> Unfit:
    worst = [int(one) for one in np.argsort(-found.errors, kind="stable")[:_NAMED]]
    worst = [one for one in worst if not found.errors[one] <= INFEASIBLE_ABOVE]
    told = "; ".join(
        f"{names[one]} (wanted {wanted[one]:g}, reached {found.reached[one]:.4g})" for one in worst
    )
    return Unfit(
        Fault.INFEASIBLE,
        f"no weights of zero or more reach all {len(names)} totals. Missed most: {told}. "
        "Match sums over 2 or 4 periods, or fewer covariates",
        [names[one] for one in worst],
    )
