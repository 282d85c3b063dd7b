"""Acts of the delivery: one visit is one form, and round, letter and person move together."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

import dmi.callin.guards.deliveries
import dmi.callin.guards.letters  # noqa: F401 - registers its guards
from dmi.access.acting import Acting
from dmi.access.acts import act, cascade
from dmi.callin.models.delivery import DeliveryAttempt, DeliveryRound
from dmi.callin.models.letter import Letter
from dmi.callin.queries.around import pathway_of
from dmi.callin.queries.wording import current_address
from dmi.callin.words import DeliveryMethod, DeliveryOutcome, StopReason
from dmi.eligibility.acts.reviewing import look_again
from dmi.eligibility.models.review import Review
from dmi.kernel.refusals import Unmet, UnmetCondition
from dmi.people.models.pathway import Pathway
from dmi.people.words import Relation
from dmi.policy.states import LetterStatus, Stage


@act("D.assign_delivery", needs=("deliverer_id", "second_deliverer_id"))
def assign_delivery(
    acting: Acting,
    letter: Letter,
    *,
    deliverer_id: UUID,
    second_deliverer_id: UUID,
    planned_on: date | None = None,
    handed_letter: Letter | None = None,  # noqa: ARG001 - what the guards read
) -> DeliveryRound:
    """Begin the round of a pair with one letter to the address on file."""
    address_id = _address_id(acting, letter)
    earlier = acting.session.scalar(
        select(func.max(DeliveryRound.number)).where(DeliveryRound.letter_id == letter.id)
    )
    return acting.add(
        DeliveryRound(
            letter_id=letter.id,
            number=(earlier or 0) + 1,
            deliverer_id=deliverer_id,
            second_deliverer_id=second_deliverer_id,
            planned_on=planned_on,
            address_id=address_id,
        ),
        under=letter,
    )


@act("D.record_attempt", needs=("tried_at", "method"))
def record_attempt(
    acting: Acting,
    round_: DeliveryRound,
    *,
    tried_at: datetime,
    method: DeliveryMethod,
    outcome: DeliveryOutcome,
    new_day_asked: datetime | None = None,
    note: str | None = None,
) -> None:
    """Record a try that left the letter with the pair."""
    _attempt(
        acting, round_, tried_at, method, outcome, new_day_asked=new_day_asked, note=note or None
    )


@act("D.record_service", needs=("tried_at", "method", "receiver_name"))
def record_service(
    acting: Acting,
    round_: DeliveryRound,
    *,
    tried_at: datetime,
    method: DeliveryMethod,
    outcome: DeliveryOutcome,
    receiver_name: str,
    receiver_relation: Relation | None = None,
    influential_id: UUID | None = None,  # noqa: ARG001 - what the guards read
    receipt_id: UUID | None = None,
    witness: str | None = None,
) -> None:
    """Record that the letter was received: the round ends, the person is invited."""
    attempt = _attempt(
        acting,
        round_,
        tried_at,
        method,
        outcome,
        receiver_name=receiver_name,
        receiver_relation=receiver_relation,
        receipt_id=receipt_id,
        witness=witness or None,
    )
    cascade(acting, "L.deliver_letter", round_.letter, attempt=attempt)
    _invite(acting, round_, attempt)


@act("D.record_refused_service", needs=("tried_at", "method"))
def record_refused_service(
    acting: Acting,
    round_: DeliveryRound,
    *,
    tried_at: datetime,
    method: DeliveryMethod,
    witness_note: str,
    told_orally: bool,
) -> None:
    """Record a refusal in hand: whoever heard when and where is invited all the same."""
    attempt = _attempt(
        acting,
        round_,
        tried_at,
        method,
        DeliveryOutcome.REFUSED_IN_PERSON,
        witness_note=witness_note,
        told_orally=told_orally,
    )
    cascade(acting, "L.record_refusal", round_.letter, attempt=attempt, witness_note=witness_note)
    _invite(acting, round_, attempt)


@act("D.exhaust_delivery")
def exhaust_delivery(acting: Acting, round_: DeliveryRound) -> None:
    """End the tries: the letter comes back, the person counts as not served, never as absent."""
    cascade(acting, "L.give_up_letter", round_.letter)
    pathway = pathway_of(acting, round_)
    if pathway.stage is Stage.CASE_READY:
        cascade(acting, "P.mark_not_served", pathway)


@act("D.stop_delivery", needs=("stop_reason",))
def stop_delivery(_acting: Acting, round_: DeliveryRound, *, stop_reason: StopReason) -> None:
    """Stop the round for a reason that further tries do not mend."""
    round_.stop_reason = stop_reason


@act("D.resume_delivery", needs=("deliverer_id", "second_deliverer_id"))
def resume_delivery(
    acting: Acting,
    round_: DeliveryRound,
    *,
    deliverer_id: UUID,
    second_deliverer_id: UUID,
    planned_on: date | None = None,
    reason: str = "",  # noqa: ARG001 - kept by the move
) -> None:
    """Try again on another day or at the newer address, while the letter is still out."""
    if round_.letter.status is not LetterStatus.OUT:
        raise Unmet((UnmetCondition("letter_is_out"),))
    round_.deliverer_id, round_.second_deliverer_id = deliverer_id, second_deliverer_id
    round_.planned_on = planned_on
    round_.address_id = _address_id(acting, round_.letter)


@act("P.serve_letter")
def serve_letter(
    _acting: Acting,
    _pathway: Pathway,
    *,
    attempt: DeliveryAttempt,
    outcome: DeliveryOutcome,
) -> None:
    """Carry that the invitation reached the person."""


@act("P.mark_not_served")
def mark_not_served(_acting: Acting, _pathway: Pathway) -> None:
    """Carry that nobody was found."""


@act("P.plan_delivery_again")
def plan_delivery_again(
    _acting: Acting,
    _pathway: Pathway,
    *,
    reason: str = "",
    planned_on: date | None = None,
) -> None:
    """Make the person ready for a new letter, at a newer address or on another day."""


@act("P.cancel_invitation")
def cancel_invitation(_acting: Acting, _pathway: Pathway, *, reason: str) -> None:
    """Take an invitation back; the move keeps the reason."""


@act("P.review_again")
def review_again(acting: Acting, pathway: Pathway, *, new_facts: str) -> Review:
    """Ask the same two people to look again, on new facts."""
    return look_again(acting, pathway, new_facts)


def _invite(acting: Acting, round_: DeliveryRound, attempt: DeliveryAttempt) -> None:
    cascade(
        acting,
        "P.serve_letter",
        pathway_of(acting, round_),
        attempt=attempt,
        outcome=attempt.outcome,
    )


def _attempt(
    acting: Acting,
    round_: DeliveryRound,
    tried_at: datetime,
    method: DeliveryMethod,
    outcome: DeliveryOutcome,
    **proof: Any,
) -> DeliveryAttempt:
    attempt = DeliveryAttempt(
        round_id=round_.id,
        at=tried_at,
        by_id=round_.deliverer_id,
        second_by_id=round_.second_deliverer_id,
        method=method,
        outcome=outcome,
        key_ref=round_.key_ref,
        **proof,
    )
    return acting.add(attempt, under=round_)


def _address_id(acting: Acting, letter: Letter) -> UUID:
    found = current_address(acting, pathway_of(acting, letter).person_id)
    if found is None:
        raise Unmet((UnmetCondition("address_recorded"),))
    return found[0].id
