"""The due ledger: what falls due is done once, however many look."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from dmi.owed.models import DueItem

_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def claim(session: Session, rule: str, object_ref: UUID, due_on: date, at: datetime) -> bool:
    """Take one due thing in the session's own transaction; tell whether it was still free.

    A second process waits at the unique key until the first has committed or given up, so the
    claim, the change and what follows from it stand or fall together.
    """
    insert = _INSERT[session.get_bind().dialect.name]
    statement = (
        insert(DueItem)
        .values(
            id=uuid4(),
            rule=rule,
            object_ref=object_ref,
            due_on=due_on,
            claimed_at=at,
            done_at=at,
            created_at=at,
            row_version=1,
        )
        .on_conflict_do_nothing(index_elements=["rule", "object_ref", "due_on"])
        .returning(DueItem.id)
    )
    return session.execute(statement).scalar_one_or_none() is not None
