"""How a refusal looks: unknown and forbidden alike, conflicts with what was typed kept."""

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from dmi.kernel.refusals import Refusal, Stale, Unmet
from dmi.store.database import db
from dmi.web.sentences import condition_of

NOT_FOUND = 404


def install(app: Flask) -> None:
    """Register one handler per kind of refusal."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)


def _refused(refusal: Refusal) -> ResponseReturnValue:
    db.session().rollback()
    if isinstance(refusal, Unmet):
        conditions = [condition_of(gap) for gap in refusal.gaps]
        return render_template("errors/refused.html", conditions=conditions), refusal.status
    if isinstance(refusal, Stale):
        typed = [(name, value) for name, value in request.form.items() if name not in _HIDDEN]
        return render_template("errors/conflict.html", typed=typed), refusal.status
    if refusal.status == NOT_FOUND:
        return render_template("errors/not_found.html"), NOT_FOUND
    return render_template("errors/bad_request.html", code=refusal.status), refusal.status


_HIDDEN = frozenset({"csrf_token", "row_version"})


def _csrf(_error: CSRFError) -> ResponseReturnValue:
    return render_template("errors/bad_request.html", code=400, stale_form=True), 400


def _http(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if "acting" not in g:
        db.session().rollback()
    if code == NOT_FOUND:
        return render_template("errors/not_found.html"), code
    if code == 503:  # noqa: PLR2004 - the log could not be written
        return render_template("errors/audit_down.html"), code
    return render_template("errors/bad_request.html", code=code), code
