"""Points reduced in a quarter, one by one: where, whether near a school, whether it lasted."""

from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from dmi.access.acting import Acting
from dmi.access.sight import narrow
from dmi.policy.classes import DataClass
from dmi.territory.models.place import Sector
from dmi.territory.models.point import PointChange, SalePoint
from dmi.territory.rules import Change, reductions
from dmi.territory.words import PointStatus


class Reduced(NamedTuple):
    """One point that was reduced at least once in the quarter."""

    place: str | None
    is_near: bool
    lasted: bool


def reduced_between(acting: Acting, first: date, last: date) -> list[Reduced]:
    """Return the points reduced from ``first`` to ``last``; the register counts by the same rule.

    A point that was sold at again within the days of the place did not last, whichever quarter
    the sale came back in (territory-outcomes 5).
    """
    undoing = aliased(PointChange)
    within = acting.number("reopened_within")
    near = SalePoint.school_distance_m <= acting.number("near_school_metres")
    query = (
        select(SalePoint.id, Sector.name, near, PointChange.to_status, PointChange.on)
        .join(PointChange, PointChange.point_id == SalePoint.id)
        .outerjoin(Sector, Sector.id == SalePoint.sector_id)
        .where(
            PointChange.on >= first,
            PointChange.on <= last + timedelta(days=within),
            PointChange.to_status.in_([PointStatus.REDUCED, PointStatus.REACTIVATED]),
            PointChange.undoes_id.is_(None),
            ~select(undoing.id).where(undoing.undoes_id == PointChange.id).exists(),
            SalePoint.withdrawn_at.is_(None),
        )
        .order_by(PointChange.seq)
    )
    told: dict[UUID, tuple[str | None, bool]] = {}
    changes: list[Change[UUID]] = []
    for point, place, is_near, status, on in acting.session.execute(
        narrow(query, acting, SalePoint, DataClass.OUTCOMES)
    ):
        told[point] = place, bool(is_near)
        changes.append(Change(point, status, on))
    found = reductions(changes, first, last, within, acting.today)
    return [Reduced(*told[point], point in found.net) for point in told if point in found.gross]
