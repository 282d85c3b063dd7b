"""Which wave a place bears on: the one that works in the market in whose area it lies."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.policy.states import CohortStage
from dmi.territory.geometry import Area, Place, inside
from dmi.territory.models.cohort import Cohort, Market

AT_WORK = frozenset(CohortStage) - {
    CohortStage.PROPOSED,
    CohortStage.COMMITTED,
    CohortStage.CLOSED,
    CohortStage.ABANDONED,
}
"""Stages in which a wave's market is chosen and somebody works there."""

Wave = tuple[UUID, Area]
Degrees = tuple[Decimal | None, Decimal | None]


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
    return [(row.id, row.polygon) for row in acting.session.execute(query) if row.polygon]


def wave_at(waves: Sequence[Wave], place: Place | None) -> UUID | None:
    """Return the wave in whose market a place lies: the newest, where two areas overlap."""
    if place is None:
        return None
    return next((key for key, area in waves if inside(place, area)), None)


def place_told(own: Degrees, of_point: Degrees) -> Place | None:
    """Return where a complaint lies: where it was told, else where its point lies."""
    for lon, lat in (own, of_point):
        if lon is not None and lat is not None:
            return float(lon), float(lat)
    return None
