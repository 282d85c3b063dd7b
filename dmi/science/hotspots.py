"""Weights of incidents, and the three ways to see where they gather."""

import numpy as np

from dmi.science.geometry import Floats, Integers, Truths

REACH_SIGMA = 4.0
"""How far a Gaussian kernel reaches, in standard deviations."""


def weights(source_weight: Floats, age_days: Floats, half_life_days: float | None) -> Floats:
    """Return what each incident counts: its source's weight, halved with every half-life.

    Args:
        source_weight: shape ``(n,)``.
        age_days: days up to the day of ranking, shape ``(n,)``.
        half_life_days: days, above zero; none leaves the weight as it is.

    Returns:
        Shape ``(n,)``.
    """
    if half_life_days is None:
        return source_weight.astype(np.float64)
    halved: Floats = source_weight * 0.5 ** (age_days / half_life_days)
    return halved


def votes(source: Integers, cell: Integers, day: Integers) -> Integers:
    """Return the positions of the incidents that vote: the first of each source, cell and day.

    Args:
        source: which source, a small number from zero, shape ``(n,)``.
        cell: cell index, shape ``(n,)``.
        day: any whole days, shape ``(n,)``.

    Returns:
        Positions in rising order, shape ``(m,)`` with ``m <= n``.
    """
    if not day.size:
        return np.zeros(0, dtype=np.int64)
    since = day - day.min()
    key = (cell * (int(since.max()) + 1) + since) * (int(source.max()) + 1) + source
    _, first = np.unique(key, return_index=True)
    return np.sort(first)


def gi_star(values: Floats, study: Truths) -> Floats:
    """Return Getis-Ord Gi* as a z value: is this cell's neighbourhood above what chance gives?

    Neighbours are the eight cells around a cell and itself, each weighing one; cells outside the
    study area are no neighbours.

    Args:
        values: shape ``(rows, cols)``.
        study: which cells count, shape ``(rows, cols)``.

    Returns:
        Shape ``(rows, cols)``; not a number outside the study area, and everywhere if all cells
        are alike or each neighbours every other.

    Source:
        Ord and Getis 1995, Geographical Analysis 27: 286-306.
    """
    n = int(study.sum())
    held = np.where(study, values, 0.0)
    if n < 2 or np.ptp(values[study]) == 0:  # noqa: PLR2004 - one cell has no spread
        return np.full(values.shape, np.nan)
    mean, spread = values[study].mean(), values[study].std()
    around, neighbours = _queen(held), _queen(study.astype(np.float64))
    room = (n * neighbours - neighbours**2) / (n - 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        z = np.where(room > 0, (around - mean * neighbours) / (spread * np.sqrt(room)), np.nan)
    return np.where(study, z, np.nan)


def density(values: Floats, cell_m: float, bandwidth_m: float) -> Floats:
    """Return the values smoothed by a Gaussian; nothing lies beyond the edge.

    Args:
        values: shape ``(rows, cols)``.
        cell_m: side of a cell in metres.
        bandwidth_m: standard deviation in metres, above zero.

    Returns:
        Shape ``(rows, cols)``, in the unit of ``values`` for one cell.
    """
    sigma = bandwidth_m / cell_m
    reach = int(REACH_SIGMA * sigma)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    return _along(_along(values, kernel).T, kernel).T


def percentiles(values: Floats, study: Truths) -> Floats:
    """Return for each study cell the share of study cells that are not above it, 0 to 100.

    Args:
        values: shape ``(size,)``.
        study: which cells count, shape ``(size,)``.

    Returns:
        Shape ``(size,)``; not a number outside the study area.
    """
    held = np.sort(values[study])
    share = np.full(values.shape, np.nan)
    share[study] = 100 * np.searchsorted(held, values[study], side="right") / max(held.size, 1)
    return share


def _queen(values: Floats) -> Floats:
    """Return the sum of each cell and the eight around it."""
    rows, cols = values.shape
    padded = np.pad(values, 1)
    return sum(
        (padded[r : r + rows, c : c + cols] for r in range(3) for c in range(3)),
        start=np.zeros(values.shape),
    )


def _along(values: Floats, kernel: Floats) -> Floats:
    """Return the values convolved with a symmetric kernel along the first axis."""
    rows = values.shape[0]
    reach = kernel.size // 2
    smooth = np.zeros(values.shape)
    for offset in range(-min(reach, rows - 1), min(reach, rows - 1) + 1):
        to, at = max(offset, 0), max(-offset, 0)
        length = rows - abs(offset)
        smooth[to : to + length] += kernel[reach + offset] * values[at : at + length]
    return smooth
