"""Few incidents: sectors and a longer look back."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dmi.science.incident_rows import EPOCH
from dmi.science.windows import Window, by_sector, months_before
from tests.science.places import unhurried

UNTIL = date(2026, 11, 23)


def number(day: date) -> int:
    return day.toordinal() - EPOCH


def window(*told: tuple[int, int]) -> Window:
    """Return the window over incidents told as days ago and sector."""
    day = np.array([number(UNTIL - timedelta(days=ago)) for ago, _ in told], dtype=np.int64)
    sector = np.array([sector for _, sector in told], dtype=np.int64)
    return by_sector(day, sector, ("Norte", "Sur", "Alto"), number(UNTIL))


@pytest.mark.parametrize(("ago", "months"), [(300, 12), (500, 18), (700, 24)])
def test_the_shortest_window_with_enough_is_taken(ago: int, months: int) -> None:
    found = window(*[(ago, 0)] * 30, (720, 1))
    assert found.months == months
    assert found.is_enough
    assert found.since == months_before(number(UNTIL), months)
    assert found.count == (31 if months == 24 else 30)


def test_too_few_even_in_two_years_are_listed_as_such() -> None:
    found = window(*[(10, 0)] * 29, *[(900, 0)] * 9, *[(10, -1)] * 9, *[(0, 1)] * 9)
    assert (found.months, found.count, found.is_enough) == (24, 29, False)


def test_sectors_stand_by_count_then_last_day_then_name() -> None:
    found = window(*[(9, 0)] * 10, *[(8, 1)] * 10, *[(9, 2)] * 10)
    assert [one.sector for one in found.sectors] == ["Sur", "Alto", "Norte"]
    assert [one.count for one in found.sectors] == [10, 10, 10]


@unhurried
@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.sampled_from([12, 18, 24]))
@example(date(2024, 2, 29), 12)
@example(date(2026, 8, 31), 18)
def test_months_before_is_the_same_day_or_the_last_of_a_shorter_month(
    on: date, months: int
) -> None:
    found = date.fromordinal(months_before(number(on), months) + EPOCH)
    assert (on.year * 12 + on.month) - (found.year * 12 + found.month) == months
    assert found.day == on.day or (
        found.day < on.day and (found + timedelta(days=1)).month != found.month
    )
