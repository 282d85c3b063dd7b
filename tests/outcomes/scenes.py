"""Cohorts of known people, written straight into the database with the moves that they took."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from dmi.access.models.records import Move
from dmi.people.models.pathway import Pathway
from dmi.people.words import Sex
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.policy.states import CohortStage, Stage, ViolationStatus
from dmi.territory.models.cohort import Cohort
from dmi.territory.models.place import School, Sector
from dmi.territory.models.point import PointChange, SalePoint
from dmi.territory.models.procedure import Procedure, Seizure
from dmi.territory.words import (
    ComplaintSource,
    PointStatus,
    ProcedureOrigin,
    SectorKind,
    Substance,
    Unit,
)
from dmi.violations.models.finding import Finding
from dmi.violations.models.report import ViolationReport
from dmi.violations.rules import GRAVITY
from dmi.violations.words import FindingOutcome, ViolationKind, ViolationSource
from tests.builders import a_cohort, a_pathway, placed
from tests.people import Town

S = Stage
KNOWN = (S.NOMINATED, S.IDENTIFIED)
REVIEWED = (*KNOWN, S.BUILDING, S.EVIDENCE_READY, S.IN_REVIEW)
CHOSEN = (*REVIEWED, S.CANDIDATE, S.CASE_READY)
SERVED = (*CHOSEN, S.INVITED)
CAME = (*SERVED, S.ATTENDED, S.OFFERED)
ACTIVE = (*CAME, S.ENROLLED, S.ACTIVE)

# A whole cohort: 26 identified, 21 reviewed, 11 chosen, 10 served, 8 came, 8 enrolled, 5 ended.
SEEDED: tuple[tuple[int, tuple[Stage, ...]], ...] = (
    (3, (*KNOWN, S.REMOVED)),
    (2, (*KNOWN, S.BUILDING, S.REMOVED)),
    (9, (*REVIEWED, S.PROSECUTION)),
    (1, (*REVIEWED, S.YOUTH)),
    (5, (*ACTIVE, S.GRADUATED)),
    (1, (*ACTIVE, S.TERMINATED)),
    (1, (*CAME, S.ENROLLED, S.WITHDRAWN)),
    (1, (*CAME, S.DECLINED)),
    (1, (*SERVED, S.EXCUSED, S.OFFERED, S.ENROLLED, S.ACTIVE)),
    (1, (*SERVED, S.NO_SHOW)),
    (1, (*CHOSEN, S.NOT_SERVED)),
)
STEP_DAYS = 10


def went(town: Town, cohort: Cohort, surname: str, stages: Iterable[Stage], began: date) -> Pathway:
    """Write somebody who took these stages, one every ten days."""
    way = tuple(stages)
    pathway = a_pathway(town, cohort, way[-1], surname)
    for seq, stage in enumerate(way, 1):
        a_move(town, pathway, seq, stage, began + timedelta(days=STEP_DAYS * seq))
    return pathway


def a_move(
    town: Town, pathway: Pathway, seq: int, to: Stage, on: date, *, reverses: int | None = None
) -> Move:
    """Write one move of somebody's way."""
    move = Move(
        machine="P",
        object_ref=pathway.id,
        seq=seq,
        step="test",
        verb="x.y.z",
        data_class=DataClass.PATHWAY_STAGE,
        to_status=to.value,
        at=town.clock().replace(year=on.year, month=on.month, day=on.day),
        actor_id=town.users["fis1"].id,
        actor_role=Role.PROSECUTOR,
        guards=[],
        reverses_seq=reverses,
    )
    return placed(town, move, pathway)


def seeded(
    town: Town,
    name: str = "Sembrada",
    groups: Iterable[tuple[int, tuple[Stage, ...]]] = SEEDED,
    days_ago: int = 500,
) -> tuple[Cohort, list[Pathway]]:
    """Write a whole cohort whose call-in lies behind; one in seven is a woman."""
    began = town.clock().date() - timedelta(days=days_ago)
    cohort = a_cohort(town, CohortStage.MAINTENANCE, name)
    cohort.callin_on = began + timedelta(days=STEP_DAYS * len(SERVED))
    people = []
    for number, stages in enumerate(one for count, one in groups for _each in range(count)):
        one = went(town, cohort, f"{name}{number:02}", stages, began)
        one.person.sex_registered = Sex.MALE if number % 7 else Sex.FEMALE
        people.append(one)
    town.session.commit()
    return cohort, people


