"""What the police did in a quarter, place by place: work, never impact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import func, or_, select

from dmi.access.acting import Acting
from dmi.access.sight import narrow
from dmi.kernel.calendar import add_months
from dmi.outcomes.disclosure import covered
from dmi.outcomes.tallies.points import Reduced, reduced_between
from dmi.policy.classes import DataClass
from dmi.science.indicators import Change, change, each
from dmi.territory.models.place import Sector
from dmi.territory.models.procedure import Procedure, Seizure
from dmi.territory.words import ProcedureOrigin, Purity, Substance, Unit

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
    """What was done at one place, or in all (no place); what may not be told is None.

    Attributes:
        reduced: points reduced in the quarter, those that came back as well.
        back: those of them that came back within the days of the place.
        net: those of them that did not.
    """

    place: str | None
    is_total: bool
    procedures: int | None
    detained: int | None
    reduced: int | None
    back: int | None
    net: int | None
    near: int | None

    @property
    def each(self) -> float | None:
        """Return how many people were detained in one procedure."""
        if self.detained is None or self.procedures is None:
            return None
        return each(self.detained, self.procedures)


@dataclass(frozen=True, slots=True)
class Seized:
    """One substance in one unit and of one purity: never added to another."""

    substance: Substance
    unit: Unit
    purity: Purity
    amount: Decimal
    before: Decimal
    change: Change | None


@dataclass(frozen=True, slots=True)
class Origin:
    """What procedures began with: how many, and how many were detained in them, of how many."""

    origin: ProcedureOrigin
    count: int | None
    detained: int | None
    of: int | None


@dataclass(frozen=True, slots=True)
class Workload:
    """A quarter: its places and their sum, its seizures and its origins.

    Attributes:
        open: procedures done by the last day that are not closed, and so count in no quarter.
    """

    rows: list[Row]
    seized: list[Seized]
    origins: list[Origin]
    open: int


def workload(acting: Acting, quarter: Quarter, least: int) -> Workload:
    """Return the work of one quarter, with counts smaller than ``least`` and their shadows out.

    A procedure counts in the quarter in which it was closed, with who was detained in it and
    what was seized (territory-outcomes 5).
    """
    every = _procedures(acting, quarter)
    done = [one for one in every if one.is_closed]
    points = reduced_between(acting, quarter.first, quarter.last)
    places = sorted({one[0] for one in done} | {one[0] for one in points}, key=_last_if_unknown)
    # What lasted changes from day to day as long as a point may still come back.
    settles_on = quarter.last + timedelta(days=acting.number("reopened_within"))
    acting.saw(DataClass.OUTCOMES, *acting.by.jurisdiction_ids)
    return Workload(
        rows=rows_of(
            places, done, points, least, tells_net=least == 1 or acting.today > settles_on
        ),
        seized=_seized(acting, quarter),
        origins=_origins(done, least),
        open=sum(one.procedures for one in every if not one.is_closed),
    )


def _last_if_unknown(place: str | None) -> tuple[bool, str]:
    return place is None, place or ""


class Done(NamedTuple):
    """Procedures of one place and beginning."""

    place: str | None
    origin: ProcedureOrigin
    is_closed: bool
    procedures: int
    detained: int


def _procedures(acting: Acting, quarter: Quarter) -> list[Done]:
    """Return what was closed in the quarter, and what was done by its end and is not closed."""
    is_closed = Procedure.closed_on.is_not(None)
    query = (
        select(
            Sector.name,
            Procedure.origin,
            is_closed,
            func.count(Procedure.id),
            func.sum(Procedure.people_detained),
        )
        .outerjoin(Sector, Sector.id == Procedure.sector_id)
        .where(
            or_(
                Procedure.closed_on.between(quarter.first, quarter.last),
                Procedure.closed_on.is_(None) & (Procedure.on <= quarter.last),
            ),
            Procedure.withdrawn_at.is_(None),
        )
        .group_by(Sector.name, Procedure.origin, is_closed)
    )
    seen = narrow(query, acting, Procedure, DataClass.OUTCOMES)
    return [
        Done(row[0], row[1], bool(row[2]), int(row[3]), int(row[4]))
        for row in acting.session.execute(seen)
    ]


def rows_of(
    places: Sequence[str | None],
    done: Sequence[Done],
    points: Sequence[Reduced],
    least: int,
    *,
    tells_net: bool,
) -> list[Row]:
    """Hide column by column.

    Near a school and far from one add up to the points reduced, and so do those that lasted and
    those that came back: what lasted is told only where all four are.
    """
    at_place = [[one for one in points if one.place == place] for place in places]
    columns = [
        [sum(one.procedures for one in done if one.place == place) for place in places],
        [sum(one.detained for one in done if one.place == place) for place in places],
        [sum(one.is_near for one in some) for some in at_place],
        [sum(not one.is_near for one in some) for some in at_place],
        [sum(one.lasted for one in some) for some in at_place],
        [sum(not one.lasted for one in some) for some in at_place],
    ]
    procedures, detained, near, far, lasted, back = (covered(column, least) for column in columns)
    found = []
    for at, place in enumerate([*places, None]):
        close, away = near[at], far[at]
        reduced = None if close is None or away is None else close + away
        tells = tells_net and None not in {reduced, lasted[at], back[at]}
        found.append(
            Row(
                place=place,
                is_total=at == len(places),
                procedures=procedures[at],
                detained=detained[at],
                reduced=reduced,
                back=back[at] if tells else None,
                net=lasted[at] if tells else None,
                near=close,
            )
        )
    return found


def _seized(acting: Acting, quarter: Quarter) -> list[Seized]:
    is_now = Procedure.closed_on >= quarter.first
    query = (
        select(Seizure.substance, Seizure.unit, Seizure.is_pure, is_now, func.sum(Seizure.amount))
        .join(Procedure, Procedure.id == Seizure.procedure_id)
        .where(
            Procedure.closed_on >= quarter.before.first,
            Procedure.closed_on <= quarter.last,
            Procedure.withdrawn_at.is_(None),
        )
        .group_by(Seizure.substance, Seizure.unit, Seizure.is_pure, is_now)
    )
    amounts: dict[tuple[Substance, Unit, Purity], list[Decimal]] = {}
    seen = narrow(query, acting, Procedure, DataClass.OUTCOMES)
    for substance, unit, is_pure, now, amount in acting.session.execute(seen):
        what = substance, unit, _purity(is_pure)
        amounts.setdefault(what, [Decimal(0)] * 2)[bool(now)] = Decimal(amount)
    return [
        Seized(*what, now, before, change(float(before), float(now)))
        for what, (before, now) in sorted(amounts.items())
    ]


def _purity(is_pure: bool | None) -> Purity:  # noqa: FBT001 - a column of the database
    if is_pure is None:
        return Purity.UNKNOWN
    return Purity.PURE if is_pure else Purity.CUT


def _origins(done: Sequence[Done], least: int) -> list[Origin]:
    """Return what procedures began with.

    The shares are of the people detained: of those of a known beginning, the unknown of all.
    """
    origins = list(ProcedureOrigin)
    of_each = [[one for one in done if one.origin is origin] for origin in origins]
    counts = covered([sum(one.procedures for one in some) for some in of_each], least)
    *told, total = covered([sum(one.detained for one in some) for some in of_each], least)
    unknown = told[origins.index(ProcedureOrigin.UNKNOWN)]
    known = None if unknown is None or total is None else total - unknown
    return [
        Origin(origin, counts[at], told[at], total if origin is ProcedureOrigin.UNKNOWN else known)
        for at, origin in enumerate(origins)
    ]
