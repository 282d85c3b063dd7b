"""Meetings, walks, visits and campaigns with residents: recorded, completed, withdrawn."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.community.acts.checked import (
    known_cohort,
    refuse_days_to_come,
    refuse_numbers,
    refuse_withdrawn,
)
from dmi.community.models import CommunityContact
from dmi.community.words import CommunityKind
from dmi.policy.classes import DataClass
from dmi.territory.acts.place import place_of, withdraw
from dmi.territory.acts.point import known_sector


@write("community.contact.recorded", data_class=DataClass.COMMUNITY)
def record_contact(
    acting: Acting,
    _place: None,
    *,
    sector: UUID,
    kind: CommunityKind,
    on: date,
    attendees: Decimal | int | None = None,
    issues: str | None = None,
    outcome: str | None = None,
    cohort: UUID | None = None,
) -> CommunityContact:
    """Write down what was done with the residents of a sector; nobody of them is named.

    Raises:
        Faults: a day to come, an identity number, a foreign sector or cohort.
    """
    refuse_days_to_come(acting, on=on)
    refuse_numbers(acting, issues=issues, outcome=outcome)
    row = CommunityContact(
        jurisdiction_id=place_of(acting),
        cohort_id=known_cohort(acting, cohort),
        sector_id=known_sector(acting, sector),
        kind=kind,
        on=on,
        attendees=_whole(attendees),
        issues=issues or None,
        outcome=outcome or None,
    )
    return acting.add(row)


@write("community.contact.changed", data_class=DataClass.COMMUNITY)
def change_contact(
    acting: Acting,
    contact: CommunityContact,
    *,
    sector: UUID,
    kind: CommunityKind,
    on: date,
    attendees: Decimal | int | None = None,
    issues: str | None = None,
    outcome: str | None = None,
    cohort: UUID | None = None,
) -> CommunityContact:
    """Complete or mend what was written down.

    Raises:
        Faults: as ``record_contact``; it was withdrawn.
    """
    refuse_withdrawn(contact, "kind")
    refuse_days_to_come(acting, on=on)
    refuse_numbers(acting, issues=issues, outcome=outcome)
    contact.cohort_id = known_cohort(acting, cohort)
    contact.sector_id = known_sector(acting, sector) or contact.sector_id
    contact.kind, contact.on, contact.attendees = kind, on, _whole(attendees)
    contact.issues, contact.outcome = issues or None, outcome or None
    return contact


@write("community.contact.withdrawn", data_class=DataClass.COMMUNITY)
def withdraw_contact(acting: Acting, contact: CommunityContact, *, reason: str) -> CommunityContact:
    """Take what was written down by mistake out of every list and count.

    Raises:
        Faults: it was withdrawn before, or the reason holds an identity number.
    """
    refuse_numbers(acting, reason=reason)
    withdraw(acting, contact, reason)
    return contact


def _whole(number: Decimal | int | None) -> int | None:
    return int(number) if number is not None else None