def a_finding(
    town: Town,
    pathway: Pathway,
    on: date,
    outcome: FindingOutcome = FindingOutcome.FOUNDED,
    appeal_days: int = -1,
) -> Finding:
    """Write a finding about a new sale; a day on which it can still be appealed is ahead."""
    at = town.clock().replace(year=on.year, month=on.month, day=on.day)
    report = ViolationReport(
        pathway_id=pathway.id,
        kind=ViolationKind.V1,
        gravity=GRAVITY[ViolationKind.V1],
        source_kind=ViolationSource.POLICE_REPORT,
        alleged_at=at,
        first_hand=True,
        reported_by_id=town.users["pol1"].id,
        reported_at=at,
    )
    report.key_ref = pathway.key_ref
    report.facts = "A report tells of something that was handed over."
    report.stand(ViolationStatus.FOUNDED.value)
    placed(town, report, pathway)
    finding = Finding(
        report_id=report.id,
        outcome=outcome,
        decided_by_id=town.users["fis1"].id,
        second_by_id=town.users["jef1"].id,
        decided_at=at,
        appeal_until=town.clock().date() + timedelta(days=appeal_days),
    )
    finding.key_ref = pathway.key_ref
    finding.reasons = "Two reports and an analysis say the same."
    return placed(town, finding, report)


def a_sector(town: Town, name: str) -> Sector:
    """Write a sector."""
    return placed(town, Sector(name=name, kind=SectorKind.NEIGHBOURHOOD))


def a_procedure(
    town: Town,
    on: date,
    sector: Sector | None = None,
    *,
    detained: int = 1,
    origin: ProcedureOrigin = ProcedureOrigin.FLAGRANCY,
    seized: tuple[tuple[Substance, str, Unit], ...] = (),
    closed_on: date | None = None,
    is_open: bool = False,
    is_pure: bool | None = None,
) -> Procedure:
    """Write one police procedure; it was closed on the day it was done unless told otherwise."""
    number = town.session.query(Procedure).count()
    row = Procedure(
        procedure_no=f"P-{number}",
        unit="Brigada",
        on=on,
        sector_id=sector.id if sector else None,
        origin=origin,
        people_detained=detained,
        closed_on=None if is_open else closed_on or on,
    )
    placed(town, row)
    for substance, amount, unit in seized:
        seizure = Seizure(
            procedure_id=row.id,
            substance=substance,
            amount=Decimal(amount),
            unit=unit,
            is_pure=is_pure,
        )
        placed(town, seizure, row)
    return row


def a_point(
    town: Town, sector: Sector | None, *changes: tuple[PointStatus, date], metres: int | None = None
) -> SalePoint:
    """Write a point with its changes; metres is how far the nearest school is."""
    number = town.session.query(SalePoint).count()
    row = SalePoint(
        code=f"PV-{number}",
        sector_id=sector.id if sector else None,
        detected_on=changes[0][1],
        source=ComplaintSource.PATROL,
        standing=changes[-1][0],
    )
    if metres is not None:
        row.nearest_school_id = a_school(town, number)
        row.school_distance_m = metres
    placed(town, row)
    for seq, (status, day) in enumerate(changes, 1):
        change = PointChange(
            point_id=row.id, seq=seq, to_status=status, on=day, by_id=town.users["ter1"].id
        )
        placed(town, change, row)
    return row


def a_school(town: Town, number: int) -> UUID:
    """Write a school and return its id."""
    row = School(school_code=f"{number}", name="Liceo", lon=Decimal("-70.5"), lat=Decimal("-33.4"))
    placed(town, row)
    return row.id
