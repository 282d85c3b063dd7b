"""The figure of a result: months on one axis from zero, as numbers that a template draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from dmi.outcomes.models.evaluation import EvaluationRun
from dmi.outcomes.views.telling import number
from dmi.outcomes.windows import Windows, windows
from dmi.outcomes.words import Estimator
from dmi.profiles.profile import load

WIDTH, HEIGHT = 760, 330
LEFT, RIGHT, TOP, BOTTOM = 52, 12, 44, 30
STEPS = (1, 2, 5, 10)
LINES = 5
LABELS = 7


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across the months, with its words on a height of their own."""

    x: float
    y: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Figure:
    """What is drawn; coordinates are of a picture 760 wide and 330 high.

    Attributes:
        area: lines of the area, broken where a month is hidden from this reader.
        others: the same of the others.
        bands: the outlines of what was to be expected, broken likewise.
    """

    title: str
    description: str
    area_name: str
    area: list[str]
    others: list[str]
    bands: list[str]
    ticks: list[tuple[float, str]]
    months: list[tuple[float, str]]
    start: Mark
    shocks: list[Mark]
    rows: list[tuple[str, str, str]]


def figure(run: EvaluationRun, least: int) -> Figure | None:
    """Return the figure of a result; nothing where nothing could be computed."""
    found = run.results
    if "months" not in found:
        return None
    hides = windows(found, least)
    months, area = found["months"], found["area"]
    others = found["others"] if hides.tells_before else None
    band = _band(found, hides)
    tops = [
        *(one for one, hidden in zip(area, hides.area, strict=True) if not hidden),
        *(others or []),
        *(pair[1] for pair in band if pair),
    ]
    scale = _Scale(len(months), max(tops, default=1))
    return Figure(
        title=str(_("Cases per month, %(area)s and the others", area=found["plan"]["area"])),
        description=described(found, hides),
        area_name=found["plan"]["area"],
        area=_broken(scale, area, hides.area),
        others=_broken(scale, others, hides.others) if others else [],
        bands=_outlines(scale, band),
        ticks=[(scale.y(value), number(value, 0)) for value in scale.ticks],
        months=scale.labels(months),
        start=scale.mark(
            found["start"], str(_("start %(month)s", month=found["plan"]["start"])), 0
        ),
        shocks=_shocks(scale, found),
        rows=[
            (
                one,
                _cell(area[place], least) if hides.area[place] else number(area[place], 0),
                "*" if others and hides.others[place] else number(_at(others, place), 1),
            )
            for place, one in enumerate(months)
        ],
    )


def described(found: dict[str, Any], hides: Windows) -> str:
    """Return the figure in one sentence, for whoever does not see it."""
    start = found["start"]
    early, late = found["area"][:start], found["area"][start:]
    if not hides.tells_ratios:
        return str(_("One side of the start has too few cases to tell their average."))
    return str(
        _(
            "On average %(before)s cases a month before the start and %(after)s after it.",
            before=number(sum(early) / len(early), 1),
            after=number(sum(late) / len(late), 1),
        )
    )


def _band(found: dict[str, Any], hides: Windows) -> list[list[float] | None]:
    """Return what was to be expected, but of no month from which a hidden count would follow."""
    if not hides.tells_before:
        return []
    hidden = hides.others if found["primary"] == Estimator.DID else []
    both = [hides.area, hidden or [False] * len(hides.area)]
    return [None if any(flags) else pair for pair, *flags in zip(found["band"], *both, strict=True)]


def _at(series: list[float] | None, place: int) -> float | None:
    return series[place] if series else None


def _cell(count: int, least: int) -> str:
    return f"<{least}" if 0 < count < least else "*"


class _Scale:
    """Turns a month and a count into a place of the picture."""

    def __init__(self, months: int, most: float) -> None:
        self.across = (WIDTH - LEFT - RIGHT) / max(months - 1, 1)
        step = _step(most)
        self.ticks = [step * one for one in range(int(most // step) + 2)]
        self.up = (HEIGHT - TOP - BOTTOM) / self.ticks[-1]

    def x(self, place: float) -> float:
        return round(LEFT + place * self.across, 1)

    def y(self, value: float) -> float:
        return round(HEIGHT - BOTTOM - value * self.up, 1)

    def line(self, points: Any) -> str:
        return " ".join(f"{self.x(place)},{self.y(value)}" for place, value in points)

    def labels(self, months: list[str]) -> list[tuple[float, str]]:
        every = max(1, len(months) // LABELS)
        return [(self.x(place), one) for place, one in enumerate(months) if place % every == 0]

    def mark(self, place: int, text: str, height: int) -> Mark:
        x = self.x(place)
        return Mark(x, 12 + 14 * height, text, "end" if x > WIDTH / 2 else "start")


def _step(most: float) -> int:
    wanted, size = max(most, 1) / LINES, 1
    while size * STEPS[-1] < wanted:
        size *= STEPS[-1]
    return next(size * one for one in STEPS if size * one >= wanted)


def _broken(scale: _Scale, series: Sequence[float], hide: list[bool]) -> list[str]:
    parts = groupby(enumerate(series), key=lambda one: hide[one[0]])
    return [scale.line(part) for hidden, part in parts if not hidden]


def _outlines(scale: _Scale, band: list[list[float] | None]) -> list[str]:
    return [
        _outline(scale, [(place, pair) for place, pair in part if pair])
        for there, part in groupby(enumerate(band), key=lambda one: one[1] is not None)
        if there
    ]


def _outline(scale: _Scale, there: list[tuple[int, list[float]]]) -> str:
    low = [(place, pair[0]) for place, pair in there]
    high = [(place, pair[1]) for place, pair in reversed(there)]
    return scale.line([*low, *high])


def _shocks(scale: _Scale, found: dict[str, Any]) -> list[Mark]:
    place = load(current_app.extensions["dmi_settings"].profile)
    texts = {f"{one.on:%Y-%m}": str(_(one.text)) for one in place.shocks}
    months = found["months"]
    inside = [(months.index(one), f"{one}: {text}") for one, text in texts.items() if one in months]
    return [scale.mark(at, text, height) for height, (at, text) in enumerate(inside, 1)]
