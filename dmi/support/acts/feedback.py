"""Complaints and praise: written down, given to somebody not involved, answered by a day."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

import dmi.support.guards.feedback  # noqa: F401 - registers the conditions of these steps
from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.acts import act, cascade
from dmi.access.reversals import after_undoing
from dmi.kernel.refusals import Faults, NotKnown
from dmi.kernel.words import N_
from dmi.owed.acts import open_task
from dmi.owed.words import TaskKind
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.plain_states import FeedbackStatus
from dmi.support.models.feedback import Feedback
from dmi.support.queries import feedback as queries
from dmi.support.words import FeedbackAbout, FeedbackFrom
from dmi.territory.acts.place import place_of

ANSWER_IT = N_("Answer the complaint or praise that was given to you.")
NOTHING_TO_ANSWER = N_("It was withdrawn or taken back: nothing is left to answer.")
NOT_YET = N_("This day has not come yet.")
HAS_PASSED = N_("This day has passed.")
TOO_LATE = N_("The answer may be put off once: at most twice the days of the place.")


def follow(acting: Acting, row: Feedback) -> None:
    """Let the handler's task stand as the row does: open while an answer is owed, else closed."""
    owed = row.status is FeedbackStatus.WITH_HANDLER
    for task in queries.open_tasks(acting, row):
        if row.status is FeedbackStatus.ANSWERED:
            cascade(acting, "TK.finish_task", task)
        elif not owed or task.owner_id != row.handler_id or task.due_on != row.answer_by:
            cascade(acting, "TK.drop_task", task, reason=NOTHING_TO_ANSWER)
    acting.session.flush()
    if owed and not queries.open_tasks(acting, row):
        open_task(
            acting,
            row,
            kind=TaskKind.TASK,
            text=ANSWER_IT,
            due_on=row.answer_by,
            owner_id=row.handler_id,
        )


@act("F.record_feedback", needs=("from_kind", "about", "body", "received_on"))
def record_feedback(
    acting: Acting,
    pathway: Pathway | None,
    *,
    from_kind: FeedbackFrom,
    about: FeedbackAbout,
    body: str,
    received_on: date,
    about_users: Sequence[UUID] = (),
) -> Feedback:
    """Write down what somebody says of the programme, about a person's support or about none.

    Raises:
        NotKnown: the person's page is closed to the actor, or only that of a person is open.
        Faults: it was received on a day to come.
    """
    if pathway is None and queries.needs_a_person(acting.by.role):
        raise NotKnown
    if pathway is not None and not sight.sees(acting, pathway, DataClass.PATHWAY_STAGE):
        raise NotKnown
    if received_on > acting.today:
        raise Faults({"received_on": [NOT_YET]})
    row = Feedback(
        pathway_id=pathway.id if pathway is not None else None,
        from_kind=from_kind,
        about=about,
        about_users=[str(one) for one in about_users],
        received_on=received_on,
        recorded_by_id=acting.by.id,
        answer_by=received_on + timedelta(days=acting.number("rights_answer_days")),
        jurisdiction_id=place_of(acting, pathway),
    )
    row.body = body
    return acting.add(row, under=pathway)


@act("F.name_handler", needs=("handler", "answer_by"), then=follow)
def name_handler(
    acting: Acting,
    row: Feedback,
    *,
    handler: UUID,
    answer_by: date,
    about_users: Sequence[UUID] = (),
) -> None:
    """Give it to a manager who is not involved, with the day of the answer.

    Raises:
        NotKnown: somebody who could not answer.
        Faults: a day that has passed, or one put off more than once.
    """
    if handler not in {key for key, _name in queries.managers(acting)}:
        raise NotKnown
    last = row.received_on + timedelta(days=2 * acting.number("rights_answer_days"))
    if answer_by < acting.today:
        raise Faults({"answer_by": [HAS_PASSED]})
    if answer_by > max(last, acting.today):
        raise Faults({"answer_by": [TOO_LATE]})
    row.handler_id, row.answer_by = handler, answer_by
    row.about_users = sorted({*row.about_users, *(str(one) for one in about_users)})


@act("F.answer_feedback", needs=("answer",), then=follow)
def answer_feedback(acting: Acting, row: Feedback, *, answer: str) -> None:
    """Answer in words that are told to whoever spoke."""
    row.answer, row.answered_on = answer, acting.today


@act("F.withdraw_feedback", needs=("reason",), then=follow)
def withdraw_feedback(_acting: Acting, _row: Feedback, *, reason: str) -> None:
    """Take it back; the move keeps the reason."""


after_undoing("F", follow)
