"""The register of points as its pages read it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Access, right
from dmi.policy.roles import Role
from dmi.store.paging import Page, in_order
from dmi.territory.models.place import Sector
from dmi.territory.models.point import PointChange, SalePoint
from dmi.territory.rules import Change, Reductions, reductions
from dmi.territory.words import PointStatus


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of points is narrowed to."""

    status: PointStatus | None = None
    near_m: int | None = None
    sector: UUID | None = None


def knows_places(role: Role) -> bool:
    """Tell whether a role needs the exact place of a point: whoever reads the complaints (F9)."""
    return Access.R in right(role, DataClass.COMPLAINTS).access


def points(acting: Acting, wanted: Wanted, mark: str | None) -> Page[SalePoint]:
    """Return a page of the points that stand, by their code."""
    query: Select[SalePoint] = _standing(acting).options(
        joinedload(SalePoint.sector), joinedload(SalePoint.nearest_school)
    )
    if wanted.status is not None:
        query = query.where(SalePoint.standing == wanted.status)
    if wanted.near_m is not None:
        query = query.where(SalePoint.school_distance_m <= wanted.near_m)
    if wanted.sector is not None:
        query = query.where(SalePoint.sector_id == wanted.sector)
    found = in_order(acting.session, query, SalePoint.code, SalePoint.id, mark=mark)
    acting.saw(DataClass.TERRITORY, *(row.id for row in found.rows))
    return found


def point(acting: Acting, row_id: UUID) -> SalePoint:
    """Return one point this reader may know."""
    found = sight.fetch(acting, SalePoint, row_id)
    acting.saw(DataClass.TERRITORY, found.id)
    return found


def of_place(acting: Acting, sector: Sector | None = None) -> list[SalePoint]:
    """Return the points that stand, of one sector or of all."""
    query = _standing(acting)
    if sector is not None:
        query = query.where(SalePoint.sector_id == sector.id)
    found = list(acting.session.scalars(query.order_by(SalePoint.code)))
    acting.saw(DataClass.TERRITORY, *(row.id for row in found))
    return found


def reduced(acting: Acting, first: date, last: date) -> Reductions[UUID]:
    """Return which points were reduced in a period, gross and net."""
    undoing = select(PointChange.undoes_id).where(PointChange.undoes_id.is_not(None))
    query = (
        sight.narrow(
            select(PointChange.point_id, PointChange.to_status, PointChange.on),
            acting,
            SalePoint,
        )
        .join(SalePoint, SalePoint.id == PointChange.point_id)
        .where(
            SalePoint.withdrawn_at.is_(None),
            PointChange.undoes_id.is_(None),
            PointChange.id.not_in(undoing),
        )
        .order_by(PointChange.point_id, PointChange.seq)
    )
    changes = [Change(row[0], row[1], row[2]) for row in acting.session.execute(query)]
    within = acting.number("reopened_within")
    return reductions(changes, first, last, within, acting.today)


def _standing(acting: Acting) -> Select[SalePoint]:
    query: Select[SalePoint] = sight.narrow(select(SalePoint), acting, SalePoint)
    return query.where(SalePoint.withdrawn_at.is_(None))


def counts(points: Iterable[SalePoint]) -> dict[PointStatus, int]:
    """Return how many of these points stand how."""
    found = Counter(one.standing for one in points)
    return {status: found[status] for status in PointStatus}
