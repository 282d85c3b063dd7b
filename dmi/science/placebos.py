"""What areas without the programme did, as limits of what chance and the times can do."""

import numpy as np

from dmi.science.areas import Ranked
from dmi.science.findings import Estimate
from dmi.science.rates import CONFIDENCE


def placebo_limits(ranked: Ranked) -> Estimate | None:
    """Return a ratio of changes with 95 % limits taken from the other areas' own ratios.

    An area without programme should have stayed at 1; how far the others strayed from it, one
    in forty on each side left out, is how far this one may have strayed without any effect.

    Returns:
        None with fewer than 39 other areas: no share of one in forty can be left out of them.

    Source:
        Inversion of the placebo test over areas, as in Abadie, Diamond and Hainmueller 2010.
    """
    others = np.sort(ranked.others)
    out = int((1 - CONFIDENCE) / 2 * (len(others) + 1))
    if out < 1 or others[out - 1] <= 0:
        return None
    low, high = float(others[out - 1]), float(others[-out])
    return Estimate(ranked.ratio, ranked.ratio / high, ranked.ratio / low, ranked.rank / ranked.n)
