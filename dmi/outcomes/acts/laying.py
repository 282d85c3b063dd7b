"""Counts laid out as a plan asks: the area first, then what it is compared with."""

from dataclasses import dataclass

import numpy as np

from dmi.outcomes.acts.evaluating import Order
from dmi.science.areas import least_base
from dmi.science.arrays import Flags, Floats
from dmi.science.counts import CountPanel, structural_zeros
from dmi.science.periods import month, month_label


@dataclass(frozen=True, slots=True)
class Laid:
    """The months in which somebody counted.

    Attributes:
        panel: the area first; its months begin with its first case after a year of noughts.
        start: place of the first month of the programme.
        left_out: areas that were named and where nobody counted for a year or more.
        has_zeros: whether such years were cut from the area, or cost it a comparison.
    """

    panel: CountPanel
    start: int
    left_out: tuple[str, ...]
    has_zeros: bool

    @property
    def counts(self) -> Floats:
        """Return the cases, shape (areas, months)."""
        return self.panel.counts

    def compared(self, start: int) -> Flags:
        """Return which areas have cases enough before a start, the area always."""
        found = self.sums(0, start) >= least_base(start)
        found[0] = True
        return found

    def sums(self, first: int, last: int) -> Floats:
        """Return the cases of each area in some months, places from the first month of all."""
        found: Floats = self.counts[:, first:last].sum(axis=1)
        return found


def laid_out(order: Order) -> Laid:
    """Return the counts of a plan without the months and areas in which nobody counted.

    Raises:
        Unfit: E_GAP, when a month is missing.
    """
    first, last = month(order.first), month(order.last)
    months = np.arange(first, last + 1)
    units = (order.unit, *order.comparison)
    everybody = (*units, *order.buffer)
    counts = np.array(
        [
            [order.counts.get(unit, {}).get(month_label(int(one)), np.nan) for one in months]
            for unit in everybody
        ]
    )
    CountPanel(everybody, everybody, months, counts).of(range(len(everybody)))
    lead, _tail = structural_zeros(counts[0])
    start = month(order.start) - int(months[lead])
    gone = [one for one in range(1, len(units)) if _is_uncounted(counts[one, lead:], start)]
    kept = [one for one in range(len(units)) if one not in gone]
    names = tuple(units[one] for one in kept)
    return Laid(
        CountPanel(names, names, months[lead:], counts[kept, lead:]),
        start,
        tuple(units[one] for one in gone),
        has_zeros=bool(lead) or any(_is_compared(counts[one, lead:], start) for one in gone),
    )


def _is_uncounted(series: Floats, start: int) -> bool:
    """Tell whether nobody counted at an end; where cases are rare, a year without one is none."""
    lead, tail = structural_zeros(series)
    return bool(lead) or (bool(tail) and _is_compared(series, start))


def _is_compared(series: Floats, start: int) -> bool:
    return bool(series[: max(start, 0)].sum() >= least_base(start))
