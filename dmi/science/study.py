"""One ranking of a place from first to last: grid, sums, order, density, chance and backtest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from dmi.science import remarks
from dmi.science.backtest import Backtest, first_cells, judged
from dmi.science.geometry import Area, Floats, Truths
from dmi.science.grid import Grid
from dmi.science.ground import Ground, laid_out
from dmi.science.incidents import Incidents
from dmi.science.listing import Beside, listed
from dmi.science.places import Excluded, Places
from dmi.science.ranking import RankedCell, Weighing, cell_sums, overlap
from dmi.science.remarks import FEWEST_CELLS, FEWEST_INCIDENTS, Code, Remark, Unusable
from dmi.science.sources import SOURCE_WEIGHTS

MOST_ON_ONE_POINT = 0.05


@dataclass(frozen=True, slots=True)
class Choices:
    """What an analyst chooses; they are printed beside every ranking.

    Attributes:
        kinds: which types rank; none means all. The study area is that of all types.
        cell_m: side of a cell in metres.
        bandwidth_m: standard deviation of the smoothed density in metres.
        centre: longitude and latitude around which degrees become metres; none is their mean.
        weights: by source; none lets every incident count one. A file without sources has none.
        half_life_days: none means that age does not matter.
        train_until: incidents before this day rank, the others judge; days since 1970-01-01.
            None lets all of them rank, and the earlier half of the days be judged by the later.
        shares: of the study cells, for the backtest.
        school_m: how near a school is near.
    """

    kinds: tuple[str, ...] = ()
    cell_m: float = 100.0
    bandwidth_m: float = 200.0
    centre: tuple[float, float] | None = None
    weights: Mapping[str, float] | None = field(default_factory=lambda: dict(SOURCE_WEIGHTS))
    half_life_days: float | None = 180.0
    train_until: int | None = None
    shares: tuple[float, ...] = (0.01, 0.02, 0.05)
    school_m: float = 300.0


@dataclass(frozen=True, slots=True)
class Study:
    """One ranking.

    Attributes:
        grid: rows and columns.
        study_cells: cells that hold any incident of the file, of any type and day.
        used: incidents of the file that stand in a study cell.
        ranking: incidents that rank.
        max_cell: most incidents that rank in one cell.
        top: the first cells, as many as the largest share, and ten at least; if there is too
            little to rank, all cells that hold incidents, by cell index and without a rank.
        backtest: of three methods, or none.
        overlap: how many of the first ten stay, by what an anonymous tip counts.
        warnings: what to know before it is believed.
    """

    grid: Grid
    study_cells: int
    used: int
    ranking: int
    max_cell: int
    top: tuple[RankedCell, ...]
    backtest: Backtest | None
    overlap: dict[float, int]
    warnings: tuple[Remark, ...]

    @property
    def is_ranked(self) -> bool:
        """Whether there was enough to rank."""
        return all(remark.code != Code.E_FEW for remark in self.warnings)


def study(
    incidents: Incidents,
    choices: Choices,
    *,
    schools: Places | None = None,
    excluded: Excluded | None = None,
    areas: Sequence[Area] = (),
) -> Study:
    """Rank the cells of a place.

    Args:
        incidents: as read.
        choices: how.
        schools: to say which cells are near one.
        excluded: places where nothing is counted.
        areas: to say in which sector a cell lies.

    Raises:
        Unusable: E_FEW, if no incident is left; E_COORD, if they lie too far apart for a grid;
            E_COLUMN, if schools, circles or areas are asked about and no degrees are known.
    """
    circles = excluded is not None and excluded.lon.size
    if incidents.degrees is None and (schools is not None or areas or circles):
        raise Unusable(Remark(Code.E_COLUMN, remarks.NO_COLUMN, {"column": "lat, lon"}))
    left, warnings = _left(incidents, excluded)
    ground = laid_out(left, choices.cell_m, choices.centre)
    until = np.inf if choices.train_until is None else choices.train_until
    wanted = [name in choices.kinds or not choices.kinds for name in left.kinds]
    of_kind = np.array(wanted, dtype=np.bool_)[left.kind]
    chosen = np.flatnonzero(of_kind & (left.day < until))
    ranking, cells = left.where(chosen), ground.cells[chosen]
    on = int(left.day.max()) if choices.train_until is None else choices.train_until - 1
    weighing = _weighing(left, choices, on)
    sums = cell_sums(ranking, cells, weighing, ground.grid.size)
    study_cells = int(ground.study.sum())
    too_few = _too_few(ranking.count, study_cells)
    beside = Beside(schools, choices.school_m, tuple(areas), choices.bandwidth_m)
    most = None if too_few else first_cells(max(choices.shares), study_cells)
    return Study(
        grid=ground.grid,
        study_cells=study_cells,
        used=left.count,
        ranking=ranking.count,
        max_cell=int(sums.count.max()),
        top=listed(ground, ranking, cells, sums, beside=beside, most=most),
        backtest=None if too_few else _backtest(ground, of_kind, choices),
        overlap={} if too_few else overlap(ranking, cells, weighing, sums),
        warnings=(*warnings, *too_few, *_piles(ranking, sums.count[cells])),
    )


def _left(incidents: Incidents, excluded: Excluded | None) -> tuple[Incidents, list[Remark]]:
    """Return the incidents that lie at no excluded place, and how many did."""
    warnings = []
    if excluded is not None:
        covered = excluded.covers(incidents)
        if covered.any():
            args = {"count": str(int(covered.sum()))}
            warnings.append(Remark(Code.W_EXCLUDED, remarks.EXCLUDED, args))
        incidents = incidents.where(~covered)
    if not incidents.count:
        args = {"count": "0", "wanted": str(FEWEST_INCIDENTS)}
        raise Unusable(Remark(Code.E_FEW, remarks.FEW_INCIDENTS, args))
    return incidents, warnings


def _weighing(incidents: Incidents, choices: Choices, on: int) -> Weighing:
    weights = choices.weights if incidents.has_sources else None
    return Weighing(weights, choices.half_life_days, on)


def _too_few(incidents: int, cells: int) -> list[Remark]:
    """Return why nothing is ranked, if it is too little."""
    if incidents < FEWEST_INCIDENTS:
        args = {"count": str(incidents), "wanted": str(FEWEST_INCIDENTS)}
        return [Remark(Code.E_FEW, remarks.FEW_INCIDENTS, args)]
    if cells < FEWEST_CELLS:
        args = {"count": str(cells), "wanted": str(FEWEST_CELLS)}
        return [Remark(Code.E_FEW, remarks.FEW_CELLS, args)]
    return []


def _piles(incidents: Incidents, beside: Floats) -> list[Remark]:
    """Return a warning for every point that holds suspiciously many incidents.

    Args:
        incidents: those that rank.
        beside: how many lie in the cell of each, shape ``(n,)``.
    """
    many = MOST_ON_ONE_POINT * incidents.count
    where = incidents.metres if incidents.degrees is None else incidents.degrees
    if where is None or incidents.count < FEWEST_INCIDENTS:
        return []
    points, counts = np.unique(where[beside > many], axis=0, return_counts=True)
    found = []
    for point, count in zip(points[counts > many], counts[counts > many], strict=True):
        args = {
            "share": f"{100 * count / incidents.count:.1f}",
            "lon": f"{point[0]:.5f}",
            "lat": f"{point[1]:.5f}",
        }
        found.append(Remark(Code.W_PILE, remarks.PILE, args))
    return found


def _backtest(ground: Ground, of_kind: Truths, choices: Choices) -> Backtest | None:
    """Rank by the earlier incidents and let the later judge; ties fall by cell index alone."""
    day = ground.incidents.day
    split = choices.train_until
    if split is None:
        split = (int(day[of_kind].min()) + int(day[of_kind].max())) // 2 + 1
    earlier, later = np.flatnonzero(of_kind & (day < split)), of_kind & (day >= split)
    ranking, cells = ground.incidents.where(earlier), ground.cells[earlier]
    weighing = _weighing(ground.incidents, choices, split - 1)
    score = cell_sums(ranking, cells, weighing, ground.grid.size).score
    surfaces = ground.surfaces(score, choices.bandwidth_m)
    scores = {method: values[ground.study] for method, values in surfaces.items()}
    after = ground.grid.sums(ground.cells[later])[ground.study]
    return judged(scores, ranking.count, after, choices.shares)
