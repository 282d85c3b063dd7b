"""A grid of square cells over incidents, and what their cells add up to."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from dmi.science.geometry import Floats, Integers, Truths

Value = TypeVar("Value", bound=np.generic)
MOST_CELLS = 4_000_000
"""200 km by 200 km in cells of 100 m: beyond it a coordinate is wrong or the cell too small."""


class GridTooLarge(ValueError):
    """The incidents lie so far apart that their grid would not fit into memory."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Square cells counted from the south-western corner.

    Attributes:
        x0: metres east of the western edge, a multiple of the cell.
        y0: metres north of the southern edge, a multiple of the cell.
        cell_m: the side of a cell in metres.
        rows: cells from south to north.
        cols: cells from west to east.
    """

    x0: float
    y0: float
    cell_m: float
    rows: int
    cols: int

    @property
    def size(self) -> int:
        """How many cells there are."""
        return self.rows * self.cols

    def cells_of(self, x: Floats, y: Floats) -> Integers:
        """Return the cell index of each point: column by column from west, each from south.

        Args:
            x: metres east, shape ``(n,)``, inside the grid.
            y: metres north, shape ``(n,)``, inside the grid.

        Returns:
            ``col * rows + row``, shape ``(n,)``.
        """
        col = np.floor(x / self.cell_m) - round(self.x0 / self.cell_m)
        row = np.floor(y / self.cell_m) - round(self.y0 / self.cell_m)
        index: Integers = (col * self.rows + row).astype(np.int64)
        return index

    def places(self, cells: Integers) -> tuple[Integers, Integers]:
        """Return row and column of cell indices; shapes ``(n,)``."""
        return cells % self.rows, cells // self.rows

    def middles(self, cells: Integers) -> tuple[Floats, Floats]:
        """Return metres east and north of the middles of cells; shapes ``(n,)``."""
        row, col = self.places(cells)
        halves = np.array([[0.5], [0.5]])
        x, y = (np.stack([col, row]) + halves) * self.cell_m
        return self.x0 + x, self.y0 + y

    def sums(self, cells: Integers, weights: Floats | None = None) -> Floats:
        """Return what the points of each cell add up to, one each if no weights are given.

        Args:
            cells: indices, shape ``(n,)``.
            weights: shape ``(n,)``.

        Returns:
            Shape ``(size,)``.
        """
        return np.bincount(cells, weights, self.size).astype(np.float64)

    def flat(self, picture: Floats) -> Floats:
        """Return values of shape ``(rows, cols)`` by cell index, shape ``(size,)``."""
        return picture.ravel(order="F")

    def picture(self, flat: NDArray[Value]) -> NDArray[Value]:
        """Return values of shape ``(size,)`` as they lie, shape ``(rows, cols)``, south first."""
        return flat.reshape((self.rows, self.cols), order="F")


def grid_over(x: Floats, y: Floats, cell_m: float) -> Grid:
    """Return the smallest grid whose edges are multiples of the cell and which holds all points.

    Args:
        x: metres east, shape ``(n,)``, at least one.
        y: metres north, shape ``(n,)``.
        cell_m: the side of a cell in metres, above zero.

    Raises:
        GridTooLarge: it would have more than ``MOST_CELLS`` cells.

    Source:
        Origin ``floor(min / cell) * cell``, so that a second file falls into the same cells.
    """
    west, south = np.floor(x.min() / cell_m), np.floor(y.min() / cell_m)
    cols = int(np.floor(x.max() / cell_m) - west) + 1
    rows = int(np.floor(y.max() / cell_m) - south) + 1
    if rows * cols > MOST_CELLS:
        raise GridTooLarge(f"{rows} by {cols} cells")
    return Grid(float(west * cell_m), float(south * cell_m), cell_m, rows, cols)


def studied(grid: Grid, cells: Integers) -> Truths:
    """Say of each cell whether any incident lies in it; shape ``(size,)``."""
    held = np.zeros(grid.size, dtype=np.bool_)
    held[cells] = True
    return held
