"""Conditions of tasks and long work."""

from sqlalchemy import func, or_, select

from dmi.access.guards import Gap, Look, guard
from dmi.owed.models import BackgroundWork, Task
from dmi.owed.rules import may_ask, per_cent
from dmi.owed.words import TaskKind
from dmi.policy.plain_states import TaskStatus


@guard("work_allowed_for_role", of_form=True)
def work_allowed_for_role(look: Look) -> Gap:
    """Each kind of long work belongs to some roles."""
    kind = look.field("kind")
    return None if kind is not None and may_ask(look.acting.by.role, kind) else {}


@guard("work_not_already_asked", of_form=True)
def work_not_already_asked(look: Look) -> Gap:
    """The same work is asked for once."""
    query = select(BackgroundWork).where(BackgroundWork.dedupe_key == look.text("dedupe_key"))
    standing = look.acting.session.scalars(query).one_or_none()
    if standing is None:
        return None
    return {"pct": per_cent(standing.done_items, standing.total_items)}


@guard("promises_owned")
def promises_owned(look: Look) -> Gap:
    """Every promise made at a call-in has somebody who keeps it and a day."""
    row = look.row
    query = select(func.count(Task.id)).where(
        Task.cohort_id == (row.cohort_id or row.id),
        Task.kind == TaskKind.PROMISE,
        Task.status == TaskStatus.OPEN,
        or_(Task.owner_id.is_(None), Task.due_on.is_(None)),
    )
    loose = look.acting.session.scalar(query) or 0
    return {"n": loose} if loose else None


@guard("lease_free")
def lease_free(look: Look) -> Gap:
    """Nobody else does the work."""
    return None if _free(look) else {}


@guard("lease_lost")
def lease_lost(look: Look) -> Gap:
    """The process that took the work has not been heard of in time."""
    return None if _free(look) else {}


@guard("lease_held")
def lease_held(look: Look) -> Gap:
    """The process that took the work still has its turn."""
    return {} if _free(look) else None


def _free(look: Look) -> bool:
    until = look.row.lease_until
    return until is None or until <= look.acting.at
