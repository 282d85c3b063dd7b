"""When the application itself fails: nothing happened, nothing is told, a reference remains.

The message of an exception may hold what somebody typed or what a row keeps, so neither page nor
log repeats it: both carry the request's reference, the log also where in our code it happened.
"""

import logging
import traceback
from pathlib import PurePath
from types import TracebackType
from typing import Any
from uuid import uuid4

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import InternalServerError

from dmi.store.database import db

FAULT = 500
_LOG = logging.getLogger(__name__)


class QuietFlask(Flask):
    """A Flask that writes down where it failed and never with what."""

    def log_exception(self, exc_info: Any) -> None:
        """Write one line: reference, endpoint, kind of fault and its places in the code."""
        kind, _fault, trace = exc_info
        _LOG.error(
            "fault %s at %s: %s at %s", reference(), request.endpoint, kind.__name__, _places(trace)
        )


def install(app: Flask) -> None:
    """Answer every fault of our own with the same page."""
    app.register_error_handler(InternalServerError, _failed)


def reference() -> str:
    """Return the reference of this request, which the log entry of the fault carries too."""
    if "request_id" not in g:
        g.request_id = uuid4().hex
    return str(g.request_id)[:12]


def _failed(_fault: InternalServerError) -> ResponseReturnValue:
    db.session().rollback()
    # The page knows nobody: the fault may lie in the reading of who is signed in.
    g.pop("acting", None)
    page = render_template("errors/failed.html", reference=reference())
    return page, FAULT


def _places(trace: TracebackType | None) -> str:
    steps = traceback.extract_tb(trace)
    return " < ".join(f"{PurePath(one.filename).name}:{one.lineno}" for one in reversed(steps[-4:]))
