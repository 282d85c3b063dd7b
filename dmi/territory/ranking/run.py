"""The ranking as long work: read what was fixed, count apart, keep what may be shown."""

import io
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from dmi.access.acting import Acting
from dmi.access.papers import take
from dmi.kernel.wording import fold
from dmi.kernel.words import N_
from dmi.owed.models import BackgroundWork
from dmi.owed.runners import Runner, Tell, register
from dmi.owed.words import WorkType
from dmi.science import remarks
from dmi.science.remarks import Code, Remark, Unusable
from dmi.territory.acts.hotspots import INCIDENTS, drop_files, keep_ranking
from dmi.territory.queries import hotspots as queries
from dmi.territory.queries.hotspots import Surroundings
from dmi.territory.ranking import kept
from dmi.territory.words import RankMethod

if TYPE_CHECKING:
    from dmi.science.geometry import Area, Box
    from dmi.science.incidents import Incidents, Reading
    from dmi.science.places import Excluded, Places
    from dmi.science.study import Choices, Study

BESIDE_DEGREES = 0.1
"""How far around the register's sectors an incident may lie: they need not cover the place."""
FEWEST_RANKED = 3
"""With fewer cells that may be shown, whole sectors say more."""
WHOLE = 1.0

NO_KIND = N_("No incident is of type {kinds}.")
NO_SOURCES = N_("The file names no sources: every incident counts one.")


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that a ranking needs, as plain values."""

    files: dict[str, bytes]
    parameters: dict[str, Any]
    surroundings: Surroundings
    today: date


@dataclass(frozen=True, slots=True)
class Made:
    """What a ranking came to, as it is kept."""

    result: dict[str, Any]
    backtest: dict[str, Any] | None = None
    winner: RankMethod | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies beside the incidents."""

    schools: "Places | None"
    excluded: "Excluded | None"
    areas: "tuple[Area, ...]"
    box: "Box | None"


def prepare(acting: Acting, work: BackgroundWork) -> Prepared:
    """Read the files and what the register knows of the place."""
    run = queries.run_of(acting, work)
    return Prepared(
        {what: take(file) for what, file in queries.files_of(acting, work).items()},
        run.parameters,
        queries.surroundings(acting, run.jurisdiction_id),
        acting.today,
    )


def make(prepared: Prepared, tell: Tell) -> Made:
    """Rank the cells; what a file says wrongly is a result too, and says why."""
    from dmi.science.incidents import read_incidents
    from dmi.science.study import study

    reading = None
    try:
        ground = _ground(prepared)
        stream = io.BytesIO(prepared.files[INCIDENTS])
        reading = read_incidents(stream, today=prepared.today, box=ground.box)
        tell(1)
        if reading.is_stopped:
            return Made({"refused": kept.many_wrong(reading), **_of_reading(reading)})
        choices = _choices(prepared.parameters, reading.incidents)
        found = study(
            reading.incidents,
            choices,
            schools=ground.schools,
            excluded=ground.excluded,
            areas=ground.areas,
        )
    except Unusable as cause:
        return Made({"refused": kept.remark(cause.remark), **_of_reading(reading)})
    tell(2)
    return _told(prepared, reading, ground, choices, found)


def keep(acting: Acting, work: BackgroundWork, made: Made) -> UUID | None:
    """Keep the result and let go of the files."""
    run = queries.run_of(acting, work)
    keep_ranking(acting, run, result=made.result, backtest=made.backtest, winner=made.winner)
    drop_files(acting, work)
    return None


def _told(
    prepared: Prepared, reading: "Reading", ground: Ground, choices: "Choices", found: "Study"
) -> Made:
    from dmi.territory.ranking.grid_map import drawn
    from dmi.territory.ranking.sectors import window

    least = int(prepared.parameters["least"])
    cells = kept.sorted_cells(found.top, least)
    is_thin = not found.is_ranked or len(cells.shown) < FEWEST_RANKED
    shown = () if is_thin else cells.shown
    shares = [one for one in choices.shares if one != WHOLE]
    test = kept.tested(found.backtest, found.study_cells, shares, least)
    result = {
        **_of_reading(reading),
        "refused": None,
        "is_thin": is_thin,
        "used": found.used,
        "ranking": found.ranking,
        "study_cells": found.study_cells,
        "cells": kept.ranked(shown, least),
        "unranked": 0 if is_thin else len(cells.others),
        "by_sector": window(reading.incidents, ground, choices, least)
        if is_thin and found.ranking >= least
        else None,
        "overlap": sorted([weight, count] for weight, count in found.overlap.items()),
        "warnings": _warnings(prepared, reading, found),
        "schools": _count(ground.schools),
        "excluded": _count_excluded(ground.excluded),
        "sectors": len(ground.areas),
        "map": drawn(found.grid, choices.centre, shown, () if is_thin else cells.others, ground),
    }
    winner = kept.METHODS[found.backtest.winner] if test and found.backtest else None
    return Made(result, test, winner)


