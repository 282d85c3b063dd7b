"""Sectors, schools and excluded places: recorded, loaded from files, withdrawn with a reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from uuid import UUID

from sqlalchemy import select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.access.models.places import Jurisdiction
from dmi.kernel.refusals import Faults
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.profiles.profile import load
from dmi.store.base import Record
from dmi.territory import files, geometry
from dmi.territory.models.cohort import Market
from dmi.territory.models.place import ExcludedPlace, School, Sector, Withdrawable
from dmi.territory.models.point import SalePoint
from dmi.territory.words import SectorKind

FAR_M = 60_000
FAR_AWAY = N_("This place is far away: write the latitude first, then the longitude.")
AREAS_FAR = N_(
    "These areas lie far from what is known of this place: perhaps latitude and longitude are "
    "swapped, here or in what was loaded before. If they are right here, say so below."
)
SCHOOLS_FAR = N_(
    "These schools lie far from the sectors: perhaps latitude and longitude are swapped, "
    "in the list or in the sectors. If they are right here, say so below."
)
WITHDRAWN_ALREADY = N_("This was withdrawn before.")
WRONG_LINES = N_("Too many lines cannot be read, so nothing was kept.")
NO_RADIUS = N_("Write how far around these coordinates nothing is counted.")
NO_SCHOOL = N_("The list holds no school of this place.")

Degrees = tuple[Decimal, Decimal]
Box = tuple[float, float, float, float]


class WrongLines(Faults):
    """A file of which too much cannot be read; ``lines`` says what is wrong in which line."""

    def __init__(self, lines: list[tuple[int, str]]) -> None:
        """Keep the lines for the form."""
        super().__init__({"file": [WRONG_LINES]})
        self.lines = lines


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file brought: how many rows are kept, how many lie elsewhere, which lines are not."""

    kept: int
    elsewhere: int = 0
    wrong: tuple[int, ...] = ()


def place_of(acting: Acting, record: Record | None = None) -> UUID:
    """Return the comuna in which the actor writes: that of a row, else their own."""
    found = record.jurisdiction_id if record is not None else None
    return found or acting.by.jurisdiction_ids[0]


@write("territory.sector.recorded", data_class=DataClass.TERRITORY)
def record_sector(
    acting: Acting, _place: None, *, name: str, kind: SectorKind, quadrant: str | None = None
) -> Sector:
    """Add a named area of the comuna."""
    row = Sector(name=name, kind=kind, quadrant=quadrant, jurisdiction_id=place_of(acting))
    return acting.add(row)


@write("territory.polygons.loaded", data_class=DataClass.TERRITORY)
def load_areas(
    acting: Acting, _place: None, *, text: str, kind: SectorKind, is_sure: bool = False
) -> Loaded:
    """Keep the areas of a GeoJSON file: one of a known name is drawn anew, others are added.

    ``is_sure``: they are kept although they lie far from what was loaded before.

    Raises:
        Faults: the file cannot be read, or its areas lie far from all that is known of the place.
    """
    try:
        found = files.read_areas(text)
    except files.Unreadable as cause:
        raise Faults({"file": [cause.sentence]}) from cause
    home = place_of(acting)
    query = sight.narrow(select(Sector), acting, Sector).where(Sector.jurisdiction_id == home)
    known = {row.name: row for row in acting.session.scalars(query)}
    names = {one.name for one in found}
    standing = [row.polygon for row in known.values() if row.polygon and row.name not in names]
    around = geometry.box(standing, _schools_at(acting, home))
    if not is_sure:
        refuse_far([one.area for one in found], around, AREAS_FAR)
    for one in found:
        row = known.get(one.name)
        if row is None:
            row = acting.add(Sector(name=one.name, kind=kind, jurisdiction_id=home))
            known[one.name] = row
        row.polygon = one.area
    return Loaded(len(found))


