"""What was reduced, gross and net: a point that comes back within 90 days leaves the count."""

from datetime import date, timedelta

import pytest

from dmi.territory.rules import NEXT, Change, reductions
from dmi.territory.words import PointStatus

FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
LATER = date(2027, 1, 1)
DAY = date(2026, 3, 1)
REDUCED, BACK = PointStatus.REDUCED, PointStatus.REACTIVATED


def counted(*changes: Change[str], today: date = LATER) -> tuple[set[str], set[str], set[str]]:
    found = reductions(changes, FIRST, LAST, 90, today)
    return set(found.gross), set(found.net), set(found.may_leave)


def test_a_point_reduced_twice_is_one_point() -> None:
    twice = (
        Change("a", REDUCED, DAY),
        Change("a", BACK, DAY + timedelta(days=91)),
        Change("a", REDUCED, DAY + timedelta(days=100)),
    )
    assert counted(*twice) == ({"a"}, {"a"}, set())


@pytest.mark.parametrize(("days", "stays"), [(0, False), (1, False), (90, False), (91, True)])
def test_a_point_that_comes_back_leaves_the_net_count_up_to_day_90(days: int, stays: bool) -> None:
    gross, net, _ = counted(
        Change("a", REDUCED, DAY), Change("a", BACK, DAY + timedelta(days=days))
    )
    assert gross == {"a"}
    assert ("a" in net) is stays


def test_a_later_reduction_that_lasts_brings_it_back() -> None:
    back = DAY + timedelta(days=20)
    assert counted(
        Change("a", REDUCED, DAY),
        Change("a", BACK, back),
        Change("a", REDUCED, back + timedelta(days=5)),
    ) == ({"a"}, {"a"}, set())


def test_only_the_period_is_counted_and_both_its_ends() -> None:
    gross, _, _ = counted(
        Change("before", REDUCED, FIRST - timedelta(days=1)),
        Change("first", REDUCED, FIRST),
        Change("last", REDUCED, LAST),
        Change("after", REDUCED, LAST + timedelta(days=1)),
        Change("never", PointStatus.UNDER_INVESTIGATION, DAY),
    )
    assert gross == {"first", "last"}


def test_a_reopening_after_the_period_counts_against_a_reduction_in_it() -> None:
    gross, net, _ = counted(
        Change("a", REDUCED, LAST), Change("a", BACK, LAST + timedelta(days=10))
    )
    assert (gross, net) == ({"a"}, set())


def test_who_may_still_leave_is_said() -> None:
    young, old = LAST, LAST - timedelta(days=91)
    today = LAST + timedelta(days=30)
    _, net, may_leave = counted(
        Change("young", REDUCED, young), Change("old", REDUCED, old), today=today
    )
    assert (net, may_leave) == ({"young", "old"}, {"young"})


def test_the_order_in_which_changes_come_does_not_matter() -> None:
    changes = [Change("a", BACK, DAY + timedelta(days=10)), Change("a", REDUCED, DAY)]
    assert counted(*changes) == counted(*changes[::-1]) == ({"a"}, set(), set())


def test_a_reduced_point_can_only_come_back() -> None:
    assert NEXT[REDUCED] == (BACK,)
    assert set(NEXT) == set(PointStatus)
