"""Which steps the calendar takes: those of the policy that are the system's, and no other."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from dmi.access import ends  # noqa: F401 - the steps that end by date at the gate
from dmi.access.acting import Acting
from dmi.access.acts import ACTS, standing_gaps
from dmi.policy.model import Kind, Step
from dmi.policy.roles import Role
from dmi.store.base import Base, Record

BATCH = 200
BY_EVENT = frozenset(
    {
        "OP.unseal_opinions",  # inside the transaction of the second opinion
        "U.lock_user",  # at the failed sign-in
    }
)
BY_RUNNER = frozenset({"W.start_work", "W.requeue_work", "W.finish_work", "W.fail_work"})


def dated_steps() -> tuple[str, ...]:
    """Return the keys of the built steps that fall due by a date, in the policy's order."""
    return tuple(
        key
        for key, deed in ACTS.items()
        if _is_dated(deed.step) and key not in BY_EVENT | BY_RUNNER
    )


def model_of(machine: str) -> type[Record]:
    """Return the model whose rows live a machine."""
    for mapper in Base.registry.mappers:
        model = mapper.class_
        if issubclass(model, Record) and model.__machine__ == machine:
            return model
    raise KeyError(machine)


def due_rows(acting: Acting, key: str) -> Iterator[UUID]:
    """Yield the rows of which every condition of the step holds; few rows at a time.

    The guards are the only answer to what is due: the policy's table and nothing beside it.
    """
    deed = ACTS[key]
    model = model_of(deed.step.machine)
    after: UUID | None = None
    while True:
        batch = _standing(acting.session, model, deed.step, after)
        for row in batch:
            if not standing_gaps(acting, deed, row, None):
                yield row.id
        if len(batch) < BATCH:
            return
        after = batch[-1].id
        acting.session.expunge_all()


def _standing(
    session: Session, model: type[Record], step: Step, after: UUID | None
) -> list[Record]:
    state: InstrumentedAttribute[Any] = getattr(model, model.__state__)
    query = select(model).where(state.in_(sorted(step.leaves))).order_by(model.id).limit(BATCH)
    if after is not None:
        query = query.where(model.id > after)
    return list(session.scalars(query))


def _is_dated(step: Step) -> bool:
    return step.kind is Kind.SYSTEM and any(who == (Role.SCHEDULER,) for who in step.who)
