"""The place laid out: every incident in its cell, and which cells are studied."""

from dataclasses import dataclass

import numpy as np

from dmi.science import remarks
from dmi.science.geometry import Fitted, Floats, Integers, Projection, Truths, fitted
from dmi.science.grid import Grid, GridTooLarge, grid_over, studied
from dmi.science.hotspots import density, gi_star
from dmi.science.incidents import Incidents
from dmi.science.remarks import Code, Remark, Unusable


@dataclass(frozen=True, slots=True)
class Ground:
    """A grid over incidents.

    Attributes:
        incidents: all that are used, of every type and day.
        grid: the cells.
        cells: the cell of each incident, shape ``(n,)``.
        study: cells that hold any of them, shape ``(size,)``.
        plane: how metres become degrees, if that can be known.
    """

    incidents: Incidents
    grid: Grid
    cells: Integers
    study: Truths
    plane: Projection | Fitted | None

    def degrees(self, cells: Integers) -> list[tuple[float | None, float | None]]:
        """Return longitude and latitude of the middles of cells, if they can be known."""
        if self.plane is None:
            return [(None, None)] * cells.size
        lon, lat = self.plane.unproject(*self.grid.middles(cells))
        return list(zip(lon.tolist(), lat.tolist(), strict=True))

    def surfaces(self, score: Floats, bandwidth_m: float) -> dict[str, Floats]:
        """Return the three ways to see where incidents gather, each of shape ``(size,)``.

        Args:
            score: what the incidents of each cell come to, shape ``(size,)``.
            bandwidth_m: standard deviation of the smoothed density in metres.
        """
        values = self.grid.picture(score)
        return {
            "count": score,
            "kde": self.grid.flat(density(values, self.grid.cell_m, bandwidth_m)),
            "gi": self.grid.flat(gi_star(values, self.grid.picture(self.study))),
        }


def laid_out(incidents: Incidents, cell_m: float, centre: tuple[float, float] | None) -> Ground:
    """Lay a grid over incidents; the file's own metres hold over its degrees.

    Args:
        incidents: at least one.
        cell_m: side of a cell in metres.
        centre: longitude and latitude around which degrees become metres; none is their mean.

    Raises:
        Unusable: E_COORD, if they lie too far apart for a grid.
    """
    plane: Projection | Fitted | None = None
    degrees, metres = incidents.degrees, incidents.metres
    if metres is not None:
        x, y = metres.T
        plane = None if degrees is None else fitted(metres, degrees)
    elif degrees is not None:
        plane = Projection(*(centre or degrees.mean(axis=0).tolist()))
        x, y = plane.project(*degrees.T)
    else:
        raise ValueError("incidents have no coordinates")
    try:
        grid = grid_over(x, y, cell_m)
    except GridTooLarge as cause:
        away = np.hypot(x - np.median(x), y - np.median(y))
        args = {"row": str(int(incidents.row[away.argmax()]))}
        raise Unusable(Remark(Code.E_COORD, remarks.TOO_FAR_APART, args)) from cause
    cells = grid.cells_of(x, y)
    return Ground(incidents, grid, cells, studied(grid, cells), plane)
