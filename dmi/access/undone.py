"""Who may undo a step, and what stands in the way (decisions 9.5).

The table writes SAME for the role that may take the step that is undone. Only the last step of
a row is undone, and only while nothing rests on it: no record that the step wrote beside its
row, and no later step that builds on it. What wrote more has an undoing step of its own
(recall, annul, withdraw, return, revoke); rows are never edited back.
"""

from dataclasses import replace

from sqlalchemy import select

from dmi.access import moves
from dmi.access.acting import Acting
from dmi.access.models.records import Move
from dmi.documents.models import IssuedPaper
from dmi.policy import pathway
from dmi.policy.classes import DataClass
from dmi.policy.model import SAME, Kind, Signers, Step
from dmi.policy.roles import Role
from dmi.store.base import Record

_ALONE = frozenset({"TK", "O", "W", "S", "H", "CO", "T", "A", "OP", moves.PLAIN})
_RESTS_ON = {
    "B": frozenset({"P", "L", "V", "AR"}),
    "L": frozenset({"D", "P"}),
    "D": frozenset({"L", "P", "V"}),
    "N": frozenset({"Y", "L", "D", "MU"}),
    "V": frozenset({"P", "B", "AR"}),
    "C": frozenset({"V"}),
    "E": frozenset({"P", "B"}),
    "MU": frozenset({"P", "V"}),
}
"""Which machines build on which; on a person's way everything does but what stands alone.

A sealed opinion must not show by what it stands in the way of; the review that it belongs to
stands in the way by itself.
"""


def signed_by(acting: Acting, step: Step, row: object) -> Step:
    """Return the step with its signers: those of the step undone, and a second if paper left."""
    if step.name != moves.UNDOING:
        return step
    found = moves.last(acting, row) if isinstance(row, Record) else None
    undone = _step_of(found)
    if found is None or undone is None or undone.name == moves.UNDOING:
        return replace(step, who=())
    pairs = has_left(acting, row, found)
    return replace(step, who=tuple(_who(step, undone, pairs=pairs)))


def signers_at_most(step: Step) -> frozenset[object]:
    """Return every role that may come to the page of a step, whatever it undoes."""
    if step.name != moves.UNDOING:
        return frozenset(role for both in step.who for role in both)
    undone = [one for one in pathway.steps_of(step.machine) if one.name != moves.UNDOING]
    named = {role for one in (step, *undone) for both in one.who for role in both}
    return frozenset(named - {SAME})


def has_left(acting: Acting, row: object, move: Move) -> bool:
    """Tell whether a paper about the row or its subject left the building since the step."""
    if not isinstance(row, Record):
        return False
    about = [str(row.id), *([str(row.subject_id)] if row.subject_id else [])]
    query = select(IssuedPaper.id).where(
        IssuedPaper.object_ref.in_(about) | (IssuedPaper.subject_id == row.subject_id)
        if row.subject_id
        else IssuedPaper.object_ref.in_(about),
        IssuedPaper.left_at >= move.at,
    )
    return acting.session.scalars(query.limit(1)).one_or_none() is not None


def can_be_undone(move: Move | None) -> bool:
    """Tell whether a row's last step led somewhere, was a person's and is no undoing itself.

    What made the row, or left its state as it was, has no state to go back to.
    """
    step = _step_of(move)
    if move is None or step is None or step.name == moves.UNDOING or step.kind is Kind.SYSTEM:
        return False
    return move.seq > 1 and move.from_status != move.to_status


def may_be_undone_by(role: Role, move: Move | None) -> bool:
    """Tell by a row's last step alone whether a role could undo it; its page asks the rest."""
    step = _step_of(move)
    if move is None or step is None or move.consequences or not can_be_undone(move):
        return False
    return any(role in both for both in step.who)


def resting_on(acting: Acting, row: Record, move: Move) -> list[DataClass]:
    """Return what rests on a step, by class: records it wrote, and later steps."""
    tables = {one["table"] for one in move.consequences or ()}
    wrote = {
        model.__data_class__
        for mapper in Record.registry.mappers
        if issubclass(model := mapper.class_, Record) and model.__tablename__ in tables
    }
    return sorted({*wrote, *_later(acting, row, move)} - {None})


def _later(acting: Acting, row: Record, move: Move) -> list[DataClass]:
    builds = _RESTS_ON.get(move.machine)
    if move.machine == "P":
        rests = Move.machine.not_in(_ALONE)
    elif builds is not None:
        rests = Move.machine.in_(builds)
    else:
        return []
    scope = Move.subject_id == row.subject_id if row.subject_id else Move.cohort_id == row.id
    if move.machine == "N":
        scope = Move.cohort_id == row.cohort_id
    query = (
        select(Move.data_class)
        .distinct()
        .where(scope, rests, Move.at >= move.at, Move.object_ref != row.id)
    )
    return list(acting.session.scalars(query))


def _step_of(move: Move | None) -> Step | None:
    return pathway.STEPS.get(f"{move.machine}.{move.step}") if move is not None else None


def _who(step: Step, undone: Step, *, pairs: bool) -> list[Signers]:
    found: list[Signers] = []
    for both in step.who:
        if (len(both) > 1) is not pairs:
            continue
        for same in undone.who:
            rest = tuple(role for role in both if role != SAME)
            alone = same[:1] if rest else same
            found.append((*alone, *rest))
    return found
