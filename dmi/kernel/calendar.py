"""Counting days: administrative, criminal-procedure and plain calendar days."""

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

IsHoliday = Callable[[date], bool]

_SATURDAY = 5
_SUNDAY = 6
_DAY = timedelta(days=1)


class DayCount(StrEnum):
    """The way in which a term of days is counted."""

    ADMIN = "ADMIN"
    CRIMINAL = "CRIMINAL"
    CALENDAR = "CALENDAR"


def add_days(start: date, days: int, count: DayCount, is_holiday: IsHoliday) -> date:
    """Return the last day of a term of ``days`` that begins the day after ``start``.

    Administrative terms skip Saturdays, Sundays and holidays. Terms of criminal procedure count
    every day and are only extended when their last day is a holiday; a Sunday is one, a Saturday
    is not. Calendar terms are never extended.
    """
    if days < 0:
        raise ValueError("a term of days is never negative")
    match count:
        case DayCount.ADMIN:
            return add_working_days(start, days, is_holiday)
        case DayCount.CRIMINAL:
            last = start + days * _DAY
            while last.weekday() == _SUNDAY or is_holiday(last):
                last += _DAY
            return last
        case DayCount.CALENDAR:
            return start + days * _DAY


def is_working_day(day: date, is_holiday: IsHoliday) -> bool:
    """Return whether offices are open: no weekend and no holiday."""
    return day.weekday() < _SATURDAY and not is_holiday(day)


def next_working_day(day: date, is_holiday: IsHoliday) -> date:
    """Return the first working day on or after ``day``."""
    while not is_working_day(day, is_holiday):
        day += _DAY
    return day


def add_working_days(start: date, days: int, is_holiday: IsHoliday) -> date:
    """Return the working day that lies ``days`` working days after ``start``."""
    day = start
    for _ in range(days):
        day = next_working_day(day + _DAY, is_holiday)
    return day


def working_days_between(start: date, end: date, is_holiday: IsHoliday) -> int:
    """Return how many working days lie after ``start`` up to and with ``end``."""
    span = (end - start).days
    return sum(is_working_day(start + step * _DAY, is_holiday) for step in range(1, span + 1))


def add_months(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (first_of_next - _DAY).day))


def age_on(born: date, day: date) -> int:
    """Return the completed years of a person born on ``born``; 29 February counts from 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
