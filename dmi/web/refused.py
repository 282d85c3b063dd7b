"""How a refusal looks: unknown and forbidden alike, conflicts with what was typed kept."""

import errno

from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from dmi.documents.press import PressFailed
from dmi.kernel.refusals import AlreadySent, Refusal, Stale, Unmet
from dmi.profiles.profile import YearNotCovered
from dmi.store.database import db
from dmi.web.forms import RESERVED
from dmi.web.sentences import condition_of

NOT_FOUND = 404
_LATER = 503
PLAIN = "text/plain; charset=utf-8"


def install(app: Flask) -> None:
    """Register one handler per kind of refusal."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(SecurityError, _not_our_host)
    app.register_error_handler(HTTPException, _http)
    for fault in (OperationalError, OSError, PressFailed, YearNotCovered):
        app.register_error_handler(fault, _stopped)


def _refused(refusal: Refusal) -> ResponseReturnValue:
    db.session().rollback()
    if isinstance(refusal, Unmet):
        conditions = [condition_of(gap) for gap in refusal.gaps]
        return render_template("errors/refused.html", conditions=conditions), refusal.status
    if isinstance(refusal, Stale):
        own = [(name, [(value, False)]) for name, value in _own()]
        shown = {"theirs": [], "own": own, "form_href": request.path}
        return render_template("errors/conflict.html", **shown), refusal.status
    if isinstance(refusal, AlreadySent):
        return render_template("errors/already_sent.html", own=_own()), refusal.status
    if refusal.status == NOT_FOUND:
        return render_template("errors/not_found.html"), NOT_FOUND
    return render_template("errors/bad_request.html", code=refusal.status), refusal.status


def _own() -> list[tuple[str, str]]:
    """Return what was typed, for who typed it."""
    return [(name, value) for name, value in request.form.items() if name not in RESERVED]


_SECRET = frozenset({"password", "again", "code", "proof", "secret"})
_DISK_FULL = "53100"  # PostgreSQL's code
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def _stopped(fault: Exception) -> ResponseReturnValue:
    """Say what keeps the machine from doing this; nothing is kept of it, and no word is lost."""
    kind, status = _what_stopped(fault)
    if not kind:
        raise fault
    db.session().rollback()
    current_app.logger.error("%s: %s", kind, type(fault).__name__)
    typed = [(name, value) for name, value in _own() if value and name not in _SECRET]
    year = fault.year if isinstance(fault, YearNotCovered) else None
    page = render_template("errors/stopped.html", kind=kind, code=status, typed=typed, year=year)
    return page, status, {"Retry-After": "60"} if status == _LATER else {}


def _what_stopped(fault: Exception) -> tuple[str, int]:
    if isinstance(fault, YearNotCovered):
        return "calendar", 409
    if isinstance(fault, PressFailed):
        return "press", 503
    if isinstance(fault, OperationalError):
        is_full = getattr(fault.orig, "sqlstate", "") == _DISK_FULL or "disk is full" in str(
            fault.orig
        )
        return ("disk", 507) if is_full else ("database", 503)
    return ("disk", 507) if isinstance(fault, OSError) and fault.errno in _FULL else ("", 500)


def _csrf(_error: CSRFError) -> ResponseReturnValue:
    return render_template("errors/bad_request.html", code=400, stale_form=True), 400


def _not_our_host(_error: SecurityError) -> ResponseReturnValue:
    """Answer without a page: under a name that is not ours no link of ours can be written."""
    db.session().rollback()
    return f"{_('The request could not be read')}\n", 400, {"Content-Type": PLAIN}


def _http(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if "acting" not in g:
        db.session().rollback()
    if code == NOT_FOUND:
        return render_template("errors/not_found.html"), code
    if code == 503:  # noqa: PLR2004 - the log could not be written
        return render_template("errors/audit_down.html"), code
    return render_template("errors/bad_request.html", code=code), code
