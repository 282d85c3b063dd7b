"""Places of rankings that a candidate's marks may rest on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import defer

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.territory.geometry import Area, Place, apart_m, share_within
from dmi.territory.models.hotspots import HotSpotRun
from dmi.territory.models.place import Sector
from dmi.territory.words import MarketCriterion

MOST_OFFERED = 48
COUNTED = frozenset(
    {
        MarketCriterion.COMPLAINTS,
        MarketCriterion.PROCEDURES,
        MarketCriterion.VIOLENCE,
        MarketCriterion.SCHOOLS,
    }
)
"""What a ranking of incidents can speak for; how neighbours stand it cannot tell."""
HALF_DIAGONAL = 2**-0.5
LEAST_SHARE = 0.5


def usable(acting: Acting) -> list[HotSpotRun]:
    """Return the newest rankings whose file could be used, without what they came to."""
    query = _usable().order_by(HotSpotRun.run_at.desc(), HotSpotRun.id).limit(MOST_OFFERED)
    light = query.options(defer(HotSpotRun.result), defer(HotSpotRun.backtest))
    return list(acting.session.scalars(sight.narrow(light, acting, HotSpotRun)))


def usable_run(acting: Acting, row_id: UUID | None) -> HotSpotRun | None:
    """Return one such ranking, however old, or nothing."""
    query = _usable().where(HotSpotRun.id == row_id)
    return acting.session.scalars(sight.narrow(query, acting, HotSpotRun)).first()


def place_in(run: HotSpotRun, number: int) -> dict[str, Any] | None:
    """Return a place of a ranking as a mark keeps it, or nothing where there is no such place.

    ``is_eligible`` is none for a whole sector: it is counted, and its sources are not told apart.
    """
    result = run.result or {}
    found: dict[str, Any] | None = None
    for one in result.get("cells") or ():
        if one["rank"] == number:
            found = {name: one[name] for name in ("sector", "row", "col", "is_eligible")}
    by_sector = result.get("by_sector")
    if by_sector and by_sector["is_enough"]:
        told = [one for one in by_sector["rows"] if one["count"] is not None]
        if 0 < number <= len(told):
            found = {"sector": told[number - 1]["sector"], "is_eligible": None}
            found |= {"row": None, "col": None}
    if found is None or run.run_at is None:
        return None
    return {
        "run": str(run.id),
        "ranked_at": run.run_at.isoformat(),
        "input_hash": run.input_hash,
        "number": number,
        **found,
    }


@dataclass(frozen=True, slots=True)
class Where:
    """Where a place of a ranking lies: a cell by its middle and side, or a whole sector."""

    middle: Place | None = None
    side_m: float = 0.0
    sector: Area = ()

    def touches(self, area: Area) -> bool:
        """Tell whether it is in an area: about the cell's half diagonal, or half of the area."""
        if self.middle is not None:
            return apart_m(self.middle, area) <= self.side_m * HALF_DIAGONAL
        return share_within(area, self.sector) >= LEAST_SHARE


def where_is(acting: Acting, run: HotSpotRun, place: Mapping[str, Any]) -> Where | None:
    """Return where a place of ``place_in`` lies, or nothing where that is not known."""
    if place["row"] is not None:
        cells = (run.result or {})["cells"]
        cell = next(one for one in cells if one["rank"] == place["number"])
        if cell["lon"] is None:
            return None
        return Where((cell["lon"], cell["lat"]), float(run.parameters["cell_m"]))
    if "areas" in run.parameters["own_files"]:
        return None  # its sectors had outlines of their own, and only their names are kept
    query = select(Sector.polygon).where(
        Sector.jurisdiction_id == run.jurisdiction_id, Sector.name == place["sector"]
    )
    drawn = acting.session.scalars(sight.narrow(query, acting, Sector)).first()
    return Where(sector=drawn) if drawn else None


def _usable() -> Select[HotSpotRun]:
    refusal = HotSpotRun.result["refused"]["sentence"].as_string()
    return select(HotSpotRun).where(HotSpotRun.run_at.is_not(None), refusal.is_(None))
