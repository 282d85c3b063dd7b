"""Terms of days."""

from datetime import date

import pytest

from dmi.kernel.calendar import (
    DayCount,
    add_days,
    add_months,
    age_on,
    is_working_day,
    next_working_day,
    working_days_between,
)

HOLIDAYS = frozenset({date(2026, 9, 18), date(2026, 9, 19), date(2026, 10, 12)})


def is_holiday(day: date) -> bool:
    return day in HOLIDAYS


@pytest.mark.rule("C21")
@pytest.mark.parametrize(
    ("start", "days", "count", "last"),
    [
        pytest.param(date(2026, 9, 16), 5, "ADMIN", date(2026, 9, 24), id="known answer"),
        pytest.param(date(2026, 9, 17), 1, "ADMIN", date(2026, 9, 21), id="over the weekend"),
        pytest.param(date(2026, 9, 16), 2, "CRIMINAL", date(2026, 9, 21), id="ends on a holiday"),
        pytest.param(date(2026, 9, 16), 5, "CRIMINAL", date(2026, 9, 21), id="counts every day"),
        pytest.param(date(2026, 9, 24), 2, "CRIMINAL", date(2026, 9, 26), id="saturday counts"),
        pytest.param(date(2026, 9, 24), 3, "CRIMINAL", date(2026, 9, 28), id="not on a sunday"),
        pytest.param(date(2026, 9, 16), 2, "CALENDAR", date(2026, 9, 18), id="never extended"),
    ],
)
def test_the_three_counts(start: date, days: int, count: str, last: date) -> None:
    assert add_days(start, days, DayCount(count), is_holiday) == last


def test_a_term_is_never_negative() -> None:
    with pytest.raises(ValueError, match="never negative"):
        add_days(date(2026, 9, 16), -1, DayCount.ADMIN, is_holiday)


def test_working_days_between_is_the_reverse_of_adding() -> None:
    start = date(2026, 9, 16)
    for days in range(15):
        last = add_days(start, days, DayCount.ADMIN, is_holiday)
        assert working_days_between(start, last, is_holiday) == days


def test_a_holiday_is_no_working_day() -> None:
    assert not is_working_day(date(2026, 9, 18), is_holiday)
    assert next_working_day(date(2026, 9, 18), is_holiday) == date(2026, 9, 21)
    assert next_working_day(date(2026, 9, 17), is_holiday) == date(2026, 9, 17)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_months_end_where_the_month_ends(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then


@pytest.mark.parametrize(
    ("day", "age"),
    [(date(2026, 2, 28), 17), (date(2026, 3, 1), 18), (date(2027, 3, 1), 19)],
)
def test_a_leap_day_birthday_counts_from_the_first_of_march(day: date, age: int) -> None:
    assert age_on(date(2008, 2, 29), day) == age