@write("territory.schools.loaded", data_class=DataClass.TERRITORY)
def load_schools(acting: Acting, _place: None, *, text: str, is_sure: bool = False) -> Loaded:
    """Keep the comuna's schools of the ministry's list and measure every point anew.

    ``is_sure``: they are kept although they lie far from the sectors.

    Raises:
        Faults: the file cannot be read, too many of its lines cannot, or they lie far away.
    """
    home = place_of(acting)
    code = acting.session.scalars(select(Jurisdiction.code).where(Jurisdiction.id == home)).one()
    try:
        found = files.read_schools(text, code, load(acting.profile).places)
    except files.Unreadable as cause:
        raise Faults({"file": [cause.sentence]}) from cause
    lines = len(found.rows) + len(found.wrong) + found.elsewhere
    if len(found.wrong) * 100 > acting.number("bad_rows_max") * lines:
        raise WrongLines(found.wrong)
    if not found.rows:
        raise Faults({"file": [NO_SCHOOL]})
    there = [(float(one.lon), float(one.lat)) for one in found.rows]
    around = geometry.box([area for _, area in areas_of(acting)], [])
    if not is_sure:
        _refuse_far(there, around, SCHOOLS_FAR)
    query = sight.narrow(select(School), acting, School).where(School.jurisdiction_id == home)
    known = {row.school_code: row for row in acting.session.scalars(query)}
    for one in found.rows:
        row = known.get(one.code) or School(school_code=one.code, jurisdiction_id=home)
        row.name, row.lon, row.lat = one.name, one.lon, one.lat
        if one.code not in known:
            known[one.code] = acting.add(row)
    acting.session.flush()
    measure_all(acting, home)
    return Loaded(len(found.rows), found.elsewhere, tuple(number for number, _ in found.wrong))


@write("territory.place.excluded", data_class=DataClass.TERRITORY)
def exclude_place(
    acting: Acting,
    _place: None,
    *,
    label: str,
    reason: str,
    coordinates: Degrees | None = None,
    radius_m: Decimal | None = None,
) -> ExcludedPlace:
    """Write down an address at which nothing is counted.

    Raises:
        Faults: coordinates without a radius, or a place far from the comuna.
    """
    if coordinates is not None and radius_m is None:
        raise Faults({"radius_m": [NO_RADIUS]})
    lon, lat = near_home(acting, coordinates)
    row = ExcludedPlace(
        label=label, reason=reason, lon=lon, lat=lat, jurisdiction_id=place_of(acting)
    )
    row.radius_m = int(radius_m) if radius_m is not None and lon is not None else None
    return acting.add(row)


@write("territory.place.withdrawn", data_class=DataClass.TERRITORY)
def withdraw_place(acting: Acting, row: Record, *, reason: str) -> Record:
    """Withdraw a school or an excluded place that is none any more; points are measured anew."""
    withdraw(acting, row, reason)
    if isinstance(row, School):
        acting.session.flush()
        measure_all(acting, place_of(acting, row))
    return row


def withdraw(acting: Acting, row: Record, reason: str) -> None:
    """Mark a row as withdrawn, with who and why.

    Raises:
        Faults: it was withdrawn before.
    """
    if not isinstance(row, Withdrawable):
        message = f"{type(row).__name__} cannot be withdrawn"
        raise TypeError(message)
    if row.withdrawn_at is not None:
        raise Faults({"reason": [WITHDRAWN_ALREADY]})
    row.withdrawn_at, row.withdrawn_by_id = acting.at, acting.by.id
    row.withdrawn_reason = reason


def schools_of(acting: Acting, home: UUID) -> list[School]:
    """Return the schools of a comuna that stand."""
    query = select(School).where(School.jurisdiction_id == home, School.withdrawn_at.is_(None))
    return list(acting.session.scalars(query))


