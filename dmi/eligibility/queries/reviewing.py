"""One review: its questions, declarations, opinions and decision."""

import hashlib
from functools import lru_cache
from uuid import UUID

from sqlalchemy import or_, select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.eligibility.models.criteria import CriteriaVersion, Criterion
from dmi.eligibility.models.decision import Decision, Override
from dmi.eligibility.models.review import (
    AggravatorAnswer,
    ConflictDeclaration,
    CriterionAnswer,
    Dispute,
    Opinion,
    Review,
)
from dmi.eligibility.rules import Question
from dmi.eligibility.words import Answer
from dmi.policy import pathway as policy
from dmi.policy.classes import DataClass
from dmi.policy.states import OpinionStatus
from dmi.profiles.profile import load


def criteria_in_force(acting: Acting) -> CriteriaVersion | None:
    """Return the questions in force today."""
    query = select(CriteriaVersion).where(
        CriteriaVersion.effective_from <= acting.today,
        or_(CriteriaVersion.retired_on.is_(None), CriteriaVersion.retired_on > acting.today),
    )
    newest = query.order_by(CriteriaVersion.number.desc()).limit(1)
    return acting.session.scalars(newest).one_or_none()


def criteria_of(acting: Acting, version_id: UUID) -> list[Criterion]:
    """Return the questions of one version by code."""
    query = select(Criterion).where(Criterion.version_id == version_id).order_by(Criterion.code)
    return list(acting.session.scalars(query))


def current_review(acting: Acting, pathway_id: UUID | None) -> Review | None:
    """Return the newest look at one person."""
    query = select(Review).where(Review.pathway_id == pathway_id)
    return acting.session.scalars(query.order_by(Review.number.desc()).limit(1)).one_or_none()


def questions_of(acting: Acting, review: Review) -> list[Question]:
    """Return every question of the review's version with its answer."""
    given = answers_of(acting, review.id)
    return [
        Question(row.code, row.kind, given[row.id].value if row.id in given else None)
        for row in criteria_of(acting, review.criteria_version_id)
    ]


def answers_of(acting: Acting, review_id: UUID) -> dict[UUID, CriterionAnswer]:
    """Return the answers of one review by question."""
    query = select(CriterionAnswer).where(CriterionAnswer.review_id == review_id)
    return {row.criterion_id: row for row in acting.session.scalars(query)}


def aggravators_of(acting: Acting, review_id: UUID) -> dict[str, AggravatorAnswer]:
    """Return the answered aggravators of one review by letter."""
    query = select(AggravatorAnswer).where(AggravatorAnswer.review_id == review_id)
    return {row.letter.value: row for row in acting.session.scalars(query)}


def has_aggravator(acting: Acting, pathway_id: UUID) -> bool:
    """Tell whether the newest review found an aggravating circumstance."""
    review = current_review(acting, pathway_id)
    found = aggravators_of(acting, review.id).values() if review else ()
    return any(row.value is Answer.YES for row in found)


def opinions_of(acting: Acting, review_id: UUID) -> list[Opinion]:
    """Return the opinions that stand, sealed or not: for guards and acts, never for a page."""
    query = select(Opinion).where(
        Opinion.review_id == review_id, Opinion.status != OpinionStatus.WITHDRAWN
    )
    return list(acting.session.scalars(query.order_by(Opinion.key)))


def readable_opinions(acting: Acting, review_id: UUID) -> list[Opinion]:
    """Return what this reader may know: the own opinion, and all of them once unsealed."""
    query = select(Opinion).where(
        Opinion.review_id == review_id,
        Opinion.status != OpinionStatus.WITHDRAWN,
        or_(Opinion.unsealed_at.is_not(None), Opinion.author_id == acting.by.id),
    )
    narrowed = sight.narrow(query, acting, Opinion, DataClass.OPINIONS)
    return list(acting.session.scalars(narrowed.order_by(Opinion.key)))


def declarations_of(acting: Acting, review_id: UUID) -> dict[UUID, ConflictDeclaration]:
    """Return who declared what about a conflict."""
    query = select(ConflictDeclaration).where(ConflictDeclaration.review_id == review_id)
    return {row.user_id: row for row in acting.session.scalars(query)}


def overrides_of(acting: Acting, review_id: UUID) -> list[Override]:
    """Return the exclusions that were asked to be set aside, confirmed or not."""
    return list(acting.session.scalars(select(Override).where(Override.review_id == review_id)))


def readable_overrides(acting: Acting, review_id: UUID) -> list[Override]:
    """Return those of them that this reader may know: they belong to the decision."""
    query = select(Override).where(Override.review_id == review_id)
    return list(acting.session.scalars(sight.narrow(query, acting, Override, DataClass.DECISION)))


def decision_of(acting: Acting, pathway_id: UUID | None) -> Decision | None:
    """Return the decision in force about one person."""
    query = (
        select(Decision)
        .join(Review, Review.id == Decision.review_id)
        .where(Review.pathway_id == pathway_id, Decision.superseded_by_id.is_(None))
    )
    return acting.session.scalars(query.order_by(Decision.decided_at.desc()).limit(1)).first()


def readable_decision(acting: Acting, review_id: UUID) -> Decision | None:
    """Return the decision of one review where this reader may know it."""
    query = select(Decision).where(Decision.review_id == review_id)
    narrowed = sight.narrow(query, acting, Decision, DataClass.DECISION)
    return acting.session.scalars(narrowed.order_by(Decision.decided_at.desc()).limit(1)).first()


def dispute_of(acting: Acting, review_id: UUID) -> Dispute | None:
    """Return the dispute of one review."""
    query = select(Dispute).where(Dispute.review_id == review_id)
    return acting.session.scalars(query).one_or_none()


@lru_cache(maxsize=1)
def policy_version() -> str:
    """Return the fingerprint of the tables under which a decision was taken."""
    lines = [
        f"{key} {sorted(step.leaves)} {step.arrives} {step.who} {step.guards}"
        for key, step in sorted(policy.STEPS.items())
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def profile_version(acting: Acting) -> str:
    """Return the profile and the day since which its numbers hold."""
    return f"{acting.profile} {load(acting.profile).in_force_from.isoformat()}"
