"""Stored instants are UTC; what people read and type is the hour of their place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from re import compile as pattern
from zoneinfo import ZoneInfo

_DAY = pattern(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_HOUR = pattern(r"(\d{1,2})[:.](\d{2})")

_WEEKDAYS: Mapping[str, tuple[str, ...]] = {
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS: Mapping[str, tuple[str, ...]] = {
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


@dataclass(frozen=True)
class Once:
    """The typed hour names exactly one instant."""

    at: datetime


@dataclass(frozen=True)
class Never:
    """The clocks jump over the typed hour; ``nearest`` is as long after the jump as was meant."""

    nearest: datetime


@dataclass(frozen=True)
class Twice:
    """The clocks go back: the typed hour happens twice and the person must say which."""

    first: datetime
    second: datetime


@lru_cache(maxsize=32)
def zone(name: str) -> ZoneInfo:
    """Return the time zone of that name."""
    return ZoneInfo(name)


def utc(at: datetime) -> datetime:
    """Return ``at`` in UTC; an instant without a zone is refused."""
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(UTC)


def to_local(at: datetime, zone_name: str) -> datetime:
    """Return the instant as the wall clock of the place shows it."""
    return utc(at).astimezone(zone(zone_name))


def local_day(at: datetime, zone_name: str) -> date:
    """Return the calendar day of the place at that instant."""
    return to_local(at, zone_name).date()


def from_local(day: date, hour: time, zone_name: str) -> Once | Never | Twice:
    """Return which instant a typed local day and hour name."""
    place = zone(zone_name)
    naive = datetime.combine(day, hour.replace(tzinfo=None))
    first = naive.replace(tzinfo=place, fold=0).astimezone(UTC)
    second = naive.replace(tzinfo=place, fold=1).astimezone(UTC)
    if first == second:
        return Once(first)
    if first.astimezone(place).replace(tzinfo=None) != naive:
        return Never(first)
    return Twice(first, second)


def read_day(text: str) -> date | None:
    """Return the day typed as dd-mm-aaaa, or nothing when it is none."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_hour(text: str) -> time | None:
    """Return the hour typed as HH:MM of the 24-hour clock, or nothing when it is none."""
    found = _HOUR.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = (int(part) for part in found.groups())
    try:
        return time(hour, minute)
    except ValueError:
        return None


def day_text(day: date) -> str:
    """Return the day as dd-mm-aaaa."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


def hour_text(at: datetime, zone_name: str) -> str:
    """Return the local hour as HH:MM."""
    return f"{to_local(at, zone_name):%H:%M}"


def instant_text(at: datetime, zone_name: str) -> str:
    """Return the local day and hour as dd-mm-aaaa HH:MM."""
    return f"{day_text(local_day(at, zone_name))} {hour_text(at, zone_name)}"


def weekday_in_words(day: date, language: str) -> str:
    """Return the name of the day of the week."""
    return _of(_WEEKDAYS, language)[day.weekday()]


def month_in_words(day: date, language: str) -> str:
    """Return the name of the month."""
    return _of(_MONTHS, language)[day.month - 1]


def short_day_in_words(day: date, language: str) -> str:
    """Return "12 de marzo" or "12 March"."""
    month = month_in_words(day, language)
    return f"{day.day} de {month}" if _is_spanish(language) else f"{day.day} {month}"


def day_in_words(day: date, language: str) -> str:
    """Return "12 de marzo de 2026" or "12 March 2026"."""
    between = " de " if _is_spanish(language) else " "
    return f"{short_day_in_words(day, language)}{between}{day.year}"


def full_day_in_words(day: date, language: str) -> str:
    """Return "jueves 12 de marzo de 2026" or "Thursday 12 March 2026"."""
    return f"{weekday_in_words(day, language)} {day_in_words(day, language)}"


def _is_spanish(language: str) -> bool:
    return language[:2] == "es"


def _of(names: Mapping[str, tuple[str, ...]], language: str) -> tuple[str, ...]:
    return names["es" if _is_spanish(language) else "en"]
