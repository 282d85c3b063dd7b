"""Whether the clockwork still looks at the calendar: what every page must be able to say."""

from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from dmi.access.acting import Acting
from dmi.access.models.users import User
from dmi.owed.models import JobRun

TOO_LONG = timedelta(minutes=15)
ASKED_AGAIN = timedelta(seconds=10)
_KNOWN = "dmi_heartbeat"


def is_old(acting: Acting) -> bool:
    """Tell whether no job has looked for a quarter of an hour.

    Until a heartbeat can be too old, nobody asks the database again; while it is, each web
    process asks every ten seconds, so that the banner goes soon and pages stay within their
    statements. An installation whose clockwork never ran counts from its first user.
    """
    until, old = current_app.extensions.get(_KNOWN, (None, False))
    if until is None or acting.at > until:
        try:
            last = last_look(acting)
        except SQLAlchemyError:
            return False  # the page tells of the database itself
        old = last is not None and acting.at - last > TOO_LONG
        until = acting.at + ASKED_AGAIN if old or last is None else last + TOO_LONG
        current_app.extensions[_KNOWN] = (until, old)
    return bool(old)


def last_look(acting: Acting) -> datetime | None:
    """Return when a job last looked, or since when one should have."""
    begun = select(func.min(User.created_at)).scalar_subquery()
    query = select(func.coalesce(func.max(JobRun.heartbeat_at), begun))
    found: datetime | None = acting.session.scalar(query)
    return found
