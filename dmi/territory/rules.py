"""What the register counts and allows, computed without any row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from dmi.territory.words import ComplaintSource, PointStatus

Key = TypeVar("Key")

NEXT: Mapping[PointStatus, tuple[PointStatus, ...]] = {
    PointStatus.ACTIVE: (PointStatus.UNDER_INVESTIGATION, PointStatus.REDUCED),
    PointStatus.UNDER_INVESTIGATION: (PointStatus.REDUCED, PointStatus.ACTIVE),
    PointStatus.REDUCED: (PointStatus.REACTIVATED,),
    PointStatus.REACTIVATED: (PointStatus.UNDER_INVESTIGATION, PointStatus.REDUCED),
}
"""From where to where a point may go."""

ALWAYS_ANONYMOUS = frozenset({ComplaintSource.SAFE_LINE, ComplaintSource.SAFE_LINE_OLD})
"""Lines that promise whoever calls that nobody will know."""


@dataclass(frozen=True, slots=True)
class Change(Generic[Key]):
    """One change of a point that stands: none that was undone, and none that undoes."""

    point: Key
    to: PointStatus
    on: date


@dataclass(frozen=True, slots=True)
class Reductions(Generic[Key]):
    """The points reduced in a period.

    Attributes:
        gross: every point that was reduced at least once in it.
        net: those of which a reduction lasted: no reopening followed within the days given.
        may_leave: those of the net ones whose days are not over yet.
    """

    gross: frozenset[Key]
    net: frozenset[Key]
    may_leave: frozenset[Key]


def reductions(
    changes: Iterable[Change[Key]], first: date, last: date, within: int, today: date
) -> Reductions[Key]:
    """Return the points reduced from ``first`` to ``last``, both days included.

    A point that was reactivated up to ``within`` days after its reduction leaves the net count,
    and comes back with a later reduction of the period that lasts (territory-outcomes 5).

    Args:
        changes: of any points, in any order; a later change of the same day comes later.
        first: first day of the period.
        last: last day of the period.
        within: days after which a reopening no longer undoes the reduction.
        today: the day of counting.
    """
    by_point: dict[Key, list[Change[Key]]] = {}
    for one in changes:
        by_point.setdefault(one.point, []).append(one)
    gross, net, may_leave = set(), set(), set()
    for point, known in by_point.items():
        ordered = sorted(known, key=lambda one: one.on)
        for place, one in enumerate(ordered):
            if one.to is not PointStatus.REDUCED or not first <= one.on <= last:
                continue
            gross.add(point)
            end = one.on + timedelta(days=within)
            later = ordered[place + 1 :]
            if any(two.to is PointStatus.REACTIVATED and two.on <= end for two in later):
                continue
            net.add(point)
            if end >= today and not later:
                may_leave.add(point)
    return Reductions(frozenset(gross), frozenset(net), frozenset(may_leave))
