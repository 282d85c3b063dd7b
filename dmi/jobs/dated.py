"""Which steps the calendar takes: those of the policy that are the system's, and no other."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute

from dmi.access import ends  # noqa: F401 - the steps that end by date at the gate
from dmi.access.acting import Acting
from dmi.access.acts import ACTS, standing_gaps
from dmi.access.erased import not_erased
from dmi.people.models.pathway import Pathway
from dmi.policy.model import Kind, Step
from dmi.policy.roles import Role
from dmi.privacy.queries.retention import may_be_listed
from dmi.store.base import Base, Record

BATCH = 200
BY_EVENT = frozenset(
    {
        "OP.unseal_opinions",  # inside the transaction of the second opinion
        "U.lock_user",  # at the failed sign-in
    }
)
BEGINS_ON: dict[str, type[Record]] = {"X.list_for_purge": Pathway}
"""A step that begins a life is taken on the row that it begins on."""
BY_RUNNER = frozenset(
    {
        *("W.start_work", "W.requeue_work", "W.finish_work", "W.fail_work"),
        *("I.check_rows", "I.reject_file"),  # once the rows of the file were read
    }
)


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


def row_model(key: str) -> type[Record]:
    """Return the model of the rows on which a step is taken."""
    return BEGINS_ON.get(key) or model_of(ACTS[key].step.machine)


def due_rows(acting: Acting, key: str) -> Iterator[UUID]:
    """Yield the rows of which every condition of the step holds; few rows at a time.

    The guards are the only answer to what is due: the policy's table and nothing beside it.
    """
    deed = ACTS[key]
    model = row_model(key)
    query = _standing(model, deed.step)
    after: UUID | None = None
    while True:
        page = query if after is None else query.where(model.id > after)
        batch = list(acting.session.scalars(page))
        for row in batch:
            if not standing_gaps(acting, deed, row, None):
                yield row.id
        if len(batch) < BATCH:
            return
        after = batch[-1].id
        acting.session.expunge_all()


def _standing(model: type[Record], step: Step) -> Select[Any]:
    query = select(model).order_by(model.id).limit(BATCH)
    if model.__machine__ != step.machine:
        return query.where(may_be_listed())
    state: InstrumentedAttribute[Any] = getattr(model, model.__state__)
    return query.where(state.in_(sorted(step.leaves)), not_erased(model))


def _is_dated(step: Step) -> bool:
    return step.kind is Kind.SYSTEM and any(who == (Role.SCHEDULER,) for who in step.who)
