"""The effect on weighted counts with its linearised standard error."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from dmi.science.arrays import Flags, Floats


class Tail(StrEnum):
    """Which change is looked for."""

    LOWER = "lower"
    UPPER = "upper"
    BOTH = "two-sided"


@dataclass(frozen=True, slots=True)
class Effect:
    """Counts of the area and of its comparison.

    Attributes:
        ratio: treated over control; ``low`` and ``high`` are its limits.
        z: the difference in standard errors.
    """

    treated: float
    control: float
    ratio: float
    low: float
    high: float
    z: float

    def p(self, tail: Tail) -> float:
        """Return the probability of a z as far out in the tail, by the normal law."""
        from scipy.special import ndtr

        match tail:
            case Tail.LOWER:
                return float(ndtr(self.z))
            case Tail.UPPER:
                return float(ndtr(-self.z))
            case Tail.BOTH:
                return float(2 * ndtr(-abs(self.z)))


def effect(counts: Floats, area: Flags, weights: Floats, confidence: float) -> Effect:
    """Return the difference between an area and its weighted comparison.

    Args:
        counts: shape (units, periods), of the periods that are scored.
        area: shape (units,), the units of the area.
        weights: shape (units,): 1 in the area, the comparison's weights, 0 elsewhere.
        confidence: of the interval, between 0 and 1.

    Returns:
        Counts summed over the periods; NaN where the comparison's count is zero.

    Source:
        Weighted least squares of the count on the area and on each period, with sandwich
        variance over the rows as design strata of one (the linearisation of survey samples);
        the interval of the ratio is made on the logarithm by the delta method.
    """
    from scipy.special import ndtri

    used = weights > 0
    y, w, d = counts[used], weights[used], area[used].astype(np.float64)
    periods = y.shape[1]
    bread, slope, means = _least_squares(y, w, d)
    treated, control = float(d @ y.sum(axis=1)), float((w * (1 - d)) @ y.sum(axis=1))
    squares = (w[:, None] * (y - slope * d[:, None] - means)) ** 2
    meat = np.zeros((periods + 1, periods + 1))
    meat[0, 0] = (d @ squares).sum()
    meat[0, 1:] = meat[1:, 0] = d @ squares
    meat[1:, 1:] = np.diag(squares.sum(axis=0))
    rows = counts.size
    variance = bread @ meat @ bread * (rows / (rows - 1))
    middle = float(means.mean())
    error = float(np.sqrt(variance[0, 0]))
    z = slope / error if error > 0 else np.nan
    if control <= 0 or treated <= 0:
        ratio = treated / control if control > 0 else np.nan
        return Effect(treated, control, ratio, np.nan, np.nan, z)
    gradient = np.full(periods + 1, (1 / (slope + middle) - 1 / middle) / periods)
    gradient[0] = 1 / (slope + middle)
    reach = float(ndtri((1 + confidence) / 2) * np.sqrt(gradient @ variance @ gradient))
    log = float(np.log((slope + middle) / middle))
    return Effect(
        treated,
        control,
        treated / control,
        float(np.exp(log - reach)),
        float(np.exp(log + reach)),
        z,
    )


def _least_squares(y: Floats, w: Floats, d: Floats) -> tuple[Floats, float, Floats]:
    periods = y.shape[1]
    inside = float(w @ d)
    normal = np.zeros((periods + 1, periods + 1))
    normal[0, 0] = periods * inside
    normal[0, 1:] = normal[1:, 0] = inside
    normal[1:, 1:] = np.diag(np.full(periods, w.sum()))
    bread = np.linalg.inv(normal)
    right = np.concatenate([[((w * d) @ y).sum()], w @ y])
    found = bread @ right
    return bread, float(found[0]), found[1:]
