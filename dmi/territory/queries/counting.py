"""What a baseline counts: months, complaints, active points and procedures of some sectors."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.kernel.local_time import local_day
from dmi.territory.models.complaint import Complaint
from dmi.territory.models.point import PointChange, SalePoint
from dmi.territory.models.procedure import Procedure
from dmi.territory.words import PointStatus

MONTH = "%Y-%m"


def months(first: date, last: date) -> list[str]:
    """Return the months that two days and all days between them lie in, as 2026-05."""
    return [
        f"{year:04}-{month:02}"
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if (first.year, first.month) <= (year, month) <= (last.year, last.month)
    ]


def last_day(month: str) -> date:
    """Return the last day of a month written as 2026-05."""
    year, number = map(int, month.split("-"))
    following = date(year + number // 12, number % 12 + 1, 1)
    return following - timedelta(days=1)


def fingerprint(
    market_id: UUID,
    first: date,
    last: date,
    sectors: Iterable[Mapping[str, str]],
    rows: Iterable[Mapping[str, Any]],
) -> str:
    """Return SHA-256 over the canonical JSON of a baseline: 64 hexadecimal digits."""
    kept = {
        "market": str(market_id),
        "from": first.isoformat(),
        "to": last.isoformat(),
        "sectors": list(sectors),
        "rows": list(rows),
    }
    canonical = json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def monthly(acting: Acting, sectors: list[UUID], first: date, last: date) -> list[dict[str, Any]]:
    """Return one row for each month from ``first`` to ``last``, both whole months of the place.

    A row holds ``month``, and as counts ``verified`` and ``unverified`` complaints received,
    ``points`` active at the end of the month, and ``procedures`` done. What was withdrawn from
    the register does not count; a point counts from its detection until it is reduced.
    """
    told = _complaints(acting, sectors, first, last)
    points = _points(acting, sectors)
    done = _procedures(acting, sectors, first, last)
    return [
        {
            "month": month,
            "verified": told[month, True],
            "unverified": told[month, False],
            "points": sum(_is_active(*point, last_day(month)) for point in points),
            "procedures": done[month],
        }
        for month in months(first, last)
    ]


def _complaints(
    acting: Acting, sectors: list[UUID], first: date, last: date
) -> Counter[tuple[str, bool]]:
    query = (
        select(Complaint.received_at, Complaint.verified_at.is_not(None))
        .outerjoin(SalePoint, SalePoint.id == Complaint.point_id)
        .where(
            or_(Complaint.sector_id.in_(sectors), SalePoint.sector_id.in_(sectors)),
            Complaint.withdrawn_at.is_(None),
            Complaint.received_at.between(_noon(first, -1), _noon(last, 1)),
        )
    )
    found: Counter[tuple[str, bool]] = Counter()
    for at, verified in acting.session.execute(sight.narrow(query, acting, Complaint)):
        day = local_day(at, acting.zone)
        if first <= day <= last:
            found[day.strftime(MONTH), bool(verified)] += 1
    return found


def _noon(day: date, days: int) -> datetime:
    """Return noon in UTC some days away: no zone's day reaches that far."""
    return datetime.combine(day + timedelta(days=days), time(12), UTC)


def _procedures(acting: Acting, sectors: list[UUID], first: date, last: date) -> Counter[str]:
    query = (
        select(Procedure.on)
        .outerjoin(SalePoint, SalePoint.id == Procedure.point_id)
        .where(
            or_(Procedure.sector_id.in_(sectors), SalePoint.sector_id.in_(sectors)),
            Procedure.withdrawn_at.is_(None),
            Procedure.on.between(first, last),
        )
    )
    days = acting.session.scalars(sight.narrow(query, acting, Procedure))
    return Counter(day.strftime(MONTH) for day in days)


def _points(acting: Acting, sectors: list[UUID]) -> list[tuple[SalePoint, list[PointChange]]]:
    """Return the points of the sectors, each with its changes that stand, the earliest first."""
    query = select(SalePoint).where(
        SalePoint.sector_id.in_(sectors), SalePoint.withdrawn_at.is_(None)
    )
    points = {row.id: row for row in acting.session.scalars(sight.narrow(query, acting, SalePoint))}
    changes: dict[UUID, list[PointChange]] = {key: [] for key in points}
    made = (
        select(PointChange)
        .join(SalePoint, SalePoint.id == PointChange.point_id)
        .where(SalePoint.sector_id.in_(sectors), SalePoint.withdrawn_at.is_(None))
    )
    narrowed = sight.narrow(made, acting, PointChange).order_by(PointChange.seq)
    rows = list(acting.session.scalars(narrowed))
    undone = {row.undoes_id for row in rows}
    for row in rows:
        if row.undoes_id is None and row.id not in undone:
            changes[row.point_id].append(row)
    return [(points[key], standing) for key, standing in changes.items()]


def _is_active(point: SalePoint, changes: list[PointChange], day: date) -> bool:
    if point.detected_on > day:
        return False
    reached = [change.to_status for change in changes if change.on <= day]
    status = reached[-1] if reached else PointStatus.ACTIVE
    return status is not PointStatus.REDUCED
