"""Small cells are hidden, and so is what would give them away."""

import numpy as np

from dmi.science.arrays import Flags, Whole

LEAST_SHOWN = 5
"""Inside the office; in public ten."""


def hidden(counts: Whole, least: int = LEAST_SHOWN) -> Flags:
    """Return which cells are hidden when the sums of their rows and columns stay visible.

    Args:
        counts: shape (cells,) or (rows, columns), people or events.
        least: counts from 1 up to below it are hidden; nothing and ``least`` are shown.

    Returns:
        Flags of the shape of ``counts``. Where the sum of a row or column would give a hidden
        cell away, the next smallest cell of it is hidden too.
    """
    small = (counts > 0) & (counts < least)
    found = small.copy()
    margins = _margins(counts.shape)
    changed = True
    while changed:
        changed = False
        for margin in margins:
            while _gives_away(counts[margin], small[margin], found[margin], least):
                open_cells = np.flatnonzero(~found[margin])
                if not len(open_cells):
                    break
                # A nought protects nothing: it comes last.
                size = counts[margin][open_cells]
                place = open_cells[np.argmin(np.where(size > 0, size, counts.max() + 1))]
                view = found[margin]
                view[place] = True
                found[margin] = view
                changed = True
    return found


def _margins(shape: tuple[int, ...]) -> list[tuple[slice | int, ...]]:
    if len(shape) == 1:
        return [(slice(None),)]
    rows: list[tuple[slice | int, ...]] = [(row, slice(None)) for row in range(shape[0])]
    columns: list[tuple[slice | int, ...]] = [(slice(None), one) for one in range(shape[1])]
    return (rows if shape[1] > 1 else []) + (columns if shape[0] > 1 else [])


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


def shown(count: int, *, is_hidden: bool, least: int = LEAST_SHOWN) -> str:
    """Return a cell as it is printed: the count, "<5", or a star for what is hidden beside it."""
    if not is_hidden:
        return str(count)
    return f"<{least}" if 0 < count < least else "*"
