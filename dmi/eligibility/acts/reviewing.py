"""A review: opened by a prosecutor, answered by both, returned or opened again."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import dmi.eligibility.guards.deciding
import dmi.eligibility.guards.evidence
import dmi.eligibility.guards.reviewing  # noqa: F401 - registers the conditions of these steps
from dmi.access.acting import Acting
from dmi.access.acts import act, write
from dmi.eligibility.models.review import (
    AggravatorAnswer,
    ConflictDeclaration,
    CriterionAnswer,
    Review,
)
from dmi.eligibility.queries.reviewing import (
    aggravators_of,
    answers_of,
    criteria_in_force,
    criteria_of,
    current_review,
    declarations_of,
)
from dmi.eligibility.words import Answer, OpinionKey, ReviewStatus
from dmi.kernel.calendar import add_months, add_working_days
from dmi.kernel.refusals import Unmet, UnmetCondition
from dmi.owed.acts import open_task
from dmi.owed.words import TaskKind
from dmi.people.models.pathway import Pathway
from dmi.people.words import RemovalReason
from dmi.policy.classes import DataClass
from dmi.profiles.queries import holiday_calendar
from dmi.profiles.words import Aggravator

FIRST = 1


@act("P.open_review", needs=("police_reviewer_id", "prosecutor_id", "due_on"))
def open_review(
    acting: Acting,
    pathway: Pathway,
    *,
    police_reviewer_id: UUID,
    prosecutor_id: UUID,
    due_on: date,
    declared: list[OpinionKey],
) -> Review:
    """Name who looks, freeze the questions and keep both declarations."""
    review = begin_review(acting, pathway, (police_reviewer_id, prosecutor_id), due_on)
    reviewers = {OpinionKey.POLICE: police_reviewer_id, OpinionKey.PROSECUTION: prosecutor_id}
    for key in declared:
        _declare(acting, review, reviewers[key], None)
    return review


def begin_review(
    acting: Acting,
    pathway: Pathway,
    reviewers: tuple[UUID, UUID],
    due_on: date,
    new_facts: str = "",
) -> Review:
    """Begin the next look of a police analyst and a prosecutor; the earlier one stays on file."""
    version = criteria_in_force(acting)
    if version is None:
        raise Unmet((UnmetCondition("criteria_current"),))
    earlier = current_review(acting, pathway.id)
    review = Review(
        pathway_id=pathway.id,
        criteria_version_id=version.id,
        number=earlier.number + 1 if earlier else FIRST,
        opened_at=acting.at,
        due_on=due_on,
        police_reviewer_id=reviewers[0],
        prosecutor_id=reviewers[1],
        standing=ReviewStatus.OPEN,
        key_ref=pathway.key_ref,
    )
    review.new_facts = new_facts
    acting.add(review, under=pathway)
    acting.session.flush()
    if earlier is not None:
        earlier.superseded_by_id = review.id
        earlier.standing = ReviewStatus.SUPERSEDED
    return review


def look_again(acting: Acting, pathway: Pathway, new_facts: str) -> Review:
    """Begin another look by the same two people, on new facts."""
    earlier = current_review(acting, pathway.id)
    if earlier is None:
        raise Unmet((UnmetCondition("new_facts_written"),))
    closed = holiday_calendar(acting.session, acting.profile)
    due_on = add_working_days(acting.today, acting.number("dispute_within"), closed)
    reviewers = (earlier.police_reviewer_id, earlier.prosecutor_id)
    return begin_review(acting, pathway, reviewers, due_on, new_facts)


@act("P.reopen_review", needs=("new_facts",))
def reopen_review(acting: Acting, pathway: Pathway, *, new_facts: str) -> Review:
    """Look again at somebody on the prosecution way, on new facts and two prosecutors' word."""
    return look_again(acting, pathway, new_facts)


@write("eligibility.conflict.declared", data_class=DataClass.OPINIONS)
def declare_conflict(acting: Acting, review: Review, *, text: str) -> ConflictDeclaration:
    """Say of oneself that a conflict stands in the way; an empty text says that none does."""
    return _declare(acting, review, acting.by.id, text or None)


def _declare(acting: Acting, review: Review, user: UUID, text: str | None) -> ConflictDeclaration:
    row = declarations_of(acting, review.id).get(user)
    if row is None:
        row = ConflictDeclaration(review_id=review.id, user_id=user)
        row.has_conflict, row.text, row.declared_at = bool(text), text, acting.at
        return acting.add(row, under=review)
    row.text, row.declared_at = text, acting.at
    row.has_conflict = bool(text)
    return row


@write("eligibility.criteria.answered", data_class=DataClass.OPINIONS)
def answer_criteria(
    acting: Acting,
    review: Review,
    *,
    answers: Mapping[str, Answer],
    aggravators: Mapping[Aggravator, Answer],
) -> Review:
    """Answer questions and aggravators; whoever answers again replaces the answer."""
    _answer_questions(acting, review, answers)
    given = aggravators_of(acting, review.id)
    for letter, value in aggravators.items():
        if letter.value in given:
            given[letter.value].value = value
        else:
            row = AggravatorAnswer(review_id=review.id, letter=letter, value=value)
            acting.add(row, under=review)
    return review


def _answer_questions(acting: Acting, review: Review, answers: Mapping[str, Answer]) -> None:
    given = answers_of(acting, review.id)
    for criterion in criteria_of(acting, review.criteria_version_id):
        value = answers.get(criterion.code)
        if value is None:
            continue
        row = given.get(criterion.id)
        if row is None:
            row = CriterionAnswer(review_id=review.id, criterion_id=criterion.id, value=value)
            row.answered_by_id, row.answered_at = acting.by.id, acting.at
            acting.add(row, under=review)
        elif row.value is not value:
            row.value, row.answered_by_id, row.answered_at = value, acting.by.id, acting.at


@act("P.return_for_work", needs=("tasks",))
def return_for_work(acting: Acting, pathway: Pathway, *, reason: str, tasks: str) -> None:
    """Send the person's file back for named work."""
    del reason
    review = current_review(acting, pathway.id)
    if review is not None:
        review.standing = ReviewStatus.RETURNED
        open_task(
            acting,
            review,
            kind=TaskKind.TASK,
            text=tasks,
            due_on=None,
            owner_id=review.police_reviewer_id,
        )


@act("P.remove_insufficient", needs=("reason_code",))
def remove_insufficient(
    acting: Acting, pathway: Pathway, *, reason_code: RemovalReason, reason: str
) -> None:
    """Take somebody off for want of evidence; what is kept has its last day."""
    del reason_code, reason
    pathway.purge_on = add_months(acting.today, acting.number("retention_nominee_months"))
    review = current_review(acting, pathway.id)
    if review is not None:
        review.standing = ReviewStatus.DECIDED
