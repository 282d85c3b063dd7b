"""What waits for a second person, and for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from dmi.access import moves, sight
from dmi.access.acting import Acting, Actor
from dmi.access.acts import ACTS, may_take
from dmi.access.models.records import Approval
from dmi.access.models.users import User
from dmi.accounts.sessions import actor_for
from dmi.kernel.refusals import NotKnown
from dmi.policy.states import ApprovalStatus
from dmi.store.base import Record

ModelOf = dict[str, type[Record]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One open proposal with the name of who made it."""

    approval: Approval
    by: str
    own: bool


def waiting(acting: Acting, models: ModelOf) -> list[Waiting]:
    """Return the proposals that this reader may sign, and the reader's own.

    One statement for the proposals and one for each kind of row that they are about.
    """
    query = (
        select(Approval, User.display_name)
        .join(User, User.id == Approval.proposed_by)
        .where(Approval.status == ApprovalStatus.PROPOSED, Approval.expires_at > acting.at)
        .order_by(Approval.expires_at, Approval.id)
    )
    found = [(row, name) for row, name in acting.session.execute(query) if row.kind in models]
    seen = _seen(acting, (row for row, _name in found), models)
    return [
        Waiting(row, name, row.proposed_by == acting.by.id)
        for row, name in found
        if row.proposed_by == acting.by.id or (row.id in seen and may_sign(acting, row))
    ]


def approval(acting: Acting, row_id: UUID, models: ModelOf) -> Approval:
    """Return one proposal of the reader, or one that the reader may sign.

    Raises:
        NotKnown: unknown, not for this role, or about a row that this reader may not know.
    """
    row = acting.session.get(Approval, row_id)
    if row is None or row.kind not in models:
        raise NotKnown
    if row.jurisdiction_id not in (*acting.by.jurisdiction_ids, None):
        raise NotKnown
    if row.proposed_by != acting.by.id and not (
        may_sign(acting, row) and row.id in _seen(acting, [row], models)
    ):
        raise NotKnown
    return row


def subject_of(acting: Acting, row: Approval, models: ModelOf) -> Any:
    """Return the row that a proposal is about, as far as this reader may know it."""
    data_class = ACTS[row.kind].step.data_class
    return sight.fetch(acting, models[row.kind], row.target_ref, data_class)


def proposer_of(acting: Acting, row: Approval) -> Actor:
    """Return who proposed, in the role in which it was proposed."""
    user = acting.session.get(User, row.proposed_by)
    if user is None:
        raise NotKnown
    return actor_for(acting.session, user, row.proposer_role)


def may_sign(acting: Acting, row: Approval) -> bool:
    """Tell whether the reader is the second person by role, and another than the first."""
    if acting.by.id == row.proposed_by or acting.by.role not in row.confirmer_roles:
        return False
    if ACTS[row.kind].step.name == moves.UNDOING:
        return True  # whose step is undone is known with the row; confirming asks again
    first = Actor(row.proposed_by, "", row.proposer_role, None, ())
    return may_take(acting.by, ACTS[row.kind].step, first)


def _seen(acting: Acting, rows: Iterable[Approval], models: ModelOf) -> set[UUID]:
    groups: dict[tuple[type[Record], Any], list[Approval]] = {}
    for row in rows:
        if may_sign(acting, row):
            key = (models[row.kind], ACTS[row.kind].step.data_class)
            groups.setdefault(key, []).append(row)
    seen: set[UUID] = set()
    for (model, data_class), members in groups.items():
        wanted = [row.target_ref for row in members]
        query = sight.narrow(
            select(model.id).where(model.id.in_(wanted)), acting, model, data_class
        )
        known = set(acting.session.scalars(query))
        seen.update(row.id for row in members if row.target_ref in known)
    return seen
