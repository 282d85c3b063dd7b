"""The history of every row: one move per step, never edited. The timeline is read from it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from dmi.access.acting import Acting
from dmi.access.models.records import Move
from dmi.policy.classes import DataClass
from dmi.policy.model import Step
from dmi.store.base import Record, Scoped

PLAIN = ""
UNDOING = "reverse_step"


def record(
    acting: Acting,
    step: Step,
    row: Record,
    before: str,
    fields: Mapping[str, Any],
    *,
    wrote: list[dict[str, str]],
) -> Move:
    """Append the move of one step; ``wrote`` is what it wrote beside its row."""
    move = _move(acting, step.machine, row)
    move.consequences = wrote
    if step.name == UNDOING:
        move.reverses_seq = move.seq - 1
    move.step = step.name
    move.verb = step.verb
    move.data_class = step.data_class
    move.from_status = before
    move.to_status = str(getattr(row, row.__state__))
    move.reason = str(fields.get("reason") or fields.get("reasons") or "")
    move.guards = list(step.guards)
    acting.session.flush()
    return move


def note_write(acting: Acting, verb: str, data_class: DataClass, row: Record) -> Move:
    """Append the move of a plain write, so that the timeline knows of it."""
    move = _move(acting, PLAIN, row)
    move.step = verb.rsplit(".", 1)[0].split(".", 1)[-1]
    move.verb = verb
    move.data_class = data_class
    move.from_status = None
    move.to_status = ""
    move.guards = []
    acting.session.flush()
    return move


def last(acting: Acting, row: Record) -> Move | None:
    """Return the latest step of a row's own machine."""
    query = select(Move).where(Move.object_ref == row.id, Move.machine == row.__machine__)
    return acting.session.scalars(query.order_by(Move.seq.desc()).limit(1)).one_or_none()


def previous_state(acting: Acting, row: Record) -> str | None:
    """Return the state that the row's latest step left."""
    move = last(acting, row)
    return move.from_status if move else None


def _move(acting: Acting, machine: str, row: Record) -> Move:
    newest = select(func.max(Move.seq)).where(Move.object_ref == row.id, Move.machine == machine)
    scope = {name: getattr(row, name) for name in Scoped.COLUMNS}
    move = Move(machine=machine, object_ref=row.id, at=acting.at, **scope)
    move.seq = (acting.session.scalar(newest) or 0) + 1
    move.actor_id = acting.first_id
    move.actor_role = (acting.first or acting.by).role
    move.second_actor_id = acting.second_id
    acting.add(move)
    return move
