"""Places of rankings that a candidate's marks may rest on."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import defer

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.territory.models.hotspots import HotSpotRun
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


def _usable() -> Select[HotSpotRun]:
    refusal = HotSpotRun.result["refused"]["sentence"].as_string()
    return select(HotSpotRun).where(HotSpotRun.run_at.is_not(None), refusal.is_(None))
