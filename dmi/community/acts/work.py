"""Works in a sector, on places and things: recorded, followed, withdrawn."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.community.acts.checked import refuse_days_to_come, refuse_numbers, refuse_withdrawn
from dmi.community.models import Work
from dmi.community.words import TechnologyKind, WorkKind
from dmi.kernel.refusals import Faults
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.territory.acts.place import place_of, withdraw
from dmi.territory.acts.point import known_sector

FINISHED_BEFORE = N_("A work is finished on the day it began or later.")


@write("community.work.recorded", data_class=DataClass.COMMUNITY)
def record_work(
    acting: Acting,
    _place: None,
    *,
    sector: UUID,
    kind: WorkKind,
    started_on: date | None = None,
    finished_on: date | None = None,
    cost_clp: Decimal | int | None = None,
    technology: TechnologyKind | None = None,
    budget_line: str | None = None,
    note: str | None = None,
) -> Work:
    """Write a work down, from its plan on.

    Raises:
        Faults: finished before it began or in days to come, an identity number, a foreign sector.
    """
    _refuse(acting, started_on, finished_on, note, budget_line)
    row = Work(
        jurisdiction_id=place_of(acting),
        sector_id=known_sector(acting, sector),
        kind=kind,
        started_on=started_on,
        finished_on=finished_on,
        cost_clp=int(cost_clp) if cost_clp is not None else None,
        technology=technology,
        budget_line=budget_line or None,
        note=note or None,
    )
    return acting.add(row)


@write("community.work.changed", data_class=DataClass.COMMUNITY)
def change_work(
    acting: Acting,
    work: Work,
    *,
    sector: UUID,
    kind: WorkKind,
    started_on: date | None = None,
    finished_on: date | None = None,
    cost_clp: Decimal | int | None = None,
    technology: TechnologyKind | None = None,
    budget_line: str | None = None,
    note: str | None = None,
) -> Work:
    """Follow a work: it began, it is finished, it cost so much.

    Raises:
        Faults: as ``record_work``; it was withdrawn.
    """
    refuse_withdrawn(work, "kind")
    _refuse(acting, started_on, finished_on, note, budget_line)
    work.sector_id = known_sector(acting, sector) or work.sector_id
    work.kind, work.started_on, work.finished_on = kind, started_on, finished_on
    work.cost_clp = int(cost_clp) if cost_clp is not None else None
    work.technology, work.budget_line = technology, budget_line or None
    work.note = note or None
    return work


@write("community.work.withdrawn", data_class=DataClass.COMMUNITY)
def withdraw_work(acting: Acting, work: Work, *, reason: str) -> Work:
    """Take a work that was given up or written down by mistake out of every list and count.

    Raises:
        Faults: it was withdrawn before, or the reason holds an identity number.
    """
    refuse_numbers(acting, reason=reason)
    withdraw(acting, work, reason)
    return work


def _refuse(
    acting: Acting,
    started_on: date | None,
    finished_on: date | None,
    note: str | None,
    budget_line: str | None,
) -> None:
    refuse_numbers(acting, note=note, budget_line=budget_line)
    refuse_days_to_come(acting, finished_on=finished_on)
    if started_on is not None and finished_on is not None and finished_on < started_on:
        raise Faults({"finished_on": [FINISHED_BEFORE]})
