"""What is owed: due dates, tasks, messages, long work and the runs that see to them."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmi.owed.words import Channel, TaskKind, TaskSource, WorkType
from dmi.policy.classes import DataClass
from dmi.policy.plain_states import MessageStatus, TaskStatus, WorkStatus
from dmi.policy.roles import Role
from dmi.store.base import Record
from dmi.store.columns import JSON, Instant, Sealed, sealed_column, words


class DueItem(Record):
    """One thing owed once, however often a job looks."""

    __tablename__ = "due_items"
    __data_class__: ClassVar[DataClass] = DataClass.TASKS
    __table_args__ = (UniqueConstraint("rule", "object_ref", "due_on"), Index(None, "due_on"))

    rule: Mapped[str] = mapped_column(String(60))
    object_ref: Mapped[UUID]
    due_on: Mapped[date]
    due_at: Mapped[datetime | None] = mapped_column(Instant)
    owner_role: Mapped[Role | None] = mapped_column(words(Role))
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    claimed_at: Mapped[datetime | None] = mapped_column(Instant)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    done_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    warned_at: Mapped[datetime | None] = mapped_column(Instant)


class Task(Record):
    """A task of somebody or a promise of an institution; its status is machine TK."""

    __tablename__ = "tasks"
    __slug__ = "tasks"
    __machine__ = "TK"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.TASKS
    __author__ = "owner_id"  # a task is its owner's own, whoever gave it
    __table_args__ = (
        CheckConstraint("length(trim(text)) > 0", name="says_what_to_do"),
        CheckConstraint(
            "status <> 'DONE' OR (done_on IS NOT NULL AND done_by_id IS NOT NULL)",
            name="done_by_somebody",
        ),
        Index(None, "status", "due_on"),
    )

    kind: Mapped[TaskKind] = mapped_column(words(TaskKind))
    source_kind: Mapped[TaskSource] = mapped_column(words(TaskSource))
    source_ref: Mapped[UUID | None] = mapped_column(index=True)
    institution: Mapped[str | None]
    text: Mapped[str]
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    due_on: Mapped[date | None]
    status: Mapped[TaskStatus] = mapped_column(words(TaskStatus))
    done_on: Mapped[date | None]
    done_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    note: Mapped[str | None]


class OutboxMessage(Record):
    """A neutral message written with its act and sent after the commit; machine O."""

    __tablename__ = "outbox_messages"
    __slug__ = "messages"
    __machine__ = "O"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.OWN_WORK
    __table_args__ = (
        CheckConstraint("attempts >= 0", name="attempts_not_negative"),
        CheckConstraint(
            "recipient_sealed IS NOT NULL AND body_sealed IS NOT NULL", name="says_what_to_whom"
        ),
        Index(None, "status", "not_before"),
    )

    channel: Mapped[Channel] = mapped_column(words(Channel))
    recipient_sealed: Mapped[bytes | None] = sealed_column()
    recipient = Sealed("recipient_sealed")
    body_sealed: Mapped[bytes | None] = sealed_column()
    body = Sealed("body_sealed")
    not_before: Mapped[datetime] = mapped_column(Instant)
    dedupe_key: Mapped[str] = mapped_column(String(120), unique=True)
    status: Mapped[MessageStatus] = mapped_column(words(MessageStatus))
    attempts: Mapped[int] = mapped_column(default=0)
    claimed_at: Mapped[datetime | None] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    delivered_at: Mapped[datetime | None] = mapped_column(Instant)
    failure: Mapped[str | None]
    # The consent that allows this channel; it stands above, so no foreign key.
    wish_ref: Mapped[UUID | None]


class BackgroundWork(Record):
    """Long work that a page asked for and a job does, with progress; machine W."""

    __tablename__ = "background_works"
    __slug__ = "work"
    __machine__ = "W"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.OWN_WORK
    __table_args__ = (
        CheckConstraint("done_items >= 0", name="done_not_negative"),
        CheckConstraint("done_items <= total_items", name="done_within_total"),
        CheckConstraint("attempts >= 0", name="attempts_not_negative"),
        CheckConstraint("status <> 'FAILED' OR error IS NOT NULL", name="failed_with_reason"),
        Index(None, "status", "lease_until"),
    )

    kind: Mapped[WorkType] = mapped_column(words(WorkType))
    asked_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON)
    dedupe_key: Mapped[str] = mapped_column(String(120), unique=True)
    status: Mapped[WorkStatus] = mapped_column(words(WorkStatus))
    done_items: Mapped[int] = mapped_column(default=0)
    total_items: Mapped[int | None]
    lease_until: Mapped[datetime | None] = mapped_column(Instant)
    attempts: Mapped[int] = mapped_column(default=0)
    result_id: Mapped[UUID | None] = mapped_column(ForeignKey("shelf_files.id"), index=True)
    error: Mapped[str | None]
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class JobRun(Record):
    """One run of one job; an old heartbeat raises the banner on every page."""

    __tablename__ = "job_runs"
    __data_class__: ClassVar[DataClass] = DataClass.OPERATIONS
    __table_args__ = (Index(None, "job", "started_at"),)

    job: Mapped[str] = mapped_column(String(60))
    started_at: Mapped[datetime] = mapped_column(Instant)
    heartbeat_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    items: Mapped[int | None]
    failures: Mapped[int | None]
    error: Mapped[str | None]
