"""Partners of the programme: recorded, kept up to date, withdrawn without their contact."""

from datetime import date
from uuid import UUID

from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.community.acts.checked import refuse_days_to_come, refuse_numbers, refuse_withdrawn
from dmi.community.models import Partner
from dmi.community.rules import PEOPLE
from dmi.community.words import PartnerKind
from dmi.kernel.refusals import Faults
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.territory.acts.place import place_of, withdraw
from dmi.territory.acts.point import known_sector

NOT_AGREED = N_("A person stands on this list only from the day on which they agreed.")


@write("community.partner.recorded", data_class=DataClass.COMMUNITY)
def record_partner(
    acting: Acting,
    _place: None,
    *,
    name: str,
    kind: PartnerKind,
    sector: UUID | None = None,
    contact_name: str | None = None,
    contact: str | None = None,
    is_speaker: bool = False,
    consent_on: date | None = None,
) -> Partner:
    """Write an organisation or a voice of the area down.

    Raises:
        Faults: a person who did not agree, a day to come, an identity number, a foreign sector.
    """
    _refuse(acting, name, kind, contact_name, consent_on)
    row = Partner(
        jurisdiction_id=place_of(acting),
        kind=kind,
        sector_id=known_sector(acting, sector),
        is_speaker=is_speaker,
        consent_on=consent_on,
    )
    row.call(name)
    row.contact_name, row.contact = contact_name or "", contact or ""
    return acting.add(row)


@write("community.partner.changed", data_class=DataClass.COMMUNITY)
def change_partner(
    acting: Acting,
    partner: Partner,
    *,
    name: str,
    kind: PartnerKind,
    sector: UUID | None = None,
    contact_name: str | None = None,
    contact: str | None = None,
    is_speaker: bool = False,
    consent_on: date | None = None,
) -> Partner:
    """Bring a partner up to date.

    Raises:
        Faults: as ``record_partner``; the partner was withdrawn.
    """
    refuse_withdrawn(partner, "name")
    _refuse(acting, name, kind, contact_name, consent_on)
    partner.kind = kind
    partner.call(name)
    partner.sector_id = known_sector(acting, sector)
    partner.contact_name, partner.contact = contact_name or "", contact or ""
    partner.is_speaker, partner.consent_on = is_speaker, consent_on
    return partner


@write("community.partner.withdrawn", data_class=DataClass.COMMUNITY)
def withdraw_partner(acting: Acting, partner: Partner, *, reason: str) -> Partner:
    """Take a partner out of every list and count, and erase how to reach them.

    Of a person the name goes too; an organisation keeps its own.

    Raises:
        Faults: it was withdrawn before, or the reason holds an identity number.
    """
    refuse_numbers(acting, reason=reason)
    withdraw(acting, partner, reason)
    partner.contact_name = partner.contact = ""
    if partner.kind in PEOPLE:
        partner.call("")
    return partner


def _refuse(
    acting: Acting,
    name: str,
    kind: PartnerKind,
    contact_name: str | None,
    consent_on: date | None,
) -> None:
    refuse_numbers(acting, name=name, contact_name=contact_name)
    refuse_days_to_come(acting, consent_on=consent_on)
    if kind in PEOPLE and consent_on is None:
        raise Faults({"consent_on": [NOT_AGREED]})
