"""Where incidents are few: whole sectors and a longer look back, instead of cells."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dmi.science.geometry import Integers
from dmi.science.remarks import FEWEST_INCIDENTS

MONTHS = (12, 18, 24)
"""How far to look back: the first that holds enough, else the last."""


@dataclass(frozen=True, slots=True)
class SectorCount:
    """Incidents of one sector; ``last_day`` in days since 1970-01-01."""

    sector: str
    count: int
    last_day: int


@dataclass(frozen=True, slots=True)
class Window:
    """Sectors by incidents over some months.

    Attributes:
        months: how far it looks back.
        since: its first day, days since 1970-01-01.
        sectors: those that hold incidents, most first; of equal ones the one with the later last
            incident, then by name.
        is_enough: whether it holds enough incidents to speak of an order.
    """

    months: int
    since: int
    sectors: tuple[SectorCount, ...]
    is_enough: bool

    @property
    def count(self) -> int:
        """Incidents in the window."""
        return sum(one.count for one in self.sectors)


def by_sector(day: Integers, sector: Integers, names: Sequence[str], until: int) -> Window:
    """Return the shortest window that holds enough incidents, by sector.

    Args:
        day: days since 1970-01-01, shape ``(n,)``.
        sector: index into ``names``, negative for none, shape ``(n,)``.
        names: of the sectors.
        until: the day after the window's last.

    Source:
        Fewer than 30 incidents rank nothing: a comuna has some six drug cases a month.
    """
    placed = (sector >= 0) & (day < until)
    months, since = MONTHS[-1], months_before(until, MONTHS[-1])
    for tried in MONTHS:
        first = months_before(until, tried)
        if np.count_nonzero(placed & (day >= first)) >= FEWEST_INCIDENTS:
            months, since = tried, first
            break
    held = np.flatnonzero(placed & (day >= since))
    counts = np.bincount(sector[held], minlength=len(names))
    found = [
        SectorCount(names[one], int(counts[one]), int(day[held][sector[held] == one].max()))
        for one in np.flatnonzero(counts).tolist()
    ]
    found.sort(key=lambda one: (-one.count, -one.last_day, one.sector))
    return Window(months, since, tuple(found), held.size >= FEWEST_INCIDENTS)


def months_before(day: int, months: int) -> int:
    """Return the same day so many months earlier, or the last of a shorter month.

    Args:
        day: days since 1970-01-01.
        months: how many.
    """
    on = np.datetime64(day, "D")
    month = on.astype("datetime64[M]")
    place = (on - month.astype("datetime64[D]")).astype(int)
    earlier = month - months
    first = earlier.astype("datetime64[D]")
    length = ((earlier + 1).astype("datetime64[D]") - first).astype(int)
    return int(first.astype(int)) + min(int(place), int(length) - 1)
