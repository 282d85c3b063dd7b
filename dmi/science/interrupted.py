"""One series of months that is interrupted: level and slope after a start."""

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np

from dmi.science.arrays import Floats, Whole
from dmi.science.findings import Estimate, Fault, Unfit
from dmi.science.rates import CONFIDENCE

LEAST_BEFORE = 12
SLOPE_BEFORE, SLOPE_AFTER = 24, 12
OVERDISPERSED_ABOVE = 1.5
_YEAR = 12
_LAGS = 12
_SHIFTS = (-3, -2, -1, 1, 2, 3)
_LEVEL = 2
_NOTHING = 1e-6


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The fit of one series.

    Attributes:
        level: the month of the start over what the past led to expect, with 95 % limits that
            allow for scatter and for memory of 12 months.
        quasi: the level with limits by quasi-likelihood: for scatter without memory.
        slope: change of the monthly growth, a ratio; None where the series is too short for it.
        whole: all events from the start on over all that the past led to expect, with the wider
            of both limits: the level where there is no slope.
        expected: shape (months from the start on, 3), what the past led to expect of each month
            and the wider limits of the fit; events.
        dispersion: Pearson's chi-square over degrees of freedom.
        durbin_watson: of Pearson residuals; 2 without memory, NaN where nothing is left over.
        memory: shape (12,), autocorrelation of Pearson residuals at lags 1 to 12.
        negative_binomial: the level under NB2, None where that fit does not settle.
    """

    level: Estimate
    quasi: Estimate
    slope: float | None
    whole: Estimate
    expected: Floats
    dispersion: float
    durbin_watson: float
    memory: Floats
    negative_binomial: Estimate | None

    @property
    def widest(self) -> Estimate:
        """Return the level with the wider limits on each side: what a verdict may lean on.

        The errors that allow for memory are too small on series of a few years: on counts that
        change by chance alone their 95 % limits leave out "no change" about one time in three,
        those by quasi-likelihood one time in twenty (measured on 24 to 69 months of mean 30).
        """
        return Estimate(
            self.level.value,
            min(self.level.low, self.quasi.low),
            max(self.level.high, self.quasi.high),
            max(self.level.p, self.quasi.p),
        )


def interrupted(
    counts: Floats, months: Whole, start: int, *, sensitive: bool = True
) -> Interrupted:
    """Fit a Poisson regression with a break.

    Args:
        counts: shape (months,), consecutive.
        months: shape (months,), numbers whose remainder by 12 is the month of the year.
        start: place of the first month of the programme.
        sensitive: whether the negative binomial is fitted too.

    Raises:
        Unfit: E_SHORT with fewer than 12 months before or none after; E_FEWEVENTS when one side
            has no event.

    Source:
        statsmodels GLM on constant, time, level, slope and month of the year (these from 24
        months before on), Newey-West errors with 12 lags (a third of a series under 36 months).
    """
    after = len(counts) - start
    if start < LEAST_BEFORE or after < 1:
        raise Unfit(
            Fault.SHORT,
            f"{start} months before and {after} after; an interrupted series needs "
            f"{LEAST_BEFORE} before",
        )
    if counts[:start].sum() == 0 or counts[start:].sum() == 0:
        raise Unfit(Fault.FEWEVENTS, "no event before or none after: no break can be fitted")
    sloped = start >= SLOPE_BEFORE and after >= SLOPE_AFTER
    design = _design(months, start, sloped=sloped)
    lags = _LAGS if len(counts) >= 3 * _LAGS else len(counts) // 3
    fit = _fitted(counts, design, lags)
    low, high = fit.conf_int(1 - CONFIDENCE)[_LEVEL]
    rest = fit.resid_pearson
    whole = float((rest**2).sum())
    dispersion = float(fit.pearson_chi2 / fit.df_resid)
    past = _without(fit, design[start:], dispersion, 2 if sloped else 1)
    return Interrupted(
        level=_ratio(fit.params[_LEVEL], low, high, fit.pvalues[_LEVEL]),
        quasi=_quasi(fit, dispersion),
        slope=float(np.exp(fit.params[_LEVEL + 1])) if sloped else None,
        whole=past[0],
        expected=past[1],
        dispersion=dispersion,
        durbin_watson=float((np.diff(rest) ** 2).sum()) / whole if whole else float("nan"),
        memory=_memory(rest),
        negative_binomial=_negative_binomial(counts, design) if sensitive else None,
    )


def other_starts(counts: Floats, months: Whole, start: int) -> dict[int, Estimate]:
    """Return the level for starts up to three months off, where they can be fitted."""
    found = {}
    for shift in _SHIFTS:
        try:
            fit = interrupted(counts, months, start + shift, sensitive=False)
        except Unfit:
            continue
        found[shift] = fit.widest
    return found


def _design(months: Whole, start: int, *, sloped: bool) -> Floats:
    time = np.arange(len(months), dtype=np.float64)
    after = (time >= start).astype(np.float64)
    columns = [np.ones(len(months)), time, after]
    if sloped:
        columns.append(after * (time - start))
    if start >= SLOPE_BEFORE:
        columns += [(months % _YEAR == one).astype(np.float64) for one in range(1, _YEAR)]
    return np.column_stack(columns)


def _fitted(counts: Floats, design: Floats, lags: int) -> Any:
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM

    with warnings.catch_warnings():
        # A month of the year without a single event has no finite effect; the level has.
        warnings.simplefilter("ignore")
        return GLM(counts, design, family=Poisson()).fit(cov_type="HAC", cov_kwds={"maxlags": lags})


def _negative_binomial(counts: Floats, design: Floats) -> Estimate | None:
    from statsmodels.discrete.discrete_model import NegativeBinomial

    with warnings.catch_warnings():
        # Without scatter beyond Poisson's the fit ends at its edge, and says so below.
        warnings.simplefilter("ignore")
        try:
            fit = NegativeBinomial(counts, design).fit(disp=0, maxiter=500)
        except (np.linalg.LinAlgError, ValueError):
            return None
        low, high = fit.conf_int(1 - CONFIDENCE)[_LEVEL]
        p = float(fit.pvalues[_LEVEL])
    if not fit.mle_retvals["converged"] or not np.isfinite([low, high]).all():
        return None
    return _ratio(fit.params[_LEVEL], low, high, p)


def _quasi(fit: Any, dispersion: float) -> Estimate:
    from scipy.special import ndtr, ndtri

    log = float(fit.params[_LEVEL])
    error = float(np.sqrt(fit.normalized_cov_params[_LEVEL, _LEVEL] * max(dispersion, 1.0)))
    reach = float(ndtri((1 + CONFIDENCE) / 2)) * error
    return _ratio(log, log - reach, log + reach, float(2 * ndtr(-abs(log) / error)))


def _without(fit: Any, design: Floats, dispersion: float, effects: int) -> tuple[Estimate, Floats]:
    """Return all events over what the past led to expect, and that month by month.

    Args:
        fit: of the whole series.
        design: the months from the start on.
        dispersion: of the fit.
        effects: how many columns are the programme's, the level first.

    Source:
        The fit without the programme's columns; errors of sums and months by the delta method,
        on the scale of logarithms.
    """
    from scipy.special import ndtr, ndtri

    past = design.copy()
    past[:, _LEVEL : _LEVEL + effects] = 0
    fitted, expected = np.exp(design @ fit.params), np.exp(past @ fit.params)
    log = float(np.log(fitted.sum() / expected.sum()))
    slopes = fitted @ design / fitted.sum() - expected @ past / expected.sum()
    covariances = (fit.cov_params(), fit.normalized_cov_params * max(dispersion, 1.0))
    rows = np.vstack([slopes, past])
    variances = [np.einsum("ij,jk,ik->i", rows, one, rows) for one in covariances]
    errors = np.sqrt(np.max(variances, axis=0).clip(0))
    reach = float(ndtri((1 + CONFIDENCE) / 2)) * errors
    p = float(2 * ndtr(-abs(log) / errors[0]))
    with np.errstate(over="ignore", invalid="ignore"):
        limits = expected[:, None] * np.exp(np.outer(reach[1:], [0, -1, 1]))
    # A month of the year without a single event is expected to have none, without an error.
    limits[expected < _NOTHING] = 0
    return _ratio(log, log - reach[0], log + reach[0], p), limits


def _ratio(log: float, low: float, high: float, p: float) -> Estimate:
    return Estimate(float(np.exp(log)), float(np.exp(low)), float(np.exp(high)), float(p))


def _memory(rest: Floats) -> Floats:
    centred = rest - rest.mean()
    whole = float(centred @ centred)
    lags = range(1, min(_LAGS, len(rest) - 1) + 1)
    if not whole:
        return np.full(len(lags), np.nan)
    return np.array([float(centred[lag:] @ centred[:-lag]) / whole for lag in lags])
