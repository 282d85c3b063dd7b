"""How one person stands: offer, agreement, enrolment, meetings and needs."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from dmi.access.acting import Acting
from dmi.access.models.grants import Assignment
from dmi.access.models.records import Move
from dmi.access.models.users import RoleGrant, User
from dmi.checkins.models import CheckIn
from dmi.checkins.words import ContactMode
from dmi.documents.models import IssuedPaper
from dmi.kernel.local_time import local_day
from dmi.people.models.contacts import Consent
from dmi.people.models.pathway import Pathway
from dmi.policy.roles import Role
from dmi.policy.states import CheckInStatus, GrantStatus, RoleGrantStatus
from dmi.profiles.models import TextVersion
from dmi.profiles.queries import approved_text, newest_text
from dmi.profiles.words import PaperId
from dmi.support.models.enrolment import Enrolment, NeedsAssessment
from dmi.support.models.offer import Agreement, Obligation, Offer
from dmi.support.models.session import SessionFact
from dmi.support.words import EnrolmentStatus, SessionKept

MET = (SessionKept.KEPT, SessionKept.LATE, SessionKept.LEFT_EARLY)
FACE_TO_FACE = (ContactMode.IN_PERSON, ContactMode.HOME_VISIT)
_KEPT = (CheckInStatus.KEPT, CheckInStatus.KEPT_LATE)
_MISSED = (CheckInStatus.MISSED, CheckInStatus.FOLLOWED_UP)


def offer_of(acting: Acting, pathway_id: UUID) -> Offer | None:
    """Return the latest offer made to a person."""
    query = select(Offer).where(Offer.pathway_id == pathway_id)
    return acting.session.scalars(query.order_by(Offer.explained_at.desc())).first()


def enrolment_of(acting: Acting, pathway_id: UUID) -> Enrolment | None:
    """Return the enrolment of a person."""
    query = select(Enrolment).where(Enrolment.pathway_id == pathway_id)
    return acting.session.scalars(query).one_or_none()


def agreement_of(acting: Acting, pathway_id: UUID) -> Agreement | None:
    """Return the agreement that a person signed."""
    query = select(Agreement).join(Offer).where(Offer.pathway_id == pathway_id)
    return acting.session.scalars(query.order_by(Agreement.signed_at.desc())).first()


def obligations_of(acting: Acting, agreement: Agreement) -> list[Obligation]:
    """Return both sides' promises, the nearest first."""
    query = select(Obligation).where(Obligation.agreement_id == agreement.id)
    return list(acting.session.scalars(query.order_by(Obligation.side, Obligation.due_on)))


def consents_of(acting: Acting, pathway_id: UUID) -> list[Consent]:
    """Return what the person was asked to allow, with the answers."""
    query = select(Consent).where(Consent.pathway_id == pathway_id)
    return list(acting.session.scalars(query.order_by(Consent.given_at, Consent.purpose)))


def has_met(acting: Acting, enrolment: Enrolment) -> bool:
    """Tell whether a face-to-face meeting was held."""
    query = select(SessionFact.id).where(
        SessionFact.enrolment_id == enrolment.id,
        SessionFact.happened,
        SessionFact.attended.in_(MET),
        SessionFact.mode.in_(FACE_TO_FACE),
    )
    return acting.session.execute(query).first() is not None


def last_needs(acting: Acting, enrolment: Enrolment) -> date | None:
    """Return when the needs were last looked at."""
    query = select(func.max(NeedsAssessment.done_on)).where(
        NeedsAssessment.enrolment_id == enrolment.id
    )
    return acting.session.scalar(query)


def paused_on(acting: Acting, pathway: Pathway) -> date | None:
    """Return the local day on which the support was last paused."""
    query = select(func.max(Move.at)).where(
        Move.object_ref == pathway.id, Move.step == "pause_support"
    )
    at = acting.session.scalar(query)
    return local_day(at, acting.zone) if at else None


def caseload(acting: Acting, user_id: UUID) -> int:
    """Return how many people a case manager has in support now."""
    query = select(func.count(Enrolment.id)).where(
        Enrolment.case_manager_id == user_id, Enrolment.standing != EnrolmentStatus.ENDED
    )
    return acting.session.scalar(query) or 0


def kept_and_missed(acting: Acting, pathway_id: UUID) -> tuple[int, int]:
    """Return how many check-ins of a person were kept and how many were missed."""
    query = (
        select(CheckIn.status, func.count())
        .where(CheckIn.subject_id == pathway_id)
        .group_by(CheckIn.status)
    )
    counts = {row[0]: row[1] for row in acting.session.execute(query)}
    return sum(counts.get(one, 0) for one in _KEPT), sum(counts.get(one, 0) for one in _MISSED)


def workers_of(acting: Acting, pathway: Pathway) -> list[tuple[UUID, str]]:
    """Return the social workers to whom the person is assigned, by id and name."""
    query = (
        select(User.id, User.display_name)
        .join(Assignment, Assignment.user_id == User.id)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(
            Assignment.subject_ref.in_((pathway.id, pathway.cohort_id)),
            Assignment.status == GrantStatus.IN_FORCE,
            RoleGrant.role == Role.SOCIAL_WORKER,
            RoleGrant.status == RoleGrantStatus.GRANTED,
        )
        .distinct()
        .order_by(User.display_name)
    )
    return [(row.id, row.display_name) for row in acting.session.execute(query)]


def name_of_user(acting: Acting, user_id: UUID) -> str:
    """Return the name of a colleague."""
    user = acting.session.get(User, user_id)
    return user.display_name if user else ""


def words_in_force(acting: Acting, paper: PaperId, language: str) -> TextVersion | None:
    """Return the approved words of a paper, or in the demo the newest."""
    session, profile = acting.session, acting.profile
    found = approved_text(session, profile, paper, language, acting.today)
    if found is None and acting.is_demo:
        found = newest_text(session, profile, paper, language)
    return found


def rights_sheet_of(acting: Acting, pathway: Pathway) -> IssuedPaper | None:
    """Return the rights sheet last issued for a person."""
    query = select(IssuedPaper).where(
        IssuedPaper.object_ref == str(pathway.id), IssuedPaper.paper == PaperId.P04
    )
    return acting.session.scalars(query.order_by(IssuedPaper.folio.desc())).first()
