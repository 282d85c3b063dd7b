"""Requests to activate a banked case, and what the papers about them say."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.models.users import User
from dmi.cases.models import BankedCase, LegalVehicle, LimitationClock
from dmi.policy.classes import DataClass
from dmi.violations.models.activation import ActivationRequest
from dmi.violations.models.finding import Finding
from dmi.violations.models.report import ViolationReport
from dmi.violations.words import ActivationOutcome


def case(acting: Acting, row_id: UUID) -> BankedCase:
    """Return a banked case that the reader may know."""
    return sight.fetch(acting, BankedCase, row_id, DataClass.CASE_FILE)


def request(acting: Acting, row_id: UUID) -> ActivationRequest:
    """Return one request or decision that the reader may know."""
    return sight.fetch(acting, ActivationRequest, row_id, DataClass.CASE_FILE)


def pending(acting: Acting, case: BankedCase) -> ActivationRequest | None:
    """Return the request that waits for an answer."""
    query = select(ActivationRequest).where(
        ActivationRequest.case_id == case.id,
        ActivationRequest.outcome == ActivationOutcome.PENDING,
    )
    return acting.session.scalars(query).first()


def confirmed(acting: Acting, case: BankedCase) -> ActivationRequest:
    """Return the request on which a filed case was filed."""
    query = select(ActivationRequest).where(
        ActivationRequest.case_id == case.id,
        ActivationRequest.outcome == ActivationOutcome.CONFIRMED,
    )
    return acting.session.scalars(query).one()


def requests_of(acting: Acting, case: BankedCase) -> list[ActivationRequest]:
    """Return every request and decision about a case, newest first."""
    query = select(ActivationRequest).where(ActivationRequest.case_id == case.id)
    newest = query.order_by(ActivationRequest.requested_at.desc())
    return list(acting.session.scalars(newest))


def finding_about(acting: Acting, pathway_id: UUID, finding_id: UUID) -> Finding | None:
    """Return a finding if it is about this person."""
    query = (
        select(Finding)
        .join(ViolationReport, ViolationReport.id == Finding.report_id)
        .where(Finding.id == finding_id, ViolationReport.pathway_id == pathway_id)
    )
    return acting.session.scalars(query).one_or_none()


def findings_about(acting: Acting, pathway_id: UUID) -> list[Finding]:
    """Return every unsealed finding about a person, newest first."""
    query = (
        select(Finding)
        .join(ViolationReport, ViolationReport.id == Finding.report_id)
        .where(ViolationReport.pathway_id == pathway_id, ViolationReport.sealed_at.is_(None))
    )
    return list(acting.session.scalars(query.order_by(Finding.decided_at.desc())))


def vehicle_of(acting: Acting, case: BankedCase) -> LegalVehicle | None:
    """Return the legal form in which the case rests."""
    query = select(LegalVehicle).where(LegalVehicle.case_id == case.id)
    return acting.session.scalars(query).one_or_none()


@dataclass(frozen=True, slots=True)
class Limits:
    """The nearest and the farthest limitation date of a case."""

    nearest: date | None
    farthest: date | None


def limits_of(acting: Acting, case: BankedCase) -> Limits:
    """Return between which days the case loses its buys."""
    query = select(LimitationClock.prescribes_on).where(LimitationClock.case_id == case.id)
    days = list(acting.session.scalars(query))
    return Limits(min(days, default=None), max(days, default=None))


def user_of(acting: Acting, user_id: UUID | None) -> User | None:
    """Return a user of the staff by id."""
    if user_id is None:
        return None
    return acting.session.scalars(select(User).where(User.id == user_id)).one_or_none()
