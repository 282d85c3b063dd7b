"""Lets a POST do all its work and then refuses it as stale, so that the next finds the same rows.

The act's body runs, every statement reaches the database and every constraint judges it; only the
commit is missing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import g, has_request_context
from sqlalchemy import event

from dmi.access.models.records import AuditEntry
from dmi.kernel.refusals import Stale
from dmi.store.database import db

OF_THE_GATE = "web."


@contextmanager
def rehearsed() -> Iterator[list[str]]:
    """Refuse every act at its commit for as long as it is open; collect the acts that would be."""
    acts: list[str] = []

    def look(session: Any, *_rest: object) -> None:
        if has_request_context():
            done = [one.event for one in session.new if isinstance(one, AuditEntry)]
            g.acts = g.get("acts", []) + [one for one in done if not one.startswith(OF_THE_GATE)]

    def stop(session: Any) -> None:
        if has_request_context():
            session.flush()
            if found := g.pop("acts", []):
                acts.extend(found)
                raise Stale

    event.listen(db.session, "before_flush", look)
    event.listen(db.session, "before_commit", stop)
    yield acts
    event.remove(db.session, "before_flush", look)
    event.remove(db.session, "before_commit", stop)
