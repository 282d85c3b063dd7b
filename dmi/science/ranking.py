"""The order of cells, and what stands beside each place in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dmi.science import remarks
from dmi.science.geometry import Floats, Integers, Truths
from dmi.science.hotspots import votes, weights
from dmi.science.incidents import Incidents
from dmi.science.remarks import Code, Remark
from dmi.science.sources import TIP

RECENT_DAYS = 90
OVERLAP_OF = 10
CHANCE_Z = 1.96
"""Two-sided five in a hundred, one cell looked at; many cells looked at raise some by chance."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """How incidents count.

    Attributes:
        sources: weight by name of source; none lets every incident count one, repeated or not.
        half_life_days: after how many days it counts half; none never.
        on: the last day that is known, on which age is 0; days since 1970-01-01.
    """

    sources: Mapping[str, float] | None
    half_life_days: float | None
    on: int

    def of(self, incidents: Incidents) -> Floats:
        """Return the weight of each incident, shape ``(n,)``."""
        table = self.sources or {}
        by_source = np.array([table.get(name, 1.0) for name in incidents.sources])
        age = (self.on - incidents.day).astype(np.float64)
        return weights(by_source[incidents.source], age, self.half_life_days)

    def voting(self, incidents: Incidents, cells: Integers) -> Integers:
        """Return the positions of those that count: with weights one for source, cell and day."""
        if self.sources is None or not incidents.has_sources:
            return np.arange(incidents.count)
        return votes(incidents.source, cells, incidents.day)


@dataclass(frozen=True, slots=True)
class CellSums:
    """What the incidents of each cell come to; every field of shape ``(size,)``.

    Attributes:
        count: incidents.
        score: their weights added up.
        last_day: day of the last one, days since 1970-01-01; far in the past where there is none.
        recent: incidents in the last ``RECENT_DAYS`` days.
        kinds_of_source: distinct sources.
        is_tip_only: whether nothing but tips that nobody verified stands behind it.
    """

    count: Floats
    score: Floats
    last_day: Integers
    recent: Integers
    kinds_of_source: Integers
    is_tip_only: Truths


@dataclass(frozen=True, slots=True)
class RankedCell:
    """One place in the order; a figure that does not exist is none.

    Attributes:
        rank: from 1; none if there was too little to rank.
        row: from south, the first being 0.
        col: from west, the first being 0.
        lon: of its middle, degrees.
        lat: the same.
        count: incidents.
        score: their weights added up.
        recent: incidents in the last ``RECENT_DAYS`` days.
        share: of all scores, 0 to 1.
        cumulative: this share and those of all before it.
        gi_z: Getis-Ord Gi*.
        kde_pct: percentile of the smoothed density among the study cells, 0 to 100.
        schools: how many are near; none if no schools are known.
        sources: distinct kinds of source.
        unweighted_rank: where it would stand by count alone.
        is_eligible: whether it may be chosen.
        reasons: why it stands here, in words.
    """

    rank: int | None
    row: int
    col: int
    lon: float | None
    lat: float | None
    count: int
    score: float
    recent: int
    share: float
    cumulative: float
    gi_z: float | None
    kde_pct: float | None
    schools: int | None
    sources: int
    unweighted_rank: int | None
    is_eligible: bool
    reasons: tuple[Remark, ...]


def cell_sums(incidents: Incidents, cells: Integers, weighing: Weighing, size: int) -> CellSums:
    """Add up incidents by cell.

    Args:
        incidents: those that rank.
        cells: the cell of each, shape ``(n,)``.
        weighing: what each counts.
        size: how many cells the grid has.
    """
    voting = weighing.voting(incidents, cells)
    score = np.bincount(cells[voting], weighing.of(incidents)[voting], size)
    last = np.full(size, np.iinfo(np.int64).min, dtype=np.int64)
    np.maximum.at(last, cells, incidents.day)
    is_recent = incidents.day > weighing.on - RECENT_DAYS
    kinds = len(incidents.sources)
    pairs = np.unique(cells * kinds + incidents.source)
    tips = np.array([name == TIP for name in incidents.sources], dtype=np.bool_)
    is_solid = ~tips[incidents.source] | incidents.is_verified
    count = np.bincount(cells, minlength=size)
    return CellSums(
        count=count.astype(np.float64),
        score=score.astype(np.float64),
        last_day=last,
        recent=np.bincount(cells[is_recent], minlength=size),
        kinds_of_source=np.bincount(pairs // kinds, minlength=size),
        is_tip_only=(count > 0) & (np.bincount(cells[is_solid], minlength=size) == 0),
    )


def ranked(sums: CellSums, score: Floats | None = None) -> Integers:
    """Return the cells that hold incidents from the first place to the last.

    By score, then by count, then the one with the later last incident, then by cell index.

    Args:
        sums: what the cells hold.
        score: shape ``(size,)``; the weighted sum if none is given.

    Returns:
        Cell indices, shape ``(m,)``.
    """
    held = np.flatnonzero(sums.count)
    by = sums.score if score is None else score
    # Rounded, so that equal weights added in another order are still equal.
    keys = (held, -sums.last_day[held], -sums.count[held], -np.round(by[held], 9))
    return held[np.lexsort(keys)]


def overlap(
    incidents: Incidents,
    cells: Integers,
    weighing: Weighing,
    sums: CellSums,
    tip_weights: Sequence[float] = (0.1, 0.3, 0.6, 1.0),
) -> dict[float, int]:
    """Return how many of the first ten stay among them, by what an anonymous tip counts.

    Args:
        incidents: those that rank.
        cells: the cell of each, shape ``(n,)``.
        weighing: as ranked.
        sums: as ranked.
        tip_weights: what is tried.
    """
    if weighing.sources is None or TIP not in incidents.sources:
        return {}
    first = set(ranked(sums)[:OVERLAP_OF].tolist())
    voting = weighing.voting(incidents, cells)
    found = {}
    for weight in tip_weights:
        other = Weighing({**weighing.sources, TIP: weight}, weighing.half_life_days, weighing.on)
        score = np.bincount(cells[voting], other.of(incidents)[voting], sums.count.size)
        again = ranked(sums, score.astype(np.float64))[:OVERLAP_OF]
        found[weight] = len(first & set(again.tolist()))
    return found


def reasons(cell: RankedCell, names: Sequence[str], sector: str, school_m: float) -> list[Remark]:
    """Return why a cell stands where it does, the gravest first.

    Args:
        cell: without its reasons.
        names: of its sources, if the file names any.
        sector: in which it lies; empty if that is not known.
        school_m: how near a school is near.
    """
    found = []
    if not cell.is_eligible:
        found.append(Remark(Code.W_TIPONLY, remarks.TIP_ONLY))
    if sector:
        found.append(Remark(Code.R_SECTOR, remarks.IN_SECTOR, {"sector": sector}))
    if names:
        args = {"count": str(cell.sources), "names": ", ".join(names)}
        found.append(Remark(Code.R_SOURCES, remarks.SOURCES, args))
    if cell.recent:
        args = {"count": str(cell.recent), "days": str(RECENT_DAYS)}
        found.append(Remark(Code.R_RECENT, remarks.RECENT, args))
    if cell.gi_z is not None and cell.gi_z >= CHANCE_Z:
        found.append(Remark(Code.R_CHANCE, remarks.CHANCE, {"z": f"{cell.gi_z:.2f}"}))
    if cell.schools:
        args = {"count": str(cell.schools), "metres": f"{school_m:g}"}
        found.append(Remark(Code.R_SCHOOLS, remarks.SCHOOLS, args))
    if cell.unweighted_rank not in (None, cell.rank):
        args = {"rank": str(cell.unweighted_rank)}
        found.append(Remark(Code.R_WEIGHTS, remarks.WITHOUT_WEIGHTS, args))
    return found
