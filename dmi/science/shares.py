"""Shares of people with honest limits, and whether two of them differ."""

from math import comb, sqrt
from statistics import NormalDist

from dmi.science.findings import Estimate
from dmi.science.rates import CONFIDENCE


def _check(count: int, total: int) -> None:
    if not 0 <= count <= total or total < 1:
        raise ValueError(f"{count} of {total}")


def wilson(count: int, total: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the limits of a share, as fractions from 0 to 1.

    Raises:
        ValueError: unless 0 <= count <= total and total >= 1.

    Source:
        Wilson 1927, without continuity correction.
    """
    _check(count, total)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = count / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    reach = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    reach /= 1 + z * z / total
    # At the ends the limit is the end itself; rounding must not carry it past.
    low = 0.0 if count == 0 else middle - reach
    high = 1.0 if count == total else middle + reach
    return low, high


def difference(count: int, total: int, other: int, other_total: int) -> Estimate:
    """Return one share less another, with 95 % limits and Fisher's two-sided p.

    Raises:
        ValueError: see ``wilson``.

    Source:
        Newcombe 1998, method 10 (hybrid of Wilson's limits); Fisher's exact test.
    """
    low, high = wilson(count, total)
    other_low, other_high = wilson(other, other_total)
    one, two = count / total, other / other_total
    return Estimate(
        value=one - two,
        low=one - two - sqrt((one - low) ** 2 + (other_high - two) ** 2),
        high=one - two + sqrt((high - one) ** 2 + (two - other_low) ** 2),
        p=_fisher(count, total, other, other_total),
    )


def _fisher(count: int, total: int, other: int, other_total: int) -> float:
    """Return the probability of every table with these sums that is no likelier than this one."""
    both, everybody = count + other, total + other_total
    fewest, most = max(0, both - other_total), min(total, both)
    ways = [comb(total, one) * comb(other_total, both - one) for one in range(fewest, most + 1)]
    seen = ways[count - fewest]
    return sum(one for one in ways if one <= seen) / comb(everybody, both)
