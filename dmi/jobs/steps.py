"""Taking dated steps: each row in its own transaction, claimed, locked and judged again."""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from dmi.access.acts import ACTS
from dmi.jobs.dated import due_rows, row_model
from dmi.jobs.transactions import reading, writing
from dmi.kernel.refusals import Refusal
from dmi.owed.due import claim
from dmi.owed.models import JobRun
from dmi.store.database import db, forget_earlier_pages

_LOG = logging.getLogger(__name__)
_A_DAY = timedelta(days=1)
ERASING = frozenset({"X.execute_purge"})
"""After these nothing of what they erased may stand in a file of the database."""


class _Taken(Exception):
    """Another process did it first, or it is no longer due."""


def take_due(app: Flask, key: str, at: datetime) -> int:
    """Take one dated step on every row that is due; return how many it took.

    A row that fails does not hold up the others; its failure is counted and logged without
    any value of the row.
    """
    with reading(app, at) as acting:
        rows = list(due_rows(acting, key))
    done = failed = 0
    error = ""
    for row_id in rows:
        try:
            _take(app, key, row_id, at)
        except (_Taken, Refusal):
            continue
        except (SQLAlchemyError, ValueError, LookupError, TypeError, AttributeError) as fault:
            failed, error = failed + 1, type(fault).__name__
            _LOG.error("%s %s failed: %s", key, row_id, error)
        else:
            done += 1
    if done and key in ERASING:
        with app.app_context():
            forget_earlier_pages(db.engine)
    note_run(app, key, at, done, failed, error=error)
    return done


def note_run(
    app: Flask, job: str, at: datetime, done: int, failed: int, *, error: str = ""
) -> None:
    """Keep one line a day for each job: when it last looked, what it did, its latest fault."""
    with writing(app, at) as acting:
        query = (
            select(JobRun)
            .where(JobRun.job == job, JobRun.started_at > at - _A_DAY, JobRun.started_at <= at)
            .order_by(JobRun.started_at.desc())
            .limit(1)
            .with_for_update()
        )
        run = acting.session.scalars(query).one_or_none()
        if run is None:
            run = acting.add(JobRun(job=job, started_at=at, items=0, failures=0))
        run.heartbeat_at = run.ended_at = at
        run.items = (run.items or 0) + done
        run.failures = (run.failures or 0) + failed
        run.error = error or run.error


def _take(app: Flask, key: str, row_id: UUID, at: datetime) -> None:
    deed = ACTS[key]
    model = row_model(key)
    with writing(app, at) as acting:
        if not claim(acting.session, key, row_id, acting.today, at):
            raise _Taken
        query = select(model).where(model.id == row_id).with_for_update()
        row = acting.session.scalars(query).one_or_none()
        if row is None:
            raise _Taken
        deed.run(acting, row)
