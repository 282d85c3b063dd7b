"""Whole sectors over a longer look back, where cells hold too little; loads the libraries."""

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from dmi.science.geometry import OUTSIDE, assign
from dmi.science.incident_rows import EPOCH
from dmi.science.windows import by_sector
from dmi.territory.ranking import kept

if TYPE_CHECKING:
    from dmi.science.incidents import Incidents
    from dmi.science.study import Choices
    from dmi.territory.ranking.run import Ground


def window(
    incidents: "Incidents", ground: "Ground", choices: "Choices", least: int
) -> kept.Kept | None:
    """Return sectors by incidents over 12 to 24 months, or nothing if no sector is known."""
    if ground.excluded is not None:
        incidents = incidents.where(~ground.excluded.covers(incidents))
    if choices.kinds:
        wanted = np.array([name in choices.kinds for name in incidents.kinds], dtype=np.bool_)
        incidents = incidents.where(wanted[incidents.kind])
    if ground.areas and incidents.degrees is not None:
        names = [area.name for area in ground.areas]
        sector = assign(ground.areas, *incidents.degrees.T)
    else:
        names = list(incidents.sectors)
        unnamed = np.array([not name for name in names], dtype=np.bool_)
        sector = incidents.sector
        if names:
            sector = np.where(unnamed[sector], OUTSIDE, sector)
    if not incidents.count or not (sector != OUTSIDE).any():
        return None
    until = int(incidents.day.max()) + 1
    if choices.train_until is not None:
        until = choices.train_until
    found = by_sector(incidents.day, sector, names, until)
    return kept.by_sector(found, date.fromordinal(found.since + EPOCH).isoformat(), least)
