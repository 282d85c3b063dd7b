"""Facts that the papers of a report and of an activation print."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.models.places import Agency, Jurisdiction
from dmi.access.models.users import User
from dmi.access.papers import issued_about
from dmi.access.words import Office
from dmi.checkins.models import CheckIn, CheckInSeries
from dmi.evidence.models.item import LabResult
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Address, Person
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.policy.states import CheckInStatus
from dmi.profiles.words import PaperId
from dmi.store.base import Record
from dmi.support.models.enrolment import Enrolment
from dmi.violations.queries.reports import users_of

KEPT = (CheckInStatus.KEPT, CheckInStatus.KEPT_LATE)
OVER = (
    *KEPT,
    CheckInStatus.MISSED,
    CheckInStatus.FOLLOWED_UP,
)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who a paper is for, as the reader may know them."""

    person: Person
    line: str
    place: str


def addressee(acting: Acting, pathway_id: UUID) -> Addressee | None:
    """Return the person of a pathway and the newest address, if the reader may know them."""
    query = select(Person).join(Pathway, Pathway.person_id == Person.id)
    query = query.where(Pathway.id == pathway_id)
    person = acting.session.scalars(
        sight.narrow(query, acting, Pathway, DataClass.IDENTITY)
    ).one_or_none()
    if person is None:
        return None
    lives = (
        select(Address, Jurisdiction.name)
        .join(Jurisdiction, Jurisdiction.id == Address.municipality_id)
        .where(Address.person_id == person.id)
        .order_by(Address.recorded_at.desc())
        .limit(1)
    )
    found = acting.session.execute(lives).first()
    if found is None:
        return Addressee(person, "", "")
    address, place = found
    line = ", ".join(filter(None, (address.line, address.unit_detail)))
    return Addressee(person, line, place)


def contact_of(acting: Acting, pathway_id: UUID) -> User | None:
    """Return the case manager, who is the person's contact."""
    query = (
        select(User)
        .join(Enrolment, Enrolment.case_manager_id == User.id)
        .where(Enrolment.pathway_id == pathway_id)
    )
    return acting.session.scalars(query).first()


def director(acting: Acting) -> User | None:
    """Return who signs for the programme: the director, else a programme manager."""
    managers = users_of(acting, Role.PROGRAMME_MANAGER)
    directing = [one for one in managers if Office.DIRECTOR.value in one.offices]
    return next(iter([*directing, *managers]), None)


def office_of(acting: Acting, user: User | None) -> str:
    """Return the name of a user's institution."""
    if user is None:
        return ""
    return acting.session.scalar(select(Agency.name).where(Agency.id == user.agency)) or ""


def kept_share(acting: Acting, pathway_id: UUID) -> tuple[int, int]:
    """Return how many check-ins were kept, of how many that are over."""
    query = (
        select(CheckIn.status, func.count(CheckIn.id))
        .join(CheckInSeries, CheckInSeries.id == CheckIn.series_id)
        .where(CheckInSeries.pathway_id == pathway_id, CheckIn.status.in_(OVER))
        .group_by(CheckIn.status)
    )
    counts = dict(acting.session.execute(query).all())
    return sum(counts.get(one, 0) for one in KEPT), sum(counts.values())


def counter_sample_until(acting: Acting, pathway_id: UUID) -> date | None:
    """Return until when the last counter-sample of the person's buys is in store."""
    query = select(func.max(LabResult.counter_sample_until)).where(
        LabResult.subject_id == pathway_id
    )
    return acting.session.scalar(query)


def folio_of(acting: Acting, row: Record, paper: PaperId) -> str:
    """Return the folio of the newest paper of a kind about a row, or nothing."""
    issued = issued_about(acting, row, paper)
    return issued[0].folio if issued else ""