def _of_reading(reading: "Reading | None") -> dict[str, Any]:
    """Return how a file was read, if it could be read at all."""
    if reading is None:
        counts = ("rows_read", "duplicates", "repeated", "rejected_rows")
        return {**dict.fromkeys(counts, 0), "rejected": []}
    return {
        "rows_read": reading.rows_read,
        "duplicates": reading.duplicates,
        "repeated": reading.repeated,
        "rejected_rows": len(reading.rejected),
        "rejected": kept.rejected(reading.rejected),
    }


def _warnings(prepared: Prepared, reading: "Reading", found: "Study") -> list[kept.Kept]:
    told = list(found.warnings)
    if reading.duplicates:
        args = {"count": str(reading.duplicates)}
        told.insert(0, Remark(Code.W_DUP, remarks.DUPLICATES, args))
    if reading.repeated:
        args = {"count": str(reading.repeated)}
        told.insert(1, Remark(Code.W_DUP, kept.REPEATED, args))
    if not reading.incidents.has_sources:
        told.append(Remark(Code.E_SOURCE, NO_SOURCES))
    if prepared.parameters["has_unplaced"]:
        told.append(Remark(Code.E_COORD, kept.UNPLACED))
    remarked: list[kept.Kept] = []
    for one in map(kept.remark, told):
        if one not in remarked:  # of several points that hold many, no more is said than of one
            remarked.append(one)
    return remarked


def _ground(prepared: Prepared) -> Ground:
    """Return schools, excluded places and sectors: of the files that came, else the register's.

    Raises:
        Unusable: a file beside the incidents cannot be used.
    """
    import numpy as np

    from dmi.science.geometry import Area, Box, box_of
    from dmi.science.places import Excluded, Places, read_areas, read_excluded, read_schools

    files, known = prepared.files, prepared.surroundings
    areas = tuple(
        Area(name, {}, tuple(np.array(ring, dtype=np.float64)[:, :2] for ring in rings))
        for name, rings in known.sectors
    )
    box = box_of(areas) if areas else None
    if box is not None:
        wide = BESIDE_DEGREES
        box = Box(box.west - wide, box.south - wide, box.east + wide, box.north + wide)
    schools = excluded = None
    if known.schools:
        names, lon, lat = zip(*known.schools, strict=True)
        schools = Places(names, np.array(lon), np.array(lat))
    if known.addresses:
        circles = np.array(known.excluded, dtype=np.float64).reshape(-1, 3).T
        addresses = frozenset(fold(one.strip()) for one in known.addresses)
        excluded = Excluded(addresses, circles[0], circles[1], circles[2])
    if "schools" in files:
        schools = read_schools(io.BytesIO(files["schools"]))
    if "excluded" in files:
        excluded = read_excluded(io.BytesIO(files["excluded"]))
    if "areas" in files:
        areas = read_areas(io.BytesIO(files["areas"]))
        box = box_of(areas)
    return Ground(schools, excluded, areas, box)


def _choices(parameters: dict[str, Any], incidents: "Incidents") -> "Choices":
    """Return the parameters as the study takes them.

    Raises:
        Unusable: no incident is of a type that was asked for.
    """
    from dmi.science.incident_rows import EPOCH
    from dmi.science.study import Choices

    wanted = {fold(kind): kind for kind in parameters["kinds"]}
    kinds = tuple(name for name in incidents.kinds if fold(name) in wanted)
    if missing := set(wanted) - {fold(name) for name in kinds}:
        named = ", ".join(sorted(wanted[one] for one in missing))
        raise Unusable(Remark(Code.E_FEW, NO_KIND, {"kinds": named}))
    centre = None
    if incidents.degrees is not None and incidents.metres is None and incidents.count:
        lon, lat = incidents.degrees.mean(axis=0).tolist()
        centre = (lon, lat)
    until = parameters["train_until"]
    return Choices(
        kinds=kinds,
        cell_m=float(parameters["cell_m"]),
        bandwidth_m=float(parameters["bandwidth_m"]),
        centre=centre,
        weights=parameters["weights"],
        half_life_days=parameters["half_life_days"],
        train_until=date.fromisoformat(until).toordinal() - EPOCH if until else None,
        shares=tuple(sorted({*parameters["shares"], WHOLE})),
        school_m=float(parameters["school_m"]),
    )


def _count_excluded(excluded: "Excluded | None") -> int:
    """Return how many places are excluded; one of the register may have address and circle."""
    return 0 if excluded is None else max(int(excluded.lon.size), len(excluded.addresses))


def _count(places: "Places | None") -> int:
    return 0 if places is None else len(places.names)


register(WorkType.HOT_SPOTS, Runner(prepare, make, keep))
