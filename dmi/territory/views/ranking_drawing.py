"""The map of a ranking as shapes of an SVG, from what was kept of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

PX = 10.0
"""Units of the picture for the side of one cell."""
NUMBERED = 5
FILLS = ("#D6E8F5", "#9CC8E8", "#4F9BD0", "#006FB3", "#003F6B")
"""Lighter to darker, also in grey."""
METRES = (100, 200, 500, 1000, 2000, 5000, 10000)
_QUARTER = 4


@dataclass(frozen=True, slots=True)
class Square:
    """One cell: its upper left corner and its colour, empty where it is not ranked."""

    x: float
    y: float
    fill: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A numbered disc or a school, by its middle."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A sector: its rings as one path, and where its name stands."""

    name: str
    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that the picture shows; ``unit`` is a hundredth of its longer side."""

    width: float
    height: float
    unit: float
    side: float
    squares: tuple[Square, ...]
    pale: tuple[Square, ...]
    outlines: tuple[Outline, ...]
    schools: tuple[Spot, ...]
    spots: tuple[Spot, ...]
    bar: float
    bar_metres: int


def drawing(kept: Mapping[str, Any], first: Sequence[Mapping[str, Any]]) -> Drawing:
    """Return the picture of a kept map.

    Args:
        kept: in cells from the south-western corner, as the ranking kept it.
        first: ranked cells in their order; the first few carry their number.
    """
    west, south, east, north = kept["box"]
    width, height = (east - west) * PX, (north - south) * PX

    def at(x: float, y: float) -> tuple[float, float]:
        return round((x - west) * PX, 1), round((north - y) * PX, 1)

    def square(col: int, row: int, fill: str) -> Square:
        return Square(*at(col, row + 1), fill)

    bar = max(
        (one for one in METRES if one / kept["cell_m"] * PX <= width / _QUARTER), default=METRES[0]
    )
    spots = [
        Spot(*at(cell["col"] + 0.5, cell["row"] + 0.5), str(cell["rank"]))
        for cell in first[:NUMBERED]
    ]
    return Drawing(
        width=round(width, 1),
        height=round(height, 1),
        unit=max(width, height) / 100,
        side=PX,
        squares=tuple(square(col, row, FILLS[shade - 1]) for col, row, shade in kept["cells"]),
        pale=tuple(square(col, row, "") for col, row in kept["pale"]),
        outlines=tuple(_outline(one, at) for one in kept["sectors"]),
        schools=tuple(Spot(*at(x, y), "") for x, y in kept["schools"]),
        spots=tuple(reversed(spots)),  # the first lies on top
        bar=round(bar / kept["cell_m"] * PX, 1),
        bar_metres=bar,
    )


def _outline(sector: Mapping[str, Any], at: Any) -> Outline:
    rings = [[at(x, y) for x, y in ring] for ring in sector["rings"]]
    path = " ".join("M" + " L".join(f"{x} {y}" for x, y in ring) + " Z" for ring in rings)
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    return Outline(sector["name"], path, round((min(xs) + max(xs)) / 2, 1), round(min(ys), 1))
