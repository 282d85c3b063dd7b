"""What the police did in a quarter, place by place: work, never impact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from dmi.access.acting import Acting
from dmi.access.sight import narrow
from dmi.kernel.calendar import add_months
from dmi.outcomes.disclosure import covered
from dmi.policy.classes import DataClass
from dmi.science.indicators import Change, change
from dmi.territory.models.place import Sector
from dmi.territory.models.point import PointChange, SalePoint
from dmi.territory.models.procedure import Procedure, Seizure
from dmi.territory.words import PointStatus, ProcedureOrigin, Substance, Unit

MONTHS_A_QUARTER = 3
QUARTERS = 8


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    """A quarter of a year, from its first day to its last."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Return the first day."""
        return date(self.year, MONTHS_A_QUARTER * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Return the last day."""
        return add_months(self.first, MONTHS_A_QUARTER) - timedelta(days=1)

    @property
    def before(self) -> "Quarter":
        """Return the quarter before this one."""
        return quarter_of(self.first - timedelta(days=1))

    def __str__(self) -> str:
        """Write the year and the number: "2026-Q3"."""
        return f"{self.year}-Q{self.number}"


def quarter_of(day: date) -> Quarter:
    """Return the quarter in which a day lies."""
    return Quarter(day.year, (day.month + 2) // MONTHS_A_QUARTER)


def quarter_named(text: str) -> Quarter:
    """Return the quarter that was written as "2026-Q3"."""
    year, number = text.split("-Q")
    return Quarter(int(year), int(number))


def quarters_ended(today: date) -> list[Quarter]:
    """Return the quarters of the last two years that have ended, the newest first."""
    found = [quarter_of(today).before]
    while len(found) < QUARTERS:
        found.append(found[-1].before)
    return found


@dataclass(frozen=True, slots=True)
class Row:
    """What was done at one place, or in all (no place); what may not be told is None."""

    place: str | None
    is_total: bool
    procedures: int | None
    detained: int | None
    reduced: int | None
    reactivated: int | None
    near: int | None

    @property
    def each(self) -> float | None:
        """Return how many people were detained in one procedure."""
        if self.detained is None or not self.procedures:
            return None
        return self.detained / self.procedures

    @property
    def net(self) -> int | None:
        """Return the points reduced less those that sold again."""
        if self.reduced is None or self.reactivated is None:
            return None
        return self.reduced - self.reactivated


@dataclass(frozen=True, slots=True)
class Seized:
    """One substance in one unit: never added to another."""

    substance: Substance
    unit: Unit
    amount: Decimal
    before: Decimal
    change: Change | None


@dataclass(frozen=True, slots=True)
class Origin:
    """What procedures began with: how many, of how many."""

    origin: ProcedureOrigin
    count: int | None
    of: int | None


@dataclass(frozen=True, slots=True)
class Workload:
    """A quarter: its places and their sum, its seizures and its origins."""

    rows: list[Row]
    seized: list[Seized]
    origins: list[Origin]


def workload(acting: Acting, quarter: Quarter, least: int) -> Workload:
    """Return the work of one quarter, with counts smaller than ``least`` and their shadows out."""
    done = _procedures(acting, quarter)
    changed = _points(acting, quarter)
    places = sorted({one[0] for one in done} | {one[0] for one in changed}, key=_last_if_unknown)
    acting.saw(DataClass.OUTCOMES, *acting.by.jurisdiction_ids)
    return Workload(
        rows=_rows(places, done, changed, least),
        seized=_seized(acting, quarter),
        origins=_origins(done, least),
    )


def _last_if_unknown(place: str | None) -> tuple[bool, str]:
    return place is None, place or ""


Done = tuple[str | None, ProcedureOrigin, int, int]
Changed = tuple[str | None, bool, bool]


def _procedures(acting: Acting, quarter: Quarter) -> list[Done]:
    query = (
        select(
            Sector.name,
            Procedure.origin,
            func.count(Procedure.id),
            func.sum(Procedure.people_detained),
        )
        .outerjoin(Sector, Sector.id == Procedure.sector_id)
        .where(
            Procedure.on >= quarter.first,
            Procedure.on <= quarter.last,
            Procedure.withdrawn_at.is_(None),
        )
        .group_by(Sector.name, Procedure.origin)
    )
    seen = narrow(query, acting, Procedure, DataClass.OUTCOMES)
    return [(row[0], row[1], int(row[2]), int(row[3])) for row in acting.session.execute(seen)]


def _points(acting: Acting, quarter: Quarter) -> list[Changed]:
    """Return each point that was reduced or sold again: its place, which of both, how near."""
    undoing = aliased(PointChange)
    near = SalePoint.school_distance_m <= acting.number("near_school_metres")
    query = (
        select(SalePoint.id, Sector.name, PointChange.to_status, near)
        .join(PointChange, PointChange.point_id == SalePoint.id)
        .outerjoin(Sector, Sector.id == SalePoint.sector_id)
        .where(
            PointChange.on >= quarter.first,
            PointChange.on <= quarter.last,
            PointChange.to_status.in_([PointStatus.REDUCED, PointStatus.REACTIVATED]),
            PointChange.undoes_id.is_(None),
            ~select(undoing.id).where(undoing.undoes_id == PointChange.id).exists(),
            SalePoint.withdrawn_at.is_(None),
        )
        .distinct()
    )
    seen = narrow(query, acting, SalePoint, DataClass.OUTCOMES)
    return [
        (place, status is PointStatus.REDUCED, bool(is_near))
        for _point, place, status, is_near in acting.session.execute(seen)
    ]


def _rows(
    places: Sequence[str | None], done: Sequence[Done], changed: Sequence[Changed], least: int
) -> list[Row]:
    """Hide column by column; near a school and far from one are columns that add up."""
    columns = [
        [sum(one[2] for one in done if one[0] == place) for place in places],
        [sum(one[3] for one in done if one[0] == place) for place in places],
        [changed.count((place, True, True)) for place in places],
        [changed.count((place, True, False)) for place in places],
        [sum(one[:2] == (place, False) for one in changed) for place in places],
    ]
    procedures, detained, near, far, again = (covered(column, least) for column in columns)
    found = []
    for at, place in enumerate([*places, None]):
        close, away = near[at], far[at]
        found.append(
            Row(
                place=place,
                is_total=at == len(places),
                procedures=procedures[at],
                detained=detained[at],
                reduced=None if close is None or away is None else close + away,
                reactivated=again[at],
                near=close,
            )
        )
    return found


def _seized(acting: Acting, quarter: Quarter) -> list[Seized]:
    is_now = Procedure.on >= quarter.first
    query = (
        select(Seizure.substance, Seizure.unit, is_now, func.sum(Seizure.amount))
        .join(Procedure, Procedure.id == Seizure.procedure_id)
        .where(
            Procedure.on >= quarter.before.first,
            Procedure.on <= quarter.last,
            Procedure.withdrawn_at.is_(None),
        )
        .group_by(Seizure.substance, Seizure.unit, is_now)
    )
    amounts: dict[tuple[Substance, Unit], list[Decimal]] = {}
    seen = narrow(query, acting, Procedure, DataClass.OUTCOMES)
    for substance, unit, now, amount in acting.session.execute(seen):
        amounts.setdefault((substance, unit), [Decimal(0)] * 2)[bool(now)] = Decimal(amount)
    return [
        Seized(*what, now, before, change(float(before), float(now)))
        for what, (before, now) in sorted(amounts.items())
    ]


def _origins(done: Sequence[Done], least: int) -> list[Origin]:
    """Return what procedures began with; shares are of those whose beginning is known."""
    counts = [sum(one[2] for one in done if one[1] is origin) for origin in ProcedureOrigin]
    *told, total = covered(counts, least)
    unknown = told[list(ProcedureOrigin).index(ProcedureOrigin.UNKNOWN)]
    known = None if unknown is None or total is None else total - unknown
    return [
        Origin(origin, count, total if origin is ProcedureOrigin.UNKNOWN else known)
        for origin, count in zip(ProcedureOrigin, told, strict=True)
    ]
