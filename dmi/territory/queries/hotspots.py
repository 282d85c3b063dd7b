"""What a ranking is made of, and the rankings that stand."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import defer, joinedload

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.models.users import User
from dmi.documents.models import ShelfFile
from dmi.kernel.calendar import add_months
from dmi.kernel.local_time import local_day
from dmi.owed.models import BackgroundWork
from dmi.owed.words import WorkType
from dmi.policy.classes import DataClass
from dmi.policy.plain_states import WorkStatus
from dmi.territory.models.complaint import Complaint
from dmi.territory.models.hotspots import HotSpotRun
from dmi.territory.models.place import ExcludedPlace, School, Sector
from dmi.territory.models.point import SalePoint
from dmi.territory.models.procedure import Procedure
from dmi.territory.words import ComplaintSource, ProcedureOrigin, SeenAs

MOST_RUNS = 50
HEADING = ("id", "fecha", "tipo", "lat", "lon", "fuente", "sector", "verificado")
PROCEDURE = "PROCEDURE"
_SEEN_AS = {SeenAs.FLAGRANCY: "flagrancia", SeenAs.CONTROLLED_BUY: "compra_controlada"}
_FROM_OFFICES = frozenset({ComplaintSource.PATROL, ComplaintSource.MUNICIPAL})


@dataclass(frozen=True, slots=True)
class Entries:
    """The register's complaints and procedures as an incident file.

    Attributes:
        content: CSV in UTF-8, without texts, addresses and whoever told.
        count: its rows.
        unplaced: entries that lie nowhere and are not in it.
    """

    content: bytes
    count: int
    unplaced: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the register knows of a place besides incidents, as plain values.

    Attributes:
        schools: name, longitude and latitude in degrees.
        excluded: longitude, latitude and radius in metres.
        addresses: addresses and names of the excluded places, whether they have a circle or not.
        sectors: name and rings, each of longitudes and latitudes.
    """

    schools: tuple[tuple[str, float, float], ...]
    excluded: tuple[tuple[float, float, float], ...]
    addresses: tuple[str, ...]
    sectors: tuple[tuple[str, tuple[Any, ...]], ...]


@dataclass(frozen=True, slots=True)
class RunLine:
    """One ranking of the list: who asked for it, and whether its file could not be used."""

    run: HotSpotRun
    asked_by: str
    is_refused: bool


def runs(acting: Acting) -> list[RunLine]:
    """Return the newest rankings this reader may know, without what they came to."""
    refusal = HotSpotRun.result["refused"]["sentence"].as_string()
    query = select(HotSpotRun, User.display_name, refusal).join(User, User.id == HotSpotRun.by_id)
    newest = query.order_by(HotSpotRun.created_at.desc(), HotSpotRun.id).limit(MOST_RUNS)
    light = newest.options(
        joinedload(HotSpotRun.work), defer(HotSpotRun.result), defer(HotSpotRun.backtest)
    )
    rows = acting.session.execute(sight.narrow(light, acting, HotSpotRun))
    found = [RunLine(row, name, refused is not None) for row, name, refused in rows]
    acting.saw(DataClass.TERRITORY, *(line.run.id for line in found))
    return found


def run(acting: Acting, row_id: UUID) -> HotSpotRun:
    """Return one ranking this reader may know."""
    found = sight.fetch(acting, HotSpotRun, row_id)
    acting.saw(DataClass.TERRITORY, found.id)
    return found


def run_of(acting: Acting, work: BackgroundWork) -> HotSpotRun:
    """Return the ranking that a piece of long work is done for."""
    query = select(HotSpotRun).where(HotSpotRun.work_id == work.id)
    return acting.session.scalars(query).one()


def files_of(acting: Acting, work: BackgroundWork) -> dict[str, ShelfFile]:
    """Return the files that a piece of long work still needs, by what they are."""
    named: dict[str, str] = work.arguments["files"]
    found = {what: acting.session.get_one(ShelfFile, UUID(one)) for what, one in named.items()}
    return {what: file for what, file in found.items() if file.removed_at is None}


def failed_works(acting: Acting) -> list[BackgroundWork]:
    """Return the rankings of the actor's place that were asked for and could not be made."""
    query = select(BackgroundWork).where(
        BackgroundWork.kind == WorkType.HOT_SPOTS, BackgroundWork.status == WorkStatus.FAILED
    )
    return list(acting.session.scalars(query))


def entries(acting: Acting, months: int) -> Entries:
    """Return the complaints and procedures of the last months that this reader may know."""
    since = add_months(acting.today, -months)
    rows = [*_complaints(acting, since), *_procedures(acting, since)]
    placed = [row for row in rows if row[3] and row[4]]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADING)
    writer.writerows((number, *row[1:]) for number, row in enumerate(placed, 1))
    return Entries(out.getvalue().encode(), len(placed), len(rows) - len(placed))


