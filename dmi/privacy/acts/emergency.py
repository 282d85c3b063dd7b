"""Emergency sight: opened by who is in need of it, stopped, and judged by somebody else."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import ClassVar
from uuid import UUID

import dmi.owed.acts  # noqa: F401 - registers the steps of tasks
from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.acts import cascade, write
from dmi.access.guards import has_just_proved
from dmi.access.models.emergencies import BreakGlass
from dmi.access.words import BreakGlassCategory, ReviewResult
from dmi.accounts.sessions import actor_for, clockwork
from dmi.kernel.local_time import local_day
from dmi.kernel.refusals import Faults, NotKnown
from dmi.kernel.words import N_
from dmi.owed.acts import open_task
from dmi.owed.words import TaskKind
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.privacy import rules
from dmi.privacy.queries import emergency as queries
from dmi.store.database import queue_up

REVIEW_IT = N_("Review an emergency sight")
PROVE_AGAIN = N_("Prove again who you are, then open it.")
REASON_TOO_SHORT = N_("Say in at least 30 characters what the danger is.")
NOT_OPENABLE = N_("Emergency sight does not open this to your role.")
ONE_AT_A_TIME = N_("You have one open already. Stop it first.")
QUOTA_SPENT = N_("You have opened as many as one user may in 30 days.")
OWN_ONE = N_("Nobody reviews what they opened themselves.")
STILL_OPEN = N_("It is still open. Review it once it has ended.")
REVIEWED = N_("It has been reviewed already.")


class NotNow(Faults):
    """Permitted, but something stands in the way; said beside the field that it is about."""

    status: ClassVar[int] = 409


@write("privacy.emergency.opened", data_class=DataClass.OWN_WORK)
def open_sight(
    acting: Acting,
    _nothing: None,
    *,
    subject: Pathway,
    category: BreakGlassCategory,
    reason: str,
    classes: Sequence[DataClass],
) -> BreakGlass:
    """Open some classes of one person to who acts, and tell who judges it.

    Raises:
        NotKnown: no role for it, or a person of another place.
        NotNow: with what stands in the way.
    """
    if subject.jurisdiction_id not in acting.by.jurisdiction_ids:
        raise NotKnown
    check_may_open(acting, reason=reason, classes=classes)
    opened = BreakGlass(
        user_id=acting.by.id,
        role=acting.by.role,
        classes=sorted(str(one) for one in set(classes)),
        linked=[str(one) for one in queries.linked_to(acting, subject)],
        category=category,
        started_at=acting.at,
        ends_at=acting.at + timedelta(minutes=acting.number("break_glass_minutes")),
    )
    opened.key_ref = subject.key_ref
    opened.reason = reason.strip()
    acting.add(opened, under=subject)
    acting.session.flush()
    _tell(acting, opened)
    return opened


def check_may_open(acting: Acting, *, reason: str, classes: Sequence[DataClass]) -> None:
    """Refuse whatever stands in the way before anybody is looked for.

    Raises:
        NotKnown: the role opens nothing.
        NotNow: with every reason, none of which tells anything about any person.
    """
    if acting.by.role not in rules.MAY_OPEN:
        raise NotKnown
    queue_up(acting.session, f"emergency {acting.by.id}")
    faults: dict[str, list[str]] = {}
    if len(reason.strip()) < rules.SHORTEST_REASON:
        faults["reason"] = [REASON_TOO_SHORT]
    if not classes or not set(classes) <= set(rules.openable(acting.by.role)):
        faults["classes"] = [NOT_OPENABLE]
    if not has_just_proved(acting):
        faults["who"] = [PROVE_AGAIN]
    elif queries.is_any_open(acting):
        faults["who"] = [ONE_AT_A_TIME]
    elif queries.opened_lately(acting, rules.QUOTA_DAYS) >= acting.number("break_glass_quota"):
        faults["who"] = [QUOTA_SPENT]
    if faults:
        raise NotNow(faults)


@write("privacy.emergency.stopped", data_class=DataClass.OWN_WORK)
def stop_sight(acting: Acting, opened: BreakGlass) -> None:
    """End one's own emergency sight before its hour is over; twice does no harm.

    Raises:
        NotKnown: it is somebody else's.
    """
    if opened.user_id != acting.by.id:
        raise NotKnown
    if opened.is_open(acting.at):
        opened.stopped_at = acting.at


@write("privacy.emergency.reviewed", data_class=DataClass.OWN_WORK)
def review_sight(
    acting: Acting, opened: BreakGlass, *, result: ReviewResult, reason: str
) -> BreakGlass:
    """Judge somebody else's emergency sight; what was owed for it is done.

    Raises:
        NotKnown: neither manager nor auditor, or not theirs to see.
        NotNow: it is the reviewer's own, still open, or judged already.
    """
    may_see = sight.sees(acting, opened, DataClass.AUDIT)
    if acting.by.role not in rules.REVIEWERS or not may_see:
        raise NotKnown
    faults = [
        words
        for words, stands in (
            (OWN_ONE, opened.user_id == acting.by.id),
            (STILL_OPEN, opened.is_open(acting.at)),
            (REVIEWED, opened.review_result is not None),
        )
        if stands
    ]
    if faults:
        raise NotNow({"result": faults})
    opened.review_result = result
    opened.review_reason = reason
    opened.reviewed_at = acting.at
    opened.reviewed_by_id = acting.by.id
    _finish_tasks(acting, opened.id)
    return opened


def _tell(acting: Acting, opened: BreakGlass) -> None:
    """Give managers and auditors the task at once; whoever opened it does not judge it."""
    until = rules.review_by(opened.started_at, acting.number("break_glass_review_hours"))
    for owner in queries.reviewers(acting):
        open_task(
            acting,
            opened,
            kind=TaskKind.TASK,
            text=REVIEW_IT,
            due_on=local_day(until, acting.zone),
            owner_id=owner,
        )


def _finish_tasks(acting: Acting, opened_id: UUID) -> None:
    """Finish everybody's task for it, in the name of the clockwork: one review is enough."""
    machine = actor_for(acting.session, clockwork(acting.session), Role.SCHEDULER)
    for task in queries.tasks_about(acting, opened_id):
        cascade(replace(acting, by=machine), "TK.finish_task", task)
