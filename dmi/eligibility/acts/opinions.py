"""Two opinions, sealed until both are in; then both open in the same transaction."""

from sqlalchemy import select

import dmi.eligibility.guards.reviewing  # noqa: F401 - registers the conditions of these steps
from dmi.access.acting import Acting
from dmi.access.acts import act, cascade
from dmi.eligibility.models.review import Dispute, Opinion, Review
from dmi.eligibility.queries.reviewing import current_review, opinions_of
from dmi.eligibility.rules import are_both_in
from dmi.eligibility.words import OpinionKey, Outcome, ReviewStatus
from dmi.kernel.calendar import add_working_days
from dmi.people.models.pathway import Pathway
from dmi.profiles.queries import holiday_calendar


def _open_both(acting: Acting, opinion: Opinion) -> None:
    given = opinions_of(acting, opinion.review_id)
    if are_both_in(one.key for one in given):
        for one in given:
            cascade(acting, "OP.unseal_opinions", one)


@act("OP.give_opinion", needs=("choice",), then=_open_both)
def give_opinion(acting: Acting, review: Review, *, choice: Outcome, grounds: str) -> Opinion:
    """Give the own opinion under seal; the review itself is not touched, so nothing shows."""
    is_police = acting.by.id == review.police_reviewer_id
    opinion = Opinion(
        review_id=review.id,
        author_id=acting.by.id,
        key=OpinionKey.POLICE if is_police else OpinionKey.PROSECUTION,
        choice=choice,
        given_at=acting.at,
        key_ref=review.key_ref,
    )
    opinion.reasons = grounds
    return acting.add(opinion, under=review)


@act("OP.unseal_opinions")
def unseal_opinions(acting: Acting, opinion: Opinion) -> None:
    """Break the seal of one opinion."""
    opinion.unsealed_at = acting.at


@act("OP.withdraw_opinion")
def withdraw_opinion(acting: Acting, opinion: Opinion, *, reason: str) -> None:
    """Take back one's own opinion while it is sealed; the reason stands on the move."""
    del acting, opinion, reason


@act("P.open_dispute")
def open_dispute(acting: Acting, pathway: Pathway) -> Dispute | None:
    """Open the days in which two opinions that differ are talked over."""
    review = current_review(acting, pathway.id)
    if review is None:
        return None
    review.standing = ReviewStatus.DISPUTED
    standing = acting.session.scalars(
        select(Dispute).where(Dispute.review_id == review.id)
    ).one_or_none()
    closed = holiday_calendar(acting.session, acting.profile)
    due_on = add_working_days(acting.today, acting.number("dispute_within"), closed)
    if standing is None:
        dispute = Dispute(review_id=review.id, opened_at=acting.at, due_on=due_on)
        return acting.add(dispute, under=review)
    return standing