def surroundings(acting: Acting, jurisdiction: UUID) -> Surroundings:
    """Return the schools, excluded circles and sectors of a place."""
    session = acting.session
    schools = session.execute(
        select(School.name, School.lon, School.lat)
        .where(School.jurisdiction_id == jurisdiction, School.withdrawn_at.is_(None))
        .order_by(School.id)
    )
    excluded = session.execute(
        select(ExcludedPlace.label, ExcludedPlace.lon, ExcludedPlace.lat, ExcludedPlace.radius_m)
        .where(ExcludedPlace.jurisdiction_id == jurisdiction, ExcludedPlace.withdrawn_at.is_(None))
        .order_by(ExcludedPlace.id)
    ).all()
    sectors = session.execute(
        select(Sector.name, Sector.polygon)
        .where(Sector.jurisdiction_id == jurisdiction, Sector.polygon.is_not(None))
        .order_by(Sector.name)
    )
    drawn = [(name, tuple(rings_of(polygon))) for name, polygon in sectors]
    return Surroundings(
        tuple((name, float(lon), float(lat)) for name, lon, lat in schools),
        tuple(
            (float(lon), float(lat), float(radius))
            for _label, lon, lat, radius in excluded
            if lon is not None and lat is not None and radius is not None
        ),
        tuple(label for label, *_circle in excluded),
        tuple((name, rings) for name, rings in drawn if rings),
    )


def rings_of(polygon: Any) -> Iterable[Any]:
    """Yield the rings of a polygon or of several, however deep they lie."""
    if not isinstance(polygon, Sequence) or not polygon:
        return
    if isinstance(polygon[0], Sequence) and polygon[0] and not isinstance(polygon[0][0], Sequence):
        yield polygon
        return
    for inner in polygon:
        yield from rings_of(inner)


def _complaints(acting: Acting, since: date) -> list[tuple[str, ...]]:
    lon, lat = _place(Complaint.lon, SalePoint.lon), _place(Complaint.lat, SalePoint.lat)
    begin = datetime.combine(since, time(), ZoneInfo(acting.zone))
    query = (
        select(
            *(Complaint.received_at, Complaint.kind, Complaint.source, Complaint.is_anonymous),
            *(Complaint.seen_as, Complaint.verified_at, lat, lon, Sector.name),
        )
        .join(SalePoint, SalePoint.id == Complaint.point_id, isouter=True)
        .join(Sector, Sector.id == Complaint.sector_id, isouter=True)
        .where(Complaint.received_at >= begin, Complaint.withdrawn_at.is_(None))
        .order_by(Complaint.received_at, Complaint.id)
    )
    found = acting.session.execute(sight.narrow(query, acting, Complaint))
    return [
        (
            *("", local_day(at, acting.zone).isoformat(), kind.value, _text(y), _text(x)),
            *(_source(source, seen_as, anonymous=anonymous), sector or ""),
            str(int(verified is not None)),
        )
        for at, kind, source, anonymous, seen_as, verified, y, x, sector in found
    ]


def _procedures(acting: Acting, since: date) -> list[tuple[str, ...]]:
    """Return procedures where they were done; the police saw it, so each is verified."""
    query = (
        select(
            *(Procedure.on, Procedure.origin, Procedure.people_detained),
            *(SalePoint.lat, SalePoint.lon, Sector.name),
        )
        .join(SalePoint, SalePoint.id == Procedure.point_id, isouter=True)
        .join(Sector, Sector.id == Procedure.sector_id, isouter=True)
        .where(Procedure.on >= since, Procedure.withdrawn_at.is_(None))
        .order_by(Procedure.on, Procedure.id)
    )
    found = acting.session.execute(sight.narrow(query, acting, Procedure))
    return [
        (
            *("", on.isoformat(), PROCEDURE, _text(y), _text(x)),
            *(_ground(origin, detained), sector or "", "1"),
        )
        for on, origin, detained, y, x, sector in found
    ]


def _source(source: ComplaintSource, seen_as: SeenAs | None, *, anonymous: bool) -> str:
    if seen_as is not None:
        return _SEEN_AS[seen_as]
    if anonymous:
        return "anonima"
    return "municipal" if source in _FROM_OFFICES else "denuncia"


def _ground(origin: ProcedureOrigin, detained: int) -> str:
    """Return what a procedure counts as: people caught in the act, or what it began with."""
    if detained or origin is ProcedureOrigin.FLAGRANCY:
        return "flagrancia"
    return "anonima" if origin is ProcedureOrigin.ANONYMOUS_TIP else "denuncia"


def _place(own: Any, of_point: Any) -> ColumnElement[Any]:
    """Return the own coordinate, else that of the point."""
    return func.coalesce(own, of_point)


def _text(number: Any) -> str:
    return "" if number is None else f"{float(number):.6f}"
