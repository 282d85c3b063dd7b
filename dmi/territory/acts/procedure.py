"""Police procedures in counts, with what was seized: no name of anybody is kept here."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.kernel.identifiers import Malformed
from dmi.kernel.refusals import Faults
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.profiles.profile import load
from dmi.territory.acts.complaint import point_called
from dmi.territory.acts.place import place_of, withdraw
from dmi.territory.acts.point import known_sector, refuse_numbers
from dmi.territory.models.procedure import Procedure, Seizure
from dmi.territory.words import ProcedureOrigin, Substance, Unit

NOT_YET = N_("This day has not come yet.")
CLOSED_BEFORE = N_("A procedure is closed on the day it was done or later.")
KNOWN_ALREADY = N_("A procedure of this number stands here already.")
NOTHING_SEIZED = N_("Write an amount above zero.")
IS_WITHDRAWN = N_("The procedure was withdrawn.")
CLOSED_ALREADY = N_("The procedure is closed already.")


@write("territory.procedure.recorded", data_class=DataClass.TERRITORY)
def record_procedure(
    acting: Acting,
    _place: None,
    *,
    procedure_no: str,
    unit: str,
    on: date,
    origin: ProcedureOrigin,
    people_detained: Decimal | int,
    point: str | None = None,
    sector: UUID | None = None,
    ruc: str | None = None,
    closed_on: date | None = None,
) -> Procedure:
    """Write a procedure down; ``point`` is the code of a point of the register.

    Raises:
        Faults: a day to come, a number that stands already, no such point, no case number.
    """
    if on > acting.today:
        raise Faults({"on": [NOT_YET]})
    if closed_on is not None:
        _refuse_closing(acting, on, closed_on)
    home = place_of(acting)
    query = select(Procedure.id).where(
        Procedure.jurisdiction_id == home, Procedure.procedure_no == procedure_no
    )
    if acting.session.scalar(query) is not None:
        raise Faults({"procedure_no": [KNOWN_ALREADY]})
    refuse_numbers(acting, "unit", unit)
    seen_at = point_called(acting, point)
    row = Procedure(
        jurisdiction_id=home,
        procedure_no=procedure_no,
        unit=unit,
        on=on,
        point_id=seen_at.id if seen_at else None,
        sector_id=known_sector(acting, sector) or (seen_at.sector_id if seen_at else None),
        origin=origin,
        people_detained=int(people_detained),
        ruc=_case_number(acting, ruc),
        closed_on=closed_on,
    )
    return acting.add(row)


@write("territory.seizure.recorded", data_class=DataClass.TERRITORY)
def record_seizure(
    acting: Acting,
    procedure: Procedure,
    *,
    substance: Substance,
    amount: Decimal,
    unit: Unit,
    is_pure: bool | None = None,
) -> Seizure:
    """Add what was seized of one substance; it is never added up with another.

    Raises:
        Faults: the amount is not above zero, or the procedure was withdrawn.
    """
    if procedure.withdrawn_at is not None:
        raise Faults({"substance": [IS_WITHDRAWN]})
    if amount <= 0:
        raise Faults({"amount": [NOTHING_SEIZED]})
    row = Seizure(
        procedure_id=procedure.id, substance=substance, amount=amount, unit=unit, is_pure=is_pure
    )
    return acting.add(row, under=procedure)


@write("territory.procedure.closed", data_class=DataClass.TERRITORY)
def close_procedure(acting: Acting, procedure: Procedure, *, closed_on: date) -> Procedure:
    """Say on which day a procedure was closed: the indicators count it in that quarter.

    Raises:
        Faults: it is closed or withdrawn, or the day is to come or before it was done.
    """
    if procedure.withdrawn_at is not None or procedure.closed_on is not None:
        raise Faults({"closed_on": [IS_WITHDRAWN if procedure.withdrawn_at else CLOSED_ALREADY]})
    _refuse_closing(acting, procedure.on, closed_on)
    procedure.closed_on = closed_on
    return procedure


@write("territory.procedure.withdrawn", data_class=DataClass.TERRITORY)
def withdraw_procedure(acting: Acting, procedure: Procedure, *, reason: str) -> Procedure:
    """Take a procedure that was recorded by mistake out of every count."""
    refuse_numbers(acting, "reason", reason)
    withdraw(acting, procedure, reason)
    return procedure


def _refuse_closing(acting: Acting, on: date, closed_on: date) -> None:
    if not on <= closed_on <= acting.today:
        raise Faults({"closed_on": [NOT_YET if closed_on > acting.today else CLOSED_BEFORE]})


def _case_number(acting: Acting, ruc: str | None) -> str | None:
    if not (ruc or "").strip():
        return None
    try:
        return load(acting.profile).read_case_number(str(ruc), acting.today.year).number
    except Malformed as cause:
        raise Faults({"ruc": [cause.sentence]}) from cause
