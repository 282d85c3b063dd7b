"""Acts: nothing changes except through one of these, and each leaves its traces.

An act checks who may (unknown otherwise), then where the row stands and every guard (409 with
all of them), then writes in one transaction: the row, one move, the grants that the step opens
or ends, and the audit entry.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from types import MappingProxyType
from typing import Any, Concatenate, ParamSpec, TypeVar

from dmi.access import consequences, granting, moves, sight, undone
from dmi.access.acting import Acting, Actor
from dmi.access.audit import record_act
from dmi.access.erased import is_closed
from dmi.access.guards import Look, unmet
from dmi.kernel.refusals import NotKnown, Unmet, UnmetCondition
from dmi.policy import pathway
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Access, right
from dmi.policy.model import START, Step
from dmi.policy.roles import Role
from dmi.store.base import Record

P = ParamSpec("P")
R = TypeVar("R")
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Act:
    """One registered act: its step in the policy table, its body and its required fields.

    ``holds`` says which field of the rows keeps what was given: where the mode of detail closes
    it, the act neither asks for it nor sees it, whoever calls. ``then`` carries on in the same
    transaction once the row has arrived and left its traces.
    """

    key: str
    step: Step
    body: Callable[..., Any]
    needs: tuple[str, ...]
    run: Callable[..., Any]
    holds: Mapping[str, str]
    then: Callable[[Acting, Any], None] | None = None


ACTS: dict[str, Act] = {}
WRITES: dict[str, DataClass] = {}


def act(
    key: str,
    *,
    needs: tuple[str, ...] = (),
    holds: Mapping[str, str] = MappingProxyType({}),
    then: Callable[[Acting, Any], None] | None = None,
) -> Callable[[Callable[Concatenate[Acting, Row, P], R]], Callable[Concatenate[Acting, Row, P], R]]:
    """Register the body of ``MACHINE.step``.

    ``needs`` names the fields that must be filled, ``holds`` what the rows keep them as.
    """
    step = pathway.step(key)

    def register(
        body: Callable[Concatenate[Acting, Row, P], R],
    ) -> Callable[Concatenate[Acting, Row, P], R]:
        if key in ACTS:
            message = f"step {key} has two bodies"
            raise ValueError(message)

        @wraps(body)
        def done(acting: Acting, row: Row, /, *args: P.args, **fields: P.kwargs) -> R:
            if args:
                message = f"{key} takes its fields by name"
                raise TypeError(message)
            permit(acting, step, row)
            result: R = perform(acting, ACTS[key], row, fields)
            return result

        ACTS[key] = Act(key, step, body, needs, done, holds, then)
        return done

    return register


def write(
    verb: str, *, data_class: DataClass, holds: Mapping[str, str] = MappingProxyType({})
) -> Callable[[Callable[Concatenate[Acting, Row, P], R]], Callable[Concatenate[Acting, Row, P], R]]:
    """Register a plain write where no machine stands: the class's write right alone.

    ``holds`` is that of ``act``.
    """
    if verb in WRITES:
        message = f"write {verb} stands twice"
        raise ValueError(message)
    WRITES[verb] = data_class

    def register(
        body: Callable[Concatenate[Acting, Row, P], R],
    ) -> Callable[Concatenate[Acting, Row, P], R]:
        @wraps(body)
        def done(acting: Acting, row: Row, /, *args: P.args, **fields: P.kwargs) -> R:
            if not may_write(acting.by.role, data_class) or not _seen(acting, row, data_class):
                raise NotKnown
            kept = held(acting, holds, fields)
            result = body(acting, row, *args, **kept)
            acting.session.flush()
            written = result if isinstance(result, Record) else row
            if isinstance(written, Record):
                moves.note_write(acting, verb, data_class, written)
            record_act(
                acting,
                verb,
                data_class,
                written if isinstance(written, Record) else None,
                {"fields": sorted(kept)},
            )
            return result

        return done

    return register


def may_write(role: Role, data_class: DataClass) -> bool:
    """Tell whether a role holds a write or create right on a class."""
    return bool(right(role, data_class).access & {Access.W, Access.C}) or role is Role.SCHEDULER


def may_take(by: Actor, step: Step, first: Actor | None = None) -> bool:
    """Tell whether ``by`` (after ``first``) may take a step by role alone."""
    if first is None:
        return any(len(roles) == 1 and by.role in roles for roles in step.who)
    pair = sorted((first.role, by.role))
    fits = any(len(roles) > 1 and sorted(roles) == pair for roles in step.who)
    return fits and first.id != by.id


def may_propose(by: Actor, step: Step) -> bool:
    """Tell whether ``by`` may be the first of the two people that a step needs."""
    return any(len(roles) > 1 and by.role in roles for roles in step.who)


def permit(acting: Acting, step: Step, row: object) -> None:
    """Refuse as unknown whoever may not take the step or may not know the row."""
    first, step = acting.first, undone.signed_by(acting, step, row)
    if first is None and not may_take(acting.by, step) and may_propose(acting.by, step):
        raise Unmet((UnmetCondition("second_person"),))
    if not may_take(acting.by, step, first) or not _seen(acting, row, step.data_class):
        raise NotKnown


def perform(acting: Acting, deed: Act, row: Any, fields: Mapping[str, Any]) -> Any:
    """Judge the state and every guard, do the body, move the row and leave the traces.

    Raises:
        Unmet: with every condition that does not hold.
    """
    step = deed.step
    state = _state(row, step)
    fields = held(acting, deed.holds, fields)
    gaps = standing_gaps(acting, deed, row, fields)
    if gaps:
        raise Unmet(tuple(gaps))
    outer, acting.arriving = acting.arriving, None
    if START in step.leaves:
        acting.arriving = (step.machine, step.arrives)
    with consequences.watched(acting.session) as written:
        result = deed.body(acting, row, **fields)
        acting.arriving = outer
        moved = result if START in step.leaves else row
        previous = moves.previous_state(acting, row) if step.arrives == pathway.PREVIOUS else None
        moved.stand(pathway.after(step.machine, state, step.name, previous))
        acting.session.flush()
    beside = consequences.beside(written, moved)
    last = moves.last(acting, moved) if step.name == moves.UNDOING else None
    moves.record(acting, step, moved, state, fields, wrote=beside)
    if last is not None:
        granting.take_back(acting, last, moved)
    granting.apply(acting, step, moved)
    record_act(acting, step.verb, step.data_class, moved, {"fields": sorted(fields)})
    if deed.then is not None:
        deed.then(acting, moved)
    return result


def standing_gaps(
    acting: Acting,
    deed: Act,
    row: Any,
    fields: Mapping[str, Any] | None,
) -> list[UnmetCondition]:
    """Return what is unmet: the place in the life of the row first, then every guard."""
    step = deed.step
    state = _state(row, step)
    if state not in step.leaves and pathway.ANY not in step.leaves:
        return [UnmetCondition("out_of_step", {"state": state, "step": step.name})]
    typed: Mapping[str, Any] | None = fields
    if fields is not None:
        missing = [
            name
            for name in deed.needs
            if fields.get(name) in (None, "", []) and is_held(acting, deed.holds, name)
        ]
        typed = {**fields, "_missing": missing}
    return unmet(Look(acting, row, step, typed))


def cascade(acting: Acting, key: str, row: Any, **fields: Any) -> Any:
    """Take a step that another act carries with it: same guards and traces, one permission."""
    return perform(acting, ACTS[key], row, fields)


def held(acting: Acting, holds: Mapping[str, str], fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that this installation keeps."""
    return {name: value for name, value in fields.items() if is_held(acting, holds, name)}


def is_held(acting: Acting, holds: Mapping[str, str], name: str) -> bool:
    """Tell whether the mode of detail leaves a field open."""
    return name not in holds or acting.holds(holds[name])


def _state(row: Any, step: Step) -> str:
    if START in step.leaves:
        return START
    return str(getattr(row, row.__state__))


def _seen(acting: Acting, row: object, data_class: DataClass) -> bool:
    if not isinstance(row, Record):
        return True
    return sight.sees(acting, row, data_class) and not is_closed(acting, row)
