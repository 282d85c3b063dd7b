"""The first cells of a ranking, with all that stands beside each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from dmi.science.geometry import OUTSIDE, Area, Floats, Integers, assign, near
from dmi.science.ground import Ground
from dmi.science.hotspots import percentiles
from dmi.science.incidents import Incidents
from dmi.science.places import Places
from dmi.science.ranking import OVERLAP_OF, CellSums, RankedCell, ranked, reasons


@dataclass(frozen=True, slots=True)
class Beside:
    """What is looked up for a cell.

    Attributes:
        schools: none if no schools are known.
        school_m: how near a school is near.
        areas: in one of which the middle of a cell may lie.
        bandwidth_m: standard deviation of the smoothed density in metres.
    """

    schools: Places | None
    school_m: float
    areas: Sequence[Area]
    bandwidth_m: float


def listed(
    ground: Ground,
    incidents: Incidents,
    cells: Integers,
    sums: CellSums,
    *,
    beside: Beside,
    most: int | None,
) -> tuple[RankedCell, ...]:
    """Return the first cells of the order.

    Args:
        ground: the place.
        incidents: those that rank.
        cells: the cell of each, shape ``(n,)``.
        sums: what they come to.
        beside: what is looked up.
        most: how many cells, ten at least; none if too little is known to rank: then all cells
            that hold incidents, by cell index and without rank, chance or density.
    """
    order = ranked(sums)
    first = np.sort(order) if most is None else order[: max(most, OVERLAP_OF)]
    score = sums.score[first]
    share = score / (float(sums.score.sum()) or 1.0)  # weights may all be zero
    cumulative = np.cumsum(share)
    sources = _sources(incidents, cells, first)
    sectors, schools = _sectors(ground, first, beside), _schools(ground, first, beside)
    chance, density, unweighted = _standing(ground, sums, first, beside, most)
    row, col = ground.grid.places(first)
    found = []
    for place, (lon, lat) in enumerate(ground.degrees(first)):
        cell = first[place]
        one = RankedCell(
            rank=None if most is None else place + 1,
            row=int(row[place]),
            col=int(col[place]),
            lon=lon,
            lat=lat,
            count=int(sums.count[cell]),
            score=float(score[place]),
            recent=int(sums.recent[cell]),
            share=float(share[place]),
            cumulative=float(cumulative[place]),
            gi_z=chance[place],
            kde_pct=density[place],
            schools=schools[place],
            sources=int(sums.kinds_of_source[cell]),
            unweighted_rank=unweighted[place],
            is_eligible=not sums.is_tip_only[cell],
            reasons=(),
        )
        why = reasons(one, sources[place], sectors[place], beside.school_m)
        found.append(replace(one, reasons=tuple(why)))
    return tuple(found)


def _standing(
    ground: Ground, sums: CellSums, first: Integers, beside: Beside, most: int | None
) -> tuple[list[float | None], list[float | None], list[int | None]]:
    """Return Gi*, percentile of density and rank by count alone, or nothing of each."""
    if most is None:
        return [None] * first.size, [None] * first.size, [None] * first.size
    surfaces = ground.surfaces(sums.score, beside.bandwidth_m)
    rank = np.zeros(ground.grid.size, dtype=np.int64)
    by_count = ranked(sums, sums.count)
    rank[by_count] = np.arange(1, by_count.size + 1)
    density = percentiles(surfaces["kde"], ground.study)
    return _known(surfaces["gi"][first]), _known(density[first]), rank[first].tolist()


def _known(values: Floats) -> list[float | None]:
    return [None if np.isnan(value) else float(value) for value in values]


def _sources(incidents: Incidents, cells: Integers, first: Integers) -> list[tuple[str, ...]]:
    """Return the names of the sources of each cell; none if the file names none."""
    if not incidents.has_sources:
        return [()] * first.size
    kinds = len(incidents.sources)
    held = np.zeros((int(cells.max(initial=0)) + 1, kinds), dtype=np.bool_)
    held[cells, incidents.source] = True
    names = np.array(incidents.sources)
    return [tuple(names[one].tolist()) for one in held[first]]


def _sectors(ground: Ground, first: Integers, beside: Beside) -> list[str]:
    """Return in which area the middle of each cell lies; empty where that is not known."""
    if not beside.areas or ground.plane is None:
        return [""] * first.size
    lon, lat = ground.plane.unproject(*ground.grid.middles(first))
    areas = assign(beside.areas, lon, lat)
    return ["" if area == OUTSIDE else beside.areas[area].name for area in areas]


def _schools(ground: Ground, first: Integers, beside: Beside) -> list[int | None]:
    """Return how many schools are near the middle of each cell; none where that is not known."""
    if beside.schools is None or ground.plane is None:
        return [None] * first.size
    lon, lat = ground.plane.unproject(*ground.grid.middles(first))
    found: list[int | None] = []
    found += near(lon, lat, beside.schools.lon, beside.schools.lat, beside.school_m).tolist()
    return found
