"""When the jobs run; the only place that knows APScheduler."""

from datetime import UTC, datetime

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.blocking import BlockingScheduler
from flask import Flask

from dmi.jobs import work
from dmi.jobs.dated import dated_steps
from dmi.jobs.steps import take_due
from dmi.kernel import clock

SECONDS_BETWEEN_LOOKS = 60
SECONDS_BETWEEN_WORK = 5
OPTIONS = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}


def run_forever(app: Flask) -> None:
    """Look at the calendar every minute until the process ends."""
    scheduler = BlockingScheduler(timezone=UTC)
    _fill(scheduler, app)
    scheduler.start()


def start_in_background(app: Flask) -> BackgroundScheduler:
    """Do the same in a thread of the demo's own process."""
    scheduler = BackgroundScheduler(timezone=UTC, daemon=True)
    _fill(scheduler, app)
    scheduler.start()
    return scheduler


def job_names() -> tuple[str, ...]:
    """Return the name of every job."""
    return (*dated_steps(), work.JOB)


def run_job(app: Flask, name: str, at: datetime) -> int:
    """Run one job once at ``at``; return how many steps or works it did.

    Raises:
        KeyError: there is no job of this name.
    """
    if name == work.JOB:
        return work.run_waiting(app, at)
    if name not in dated_steps():
        raise KeyError(name)
    return take_due(app, name, at)


def look(app: Flask, at: datetime) -> int:
    """Take every dated step that is due at ``at``."""
    return sum(run_job(app, name, at) for name in dated_steps())


def _fill(scheduler: BackgroundScheduler | BlockingScheduler, app: Flask) -> None:
    now = app.extensions["dmi_now"]
    for name, seconds, job in (
        ("look", SECONDS_BETWEEN_LOOKS, lambda: look(app, now())),
        (work.JOB, SECONDS_BETWEEN_WORK, lambda: run_job(app, work.JOB, now())),
    ):
        # The first turn is at once: what fell due while nobody looked has waited long enough.
        first = clock.now()
        scheduler.add_job(job, "interval", seconds=seconds, id=name, next_run_time=first, **OPTIONS)
