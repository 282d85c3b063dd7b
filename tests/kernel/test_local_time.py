"""Hours of a place and instants in UTC."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from dmi.kernel import clock, local_time
from dmi.kernel.local_time import Never, Once, Twice

SANTIAGO = "America/Santiago"


@pytest.mark.rule("C22")
def test_a_typed_hour_becomes_utc_and_comes_back() -> None:
    meant = local_time.from_local(date(2026, 3, 12), time(19, 0), SANTIAGO)
    assert meant == Once(datetime(2026, 3, 12, 22, 0, tzinfo=UTC))
    assert local_time.instant_text(meant.at, SANTIAGO) == "12-03-2026 19:00"
    assert local_time.hour_text(meant.at + timedelta(hours=4), SANTIAGO) == "23:00"
    assert local_time.local_day(meant.at + timedelta(hours=5), SANTIAGO) == date(2026, 3, 13)


@pytest.mark.rule("C22")
def test_an_hour_that_the_clocks_jump_over_is_refused() -> None:
    gap = local_time.from_local(date(2026, 9, 6), time(0, 30), SANTIAGO)
    assert isinstance(gap, Never)
    assert local_time.hour_text(gap.nearest, SANTIAGO) == "01:30"


@pytest.mark.rule("C22")
def test_an_hour_that_happens_twice_is_asked() -> None:
    overlap = local_time.from_local(date(2026, 4, 4), time(23, 30), SANTIAGO)
    assert isinstance(overlap, Twice)
    assert overlap.second - overlap.first == timedelta(hours=1)
    shown = {local_time.hour_text(at, SANTIAGO) for at in (overlap.first, overlap.second)}
    assert shown == {"23:30"}


def test_an_instant_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 3, 12, 22, 0, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        local_time.to_local(naive, SANTIAGO)


def test_the_clock_is_aware_utc() -> None:
    assert clock.now().utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12-03-2026", date(2026, 3, 12)),
        (" 1/2/2026 ", date(2026, 2, 1)),
        ("31-02-2026", None),
        ("2026-03-12", None),
        ("", None),
    ],
)
def test_days_are_typed_day_first(typed: str, day: date | None) -> None:
    assert local_time.read_day(typed) == day


@pytest.mark.parametrize(
    ("typed", "hour"),
    [("19:00", time(19)), ("9.05", time(9, 5)), ("24:00", None), ("7 pm", None)],
)
def test_hours_are_of_the_24_hour_clock(typed: str, hour: time | None) -> None:
    assert local_time.read_hour(typed) == hour


@pytest.mark.parametrize(
    ("language", "full", "short"),
    [
        ("es", "jueves 12 de marzo de 2026", "12 de marzo"),
        ("es_CL", "jueves 12 de marzo de 2026", "12 de marzo"),
        ("en", "Thursday 12 March 2026", "12 March"),
    ],
)
def test_days_in_words(language: str, full: str, short: str) -> None:
    assert local_time.full_day_in_words(date(2026, 3, 12), language) == full
    assert local_time.short_day_in_words(date(2026, 3, 12), language) == short
    assert local_time.day_text(date(2026, 3, 5)) == "05-03-2026"