def measure_all(acting: Acting, home: UUID) -> None:
    """Say anew of every point of a comuna which school is nearest, and which markets have one."""
    schools = schools_of(acting, home)
    query = select(SalePoint).where(SalePoint.jurisdiction_id == home, SalePoint.lon.is_not(None))
    for point in acting.session.scalars(query):
        measure(point, schools)
    near = acting.number("near_school_metres")
    drawn = select(Market).where(Market.jurisdiction_id == home, Market.polygon.is_not(None))
    for market in acting.session.scalars(drawn):
        market.is_near_school = near_a_school(market.polygon or [], schools, near)


def near_a_school(area: geometry.Area, schools: list[School], metres: int) -> bool:
    """Tell whether a school lies in an area or at most so many metres from it."""
    there = ((one.id, (float(one.lon), float(one.lat))) for one in schools)
    return bool(geometry.within_m(there, area, metres))


def measure(point: SalePoint, schools: list[School]) -> None:
    """Write down the nearest school of a point and how many metres away it is."""
    found = None
    if point.lon is not None and point.lat is not None:
        there = (float(point.lon), float(point.lat))
        among = ((one.id, (float(one.lon), float(one.lat))) for one in schools)
        found = geometry.nearest(there, among)
    point.nearest_school_id = found[0] if found else None
    point.school_distance_m = round(found[1]) if found else None


def near_home(
    acting: Acting, coordinates: Degrees | None
) -> tuple[Decimal, Decimal] | tuple[None, None]:
    """Return longitude and latitude, which must lie within reach of what is drawn of the comuna.

    Raises:
        Faults: they lie far away; most often they were typed the other way round.
    """
    if coordinates is None:
        return None, None
    drawn = areas_of(acting)
    around = geometry.box([area for _, area in drawn], [])
    there = (float(coordinates[0]), float(coordinates[1]))
    if around is not None:
        middle = ((around[0] + around[2]) / 2, (around[1] + around[3]) / 2)
        if geometry.distance_m(there, middle) > FAR_M:
            raise Faults({"coordinates": [FAR_AWAY]})
    return coordinates


def _schools_at(acting: Acting, home: UUID) -> list[geometry.Place]:
    query = select(School.lon, School.lat).where(
        School.jurisdiction_id == home, School.withdrawn_at.is_(None)
    )
    return [(float(lon), float(lat)) for lon, lat in acting.session.execute(query)]


def refuse_far(areas: Iterable[geometry.Area], around: Box | None, sentence: str) -> None:
    """Refuse a file whose areas as a whole lie far from all that is known.

    Raises:
        Faults: they do, as where latitude and longitude are swapped.
    """
    rings = (rings[0] for area in areas for rings in area)
    _refuse_far([(float(x), float(y)) for ring in rings for x, y, *_ in ring], around, sentence)


def _refuse_far(places: list[geometry.Place], around: Box | None, sentence: str) -> None:
    """Refuse a file that as a whole lies far from all that is known, as one with swapped columns.

    The middle one of its places is looked at: a wide comuna has schools far out.
    """
    if around is None:
        return
    here = (median(one[0] for one in places), median(one[1] for one in places))
    middle = ((around[0] + around[2]) / 2, (around[1] + around[3]) / 2)
    if geometry.distance_m(here, middle) > FAR_M:
        raise Faults({"file": [sentence]})


def areas_of(acting: Acting) -> list[tuple[UUID, geometry.Area]]:
    """Return the drawn sectors of the actor's comuna; the smaller kinds of area come first."""
    query = select(Sector.id, Sector.polygon, Sector.kind).where(
        Sector.jurisdiction_id == place_of(acting)
    )
    order = list(SectorKind)
    rows = sorted(acting.session.execute(query), key=lambda row: order.index(row.kind))
    return [(row.id, row.polygon) for row in rows if row.polygon]


def sector_at(acting: Acting, coordinates: Degrees | None) -> UUID | None:
    """Return the sector that a place lies in, if it is drawn."""
    if coordinates is None:
        return None
    there = (float(coordinates[0]), float(coordinates[1]))
    return next((key for key, area in areas_of(acting) if geometry.inside(there, area)), None)
