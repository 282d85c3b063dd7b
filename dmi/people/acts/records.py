"""Plain facts about a person: where they live, who stands beside them, what else is known."""

from datetime import date
from uuid import UUID

from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.kernel.refusals import Faults
from dmi.kernel.words import N_
from dmi.people.models.contacts import Influential
from dmi.people.models.links import PersonLink, PoliceReportRef
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Address
from dmi.people.words import ConsentAnswer, LinkDirection, LinkKind, LinkStatus, Relation
from dmi.policy.classes import DataClass

SAME_TWICE = N_("A link joins two different people.")
WHEN_CONSENTED = N_("Give the day of the consent.")


@write("people.address.recorded", data_class=DataClass.IDENTITY)
def record_address(
    acting: Acting,
    pathway: Pathway,
    *,
    line: str,
    municipality: UUID,
    unit_detail: str = "",
    reference: str = "",
    source: str | None = None,
) -> Address:
    """Write down where the person lives now."""
    row = Address(
        person_id=pathway.person_id,
        municipality_id=municipality,
        recorded_at=acting.at,
        source=source or None,
        key_ref=pathway.key_ref,
    )
    row.line, row.unit_detail, row.reference = line, unit_detail or "", reference or ""
    return acting.add(row, under=pathway)


@write("people.police_report.referenced", data_class=DataClass.EVIDENCE)
def refer_to_report(
    acting: Acting, pathway: Pathway, *, number: str, unit: str, on: date, note: str = ""
) -> PoliceReportRef:
    """Name a police report that speaks of the person."""
    row = PoliceReportRef(
        pathway_id=pathway.id, number=number, unit=unit, on=on, key_ref=pathway.key_ref
    )
    row.note = note or ""
    return acting.add(row, under=pathway)


@write("people.link.recorded", data_class=DataClass.NOMINATIONS)
def link_persons(
    acting: Acting,
    pathway: Pathway,
    *,
    other: UUID,
    kind: LinkKind,
    basis: str,
    direction: LinkDirection | None = None,
    since_on: date | None = None,
) -> PersonLink:
    """Say what joins two people; rows are linked, never merged."""
    if other == pathway.person_id:
        raise Faults({"other": [SAME_TWICE]})
    row = PersonLink(
        person_id=pathway.person_id,
        other_id=other,
        kind=kind,
        direction=direction,
        basis=basis,
        since_on=since_on,
        status=LinkStatus.SUSPECTED,
    )
    return acting.add(row, under=pathway)


@write("people.influential.recorded", data_class=DataClass.INFLUENTIALS)
def record_influential(
    acting: Acting,
    pathway: Pathway,
    *,
    name: str,
    relation: Relation,
    consent_to_contact: ConsentAnswer,
    contact: str = "",
    consent_on: date | None = None,
    notes: str = "",
) -> Influential:
    """Write down somebody who stands beside the person, with their own consent or without."""
    if consent_to_contact is ConsentAnswer.YES and consent_on is None:
        raise Faults({"consent_on": [WHEN_CONSENTED]})
    row = Influential(
        pathway_id=pathway.id,
        relation=relation,
        consent_to_contact=consent_to_contact,
        consent_on=consent_on,
        key_ref=pathway.key_ref,
    )
    row.name, row.contact, row.notes = name, contact or "", notes or ""
    return acting.add(row, under=pathway)
