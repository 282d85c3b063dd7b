"""Conditions of tasks and long work."""

from sqlalchemy import select

from dmi.access.guards import Gap, Look, guard
from dmi.owed.models import BackgroundWork
from dmi.owed.rules import may_ask, per_cent


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
