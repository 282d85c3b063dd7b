"""Complaints as their pages read them: to whom the table opens them, and no further."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Access, right
from dmi.policy.roles import Role
from dmi.store.paging import Page, newest_first
from dmi.territory.models.cohort import Cohort
from dmi.territory.models.complaint import Complaint, ComplaintCheck
from dmi.territory.words import ComplaintSource


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of complaints is narrowed to."""

    source: ComplaintSource | None = None
    unverified: bool = False
    sector: UUID | None = None
    cohort: UUID | None = None


def reads_text(role: Role) -> bool:
    """Tell whether a role reads what was told: more than how its own complaint stands."""
    return Access.R in right(role, DataClass.COMPLAINTS).access


def complaints(acting: Acting, wanted: Wanted, mark: str | None) -> Page[Complaint]:
    """Return a page of the complaints that stand, the newest received first."""
    query: Select[Complaint] = (
        sight.narrow(select(Complaint), acting, Complaint)
        .where(Complaint.withdrawn_at.is_(None))
        .options(joinedload(Complaint.sector), joinedload(Complaint.point))
    )
    if wanted.source is not None:
        query = query.where(Complaint.source == wanted.source)
    if wanted.unverified:
        query = query.where(Complaint.verified_at.is_(None))
    if wanted.sector is not None:
        query = query.where(Complaint.sector_id == wanted.sector)
    if wanted.cohort is not None:
        query = query.where(Complaint.cohort_id == wanted.cohort)
    found = newest_first(acting.session, query, Complaint.received_at, Complaint.id, mark=mark)
    acting.saw(DataClass.COMPLAINTS, *(row.id for row in found.rows))
    return found


def complaint(acting: Acting, row_id: UUID) -> Complaint:
    """Return one complaint this reader may know."""
    found = sight.fetch(acting, Complaint, row_id)
    acting.saw(DataClass.COMPLAINTS, found.id)
    return found


def of_cohort(acting: Acting, cohort: Cohort) -> int:
    """Return how many complaints of a cohort stand that this reader may know."""
    query = select(func.count(Complaint.id)).where(
        Complaint.cohort_id == cohort.id, Complaint.withdrawn_at.is_(None)
    )
    return acting.session.scalar(sight.narrow(query, acting, Complaint)) or 0


def cohort_of(acting: Acting, row: Complaint) -> Cohort | None:
    """Return the cohort that a complaint bears on."""
    return acting.session.get(Cohort, row.cohort_id) if row.cohort_id else None


def checks_of(acting: Acting, row: Complaint) -> list[ComplaintCheck]:
    """Return what was found by whom, the newest first."""
    query = select(ComplaintCheck).where(ComplaintCheck.complaint_id == row.id)
    return list(acting.session.scalars(query.order_by(ComplaintCheck.seq.desc())))
