"""How long people stay without a new event: curves, their comparison, and what goes with it."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dmi.science.arrays import Flags, Floats
from dmi.science.findings import Fault, Unfit
from dmi.science.rates import CONFIDENCE

EVENTS_FOR_A_TERM = 10
_ENDLESS = 5
"""A log hazard ratio for one standard deviation that no data show."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A curve at one moment: people still at risk just before, and the share without event."""

    at: float
    at_risk: int
    survival: float
    low: float
    high: float


def kaplan_meier(times: Floats, events: Flags, moments: Sequence[float]) -> list[Standing]:
    """Return the share without event at some moments, with 95 % limits.

    Args:
        times: shape (people,), from the start to the event or the end of follow-up, zero or more.
        events: shape (people,), whether it ended with the event.
        moments: when to read the curve, in the unit of ``times``.

    Source:
        Kaplan and Meier 1958; variance of Greenwood, limits on the log of minus the log.
    """
    from scipy.special import ndtri
    from statsmodels.duration.survfunc import SurvfuncRight

    at_risk = [int((times >= moment).sum()) for moment in moments]
    if not events.any():
        return [Standing(at, n, 1.0, 1.0, 1.0) for at, n in zip(moments, at_risk, strict=True)]
    with warnings.catch_warnings():
        # Greenwood divides by those left over: nobody, when all had the event.
        warnings.simplefilter("ignore")
        curve = SurvfuncRight(times, events.astype(int))
        share = np.concatenate([[1.0], curve.surv_prob])
        error = np.concatenate([[0.0], curve.surv_prob_se])
    z = float(ndtri((1 + CONFIDENCE) / 2))
    places = np.searchsorted(curve.surv_times, np.asarray(moments), side="right")
    found = []
    for moment, left, place in zip(moments, at_risk, places, strict=True):
        one = float(share[place])
        low = high = one
        if 0 < one < 1:
            reach = np.exp(z * float(error[place]) / (one * np.log(one)))
            low, high = sorted((one**reach, one ** (1 / reach)))
        found.append(Standing(float(moment), left, one, float(low), float(high)))
    return found


@dataclass(frozen=True, slots=True)
class LogRank:
    """Whether curves differ: chi-square with ``degrees`` and its p."""

    chi_square: float
    degrees: int
    p: float


def log_rank(times: Floats, events: Flags, groups: Sequence[str]) -> LogRank:
    """Compare the curves of groups.

    Args:
        times: shape (people,), as for ``kaplan_meier``.
        events: shape (people,).
        groups: shape (people,), the group of each.

    Raises:
        Unfit: E_FEWEVENTS without any event; E_NOCONTROL with a single group, or with one of
            which nobody was left when an event came.

    Source:
        Mantel 1966, by statsmodels survdiff.
    """
    from statsmodels.duration.survfunc import survdiff

    kinds = len(set(groups))
    if kinds < 2:  # noqa: PLR2004 - a pair is what is compared
        raise Unfit(Fault.NOCONTROL, "one group alone cannot be compared")
    if not events.any():
        raise Unfit(Fault.FEWEVENTS, "nobody had the event")
    try:
        chi_square, p = survdiff(times, events.astype(int), np.asarray(groups))
    except np.linalg.LinAlgError as nobody:
        told = "of one group nobody was left when an event came"
        raise Unfit(Fault.NOCONTROL, told) from nobody
    return LogRank(float(chi_square), kinds - 1, float(p))


@dataclass(frozen=True, slots=True)
class Term:
    """One covariate: the log hazard ratio with its error, and the ratio with 95 % limits.

    ``proportional_p`` is small when the ratio changes with time.
    """

    name: str
    coefficient: float
    error: float
    hazard_ratio: float
    low: float
    high: float
    p: float
    proportional_p: float


@dataclass(frozen=True, slots=True)
class Cox:
    """A proportional hazards model."""

    terms: tuple[Term, ...]
    log_likelihood: float


def cox(times: Floats, events: Flags, covariates: Floats, names: Sequence[str]) -> Cox:
    """Fit proportional hazards.

    Args:
        times: shape (people,), as for ``kaplan_meier``.
        events: shape (people,).
        covariates: shape (people, terms).
        names: shape (terms,).

    Raises:
        Unfit: E_FEWEVENTS with fewer than ten events for each term, or when a term tells those
            with the event wholly apart; E_CELL when one tells nobody apart or repeats the others.

    Source:
        Cox 1972, ties by Efron, statsmodels PHReg; proportionality by Grambsch and Therneau 1994
        on ranked event times.
    """
    from scipy.stats import norm
    from statsmodels.duration.hazard_regression import PHReg

    count = int(events.sum())
    if count < EVENTS_FOR_A_TERM * len(names):
        raise Unfit(
            Fault.FEWEVENTS,
            f"{count} events for {len(names)} covariates; {EVENTS_FOR_A_TERM} for each are needed",
        )
    centred = covariates - covariates.mean(axis=0)
    if np.linalg.matrix_rank(centred) < len(names):
        raise Unfit(Fault.CELL, f"one of {', '.join(names)} repeats the others or never changes")
    with warnings.catch_warnings():
        # Where a term tells those with the event wholly apart no ratio is finite: seen below.
        warnings.simplefilter("ignore")
        fit = PHReg(times, covariates, status=events.astype(int), ties="efron").fit()
    reached = np.abs(fit.params) * centred.std(axis=0)
    if not (np.isfinite(fit.bse).all() and (reached < _ENDLESS).all()):
        raise Unfit(Fault.FEWEVENTS, f"one of {', '.join(names)} tells the events wholly apart")
    z = float(norm.ppf((1 + CONFIDENCE) / 2))
    proportional = _proportional(fit, times, events)
    terms = [
        Term(
            name=name,
            coefficient=float(value),
            error=float(error),
            hazard_ratio=float(np.exp(value)),
            low=float(np.exp(value - z * error)),
            high=float(np.exp(value + z * error)),
            p=float(p),
            proportional_p=float(same),
        )
        for name, value, error, p, same in zip(
            names, fit.params, fit.bse, fit.pvalues, proportional, strict=True
        )
    ]
    return Cox(tuple(terms), float(fit.llf))


def _proportional(fit: Any, times: Floats, events: Flags) -> Floats:
    from scipy.stats import chi2, rankdata

    residuals = np.asarray(fit.schoenfeld_residuals)[events]
    moved = rankdata(times[events])
    moved = moved - moved.mean()
    variance = np.asarray(fit.cov_params())
    scaled = len(residuals) * residuals @ variance
    statistic = (moved @ scaled) ** 2
    statistic = statistic / (len(residuals) * np.diag(variance) * (moved @ moved))
    return np.asarray(chi2.sf(statistic, 1), dtype=np.float64)
