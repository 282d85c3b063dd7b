"""What an office reports of its own work: workload, never impact."""

from collections.abc import Callable
from dataclasses import dataclass

from dmi.kernel.words import N_
from dmi.science.shares import wilson

TIMES = N_("{times} times as much")


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, as fractions from 0 to 1 with Wilson's 95 % limits."""

    value: float
    low: float
    high: float


def each(count: int, over: int) -> float | None:
    """Return how many come to one, such as arrested people to a procedure; None of nothing."""
    return count / over if over else None


def share(part: int, whole: int) -> Share | None:
    """Return a part of a whole, such as reduced points near a school; None of nothing.

    Raises:
        ValueError: the part is larger than the whole, or below zero.
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{part} of {whole}")
    return Share(part / whole, *wilson(part, whole)) if whole else None


@dataclass(frozen=True, slots=True)
class Change:
    """From one amount to another of the same kind: grams of one drug, never of several.

    Attributes:
        pct: the growth in per cent of the first; +150 means two and a half times as much.
        times: the second over the first.
    """

    pct: float
    times: float

    def as_pct(self, decimal: str = ".") -> str:
        """Return the change with its sign, such as "+150 %"."""
        return f"{_short(self.pct, decimal, sign='+')} %"

    def as_times(self, say: Callable[[str], str] = str, decimal: str = ".") -> str:
        """Return the change as a multiple, in the language of ``say``."""
        return say(TIMES).format(times=_short(self.times, decimal))


def change(before: float, after: float) -> Change | None:
    """Return the change between two amounts; None when there was nothing before.

    Raises:
        ValueError: an amount below zero.
    """
    if min(before, after) < 0:
        raise ValueError(f"{before} and {after}")
    return Change(100 * (after - before) / before, after / before) if before else None


def _short(value: float, decimal: str, sign: str = "") -> str:
    rounded = round(value, 1)
    text = f"{rounded:{sign}.0f}" if rounded == int(rounded) else f"{rounded:{sign}.1f}"
    return text.replace(".", decimal)
