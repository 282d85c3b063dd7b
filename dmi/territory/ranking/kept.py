"""A ranking as it is kept: nothing of one incident, no small count, nothing that gives one back.

What is kept is what every page, file and picture shows; nothing is computed again. Cells below the
least count are not ranked: their place in the order, between scores that are shown, would tell
their count, and so would a shared neighbourhood to more than one decimal. They stay on the map.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from dmi.kernel.words import N_
from dmi.science import remarks
from dmi.science.remarks import Code, Rejected, Remark
from dmi.territory.ranking.hiding import is_shown, left_out, shown_steps
from dmi.territory.words import RankMethod

if TYPE_CHECKING:
    from dmi.science.backtest import Backtest
    from dmi.science.incidents import Reading
    from dmi.science.ranking import RankedCell
    from dmi.science.windows import Window

MOST_RANKED = 100
MOST_PALE = 3000
MOST_REJECTED_TOLD = 200
BANDS = (3.29, 2.58, 1.96)
"""Two-sided one in a thousand, one in a hundred, five in a hundred."""
METHODS = {"count": RankMethod.COUNT, "kde": RankMethod.KDE, "gi": RankMethod.GI}
UNSAID = "…"

MANY_WRONG = N_("{rejected} of {rows} rows are wrong, more than 5 %: nothing is concluded.")
PILE = N_("More than 5 % of the incidents lie on one point: an office or a default?")
CHANCE = N_("The cells around hold more than chance gives.")
REPEATED = N_("{count} rows with an id and type that came before were left out.")
UNPLACED = N_("Entries of the register without a place were left out.")

Kept = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sorted:
    """Cells that are shown, in their order, and the others."""

    shown: tuple["RankedCell", ...]
    others: tuple["RankedCell", ...]


def remark(told: Remark) -> Kept:
    """Return a remark without any value of a row, a point or a neighbourhood."""
    sentence, args = told.sentence, dict(told.args)
    if told.code is Code.W_PILE:
        sentence, args = PILE, {}
    elif told.code is Code.R_CHANCE:
        sentence, args = CHANCE, {}
    elif "value" in args and sentence != remarks.FUTURE:
        args["value"] = UNSAID  # a shifted row may have anything in this cell
    return {"code": str(told.code), "sentence": sentence, "args": args}


def rejected(rows: Sequence[Rejected]) -> list[Kept]:
    """Return the first rejected rows by number and reason."""
    return [{"row": one.row, **remark(one.remark)} for one in rows[:MOST_REJECTED_TOLD]]


def many_wrong(reading: "Reading") -> Kept:
    """Return why a file with so many wrong rows is not used; it is no fault of one kind."""
    args = {"rejected": str(len(reading.rejected)), "rows": str(reading.rows_read)}
    return {"code": "", "sentence": MANY_WRONG, "args": args}


def sorted_cells(cells: Sequence["RankedCell"], least: int) -> Sorted:
    """Divide all cells that hold incidents into those that are shown and those that are not."""
    out = left_out([cell.count for cell in cells], least)
    shown = [cell for place, cell in enumerate(cells) if place not in out]
    others = [cell for place, cell in enumerate(cells) if place in out]
    return Sorted(tuple(shown), tuple(others))


def ranked(cells: Sequence["RankedCell"], least: int) -> list[Kept]:
    """Return the shown cells with all that stands beside each; ranks count shown cells alone."""
    by_count = sorted(cells, key=lambda cell: cell.unweighted_rank or 0)
    unweighted = {id(cell): place for place, cell in enumerate(by_count, 1)}
    shares = [round(100 * cell.share, 1) for cell in cells]
    together = list(accumulate(shares))
    return [
        {
            "rank": place + 1,
            "row": cell.row,
            "col": cell.col,
            "lon": None if cell.lon is None else round(cell.lon, 4),
            "lat": None if cell.lat is None else round(cell.lat, 4),
            "count": cell.count,
            "score": round(cell.score, 2),
            "recent": cell.recent if is_shown(cell.recent, cell.count, least) else None,
            "share": shares[place],
            "cumulative": round(together[place], 1),
            "gi": _band(cell.gi_z),
            "kde": None if cell.kde_pct is None else int(cell.kde_pct),
            "schools": cell.schools,
            "sources": cell.sources,
            "unweighted": unweighted[id(cell)],
            "is_eligible": cell.is_eligible,
            "sector": _sector(cell),
            "reasons": _reasons(cell, least),
        }
        for place, cell in enumerate(cells[:MOST_RANKED])
    ]


def tested(test: "Backtest | None", cells: int, shares: Iterable[float], least: int) -> Kept | None:
    """Return how each method did; a share that held few of the later incidents is not said."""
    if test is None or min(test.earlier, test.later) < least:
        return None
    wanted = sorted(shares)
    methods = []
    for name, by in test.hits.items():
        reached = [round(by[share].hit * test.later) for share in wanted]
        shown = shown_steps(reached, test.later, least)
        hits = [
            {
                "share": round(100 * share, 2),
                "hit": round(100 * by[share].hit, 1) if fine else None,
                "pai": round(by[share].pai, 1) if fine else None,
            }
            for share, fine in zip(wanted, shown, strict=True)
        ]
        methods.append({"method": METHODS[name].value, "hits": hits})
    return {"earlier": test.earlier, "later": test.later, "cells": cells, "methods": methods}


def by_sector(window: "Window", first_day: str, least: int) -> Kept:
    """Return sectors by incidents over some months; no total, which would give small ones back."""
    out = left_out([one.count for one in window.sectors], least)
    told = [one for place, one in enumerate(window.sectors) if place not in out]
    # Where a count is not said, its place in the order does not say it either.
    silent = sorted(one.sector for place, one in enumerate(window.sectors) if place in out)
    rows: list[Kept] = [{"sector": one.sector, "count": one.count} for one in told]
    rows += [{"sector": name, "count": None} for name in silent]
    return {
        "months": window.months,
        "since": first_day,
        "is_enough": window.is_enough,
        "rows": rows,
    }


def _reasons(cell: "RankedCell", least: int) -> list[Kept]:
    """Return the reasons that say no more than what stands beside them."""
    silent = {Code.R_WEIGHTS, Code.R_SECTOR}
    if not is_shown(cell.recent, cell.count, least):
        silent.add(Code.R_RECENT)
    return [remark(reason) for reason in cell.reasons if reason.code not in silent]


def _sector(cell: "RankedCell") -> str:
    named = (one.args["sector"] for one in cell.reasons if one.code is Code.R_SECTOR)
    return next(named, "")


def _band(z: float | None) -> float | None:
    """Return the highest band that Gi* reaches, 0 for none; nothing where it is not known."""
    if z is None:
        return None
    return next((band for band in BANDS if z >= band), 0.0)
