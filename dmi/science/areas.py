"""A few large areas: placebo ranks, and a mixture of the others that ran alike before."""

from dataclasses import dataclass

import numpy as np

from dmi.science.arrays import Flags, Floats
from dmi.science.findings import Fault, Unfit

_YEAR = 12
_HALF_DOWN = 5
_SUM_WEIGHS = 1e4
"""How much more the sum of one counts than a period when weights are fitted."""
WORSE_FIT = 5
"""Placebos whose error before is over so many times the area's tell nothing."""
_DONOR_ABOVE = 1e-6


def least_base(months: int) -> int:
    """Return the events an area must have had before to be compared: one a month.

    Counted in whole years, the nearer one and at a half the lower, so that a few months more or
    less do not change who is compared.
    """
    return max(_YEAR * ((months + _HALF_DOWN) // _YEAR), 1)


@dataclass(frozen=True)
class Ranked:
    """The ratio of changes of one area among those of all others.

    Attributes:
        ratio: the area's change over that of the others together.
        rank: place from the largest fall, 1 first; ``n`` areas are ranked, the area among them.
        others: shape (n - 1,), the ratios of the others, each against the rest.
    """

    ratio: float
    rank: int
    n: int
    others: Floats


def placebo_rank(before: Floats, after: Floats, area: int, compared: Flags) -> Ranked:
    """Treat every compared area as if it were the treated one, and rank the real one.

    Args:
        before: shape (areas,), counts of the window before.
        after: shape (areas,), counts of the window after.
        area: place of the treated area.
        compared: shape (areas,), which areas are compared; the treated one always takes part.

    Raises:
        Unfit: E_NOCONTROL without another area; E_FEWEVENTS when the area had no event before.
    """
    among = compared.copy()
    among[area] = False
    if not among.any():
        raise Unfit(Fault.NOCONTROL, "no area is left to compare with")
    among[area] = True
    if before[area] <= 0:
        raise Unfit(Fault.FEWEVENTS, "the area had no event before the start")
    early, late = before[among], after[among]
    rest_early, rest_late = early.sum() - early, late.sum() - late
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = (late / early) / (rest_late / rest_early)
    mine = int(np.flatnonzero(among).tolist().index(area))
    others = np.delete(ratios, mine)
    others = others[np.isfinite(others)]
    rank = 1 + int((others <= ratios[mine]).sum())
    return Ranked(float(ratios[mine]), rank, len(others) + 1, others)


@dataclass(frozen=True)
class Mixture:
    """An area beside a mixture of others.

    Attributes:
        weights: shape (donors,), none below zero, sum 1.
        series: shape (periods,), the mixture.
        pct: the area's sum afterwards over the mixture's, in per cent of the mixture.
        error_before, error_after: root of the mean squared distance, in the unit of the series.
    """

    weights: Floats
    series: Floats
    pct: float
    error_before: float
    error_after: float

    @property
    def times(self) -> float:
        """Return how many times the distance afterwards is the distance before."""
        return self.error_after / self.error_before if self.error_before > 0 else float("inf")


def mixture(area: Floats, donors: Floats, start: int) -> Mixture:
    """Mix donors so that they run like the area before ``start``.

    Args:
        area: shape (periods,), rates of the area.
        donors: shape (donors, periods), rates of the others.
        start: first period afterwards, counted from 0.

    Raises:
        Unfit: E_NOCONTROL without donors, E_SHORT without periods on both sides.

    Source:
        Abadie, Diamond and Hainmueller 2010 with the periods before as only predictors; least
        squares on the simplex by non-negative least squares with a heavy row for the sum.
    """
    from scipy.optimize import nnls

    if not len(donors):
        raise Unfit(Fault.NOCONTROL, "no area is left to compare with")
    if not 0 < start < len(area):
        raise Unfit(Fault.SHORT, "no whole period on one side of the start")
    heavy = _SUM_WEIGHS * max(float(np.sqrt((donors[:, :start] ** 2).mean())), 1e-12)
    left = np.vstack([donors[:, :start].T, np.full(len(donors), heavy)])
    weights, _ = nnls(left, np.append(area[:start], heavy))
    weights = weights / weights.sum()
    series = weights @ donors
    gap, reached = area - series, float(series[start:].sum())
    return Mixture(
        weights,
        series,
        100 * float(area[start:].sum()) / reached - 100 if reached > 0 else float("nan"),
        float(np.sqrt((gap[:start] ** 2).mean())),
        float(np.sqrt((gap[start:] ** 2).mean())),
    )


@dataclass(frozen=True)
class Compared:
    """The mixture with its placebos.

    Attributes:
        rank: place of ``times`` among the placebos, 1 = farthest apart; ``n`` with the area.
        rank_alike, n_alike: the same without placebos that fitted over five times worse.
        without_one: lowest and highest pct when one of the donors is left out.
    """

    mixture: Mixture
    rank: int
    n: int
    rank_alike: int
    n_alike: int
    without_one: tuple[float, float]


def synthetic(rates: Floats, area: int, start: int) -> Compared:
    """Return an area's mixture, its rank among all areas, and what single donors decide.

    Args:
        rates: shape (areas, periods).
        area: place of the treated area.
        start: first period afterwards.

    Raises:
        Unfit: see ``mixture``.
    """
    mine = mixture(rates[area], np.delete(rates, area, axis=0), start)
    others = [
        mixture(rates[one], np.delete(rates, one, axis=0), start)
        for one in range(len(rates))
        if one != area
    ]
    alike = [one for one in others if one.error_before <= WORSE_FIT * mine.error_before]
    donors = np.delete(rates, area, axis=0)
    left_out = [mine.pct]
    if len(donors) > 1:
        left_out += [
            mixture(rates[area], np.delete(donors, one, axis=0), start).pct
            for one in np.flatnonzero(mine.weights > _DONOR_ABOVE)
        ]
    return Compared(
        mine,
        1 + sum(one.times >= mine.times for one in others),
        1 + len(others),
        1 + sum(one.times >= mine.times for one in alike),
        1 + len(alike),
        (min(left_out), max(left_out)),
    )
