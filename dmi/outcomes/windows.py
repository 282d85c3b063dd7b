"""What of a stored result a reader is given, so that months, windows and sums give none back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dmi.outcomes.disclosure import covered


@dataclass(frozen=True, slots=True)
class Windows:
    """Which figures of a result are hidden from a reader.

    The months fall into those before the first window, the window before the start and the months
    after it. The sum of each is printed or follows from what is printed: each hides by itself.

    Attributes:
        least: the smallest count but nought that is told; one tells every count.
        area: the months of the area that are hidden.
        others: the months of the others that are hidden; empty where there are none.
        tells_before: no sum that makes up all months before the start is small.
        tells_after: nor the sum of those after it.
    """

    least: int
    area: list[bool]
    others: list[bool]
    tells_before: bool
    tells_after: bool

    @property
    def tells_ratios(self) -> bool:
        """Tell whether both sides of a ratio are given; with one side it gives the other."""
        return self.tells_before and self.tells_after

    @property
    def tells_years(self) -> bool:
        """Tell whether no month is hidden: a year's share of the months would divide their sum."""
        return self.tells_ratios and not any(self.area)


def windows(found: dict[str, Any], least: int) -> Windows:
    """Return what a stored result hides from a reader who is given counts from ``least`` on."""
    area, start = found["area"], found["start"]
    first = start - found["told"]["months_before"]
    parts = [slice(0, first), slice(first, start), slice(start, len(area))]
    sums = [sum(area[part]) for part in parts]
    return Windows(
        least=least,
        area=_hidden(area, parts, least),
        others=_hidden(_cases(found, parts[1]), parts, least),
        tells_before=not any(0 < one < least for one in (*sums[:2], sums[0] + sums[1])),
        tells_after=not 0 < sums[2] < least,
    )


def _hidden(series: Sequence[int], parts: Sequence[slice], least: int) -> list[bool]:
    found: list[bool] = []
    for part in parts:
        months = series[part]
        told = covered(months, least)[:-1] if months else []
        hides = [one is None for one in told]
        if sum(months) and sum(months) < least:
            hides = [count > 0 for count in months]
        found += hides
    return found


def _cases(found: dict[str, Any], before: slice) -> list[int]:
    """Return the months of the others as cases: the page gives the scale beside their sum."""
    scaled, cases = found["others"], found["told"]["others_before"]
    drawn = sum(scaled[before]) if scaled else 0
    return [round(one * cases / drawn) for one in scaled] if drawn else [0] * len(scaled or ())
