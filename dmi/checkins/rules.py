"""The pattern of a series and the days around one check-in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from dmi.kernel.calendar import IsHoliday, add_months, next_working_day

WEEK = timedelta(days=7)
AHEAD = 4


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often: so many weekly check-ins, so many every two weeks, then one a month.

    Attributes:
        weekly: how many check-ins a week apart.
        fortnightly: how many two weeks apart after those.
        months: how long the series lasts.
    """

    weekly: int
    fortnightly: int
    months: int

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        """Read the cadence that a series keeps."""
        return cls(int(kept["weekly"]), int(kept["fortnightly"]), int(kept["months"]))

    def days(self, first: date, is_holiday: IsHoliday) -> Iterator[date]:
        """Give the working days of the series, the first one included."""
        last = add_months(first, self.months)
        for day in self._pattern(first):
            if day > last:
                return
            yield next_working_day(day, is_holiday)

    def _pattern(self, first: date) -> Iterator[date]:
        yield first
        day = first
        for _ in range(self.weekly - 1):
            day += WEEK
            yield day
        for _ in range(self.fortnightly):
            day += 2 * WEEK
            yield day
        month = 0
        while True:
            month += 1
            yield add_months(day, month)


def window_opens(due_on: date, window_days: int) -> date:
    """Return the first day on which a check-in counts."""
    return due_on - timedelta(days=window_days)


def window_ends(due_on: date, window_days: int) -> date:
    """Return the last day on which a check-in counts as kept in time."""
    return due_on + timedelta(days=window_days)


def grace_ends(due_on: date, window_days: int, grace_days: int) -> date:
    """Return the last day before a check-in may be marked as missed."""
    return window_ends(due_on, window_days) + timedelta(days=grace_days)
