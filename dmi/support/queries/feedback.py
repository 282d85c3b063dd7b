"""Complaints and praise through sight: what a reader may know, and who may answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.models.grants import Assignment
from dmi.access.models.users import RoleGrant, User
from dmi.checkins.queries import names_of
from dmi.kernel.refusals import NotKnown
from dmi.owed.models import Task
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Access, Condition, right
from dmi.policy.plain_states import FeedbackStatus, TaskStatus
from dmi.policy.roles import Role
from dmi.policy.states import GrantStatus, RoleGrantStatus, UserStatus
from dmi.store.paging import Page, newest_first
from dmi.support.models.feedback import Feedback

OPEN = (FeedbackStatus.RECEIVED, FeedbackStatus.WITH_HANDLER)
MOST = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list; ``person`` is empty where it is about none the reader may know."""

    row: Feedback
    person: str
    handler: str
    late: bool


def reads_words(role: Role) -> bool:
    """Tell whether a role reads what others recorded: more than to write its own down."""
    return Access.R in right(role, DataClass.RIGHTS).access


def needs_a_person(role: Role) -> bool:
    """Tell whether a role knows complaints only by the person they are about."""
    return bool(
        {Condition.ASSIGNED, Condition.MANDATE} & set(right(role, DataClass.RIGHTS).conditions)
    )


def _known(acting: Acting) -> Select[Feedback]:
    """Select what the reader may know; who only writes down knows what they wrote themselves."""
    query: Select[Feedback] = sight.narrow(select(Feedback), acting, Feedback)
    if right(acting.by.role, DataClass.RIGHTS).access <= {Access.C}:
        query = query.where(Feedback.recorded_by_id == acting.by.id)
    return query


def feedback(acting: Acting, row_id: UUID) -> Feedback:
    """Return one complaint or praise this reader may know.

    Raises:
        NotKnown: unknown, foreign, or somebody else's to a role that only writes down.
    """
    row = acting.session.scalars(_known(acting).where(Feedback.id == row_id)).one_or_none()
    if row is None:
        raise NotKnown
    acting.saw(DataClass.RIGHTS, row.id)
    return row


def waiting(acting: Acting, *, own: bool = False) -> list[Listed]:
    """Return what is not answered yet, the nearest day first; ``own``: what the reader answers."""
    query = _known(acting).where(Feedback.status.in_(OPEN))
    if own:
        query = query.where(
            Feedback.status == FeedbackStatus.WITH_HANDLER, Feedback.handler_id == acting.by.id
        )
    ordered = query.order_by(Feedback.answer_by, Feedback.created_at, Feedback.id).limit(MOST)
    return _listed(acting, acting.session.scalars(ordered).all())


def closed(acting: Acting, mark: str | None) -> tuple[list[Listed], str | None]:
    """Return a page of what was answered or withdrawn, the newest first, and the next mark."""
    query = _known(acting).where(Feedback.status.not_in(OPEN))
    found: Page[Feedback] = newest_first(
        acting.session, query, Feedback.created_at, Feedback.id, mark=mark
    )
    return _listed(acting, found.rows), found.older


def _listed(acting: Acting, rows: Iterable[Feedback]) -> list[Listed]:
    rows = list(rows)
    # Who only sees the clock sees nobody: neither whom it is about nor who answers.
    told = rows if right(acting.by.role, DataClass.RIGHTS).access & {Access.R, Access.C} else []
    people = names_of(acting, {row.subject_id for row in told if row.subject_id})
    users = names_of_users(acting, [row.handler_id for row in told])
    acting.saw(DataClass.RIGHTS, *(row.id for row in rows))
    return [
        Listed(
            row,
            people.get(row.subject_id, ("", ""))[0],
            users.get(row.handler_id, "") if row.status is not FeedbackStatus.RECEIVED else "",
            late=is_late(row, acting.today),
        )
        for row in rows
    ]


def is_late(row: Feedback, today: date) -> bool:
    """Tell whether the day of the answer has passed without one."""
    return row.status in OPEN and row.answer_by < today


def names_of_users(acting: Acting, ids: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """Return the names of colleagues by id."""
    query = select(User.id, User.display_name).where(User.id.in_({one for one in ids if one}))
    return dict(acting.session.execute(query).all())


def managers(acting: Acting) -> list[tuple[UUID, str]]:
    """Return who may answer in the reader's place: its managers, by name."""
    query = (
        select(User.id, User.display_name)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(
            User.status == UserStatus.ACTIVE,
            User.jurisdiction_id.in_(acting.by.jurisdiction_ids),
            RoleGrant.status == RoleGrantStatus.GRANTED,
            RoleGrant.role == Role.PROGRAMME_MANAGER,
        )
        .order_by(User.display_name)
    )
    return [(key, name) for key, name in acting.session.execute(query)]


def works_with(acting: Acting, user_id: UUID, subject: UUID | None) -> bool:
    """Tell whether the record of the person it is about was given to somebody."""
    if subject is None:
        return False
    query = select(Assignment.id).where(
        Assignment.user_id == user_id,
        Assignment.subject_ref == subject,
        Assignment.status == GrantStatus.IN_FORCE,
    )
    return acting.session.scalars(query.limit(1)).first() is not None


def open_tasks(acting: Acting, row: Feedback) -> list[Task]:
    """Return the tasks to answer it that are still open."""
    query = select(Task).where(Task.source_ref == row.id, Task.status == TaskStatus.OPEN)
    return list(acting.session.scalars(query))
