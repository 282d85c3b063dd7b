"""What an act wrote beside the row it moved: what has to be undone first, if it is undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from dmi.store.base import Record

_WATCHERS = "dmi_watchers"
_TRACES = frozenset({"moves", "approvals", "grants", "market_choices"})
"""Every act leaves these; what a grant opens is closed with the step that opened it.

A choice of a market counts only while the step that it names stands.
"""


@contextmanager
def watched(session: Session) -> Iterator[dict[str, set[str]]]:
    """Collect the ids of the records written within the block, by table."""
    found: dict[str, set[str]] = {}
    watchers: list[dict[str, set[str]]] = session.info.setdefault(_WATCHERS, [])
    watchers.append(found)
    try:
        yield found
    finally:
        watchers.pop()


def beside(found: dict[str, set[str]], row: Record) -> list[dict[str, str]]:
    """Return what was written beside ``row``, as a move keeps it."""
    return [
        {"table": table, "id": key}
        for table, keys in sorted(found.items())
        for key in sorted(keys - {str(row.id)})
        if table not in _TRACES
    ]


@event.listens_for(Session, "before_flush")
def _note(session: Session, _context: object, _instances: object) -> None:
    watchers: list[dict[str, set[str]]] = session.info.get(_WATCHERS, [])
    if not watchers:
        return
    written: list[Any] = [*session.new, *(row for row in session.dirty if _is_changed(row))]
    for row in written:
        if isinstance(row, Record):
            for found in watchers:
                found.setdefault(str(row.__tablename__), set()).add(str(row.id))


def _is_changed(row: Any) -> bool:
    return any(attribute.history.has_changes() for attribute in inspect(row).attrs)
