"""Whether a ranking would have held what came after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dmi.science.geometry import Floats, Integers


@dataclass(frozen=True, slots=True)
class Hit:
    """What the first cells of a ranking held.

    Attributes:
        hit: share of the later incidents that they held, 0 to 1.
        pai: predictive accuracy index, ``hit`` over the share of the study cells.
    """

    hit: float
    pai: float


@dataclass(frozen=True, slots=True)
class Backtest:
    """Rankings made of earlier incidents and judged by later ones.

    Attributes:
        hits: by method and share of the cells.
        winner: the method that held most in the smallest share; of equal ones the next share
            decides, then the order of the methods.
        earlier: incidents that ranked.
        later: incidents that judged.
    """

    hits: dict[str, dict[float, Hit]]
    winner: str
    earlier: int
    later: int


def first_cells(share: float, cells: int) -> int:
    """Return how many cells a share is: rounded, halves upwards, and at least one."""
    return max(1, int(share * cells + 0.5))


def order(score: Floats) -> Integers:
    """Return the positions from the highest score to the lowest, of equal ones the first.

    Args:
        score: shape ``(n,)``; what is not a number comes last.
    """
    return np.argsort(-np.nan_to_num(score, nan=-np.inf), kind="stable")


def hits(score: Floats, later: Floats, shares: Sequence[float]) -> dict[float, Hit]:
    """Return what the first cells held, for each share of the cells.

    Args:
        score: one value for each study cell in the order of cell indices, shape ``(n,)``.
        later: later incidents in the same cells, shape ``(n,)``, not all zero.
        shares: above 0, at most 1.

    Source:
        Chainey, Tompson and Uhlig 2008, Security Journal 21: 4-28. The index depends on the study
        area: say it together with the number of its cells.
    """
    held = np.cumsum(later[order(score)]) / later.sum()
    found = {}
    for share in shares:
        cells = first_cells(share, score.size)
        hit = float(held[cells - 1])
        found[share] = Hit(hit, hit * score.size / cells)
    return found


def judged(
    scores: Mapping[str, Floats], earlier: int, later: Floats, shares: Sequence[float]
) -> Backtest | None:
    """Return how each method did, or nothing if there is nothing to rank by or to judge by.

    Args:
        scores: by method, each of shape ``(n,)``.
        earlier: how many incidents the scores were made of.
        later: later incidents by study cell, shape ``(n,)``.
        shares: above 0, at most 1.
    """
    if not earlier or not later.sum():
        return None
    found = {method: hits(score, later, shares) for method, score in scores.items()}
    winner = max(found, key=lambda method: [found[method][share].hit for share in sorted(shares)])
    return Backtest(found, winner, earlier, int(later.sum()))
