"""Small cells are hidden, and so is what would give them away."""

import numpy as np

from dmi.science.arrays import Flags, Whole

LEAST_SHOWN = 5
"""Inside the office; in public ten."""


def hidden(counts: Whole, least: int = LEAST_SHOWN) -> Flags:
    """Return which cells of a column are hidden when its sum stays visible.

    Args:
        counts: shape (cells,), people or events.
        least: counts from 1 up to below it are hidden; nothing and ``least`` are shown.

    Returns:
        Flags of the shape of ``counts``. Where the sum would give a hidden cell away, the next
        smallest cell is hidden too. None of a column may be told where all its cells are hidden
        and ``is_given_away`` still holds.
    """
    small = (counts > 0) & (counts < least)
    found: Flags = small.copy()
    while _gives_away(counts, small, found, least):
        open_cells = np.flatnonzero(~found)
        if not len(open_cells):
            break
        # A nought protects nothing: it comes last.
        size = counts[open_cells]
        found[open_cells[np.argmin(np.where(size > 0, size, counts.max() + 1))]] = True
    return found


def is_given_away(counts: Whole, least: int = LEAST_SHOWN) -> bool:
    """Tell whether a column's sum gives small cells away though every other one is hidden.

    Args:
        counts: shape (cells,), people or events.
        least: as in ``hidden``.
    """
    small = (counts > 0) & (counts < least)
    return bool(small.any()) and _gives_away(counts, small, hidden(counts, least), least)


def hidden_rows(counts: Whole, least: int = LEAST_SHOWN) -> Flags | None:
    """Return which rows of a table of two columns are hidden, whoever knows all its sums.

    Args:
        counts: shape (rows, 2), people.
        least: counts from 1 up to below it are hidden; nothing and ``least`` are shown.

    Returns:
        A flag a row: both its cells are hidden. Further rows, the smallest first, are hidden
        until no small cell follows from the sums of rows and columns. Nothing where it always
        does: such a table may not be shown.
    """
    small = (counts > 0) & (counts < least)
    found: Flags = np.any(small, axis=1)
    sizes = counts.sum(axis=1)
    while _follows(counts, small, found):
        rest = np.flatnonzero(~found & (sizes > 0))
        if not len(rest):
            return None
        found[rest[np.argmin(sizes[rest])]] = True
    return found


def _follows(counts: Whole, small: Flags, found: Flags) -> bool:
    """Tell whether a small cell of the hidden rows can have but one value."""
    sizes, first = counts.sum(axis=1), int(counts[found, 0].sum())
    whole = int(sizes[found].sum())
    for row in np.flatnonzero(small.any(axis=1)):
        size = int(sizes[row])
        if max(0, first - (whole - size)) == min(size, first):
            return True
    return False


def _gives_away(counts: Whole, small: Flags, found: Flags, least: int) -> bool:
    """Say whether the sum of the hidden cells allows only one set of counts.

    A reader knows of a small cell that it lies from 1 to ``least - 1``, of another hidden one
    that it does not.
    """
    if not found.any() or not small.any():
        return int(found.sum()) == 1
    total = int(counts[found].sum())
    fewest = int(small[found].sum() + least * (~small[found] & (counts[found] > 0)).sum())
    most = (least - 1) * int(small[found].sum()) if small[found].all() else total + 1
    return bool(found.sum() == 1 or total in {fewest, most})
