"""Whether the clockwork still looks at the calendar."""

from datetime import timedelta

from sqlalchemy import func, select

from dmi.access.acting import Acting
from dmi.owed.models import JobRun

TOO_LONG = timedelta(minutes=15)


def is_old(acting: Acting) -> bool:
    """Tell whether no job has looked for a quarter of an hour; one that never ran is silent."""
    last = acting.session.scalar(select(func.max(JobRun.heartbeat_at)))
    return last is not None and acting.at - last > TOO_LONG
