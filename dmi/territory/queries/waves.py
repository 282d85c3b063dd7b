"""Which wave a place bears on: the one that works in the market in whose area it lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.policy.states import CohortStage
from dmi.territory.geometry import Area, Place, box, inside
from dmi.territory.models.cohort import Cohort, Market

AT_WORK = frozenset(CohortStage) - {
    CohortStage.PROPOSED,
    CohortStage.COMMITTED,
    CohortStage.CLOSED,
    CohortStage.ABANDONED,
}
"""Stages in which a wave's market is chosen and somebody works there."""

Degrees = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True)
class Wave:
    """A cohort at work with the area of its market; ``around`` is its box, which is judged first.

    An area may have thousands of corners, and a file a hundred thousand places.
    """

    cohort_id: UUID
    area: Area
    around: tuple[float, float, float, float] | None

    def holds(self, place: Place) -> bool:
        """Tell whether a place lies in the market."""
        if self.around is None:
            return False
        west, south, east, north = self.around
        near = west <= place[0] <= east and south <= place[1] <= north
        return near and inside(place, self.area)


def at_work(acting: Acting, home: UUID | None) -> list[Cohort]:
    """Return the waves of a comuna that are worked on, the newest first."""
    query = (
        sight.narrow(select(Cohort), acting, Cohort)
        .where(Cohort.jurisdiction_id == home, Cohort.stage.in_(AT_WORK))
        .order_by(Cohort.start_on.desc(), Cohort.id)
    )
    return list(acting.session.scalars(query))


def drawn(acting: Acting, home: UUID | None) -> list[Wave]:
    """Return the waves at work whose market is drawn, each with the area, the newest first."""
    query = (
        select(Cohort.id, Market.polygon)
        .join(Market, Market.id == Cohort.market_id)
        .where(Cohort.jurisdiction_id == home, Cohort.stage.in_(AT_WORK))
        .order_by(Cohort.start_on.desc(), Cohort.id)
    )
    found = [(row.id, row.polygon) for row in acting.session.execute(query) if row.polygon]
    return [Wave(key, area, box([area], [])) for key, area in found]


def wave_at(waves: Sequence[Wave], place: Place | None) -> UUID | None:
    """Return the wave in whose market a place lies: the newest, where two areas overlap."""
    if place is None:
        return None
    return next((one.cohort_id for one in waves if one.holds(place)), None)


def place_told(own: Degrees, of_point: Degrees) -> Place | None:
    """Return where a complaint lies: where it was told, else where its point lies."""
    for lon, lat in (own, of_point):
        if lon is not None and lat is not None:
            return float(lon), float(lat)
    return None
