"""Change in an area beside change elsewhere, from four, six or eight counts."""

from dataclasses import dataclass
from math import exp, log, sqrt

from dmi.science.findings import Caution, Estimate, Told
from dmi.science.rates import CONFIDENCE

MOST_SCALE = 5
"""A comparison with more than so many times the area's counts makes a plain difference absurd."""


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """Two counts of one place, over windows of equal length."""

    before: int
    after: int

    @property
    def change(self) -> int:
        """Return after less before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Wdd:
    """Weighted displacement difference, in events; None with a caution where it is refused."""

    value: Estimate | None
    error: float | None
    told: tuple[Told, ...]


def _normal(value: float, error: float) -> tuple[float, float, float]:
    from scipy.special import ndtr, ndtri

    reach = float(ndtri((1 + CONFIDENCE) / 2)) * error
    p = float(2 * ndtr(-abs(value) / error)) if error else 1.0
    return value - reach, value + reach, p


def did_ratio(area: BeforeAfter, control: BeforeAfter) -> Estimate:
    """Return the area's change as a share of the control's change, with 95 % limits.

    Raises:
        ValueError: one of the four counts is zero.

    Source:
        Poisson difference in differences of four counts; the variance of its logarithm is the
        sum of their reciprocals.
    """
    counts = (area.before, area.after, control.before, control.after)
    if min(counts) <= 0:
        raise ValueError(f"a ratio of changes needs four counts above zero, not {counts}")
    value = log(area.after / area.before) - log(control.after / control.before)
    low, high, p = _normal(value, sqrt(sum(1 / count for count in counts)))
    return Estimate(exp(value), exp(low), exp(high), p)


def wdd(
    area: BeforeAfter,
    control: BeforeAfter,
    near: BeforeAfter | None = None,
    near_control: BeforeAfter | None = None,
) -> Wdd:
    """Return the events prevented (below zero) or added, with those moved next door.

    Args:
        area: counts of the area.
        control: counts of what it is compared with.
        near: counts of the area's surroundings.
        near_control: counts of the control's surroundings.

    Returns:
        Events with 95 % limits; refused when the control had over five times the area's events
        before, because its change then drowns the area's.

    Source:
        Wheeler and Ratcliffe 2018, doi:10.1186/s40163-018-0085-5; the variance of a sum of
        Poisson counts is their sum.
    """
    pairs = ((area, control), (near, near_control))
    if any(
        one is not None and other is not None and other.before > MOST_SCALE * one.before
        for one, other in pairs
    ):
        sentence = f"the control's counts exceed {MOST_SCALE} times the area's: no plain difference"
        return Wdd(None, None, (Told(Caution.WDDSCALE, sentence),))
    given = [one for one in (area, control, near, near_control) if one is not None]
    value = float(sum(one.change for one in (area, near) if one is not None))
    value -= float(sum(one.change for one in (control, near_control) if one is not None))
    error = sqrt(sum(one.before + one.after for one in given))
    return Wdd(Estimate(value, *_normal(value, error)), error, ())


@dataclass(frozen=True, slots=True)
class Displacement:
    """What the surroundings did to the effect.

    Attributes:
        success: change of the area's share of the control; only below zero is there an effect.
        wdq: weighted displacement quotient; None without an effect to displace. Above zero
            benefits spread, below -1 displacement outweighs the effect.
        net: total net effect, in events prevented.
    """

    success: float
    wdq: float | None
    net: float


def displacement(area: BeforeAfter, near: BeforeAfter, control: BeforeAfter) -> Displacement:
    """Return how the surroundings moved beside the area.

    Raises:
        ValueError: the control has a zero.

    Source:
        Bowers and Johnson 2003; POP Center, analyzing crime displacement and diffusion, app. B.
    """
    if min(control.before, control.after) <= 0:
        raise ValueError("the control's counts must be above zero")
    success = area.after / control.after - area.before / control.before
    moved = near.after / control.after - near.before / control.before
    growth = control.after / control.before
    net = (area.before * growth - area.after) + (near.before * growth - near.after)
    return Displacement(success, moved / success if success < 0 else None, net)
