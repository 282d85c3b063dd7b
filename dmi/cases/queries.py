"""Banked cases, their clocks and what stands on them, read once for guards, acts and pages."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.models.grants import Assignment, Disclosure
from dmi.access.models.users import RoleGrant, User
from dmi.access.words import AssignmentGround
from dmi.cases.models import (
    BankedCase,
    CaseCertification,
    LegalVehicle,
    LimitationClock,
    LimitationEvent,
)
from dmi.cases.rules import Clock, Event, Limitation, limitation_of
from dmi.evidence.models.buy import Buy
from dmi.evidence.models.investigation import Investigation
from dmi.evidence.models.item import EvidenceItem
from dmi.kernel.local_time import local_day
from dmi.people.models.contacts import Mandate, PersonNotice
from dmi.people.models.links import BuySeller
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Person
from dmi.people.words import NoticeKind
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.policy.states import (
    BuyStatus,
    CaseStatus,
    GrantStatus,
    LinkState,
    RoleGrantStatus,
    UserStatus,
)

LONGEST_LIST = 200
OPEN = (
    CaseStatus.DRAFT,
    CaseStatus.CERTIFIED,
    CaseStatus.LIVE,
    CaseStatus.ACTIVATION_REQUESTED,
)


def cases_of(acting: Acting, pathway_id: UUID | None) -> list[BankedCase]:
    """Return the cases of one person, newest first."""
    query = select(BankedCase).where(BankedCase.pathway_id == pathway_id)
    return list(acting.session.scalars(query.order_by(BankedCase.created_at.desc())))


def live_case(acting: Acting, pathway: Pathway) -> BankedCase | None:
    """Return the case on which the programme may lean, if there is one."""
    found = [case for case in cases_of(acting, pathway.id) if case.status is CaseStatus.LIVE]
    return found[0] if found else None


def prosecutor_of(acting: Acting, case: BankedCase) -> UUID | None:
    """Return the case's prosecutor, else another to whom it is given, else who opened it."""
    query = (
        select(Assignment.user_id, Assignment.ground)
        .join(RoleGrant, RoleGrant.user_id == Assignment.user_id)
        .where(
            Assignment.subject_ref == case.pathway_id,
            Assignment.status == GrantStatus.IN_FORCE,
            RoleGrant.role == Role.PROSECUTOR,
            RoleGrant.status == RoleGrantStatus.GRANTED,
        )
        .order_by(Assignment.since_on, Assignment.created_at, Assignment.id)
    )
    held = list(acting.session.execute(query))
    own = [row for row in held if row.ground is AssignmentGround.PROSECUTOR]
    found: UUID | None = (own or held)[0].user_id if held else case.created_by
    return found


def managers_of(acting: Acting, case: BankedCase) -> list[UUID]:
    """Return who manages the programme where a case lies: the coordinator, else everybody."""
    query = (
        select(User.id)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(
            RoleGrant.role == Role.PROGRAMME_MANAGER,
            RoleGrant.status == RoleGrantStatus.GRANTED,
            User.status == UserStatus.ACTIVE,
            User.jurisdiction_id == case.jurisdiction_id,
        )
        .order_by(User.created_at, User.id)
    )
    everybody = list(acting.session.scalars(query))
    coordinator = case.pathway.cohort.coordinator_id
    return [coordinator] if coordinator in everybody else everybody


def vehicle_of(acting: Acting, case_id: UUID) -> LegalVehicle | None:
    """Return the legal vehicle of a case."""
    query = select(LegalVehicle).where(LegalVehicle.case_id == case_id)
    return acting.session.scalars(query).one_or_none()


def certifications_of(acting: Acting, case_id: UUID) -> list[CaseCertification]:
    """Return the prosecutor's words on a case, newest first."""
    query = select(CaseCertification).where(CaseCertification.case_id == case_id)
    return list(acting.session.scalars(query.order_by(CaseCertification.certified_on.desc())))


def events_of(acting: Acting, case_id: UUID) -> list[LimitationEvent]:
    """Return what interrupted or suspended the limitation of a case."""
    query = select(LimitationEvent).where(LimitationEvent.case_id == case_id)
    return list(acting.session.scalars(query.order_by(LimitationEvent.on)))


def clocks_of(acting: Acting, case_id: UUID) -> list[LimitationClock]:
    """Return the clocks of the buys that are still linked."""
    query = _standing_clocks().where(LimitationClock.case_id == case_id)
    return list(acting.session.scalars(query.order_by(LimitationClock.prescribes_on)))


def limitation(acting: Acting, case_id: UUID) -> Limitation:
    """Return how the limitation of a case stands today."""
    return limitations(acting.session, [case_id], acting.today)[case_id]


def limitations(session: Session, ids: Iterable[UUID], today: date) -> dict[UUID, Limitation]:
    """Return how the limitation of several cases stands, in two statements."""
    wanted = list(ids)
    clocks: dict[UUID, list[Clock]] = defaultdict(list)
    for row in session.scalars(_standing_clocks().where(LimitationClock.case_id.in_(wanted))):
        clocks[row.case_id].append(Clock(row.starts_on, int(row.years), row.prescribes_on))
    events: dict[UUID, list[Event]] = defaultdict(list)
    query = select(LimitationEvent).where(LimitationEvent.case_id.in_(wanted))
    for event in session.scalars(query):
        events[event.case_id].append(Event(event.kind, event.on, event.ended_on))
    return {one: limitation_of(clocks[one], events[one], today) for one in wanted}


def expired_cases(session: Session, at: datetime, zone: str) -> list[UUID]:
    """Return the open cases whose newest limitation date has passed and does not stand still."""
    today = local_day(at, zone)
    query = select(BankedCase.id).where(BankedCase.status.in_(OPEN)).order_by(BankedCase.id)
    found = limitations(session, session.scalars(query), today)
    return [one for one, how in found.items() if how.newest is not None and not how.runs_on(today)]


