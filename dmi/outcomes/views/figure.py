"""The figure of a result: months on one axis from zero, as numbers that a template draws."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.outcomes.models import EvaluationRun
from dmi.outcomes.views.telling import number
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
        band: the outline of what was to be expected.
    """

    title: str
    description: str
    area_name: str
    area: list[str]
    others: str
    band: str
    ticks: list[tuple[float, str]]
    months: list[tuple[float, str]]
    start: Mark
    shocks: list[Mark]
    rows: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Hidden:
    """Which months a reader does not get: those below ``least``, and what would give them away.

    ``kept`` is the word under which the result names them; empty where nothing is hidden.
    """

    kept: str = ""
    least: int = 0


def hidden_from(acting: Acting, kept: str) -> Hidden:
    """Return what is hidden inside the office ("internal") or in public ("public")."""
    return Hidden(kept, acting.number(f"suppress_{kept}"))


def figure(run: EvaluationRun, hidden: Hidden) -> Figure | None:
    """Return the figure of a result; nothing where nothing could be computed."""
    found = run.results
    if "months" not in found:
        return None
    months, area, others = found["months"], found["area"], found["others"]
    hide = found["hidden"].get(hidden.kept, [False] * len(area))
    tops = [*area, *(others or []), *(pair[1] for pair in found["band"] if pair)]
    scale = _Scale(len(months), max(tops, default=1))
    return Figure(
        title=str(_("Cases per month, %(area)s and the others", area=found["plan"]["area"])),
        description=described(run),
        area_name=found["plan"]["area"],
        area=_broken(scale, area, hide),
        others=scale.line(enumerate(others)) if others else "",
        band=_outline(scale, found["band"]),
        ticks=[(scale.y(value), number(value, 0)) for value in scale.ticks],
        months=scale.labels(months),
        start=scale.mark(
            found["start"], str(_("start %(month)s", month=found["plan"]["start"])), 0
        ),
        shocks=_shocks(scale, found),
        rows=[
            (
                one,
                _cell(area[place], hidden.least) if hide[place] else number(area[place], 0),
                number(others[place] if others else None, 1),
            )
            for place, one in enumerate(months)
        ],
    )


def described(run: EvaluationRun) -> str:
    """Return the figure in one sentence, for whoever does not see it."""
    found = run.results
    start = found["start"]
    early, late = found["area"][:start], found["area"][start:]
    return str(
        _(
            "On average %(before)s cases a month before the start and %(after)s after it.",
            before=number(sum(early) / len(early), 1),
            after=number(sum(late) / len(late), 1),
        )
    )


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


def _broken(scale: _Scale, area: list[int], hide: list[bool]) -> list[str]:
    parts = groupby(enumerate(area), key=lambda one: hide[one[0]])
    return [scale.line(part) for hidden, part in parts if not hidden]


def _outline(scale: _Scale, band: list[list[float] | None]) -> str:
    there = [(place, pair) for place, pair in enumerate(band) if pair]
    low = [(place, pair[0]) for place, pair in there]
    high = [(place, pair[1]) for place, pair in reversed(there)]
    return scale.line([*low, *high])


def _shocks(scale: _Scale, found: dict[str, Any]) -> list[Mark]:
    place = load(current_app.extensions["dmi_settings"].profile)
    texts = {f"{one.on:%Y-%m}": str(_(one.text)) for one in place.shocks}
    months = found["months"]
    inside = [(months.index(one), f"{one}: {text}") for one, text in texts.items() if one in months]
    return [scale.mark(at, text, height) for height, (at, text) in enumerate(inside, 1)]
