"""The living register of points: detected, looked into, reduced, come back; nothing is edited."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.kernel.refusals import Faults
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.profiles.profile import load
from dmi.store.database import queue_up
from dmi.territory import rules
from dmi.territory.acts.place import (
    Degrees,
    measure,
    near_home,
    place_of,
    schools_of,
    sector_at,
    withdraw,
)
from dmi.territory.models.place import Sector
from dmi.territory.models.point import PointChange, SalePoint
from dmi.territory.words import ComplaintSource, PointStatus, Substance

NOT_YET = N_("This day has not come yet.")
BEFORE_THE_LAST = N_("The point changed later than this day already.")
NOT_FROM_HERE = N_("From how the point stands it cannot go there.")
IS_WITHDRAWN = N_("The point was withdrawn from the register.")
NOTHING_TO_UNDO = N_("There is no change that could be taken back.")
NO_SUCH_SECTOR = N_("Choose one of the sectors of the list.")
A_NUMBER = N_("Leave out numbers of people: what stands here is a place.")
REASON_MISSING = N_("Say why.")


@write("territory.point.recorded", data_class=DataClass.TERRITORY)
def record_point(
    acting: Acting,
    _place: None,
    *,
    detected_on: date,
    source: ComplaintSource,
    sector: UUID | None = None,
    address_hint: str | None = None,
    coordinates: Degrees | None = None,
    drugs_seen: Sequence[Substance] = (),
) -> SalePoint:
    """Write a point down with the next free code, the nearest school and its first status.

    Raises:
        Faults: a day to come, a place far away, a sector of another comuna, a person's number.
    """
    home = place_of(acting)
    if detected_on > acting.today:
        raise Faults({"detected_on": [NOT_YET]})
    refuse_numbers(acting, "address_hint", address_hint)
    lon, lat = near_home(acting, coordinates)
    row = SalePoint(
        code=_next_code(acting, home),
        jurisdiction_id=home,
        sector_id=known_sector(acting, sector) or sector_at(acting, coordinates),
        address_hint=address_hint or None,
        lon=lon,
        lat=lat,
        detected_on=detected_on,
        source=source,
        drugs_seen=[one.value for one in drugs_seen],
        standing=PointStatus.ACTIVE,
    )
    measure(row, schools_of(acting, home) if lon is not None else [])
    acting.add(row)
    acting.session.flush()
    _append(acting, row, None, PointStatus.ACTIVE, detected_on)
    return row


@write("territory.point.changed", data_class=DataClass.TERRITORY)
def change_point(
    acting: Acting, point: SalePoint, *, to_status: PointStatus, on: date, reason: str | None = None
) -> PointChange:
    """Say how a point stands from a day on.

    Raises:
        Faults: it cannot go there from where it stands, or the day is before its last change.
    """
    if point.withdrawn_at is not None:
        raise Faults({"to_status": [IS_WITHDRAWN]})
    if to_status not in rules.NEXT[point.standing]:
        raise Faults({"to_status": [NOT_FROM_HERE]})
    if on > acting.today:
        raise Faults({"on": [NOT_YET]})
    if on < standing(changes_of(acting, point))[-1].on:
        raise Faults({"on": [BEFORE_THE_LAST]})
    refuse_numbers(acting, "reason", reason)
    before, point.standing = point.standing, to_status
    return _append(acting, point, before, to_status, on, reason=reason or None)


@write("territory.point.change_undone", data_class=DataClass.TERRITORY)
def undo_change(acting: Acting, point: SalePoint, *, reason: str) -> PointChange:
    """Take the last change back: the point stands where it stood, and both lines stay.

    Raises:
        Faults: only its detection is left, or no reason is given.
    """
    if not reason.strip():
        raise Faults({"reason": [REASON_MISSING]})
    refuse_numbers(acting, "reason", reason)
    last = standing(changes_of(acting, point))[-1]
    if last.from_status is None or point.withdrawn_at is not None:
        raise Faults({"reason": [NOTHING_TO_UNDO]})
    point.standing = last.from_status
    return _append(
        acting,
        point,
        last.to_status,
        last.from_status,
        acting.today,
        reason=reason,
        undoes_id=last.id,
    )


@write("territory.point.withdrawn", data_class=DataClass.TERRITORY)
def withdraw_point(acting: Acting, point: SalePoint, *, reason: str) -> SalePoint:
    """Take a point that should never have stood here out of every count."""
    refuse_numbers(acting, "reason", reason)
    withdraw(acting, point, reason)
    return point


def changes_of(acting: Acting, point: SalePoint) -> list[PointChange]:
    """Return every change of a point, the first one first."""
    query = select(PointChange).where(PointChange.point_id == point.id)
    return list(acting.session.scalars(query.order_by(PointChange.seq)))


def standing(changes: Sequence[PointChange]) -> list[PointChange]:
    """Return the changes that count: none that was undone, and none that undoes."""
    undone = {one.undoes_id for one in changes}
    return [one for one in changes if one.undoes_id is None and one.id not in undone]


def known_sector(acting: Acting, sector: UUID | None) -> UUID | None:
    """Return the id of a sector that the actor may know.

    Raises:
        Faults: there is none of that id.
    """
    if sector is None:
        return None
    query = select(Sector.id).where(Sector.id == sector, Sector.jurisdiction_id == place_of(acting))
    if acting.session.scalar(sight.narrow(query, acting, Sector, DataClass.TERRITORY)) is None:
        raise Faults({"sector": [NO_SUCH_SECTOR]})
    return sector


def refuse_numbers(acting: Acting, field: str, text: str | None) -> None:
    """Keep identity numbers out of the register of places.

    Raises:
        Faults: the text holds what looks like one.
    """
    if text and load(acting.profile).holds_a_number(text):
        raise Faults({field: [A_NUMBER]})


def _next_code(acting: Acting, home: UUID) -> str:
    queue_up(acting.session, f"points of {home}")
    query = select(func.count()).select_from(SalePoint).where(SalePoint.jurisdiction_id == home)
    return f"PB-{(acting.session.scalar(query) or 0) + 1:04}"


def _append(
    acting: Acting,
    point: SalePoint,
    before: PointStatus | None,
    after: PointStatus,
    on: date,
    *,
    reason: str | None = None,
    undoes_id: UUID | None = None,
) -> PointChange:
    query = select(func.max(PointChange.seq)).where(PointChange.point_id == point.id)
    row = PointChange(
        point_id=point.id,
        seq=(acting.session.scalar(query) or 0) + 1,
        from_status=before,
        to_status=after,
        on=on,
        by_id=acting.by.id,
        reason=reason,
        undoes_id=undoes_id,
    )
    return acting.add(row, under=point)
