"""Fields that no form of ours has: ignored by every act, and their names written down.

A form reads the fields that it declares and nothing else, so a sent ``status`` or ``decided_by``
changes nothing. Whoever sends one tries something: the names are noted, never the values, in a
transaction of their own, because the act itself may be refused and rolled back.
"""

import re

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from dmi.access.audit import record_event
from dmi.access.words import AuditOutcome
from dmi.store.database import begin_writing, db

OF_EVERY_PAGE = frozenset({"csrf_token", "row_version", "submit", "once", "draft", "next", "to"})
NAMES_AT_MOST = 20
_A_NAME = re.compile(r"[A-Za-z0-9_.-]{1,60}")


def expects(*names: str) -> None:
    """Say which fields this request's page reads."""
    g.setdefault("expected_fields", set()).update(names)


def install(app: Flask) -> None:
    """Look at every answer to a signed-in user's POST."""

    @app.after_request
    def note_extra_fields(response: Response) -> Response:
        if request.method == "POST" and "acting" in g:
            names = _unexpected()
            if names:
                _write_down(names)
        return response


def _unexpected() -> list[str]:
    try:
        sent = {*request.form, *request.files}
    except HTTPException:  # too large to be read: the answer said so
        return []
    return sorted(sent - OF_EVERY_PAGE - g.get("expected_fields", set()))


def _write_down(names: list[str]) -> None:
    session = db.session()
    session.rollback()
    begin_writing(session)
    shown = [name for name in names if _A_NAME.fullmatch(name)][:NAMES_AT_MOST]
    details = {"endpoint": str(request.endpoint), "fields": shown, "count": len(names)}
    record_event(g.acting, "web.form.extra_fields", AuditOutcome.DENY, details)
    session.commit()
