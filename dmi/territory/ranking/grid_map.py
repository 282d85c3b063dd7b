"""A ranking's map in cells from the south-western corner; loads the libraries."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from dmi.science.geometry import Floats, Projection
from dmi.territory.ranking.kept import MOST_PALE, MOST_RANKED

if TYPE_CHECKING:
    from dmi.science.grid import Grid
    from dmi.science.ranking import RankedCell
    from dmi.territory.ranking.run import Ground

SHADES = (75, 90, 95, 99)
"""Percentiles of the density at which a cell is drawn darker."""
_DECIMALS = 2
_BESIDE = 3
"""Cells of room around the outermost ones."""


def drawn(
    grid: "Grid",
    centre: tuple[float, float] | None,
    shown: Sequence["RankedCell"],
    others: Sequence["RankedCell"],
    ground: "Ground",
) -> dict[str, Any]:
    """Return what is drawn, in units of one cell, east and north of the grid's corner.

    Sectors and schools are drawn where degrees are known; a sector far off is left out.
    """
    plane = Projection(*centre) if centre is not None else None
    sectors: list[dict[str, Any]] = []
    schools: list[list[float]] = []
    if plane is not None:
        for area in ground.areas:
            rings = [_points(grid, plane, ring[:, 0], ring[:, 1]) for ring in area.rings]
            sectors.append({"name": area.name, "rings": rings})
        if ground.schools is not None:
            schools = _points(grid, plane, ground.schools.lon, ground.schools.lat)
    held = [(cell.col, cell.row) for cell in (*shown, *others)]
    corners = [point for one in sectors for ring in one["rings"] for point in ring]
    box = _box([*held, *corners], grid)
    return {
        "cell_m": grid.cell_m,
        "box": box,
        "sectors": sectors,
        "schools": [one for one in schools if _within(one, box)],
        "cells": [[one.col, one.row, _shade(one)] for one in shown[:MOST_RANKED]],
        "pale": sorted([one.col, one.row] for one in (*shown[MOST_RANKED:], *others))[:MOST_PALE],
    }


def _points(grid: "Grid", plane: Projection, lon: Floats, lat: Floats) -> list[list[float]]:
    x, y = plane.project(lon, lat)
    pairs = np.column_stack([(x - grid.x0) / grid.cell_m, (y - grid.y0) / grid.cell_m])
    points: list[list[float]] = np.round(pairs, _DECIMALS).tolist()
    return points


def _box(points: Sequence[Sequence[float]], grid: "Grid") -> list[float]:
    """Return west, south, east and north of everything, no farther than a grid's side away."""
    if not points:
        return [0, 0, grid.cols, grid.rows]
    far = max(grid.cols, grid.rows)
    x = [min(max(one[0], -far), grid.cols + far) for one in points]
    y = [min(max(one[1], -far), grid.rows + far) for one in points]
    return [min(x) - _BESIDE, min(y) - _BESIDE, max(x) + _BESIDE, max(y) + _BESIDE]


def _within(point: Sequence[float], box: Sequence[float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _shade(cell: "RankedCell") -> int:
    """Return how dark a cell is, 1 to 5."""
    return 1 + sum((cell.kde_pct or 0) >= limit for limit in SHADES)
