"""Undoing the last step of a row: one body for every machine, and its conditions."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from dmi.access import moves, undone
from dmi.access.acting import Acting
from dmi.access.acts import ACTS, act
from dmi.access.guards import Gap, Look, guard
from dmi.policy import pathway
from dmi.store.base import Record


@guard("last_move_only")
def last_move_only(look: Look) -> Gap:
    """There is a last step that can be taken back."""
    return None if undone.can_be_undone(moves.last(look.acting, look.row)) else {}


@guard("nothing_built_on_it")
def nothing_built_on_it(look: Look) -> Gap:
    """Nothing was written beside the step and nothing later builds on it."""
    move = moves.last(look.acting, look.row)
    if move is None:
        return None
    records = undone.resting_on(look.acting, look.row, move)
    return {"records": records} if records else None


@guard("second_if_paper_left")
def second_if_paper_left(look: Look) -> Gap:
    """Once a paper of the step has left the building a second person confirms."""
    move = moves.last(look.acting, look.row)
    left = move is not None and undone.has_left(look.acting, look.row, move)
    pair = look.acting.first
    return {} if left and (pair is None or pair.id == look.acting.by.id) else None


def _undo(_acting: Acting, row: Record, *, reason: str) -> Any:  # noqa: ARG001 - the move keeps it
    """Take the last step back: the row stands where it stood, and both moves stay."""
    return row


for _machine in sorted(
    {one.machine for one in pathway.STEPS.values() if one.name == moves.UNDOING}
):
    act(f"{_machine}.{moves.UNDOING}", needs=("reason",))(_undo)


def after_undoing(machine: str, then: Callable[[Acting, Any], None]) -> None:
    """Carry on in the same transaction once a step of a machine was taken back."""
    key = f"{machine}.{moves.UNDOING}"
    ACTS[key] = replace(ACTS[key], then=then)
