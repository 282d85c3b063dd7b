"""Running long work: a short transaction to take it, none while it is long, one to keep it."""

import logging
import time
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import and_, or_, select

from dmi.access.acting import Acting
from dmi.jobs.steps import note_run
from dmi.jobs.transactions import reading, writing
from dmi.kernel.refusals import Unmet
from dmi.owed import acts
from dmi.owed.models import BackgroundWork
from dmi.owed.rules import MOST_TRIES
from dmi.owed.runners import Runner, kinds, runner_of
from dmi.policy.plain_states import WorkStatus

JOB = "work"
_LOG = logging.getLogger(__name__)


class TooManyTries(Exception):
    """The work was lost again and again."""


def run_waiting(app: Flask, at: datetime) -> int:
    """Do every queued piece of work; return how many were done."""
    if not _anything(app, at):
        return 0
    _give_back_lost(app, at)
    done = failed = 0
    while (work_id := _take_next(app, at)) is not None:
        if _run(app, work_id, at):
            done += 1
        else:
            failed += 1
    note_run(app, JOB, at, done, failed)
    return done


def _anything(app: Flask, at: datetime) -> bool:
    queued = and_(BackgroundWork.status == WorkStatus.QUEUED, BackgroundWork.kind.in_(kinds()))
    lost = and_(BackgroundWork.status == WorkStatus.RUNNING, BackgroundWork.lease_until <= at)
    with reading(app, at) as acting:
        query = select(BackgroundWork.id).where(or_(queued, lost)).limit(1)
        return acting.session.execute(query).first() is not None


def _give_back_lost(app: Flask, at: datetime) -> None:
    with writing(app, at) as acting:
        query = select(BackgroundWork).where(
            BackgroundWork.status == WorkStatus.RUNNING, BackgroundWork.lease_until <= at
        )
        for work in acting.session.scalars(query.with_for_update()):
            acts.requeue_work(acting, work)


def _take_next(app: Flask, at: datetime) -> UUID | None:
    with writing(app, at) as acting:
        query = (
            select(BackgroundWork)
            .where(
                BackgroundWork.status == WorkStatus.QUEUED,
                BackgroundWork.kind.in_(kinds()),
            )
            .order_by(BackgroundWork.created_at, BackgroundWork.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        work = acting.session.scalars(query).one_or_none()
        if work is None:
            return None
        acts.start_work(acting, work)
        return work.id


def _run(app: Flask, work_id: UUID, at: datetime) -> bool:
    began = time.monotonic()

    def now() -> datetime:
        return at + timedelta(seconds=time.monotonic() - began)

    def tell(done: int) -> None:
        with writing(app, now()) as acting:
            acts.progress(acting, _work(acting, work_id), done)

    try:
        runner, prepared = _prepare(app, work_id, at)
        made = runner.make(prepared, tell)
        with writing(app, now()) as acting:
            work = _work(acting, work_id)
            acts.finish_work(acting, work, result_id=runner.keep(acting, work, made))
    except Exception as fault:  # noqa: BLE001 - whatever it was, the asker is told
        error = _kind_of(fault)
        _LOG.error("work %s failed: %s", work_id, error)
        with writing(app, at) as acting:
            acts.fail_work(acting, _work(acting, work_id), error=error)
        return False
    return True


def _kind_of(fault: Exception) -> str:
    """Return what went wrong without any value of a person: the class, and unmet conditions."""
    unmet = [gap.guard for gap in fault.gaps] if isinstance(fault, Unmet) else []
    return " ".join([type(fault).__name__, *unmet])


def _prepare(app: Flask, work_id: UUID, at: datetime) -> tuple[Runner, Any]:
    with reading(app, at) as acting:
        work = _work(acting, work_id)
        if work.attempts > MOST_TRIES:
            raise TooManyTries
        runner = runner_of(work)
        return runner, runner.prepare(acting, work)


def _work(acting: Acting, work_id: UUID) -> BackgroundWork:
    return acting.session.get_one(BackgroundWork, work_id)
