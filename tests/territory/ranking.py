"""Small incident files of a place, and a ranking carried through act and job."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dmi.owed.models import BackgroundWork
from dmi.owed.runners import run_here
from dmi.science import remarks
from dmi.science.sources import SOURCE_WEIGHTS
from dmi.territory.acts.hotspots import ask_ranking
from dmi.territory.models.hotspots import HotSpotRun
from dmi.territory.words import RankMethod
from tests.people import Town

HEADING = "id,fecha,tipo,lat,lon,fuente"
SOUTH, WEST = -33.42, -70.56
CELL = (0.0009, 0.00108)
"""About 100 m in degrees of latitude and longitude."""
PARAMETERS: dict[str, Any] = {
    "kinds": [],
    "cell_m": 100,
    "bandwidth_m": 200,
    "school_m": 300,
    "train_until": None,
    "shares": [0.1, 0.2],
    "half_life_days": 180,
    "weights": dict(SOURCE_WEIGHTS),
    "least": 5,
}
SPREAD = (9, 7, 6, 5, 4, 3, 2, 2, 1, 1, 1, 1)
"""How many incidents the cells of a file hold."""


def lines(
    counts: Sequence[int] = SPREAD,
    source: str = "denuncia",
    today: date = date(2026, 11, 23),
    every: int = 11,
) -> list[str]:
    """Return rows: cells two apart along a parallel, each with so many incidents."""
    rows = []
    for cell, count in enumerate(counts):
        lat, lon = SOUTH, WEST + 2 * cell * CELL[1]
        for number in range(count):
            on = today - timedelta(days=1 + every * number + cell)
            rows.append(f"{cell}-{number},{on.isoformat()},venta,{lat:.6f},{lon:.6f},{source}")
    return rows


def table(rows: Sequence[str], heading: str = HEADING) -> bytes:
    """Return a file of these rows."""
    return "\n".join([heading, *rows, ""]).encode()


def asked(
    town: Town,
    content: bytes | None,
    *,
    months: int = 24,
    files: Mapping[str, bytes] | None = None,
    **changed: Any,
) -> Any:
    """Ask for a ranking as the analyst."""
    given = dict(files or {})
    if content is not None:
        given["incidents"] = content
    return ask_ranking(
        town.acting("ana1"),
        None,
        files=given,
        months=months,
        parameters={**PARAMETERS, **changed},
    )


def done(town: Town, run: HotSpotRun) -> Any:
    """Let the job do it."""
    run_here(town.acting("sys1"), town.session.get_one(BackgroundWork, run.work_id))
    town.session.commit()
    return run


def ranked(town: Town, content: bytes | None, **options: Any) -> Any:
    """Ask for a ranking and let the job do it."""
    return done(town, asked(town, content, **options))


def a_ranking(town: Town) -> Any:
    """Return a ranking as it stands when it is done, without act and job."""
    cell: dict[str, Any] = {
        "rank": 1,
        "row": 0,
        "col": 0,
        "lon": WEST,
        "lat": SOUTH,
        "count": 9,
        "score": 4.5,
    }
    cell |= {"recent": None, "share": 50.0, "cumulative": 50.0, "gi": 2.58, "kde": 99}
    cell |= {"schools": 1, "sources": 1, "unweighted": 1, "is_eligible": False}
    cell |= {"sector": "Norte", "reasons": []}
    ring = [[-2, -2], [4, -2], [1, 4], [-2, -2]]
    drawn = {"cell_m": 100.0, "box": [-5, -5, 7, 7], "cells": [[0, 0, 5]], "pale": [[1, 0]]}
    drawn |= {"sectors": [{"name": "Norte", "rings": [ring]}], "schools": [[2, 2]]}
    read = {"rows_read": 42, "duplicates": 0, "repeated": 0, "rejected_rows": 1}
    wrong = {"row": 7, "code": "E_ZERO", "sentence": remarks.ZERO, "args": {}}
    hit = {"share": 10.0, "hit": 42.0, "pai": 4.2}
    methods = [{"method": one.value, "hits": [hit]} for one in RankMethod]
    return HotSpotRun(
        by_id=town.users["ana1"].id,
        parameters={**PARAMETERS, "months": None, "own_files": [], "has_unplaced": False},
        input_hash="0" * 64,
        run_at=town.clock(),
        winner=RankMethod.COUNT,
        backtest={"earlier": 20, "later": 22, "cells": 12, "methods": methods},
        result={
            **read,
            "rejected": [wrong],
            "refused": None,
            "is_thin": False,
            "used": 42,
            "ranking": 42,
            "study_cells": 12,
            "cells": [cell],
            "unranked": 1,
            "by_sector": None,
            "overlap": [[0.3, 10]],
            "warnings": [wrong],
            "schools": 1,
            "excluded": 0,
            "sectors": 1,
            "map": drawn,
        },
    )
