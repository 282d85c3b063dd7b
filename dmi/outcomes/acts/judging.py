"""Counts of judgments: written down once they can be compared; a wrong one is withdrawn."""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select

from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.kernel.calendar import add_months
from dmi.kernel.refusals import Faults
from dmi.kernel.words import N_
from dmi.outcomes.models.judged import JudgedGroup
from dmi.policy.classes import DataClass
from dmi.profiles.profile import load
from dmi.store.database import queue_up
from dmi.territory.acts.place import place_of, withdraw

MONTHS_FOLLOWED = 12
OUT_OF_ORDER = N_("The last day is before the first.")
NOT_YET = N_("This day has not come yet.")
TOO_SOON = N_("The last of them has not been followed for twelve months on this day.")
MORE_THAN_ALL = N_("More than were charged.")
MORE_THAN_JUDGED = N_("More than have a final judgment.")
OVERLAPS = N_("Some of these days stand in another group already.")
A_NUMBER = N_("Leave out identity numbers: nobody is looked up here.")


@write("outcomes.judgments.recorded", data_class=DataClass.OUTCOMES)
def record_judged_group(
    acting: Acting,
    _place: None,
    *,
    formalised_from: date,
    formalised_to: date,
    formalised: Decimal | int,
    judged: Decimal | int,
    convicted: Decimal | int,
    counted_on: date,
    source: str,
) -> JudgedGroup:
    """Write down how the cases of one group ended.

    Raises:
        Faults: not everybody was followed for twelve months, days of another group, a part
            larger than its whole, a day to come.
    """
    home = place_of(acting)
    row = JudgedGroup(
        jurisdiction_id=home,
        formalised_from=formalised_from,
        formalised_to=formalised_to,
        formalised=int(formalised),
        judged=int(judged),
        convicted=int(convicted),
        counted_on=counted_on,
        source=source,
    )
    faults = _faults(acting, row)
    queue_up(acting.session, f"judged groups of {home}")
    standing = select(JudgedGroup.id).where(
        JudgedGroup.jurisdiction_id == home,
        JudgedGroup.withdrawn_at.is_(None),
        JudgedGroup.formalised_from <= formalised_to,
        JudgedGroup.formalised_to >= formalised_from,
    )
    # Of two groups that share days somebody could subtract one from the other.
    if "formalised_to" not in faults and acting.session.scalars(standing).first() is not None:
        faults["formalised_from"] = OVERLAPS
    if faults:
        raise Faults({name: [sentence] for name, sentence in faults.items()})
    return acting.add(row)


@write("outcomes.judgments.withdrawn", data_class=DataClass.OUTCOMES)
def withdraw_judged_group(acting: Acting, group: JudgedGroup, *, reason: str) -> JudgedGroup:
    """Take a group out of the figures; its days are free again for the right one.

    Raises:
        Faults: it was withdrawn before, or the reason holds an identity number.
    """
    if load(acting.profile).holds_a_number(reason):
        raise Faults({"reason": [A_NUMBER]})
    withdraw(acting, group, reason)
    return group


def followed_until(last_day: date) -> date:
    """Return the day on which whoever was formalised last has been followed for long enough."""
    return add_months(last_day, MONTHS_FOLLOWED) + timedelta(days=1)


def _faults(acting: Acting, row: JudgedGroup) -> dict[str, str]:
    faults: dict[str, str] = {}
    if row.formalised_to < row.formalised_from:
        faults["formalised_to"] = OUT_OF_ORDER
    elif row.counted_on < followed_until(row.formalised_to):
        faults["counted_on"] = TOO_SOON
    if row.counted_on > acting.today:
        faults["counted_on"] = NOT_YET
    if row.judged > row.formalised:
        faults["judged"] = MORE_THAN_ALL
    elif row.convicted > row.judged:
        faults["convicted"] = MORE_THAN_JUDGED
    if load(acting.profile).holds_a_number(row.source):
        faults["source"] = A_NUMBER
    return faults
