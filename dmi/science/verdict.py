"""What may be said of an evaluation in one sentence: a closed list of four."""

from collections.abc import Iterable
from enum import StrEnum

from dmi.science.findings import Caution, Estimate

PLACEBO_AT_MOST = 0.10
_NO_DATA = {Caution.FEWEVENTS, Caution.STRUCTURAL}
_DOUBTFUL_DATA = {Caution.SHOCK, Caution.WDDSCALE, Caution.START}


class Verdict(StrEnum):
    """The only four things that are said."""

    ATTRIBUTABLE_FALL = "ATTRIBUTABLE_FALL"
    NOT_DISTINGUISHED = "NOT_DISTINGUISHED"
    RISE = "RISE"
    INSUFFICIENT = "INSUFFICIENT"


def verdict(
    primary: Estimate | None,
    placebo_p: float | None,
    in_time: Estimate | None,
    cautions: Iterable[Caution],
) -> Verdict:
    """Return what may be said.

    A fall is called attributable only if the primary interval leaves out 1, the placebo rank is
    among the lowest tenth, the placebo in time finds nothing and no caution speaks of the data.

    Args:
        primary: the ratio that was named in advance; None when it could not be estimated.
        placebo_p: rank over number of the areas; None without comparison.
        in_time: the same ratio at a start before the real one; None when it could not be run.
        cautions: all that were given.

    Source:
        The template of the mayor's page.
    """
    given = set(cautions)
    if primary is None or given & _NO_DATA:
        return Verdict.INSUFFICIENT
    if primary.low > 1:
        return Verdict.RISE
    stands = (
        primary.high < 1
        and placebo_p is not None
        and placebo_p <= PLACEBO_AT_MOST
        and in_time is not None
        and in_time.low <= 1 <= in_time.high
        and not given & _DOUBTFUL_DATA
        and Caution.PLACEBO_TIME not in given
    )
    return Verdict.ATTRIBUTABLE_FALL if stands else Verdict.NOT_DISTINGUISHED
