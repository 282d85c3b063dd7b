"""The decision: a named prosecutor's own act, which no opinion and no answer takes."""

from datetime import date, datetime
from uuid import UUID

import dmi.eligibility.guards.deciding
import dmi.eligibility.guards.reviewing  # noqa: F401 - registers the conditions of these steps
from dmi.access.acting import Acting
from dmi.access.acts import act, write
from dmi.eligibility.models.decision import Decision, Override, YouthReferral
from dmi.eligibility.models.review import Review
from dmi.eligibility.queries.reviewing import (
    aggravators_of,
    current_review,
    decision_of,
    dispute_of,
    overrides_of,
    policy_version,
    profile_version,
    questions_of,
)
from dmi.eligibility.rules import weighing_codes
from dmi.eligibility.words import Outcome, ReviewStatus
from dmi.kernel.refusals import NotKnown, Unmet, UnmetCondition
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.profiles.words import VehicleKind


@act("P.decide_candidate")
def decide_candidate(
    acting: Acting, pathway: Pathway, *, reasons: str, vehicle_proposed: VehicleKind | None = None
) -> Review:
    """Decide that the person is offered the opportunity way."""
    return _decide(acting, pathway, Outcome.CANDIDATE, reasons, vehicle=vehicle_proposed)


@act("P.decide_prosecution")
def decide_prosecution(acting: Acting, pathway: Pathway, *, reasons: str) -> Review:
    """Decide that the person is prosecuted in the ordinary way."""
    return _decide(acting, pathway, Outcome.PROSECUTION, reasons)


@act("P.settle_candidate", needs=("attendees", "held_on", "minutes"))
def settle_candidate(
    acting: Acting,
    pathway: Pathway,
    *,
    held_on: date,
    attendees: str,
    minutes: str,
    reasons: str,
    dissent: str = "",
) -> Review:
    """Settle the dispute for the opportunity way, two prosecutors signing."""
    _minute(acting, pathway, held_on, attendees, minutes)
    return _decide(acting, pathway, Outcome.CANDIDATE, reasons, dissent=dissent)


@act("P.settle_prosecution", needs=("attendees", "held_on", "minutes"))
def settle_prosecution(
    acting: Acting,
    pathway: Pathway,
    *,
    held_on: date,
    attendees: str,
    minutes: str,
    reasons: str,
    dissent: str = "",
) -> Review:
    """Settle the dispute for the prosecution way, two prosecutors signing."""
    _minute(acting, pathway, held_on, attendees, minutes)
    return _decide(acting, pathway, Outcome.PROSECUTION, reasons, dissent=dissent)


def _decide(
    acting: Acting,
    pathway: Pathway,
    outcome: Outcome,
    reasons: str,
    *,
    vehicle: VehicleKind | None = None,
    dissent: str = "",
) -> Review:
    review = current_review(acting, pathway.id)
    if review is None:
        raise Unmet((UnmetCondition("opinions_in"),))
    earlier = decision_of(acting, pathway.id)
    answered = {letter: row.value for letter, row in aggravators_of(acting, review.id).items()}
    decision = Decision(
        review_id=review.id,
        outcome=outcome,
        decided_by_id=acting.first_id,
        second_prosecutor_id=acting.second_id,
        reason_codes=weighing_codes(questions_of(acting, review), answered),
        decided_at=acting.at,
        criteria_version_id=review.criteria_version_id,
        policy_version=policy_version(),
        profile_version=profile_version(acting),
        vehicle_proposed=vehicle,
        key_ref=review.key_ref,
    )
    decision.reasons, decision.dissent = reasons, dissent
    acting.add(decision, under=review)
    acting.session.flush()
    review.standing = ReviewStatus.DECIDED
    if earlier is not None:
        earlier.superseded_by_id = decision.id
    for override in overrides_of(acting, review.id):
        override.decision_id = decision.id
    return review


def _minute(acting: Acting, pathway: Pathway, held_on: date, attendees: str, minutes: str) -> None:
    review = current_review(acting, pathway.id)
    dispute = dispute_of(acting, review.id) if review else None
    if dispute is None:
        raise Unmet((UnmetCondition("dispute_minuted"),))
    dispute.held_on, dispute.chair_id = held_on, acting.first_id
    dispute.attendees = [line.strip() for line in attendees.splitlines() if line.strip()]
    dispute.minutes = minutes


@write("eligibility.override.requested", data_class=DataClass.DECISION)
def request_override(
    acting: Acting, review: Review, *, criterion_id: UUID, reason: str
) -> Override:
    """Ask another prosecutor to set one exclusion aside, with the reason."""
    known = {override.criterion_id: override for override in overrides_of(acting, review.id)}
    if criterion_id in known:
        return known[criterion_id]
    override = Override(
        review_id=review.id,
        criterion_id=criterion_id,
        requested_by_id=acting.by.id,
        key_ref=review.key_ref,
    )
    override.reason = reason
    return acting.add(override, under=review)


@write("eligibility.override.confirmed", data_class=DataClass.DECISION)
def confirm_override(acting: Acting, override: Override) -> None:
    """Sign as the second prosecutor; whoever asked may not."""
    if acting.by.role is not Role.PROSECUTOR:
        raise NotKnown
    if acting.by.id == override.requested_by_id or override.confirmed_by_id is not None:
        raise Unmet((UnmetCondition("second_person"),))
    override.confirmed_at = acting.at
    override.confirmed_by_id = acting.by.id


@act("P.send_to_youth_track", needs=("referred_to",))
def send_to_youth_track(
    acting: Acting,
    pathway: Pathway,
    *,
    referred_to: str,
    defender: str,
    guardian_name: str,
    guardian_told_at: datetime,
) -> None:
    """Hand an adolescent over to the specialised track."""
    refer(
        acting,
        pathway,
        referred_to=referred_to,
        defender=defender,
        guardian_name=guardian_name,
        guardian_told_at=guardian_told_at,
    )


def refer(
    acting: Acting,
    pathway: Pathway,
    *,
    referred_to: str,
    defender: str,
    guardian_name: str,
    guardian_told_at: datetime,
) -> YouthReferral:
    """Write the referral down and end the review."""
    referral = YouthReferral(
        pathway_id=pathway.id,
        referred_to=referred_to,
        guardian_told_at=guardian_told_at,
        on=acting.today,
        key_ref=pathway.key_ref,
    )
    referral.defender, referral.guardian_name = defender, guardian_name
    review = current_review(acting, pathway.id)
    if review is not None:
        review.standing = ReviewStatus.DECIDED
    return acting.add(referral, under=pathway)


@act("P.tell_decision", needs=("told_at",))
def tell_decision(acting: Acting, pathway: Pathway, *, told_at: datetime) -> None:
    """Tell person and defence; from now on the defender reads the decision."""
    decision = decision_of(acting, pathway.id)
    if decision is not None:
        decision.told_at = told_at
