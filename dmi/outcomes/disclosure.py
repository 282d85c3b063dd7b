"""Which figures a reader is given, so that no two tables together give a small one back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations

from dmi.policy.classes import DataClass
from dmi.policy.matrix import Condition, right
from dmi.policy.roles import Role

# Sits at the table for the neighbours: what it reads is as good as public.
PUBLIC_READERS = frozenset({Role.COMMUNITY_REP})


class Openness(StrEnum):
    """How much of a figure a reader is given."""

    EXACT = "EXACT"
    COVERED = "COVERED"
    BANDS = "BANDS"


def openness(role: Role) -> Openness:
    """Return how much a role is given on a page (decisions 4.17)."""
    if role in PUBLIC_READERS:
        return Openness.BANDS
    hides = Condition.SUPPRESSED in right(role, DataClass.OUTCOMES).conditions
    return Openness.COVERED if hides else Openness.EXACT


def of_a_file(role: Role) -> Openness:
    """Return how much a role is given in a file: it leaves the house, so small ones are hidden."""
    found = openness(role)
    return Openness.COVERED if found is Openness.EXACT else found


@dataclass(slots=True)
class Given:
    """The counts of one cohort that a reader holds already.

    ``least`` is the smallest count but nought that is told; one tells every count. A count is
    given only while neither it nor its difference from any other that was given is a smaller
    one. ``parts`` exclude each other, so their sums are looked at too.
    """

    least: int
    counts: set[int] = field(default_factory=set)
    parts: list[int] = field(default_factory=list)

    def admits(self, *counts: int) -> bool:
        """Take these counts among those that are given: all of them or none."""
        both = self.counts | set(counts)
        if any(self._is_small(one) for one in counts) or any(
            self._is_small(one - other) for one, other in combinations(both, 2)
        ):
            return False
        if self._is_left_over(both, self.parts):
            return False
        self.counts = both
        return True

    def admits_part(self, count: int) -> bool:
        """Take a count that excludes the other parts, such as one way to end."""
        if self._is_left_over(self.counts, [*self.parts, count]) or not self.admits(count):
            return False
        self.parts.append(count)
        return True

    def _is_small(self, count: int) -> bool:
        return 0 < abs(count) < self.least

    def _is_left_over(self, counts: set[int], parts: list[int]) -> bool:
        """Tell whether a whole less some of its parts is a small number of people."""
        sums = {
            sum(some) for size in range(1, len(parts) + 1) for some in combinations(parts, size)
        }
        return any(self._is_small(one - part) for one in counts for part in sums if part <= one)


def covered(counts: Sequence[int], least: int) -> list[int | None]:
    """Return a column of counts and, last, their sum, with what may not be told left out.

    Args:
        counts: events or people, one a row; together they are the sum.
        least: smallest count but nought that is told.
    """
    total = sum(counts)
    if 0 < total < least:
        return [None] * (len(counts) + 1)
    if not total or least == 1:
        return [*counts, total]
    import numpy as np

    from dmi.science.suppression import hidden, is_given_away

    column = np.array(counts, dtype=np.int64)
    if is_given_away(column, least):
        return [None] * (len(counts) + 1)
    flags = hidden(column, least)
    return [*(None if flag else one for one, flag in zip(counts, flags, strict=True)), total]


def band(count: int, least: int) -> str:
    """Return a number of people as the public reads it: below ``least``, or a span of ten."""
    if count < least:
        return f"<{least}"
    first = count // 10 * 10
    return f"{max(first, least)}–{first + 9}"