def linked_buys(acting: Acting, case: BankedCase) -> list[tuple[BuySeller, Buy]]:
    """Return the buys of this investigation that are linked to the person and count."""
    query = (
        select(BuySeller, Buy)
        .join(Buy, Buy.id == BuySeller.buy_id)
        .where(
            BuySeller.pathway_id == case.pathway_id,
            BuySeller.status == LinkState.LINKED,
            Buy.investigation_id == case.investigation_id,
            Buy.status == BuyStatus.RECORDED,
        )
        .order_by(Buy.occurred_at)
    )
    return [(link, buy) for link, buy in acting.session.execute(query)]


def investigations_of(acting: Acting, pathway_id: UUID) -> list[Investigation]:
    """Return the case numbers under which this person's buys were made."""
    buys = (
        select(Buy.investigation_id)
        .join(BuySeller, BuySeller.buy_id == Buy.id)
        .where(BuySeller.pathway_id == pathway_id, BuySeller.status == LinkState.LINKED)
    )
    query = select(Investigation).where(Investigation.id.in_(buys)).order_by(Investigation.ruc)
    return list(acting.session.scalars(query))


def draft_notice(acting: Acting, pathway_id: UUID) -> PersonNotice | None:
    """Return the notice of an ended case that no prosecutor released yet."""
    query = select(PersonNotice).where(
        PersonNotice.pathway_id == pathway_id,
        PersonNotice.kind == NoticeKind.CASE_EXPIRED,
        PersonNotice.released_at.is_(None),
    )
    return acting.session.scalars(query.order_by(PersonNotice.drafted_at.desc()).limit(1)).first()


def defenders_of(acting: Acting, pathway_id: UUID) -> list[tuple[UUID, str]]:
    """Return the defenders with an account and a mandate in force for this person."""
    query = (
        select(User.id, User.display_name)
        .join(Mandate, Mandate.defender_id == User.id)
        .where(Mandate.pathway_id == pathway_id, Mandate.status == GrantStatus.IN_FORCE)
    )
    return [(row.id, row.display_name) for row in acting.session.execute(query)]


def disclosable(acting: Acting, pathway_id: UUID) -> list[tuple[UUID, str]]:
    """Return what may be handed to the defence, one by one: linked buys and their items."""
    links = (
        select(BuySeller, Buy)
        .join(Buy, Buy.id == BuySeller.buy_id)
        .where(BuySeller.pathway_id == pathway_id, BuySeller.status == LinkState.LINKED)
        .order_by(Buy.occurred_at)
    )
    rows = [(link, buy) for link, buy in acting.session.execute(links)]
    items = select(EvidenceItem).where(EvidenceItem.buy_id.in_([buy.id for _, buy in rows]))
    found = [
        (link.id, f"{local_day(buy.occurred_at, acting.zone):%d-%m-%Y} {buy.place}")
        for link, buy in rows
    ]
    ordered = acting.session.scalars(items.order_by(EvidenceItem.item_no))
    return found + [(item.id, f"{item.item_no}. {item.description}") for item in ordered]


def buys_behind(acting: Acting, items: Sequence[UUID]) -> list[UUID]:
    """Return the buys whose links to a person are among the items: their pages open with them."""
    query = select(BuySeller.buy_id).where(BuySeller.id.in_(items))
    return list(acting.session.scalars(query))


def disclosures_of(acting: Acting, pathway_id: UUID) -> list[Disclosure]:
    """Return what was handed to the defence."""
    query = select(Disclosure).where(Disclosure.subject_id == pathway_id).order_by(Disclosure.at)
    return list(acting.session.scalars(sight.narrow(query, acting, Disclosure)))


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case in the list with its dates."""

    case: BankedCase
    person_name: str
    limitation: Limitation


def cases(acting: Acting) -> list[CaseLine]:
    """Return the cases that this reader may know, the nearest certificate first."""
    query = (
        select(BankedCase, Person)
        .join(Pathway, Pathway.id == BankedCase.pathway_id)
        .join(Person, Person.id == Pathway.person_id)
        .order_by(BankedCase.recertify_by, BankedCase.id)
        .limit(LONGEST_LIST)
    )
    narrowed = sight.narrow(query, acting, BankedCase, DataClass.CASE_FILE)
    named = sight.narrow(narrowed, acting, Pathway, DataClass.IDENTITY)
    rows = [(case, person) for case, person in acting.session.execute(named)]
    found = limitations(acting.session, [case.id for case, _ in rows], acting.today)
    return [CaseLine(case, person.full_name, found[case.id]) for case, person in rows]


def without_case(acting: Acting, stages: tuple[str, ...]) -> list[tuple[Pathway, str]]:
    """Return the people in these stages who have no open case yet."""
    held = select(BankedCase.pathway_id).where(BankedCase.status.in_(OPEN))
    query = (
        select(Pathway, Person)
        .join(Person, Person.id == Pathway.person_id)
        .where(Pathway.stage.in_(stages), Pathway.id.not_in(held))
        .order_by(Pathway.id)
        .limit(LONGEST_LIST)
    )
    narrowed = sight.narrow(query, acting, Pathway, DataClass.CASE_FILE)
    return [(pathway, person.full_name) for pathway, person in acting.session.execute(narrowed)]


def _standing_clocks() -> Select[LimitationClock]:
    return (
        select(LimitationClock)
        .join(BuySeller, BuySeller.id == LimitationClock.buy_seller_id)
        .where(BuySeller.status == LinkState.LINKED)
    )
