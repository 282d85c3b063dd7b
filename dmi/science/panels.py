"""Difference in differences of many areas: clustered errors, and the test of what came before."""

import numpy as np

from dmi.science.arrays import Flags, Floats
from dmi.science.findings import Estimate, Fault, Unfit
from dmi.science.rates import CONFIDENCE

_LEADS = 2
_LEAST_SCATTER = 1e-12


def did_cells(before: Floats, after: Floats, treated: Flags) -> Estimate:
    """Return the ratio of changes between treated and other units, with clustered 95 % limits.

    Args:
        before: shape (units,), counts of each unit in the window before.
        after: shape (units,), in the window after, which may be longer or shorter.
        treated: shape (units,).

    Raises:
        Unfit: E_FEWEVENTS, when one of the four sums is zero.

    Source:
        Poisson regression on area, time and their product with exposure; the fit reproduces the
        four sums, so that the sandwich over units (with Stata's small-sample factors) has a
        closed form.
    """
    from scipy.special import ndtr, ndtri

    sums = [float(one[flag].sum()) for flag in (treated, ~treated) for one in (before, after)]
    if min(sums) <= 0:
        raise Unfit(Fault.FEWEVENTS, "the area or its comparison had no event in one window")
    units, rows, terms = len(treated), 2 * len(treated), 4
    variance = 0.0
    for flag in (treated, ~treated):
        shares = after[flag] / after[flag].sum() - before[flag] / before[flag].sum()
        variance += float((shares**2).sum())
    variance *= units / (units - 1) * (rows - 1) / (rows - terms)
    value = float(np.log(sums[1] / sums[0]) - np.log(sums[3] / sums[2]))
    error = float(np.sqrt(variance))
    reach = float(ndtri((1 + CONFIDENCE) / 2)) * error
    return Estimate(
        float(np.exp(value)),
        float(np.exp(value - reach)),
        float(np.exp(value + reach)),
        float(2 * ndtr(-abs(value) / error)),
    )


def two_way(counts: Floats, treated: Flags, start: int) -> Estimate:
    """Return the ratio of changes by a Poisson regression on areas and periods.

    Args:
        counts: shape (areas, periods).
        treated: shape (areas,).
        start: first period of the programme, counted from 0.

    Returns:
        The ratio with 95 % limits clustered by area; far too narrow with one treated area or
        fewer than thirty in all: there a placebo rank speaks instead.

    Source:
        statsmodels GLM, Poisson, dummies of area and period, cov_type cluster.
    """
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM

    areas, periods = counts.shape
    design, effect = _dummies(areas, periods), np.zeros((areas, periods))
    effect[treated, start:] = 1
    groups = np.repeat(np.arange(areas), periods)
    fit = GLM(counts.ravel(), np.column_stack([effect.ravel(), design]), family=Poisson()).fit(
        cov_type="cluster", cov_kwds={"groups": groups}
    )
    low, high = fit.conf_int(1 - CONFIDENCE)[0]
    return Estimate(
        float(np.exp(fit.params[0])), float(np.exp(low)), float(np.exp(high)), float(fit.pvalues[0])
    )


def pretrend(counts: Floats, treated: Flags, lead: int) -> float:
    """Return the p of "the area moved with the others before": small means that it did not.

    Args:
        counts: shape (areas, periods), of the periods before the start alone.
        treated: shape (areas,).
        lead: periods in a lead, counted back from the start.

    Returns:
        The joint p of all leads; NaN with fewer than two, or where a lead has no event.

    Source:
        Wald test of the leads in the regression of ``two_way``. Given each period's sum the
        area's part is binomial, so that leads differ by the logits of their parts; clustered
        errors collapse with one treated area, so that Pearson's dispersion widens the variance.
    """
    from scipy.stats import chi2

    areas, periods = counts.shape
    leads = np.arange(periods)[::-1] // lead
    many = int(leads.max()) + 1
    inside, outside = counts[treated].sum(axis=0), counts[~treated].sum(axis=0)
    part, rest = (np.bincount(leads, one, minlength=many) for one in (inside, outside))
    if many < _LEADS or min(part.min(), rest.min()) <= 0:
        return float("nan")
    share = np.where(treated[:, None], (part / (part + rest))[leads], (rest / (part + rest))[leads])
    size = np.where(treated, counts[treated].sum(), counts[~treated].sum())
    wanted = share * (inside + outside) * (counts.sum(axis=1) / size)[:, None]
    there = wanted > 0
    scatter = ((counts - wanted)[there] ** 2 / wanted[there]).sum()
    spare = areas * periods - (areas + periods - 1) - (many - 1)
    weight = 1 / (1 / part + 1 / rest)
    logit = np.log(part / rest)
    wald = (weight * (logit - (weight @ logit) / weight.sum()) ** 2).sum()
    return float(chi2.sf(wald / max(float(scatter) / spare, _LEAST_SCATTER), many - 1))


def _dummies(areas: int, periods: int) -> Floats:
    by_area = np.kron(np.eye(areas), np.ones((periods, 1)))
    by_period = np.kron(np.ones((areas, 1)), np.eye(periods)[:, 1:])
    return np.column_stack([by_area, by_period])
