"""A small register of a comuna: one row of each kind, placed straight into the database."""

from decimal import Decimal

from dmi.territory.models.cohort import Cohort
from dmi.territory.models.complaint import Complaint
from dmi.territory.models.place import ExcludedPlace, School, Sector
from dmi.territory.models.point import PointChange, SalePoint
from dmi.territory.models.procedure import Procedure, Seizure
from dmi.territory.words import (
    ComplaintSource,
    IncidentKind,
    PointStatus,
    ProcedureOrigin,
    SectorKind,
    Substance,
    Unit,
)
from tests.builders import placed
from tests.people import Town

SQUARE = [
    [[[-70.58, -33.42], [-70.56, -33.42], [-70.56, -33.40], [-70.58, -33.40], [-70.58, -33.42]]]
]
"""Rings of one polygon around the point of E15."""

LON, LAT = Decimal("-70.566300"), Decimal("-33.408600")


def a_sector(town: Town, name: str = "Colon Oriente") -> Sector:
    """Write a drawn sector."""
    return placed(town, Sector(name=name, kind=SectorKind.NEIGHBOURHOOD, polygon=SQUARE))


def a_school(town: Town, code: str = "8911") -> School:
    """Write a school 377 m from the point."""
    lon, lat = Decimal("-70.570000"), Decimal("-33.410000")
    return placed(town, School(school_code=code, name=f"Liceo {code}", lon=lon, lat=lat))


def a_point(
    town: Town, number: int = 1, sector: Sector | None = None, school: School | None = None
) -> SalePoint:
    """Write a point with its first change."""
    row = SalePoint(
        code=f"PB-{number:04}",
        sector_id=sector.id if sector else None,
        address_hint="Esquina del pasaje sin nombre",
        lon=LON,
        lat=LAT,
        detected_on=town.clock().date(),
        source=ComplaintSource.PATROL,
        drugs_seen=[Substance.COCA_BASE.value],
        standing=PointStatus.ACTIVE,
        nearest_school_id=school.id if school else None,
        school_distance_m=377 if school else None,
    )
    placed(town, row)
    change = PointChange(
        point_id=row.id,
        seq=1,
        to_status=PointStatus.ACTIVE,
        on=row.detected_on,
        by_id=town.users["ter1"].id,
    )
    placed(town, change, row)
    return row


def a_complaint(
    town: Town, reference: str = "A-1", *, is_anonymous: bool = True, contact: str = ""
) -> Complaint:
    """Write a complaint of an anonymous line."""
    row = Complaint(
        source=ComplaintSource.SAFE_LINE,
        reference=reference,
        received_at=town.clock(),
        kind=IncidentKind.SALE,
        is_anonymous=is_anonymous,
    )
    row.text = "Venden desde las ocho de la noche."
    row.complainant_contact = contact
    return placed(town, row)


def a_procedure(town: Town, number: str = "P-1", point: SalePoint | None = None) -> Procedure:
    """Write a procedure with one seizure."""
    row = Procedure(
        procedure_no=number,
        unit="Brigada Microtrafico Cero",
        on=town.clock().date(),
        point_id=point.id if point else None,
        origin=ProcedureOrigin.ANONYMOUS_TIP,
        people_detained=2,
        ruc="2600000001-K",
    )
    placed(town, row)
    seizure = Seizure(
        procedure_id=row.id, substance=Substance.COCA_BASE, amount=Decimal("12.5"), unit=Unit.G
    )
    placed(town, seizure, row)
    return row


def a_register(town: Town, cohort: Cohort | None = None) -> None:
    """Write one row of each kind; the complaint bears on the cohort, if there is one."""
    sector, school = a_sector(town), a_school(town)
    point = a_point(town, sector=sector, school=school)
    a_complaint(town).cohort_id = cohort.id if cohort else None
    town.session.flush()
    a_procedure(town, point=point)
    reason = "Lo que se decomisa llega aqui."
    placed(town, ExcludedPlace(label="Primera comisaria", reason=reason))
