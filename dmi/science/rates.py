"""Counts in time at risk: exact limits of one, and the ratio of two."""

from dmi.science.findings import Estimate

CONFIDENCE = 0.95


def poisson_limits(count: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the exact limits of the mean of a Poisson count.

    Args:
        count: events, zero or more.
        confidence: of the limits, between 0 and 1.

    Raises:
        ValueError: the count is below zero.

    Source:
        Garwood 1936, by quantiles of chi-square.
    """
    from scipy.stats import chi2

    if count < 0:
        raise ValueError(f"a count of {count}")
    rest = (1 - confidence) / 2
    low = float(chi2.ppf(rest, 2 * count)) / 2 if count else 0.0
    return low, float(chi2.ppf(1 - rest, 2 * count + 2)) / 2


def rate_ratio(
    before: int, before_time: float, after: int, after_time: float, confidence: float = CONFIDENCE
) -> Estimate:
    """Return the rate after over the rate before: a description, never an effect.

    Args:
        before: events before, zero or more.
        before_time: time or people at risk before, above zero.
        after: events after.
        after_time: time or people at risk after, in the same unit.
        confidence: of the limits, between 0 and 1.

    Returns:
        The ratio with exact limits, and twice the smaller tail of the binomial law as p; NaN and
        infinity where there was nothing before.

    Raises:
        ValueError: a count below zero or no time at risk.

    Source:
        Given both counts, the later one is binomial; limits of Clopper and Pearson 1934.
    """
    from scipy.stats import beta, binom

    if min(before, after) < 0 or min(before_time, after_time) <= 0:
        raise ValueError(f"{before} in {before_time} and {after} in {after_time}")
    total, rest, times = before + after, (1 - confidence) / 2, before_time / after_time
    if total == 0:
        return Estimate(float("nan"), 0.0, float("inf"), 1.0)
    low = float(beta.ppf(rest, after, before + 1)) if after else 0.0
    high = float(beta.ppf(1 - rest, after + 1, before)) if before else 1.0
    share = after_time / (before_time + after_time)
    return Estimate(
        value=after / before * times if before else float("inf"),
        low=low / (1 - low) * times,
        high=high / (1 - high) * times if high < 1 else float("inf"),
        p=min(
            1.0, 2 * float(min(binom.cdf(after, total, share), binom.sf(after - 1, total, share)))
        ),
    )


def widened(ratio: float, before: int, after: int, dispersion: float) -> tuple[float, float]:
    """Return 95 % limits of a rate ratio when counts scatter more than Poisson's law says.

    Args:
        ratio: the rate ratio.
        before: events before.
        after: events after.
        dispersion: variance over mean, of Pearson residuals; at least one is used.

    Raises:
        ValueError: one of the counts is zero.

    Source:
        Quasi-likelihood: the variance of the log ratio, 1/before + 1/after, times the dispersion.
    """
    from math import exp, sqrt

    from scipy.special import ndtri

    if min(before, after) <= 0:
        raise ValueError("both counts must be above zero")
    error = sqrt(max(dispersion, 1.0) * (1 / before + 1 / after))
    reach = float(ndtri((1 + CONFIDENCE) / 2)) * error
    return ratio * exp(-reach), ratio * exp(reach)
