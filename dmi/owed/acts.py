"""Writers of what is owed: tasks and long work."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from dmi.access.acting import Acting
from dmi.access.acts import act, cascade
from dmi.owed import guards  # noqa: F401 - the conditions of these steps
from dmi.owed.models import BackgroundWork, Task
from dmi.owed.rules import LEASE, source_of
from dmi.owed.words import TaskKind, WorkType
from dmi.store.base import Record

LONGEST_ERROR = 200


@act("TK.open_task", needs=("kind", "text"))
def give_task(
    acting: Acting,
    about: Record,
    *,
    kind: TaskKind,
    text: str,
    due_on: date | None = None,
    owner_id: UUID | None = None,
    institution: str | None = None,
) -> Task:
    """Open a task about a row, by somebody's own act."""
    task = Task(
        kind=kind,
        source_kind=source_of(about.__tablename__),
        source_ref=about.id,
        text=text,
        owner_id=owner_id,
        due_on=due_on,
        institution=institution,
    )
    return acting.add(task, under=about)


def open_task(
    acting: Acting,
    about: Record,
    *,
    kind: TaskKind,
    text: str,
    due_on: date | None,
    owner_id: UUID | None = None,
) -> Task:
    """Open the task that another act carries with it."""
    task: Task = cascade(
        acting, "TK.open_task", about, kind=kind, text=text, due_on=due_on, owner_id=owner_id
    )
    return task


@act("TK.finish_task")
def finish_task(acting: Acting, task: Task, *, note: str | None = None) -> None:
    """Mark a task as done today."""
    task.done_on = acting.today
    task.done_by_id = acting.by.id
    task.note = note or task.note


@act("TK.drop_task", needs=("reason",))
def drop_task(_acting: Acting, task: Task, *, reason: str) -> None:
    """Say that a task will not be done, and why."""
    task.note = reason


@act("W.ask_work")
def order_work(
    acting: Acting,
    about: Record | None,
    *,
    kind: WorkType,
    arguments: Mapping[str, Any],
    dedupe_key: str,
    total_items: int | None = None,
) -> BackgroundWork:
    """Write down long work for the runner."""
    work = BackgroundWork(
        kind=kind,
        asked_by_id=acting.by.id,
        arguments=dict(arguments),
        dedupe_key=dedupe_key,
        done_items=0,
        total_items=total_items,
        attempts=0,
    )
    return acting.add(work, under=about)


def ask_work(
    acting: Acting,
    kind: WorkType,
    arguments: Mapping[str, Any],
    dedupe_key: str,
    total_items: int | None = None,
    *,
    about: Record | None = None,
) -> BackgroundWork:
    """Ask for long work from a page or from another act; its guards hold as everywhere."""
    work: BackgroundWork = cascade(
        acting,
        "W.ask_work",
        about,
        kind=kind,
        arguments=arguments,
        dedupe_key=dedupe_key,
        total_items=total_items,
    )
    return work


@act("W.start_work")
def start_work(acting: Acting, work: BackgroundWork) -> None:
    """Take the work for the length of a lease."""
    work.started_at = acting.at
    work.lease_until = acting.at + LEASE
    work.attempts += 1


def progress(acting: Acting, work: BackgroundWork, done: int, total: int | None = None) -> None:
    """Say how far the work is and hold on to it."""
    if total is not None:
        work.total_items = total
    work.done_items = done
    work.lease_until = acting.at + LEASE
    acting.session.flush()


@act("W.requeue_work")
def requeue_work(_acting: Acting, work: BackgroundWork) -> None:
    """Give back work whose process was lost."""
    work.lease_until = None


@act("W.finish_work")
def finish_work(acting: Acting, work: BackgroundWork, *, result_id: UUID | None = None) -> None:
    """Mark the work as done, with the file that it made."""
    work.result_id = result_id
    work.ended_at = acting.at
    if work.total_items is not None:
        work.done_items = work.total_items


@act("W.fail_work", needs=("error",))
def fail_work(acting: Acting, work: BackgroundWork, *, error: str) -> None:
    """Mark the work as failed, with its kind of error and no personal value."""
    work.error = error[:LONGEST_ERROR]
    work.ended_at = acting.at


@act("W.retry_work")
def retry_work(_acting: Acting, work: BackgroundWork) -> None:
    """Put failed work back into the queue."""
    work.lease_until = None
    work.error = None
    work.ended_at = None


@act("W.cancel_work")
def cancel_work(acting: Acting, work: BackgroundWork) -> None:
    """End work that nobody needs any more; its key is free again."""
    work.ended_at = acting.at
    work.dedupe_key = f"{work.dedupe_key[:80]} {work.id.hex}"
