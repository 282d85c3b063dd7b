"""Appointments with the case manager, and what is tried before a missed one counts."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, literal_column
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.callin.words import ExcuseReason
from dmi.checkins.words import AskedBy, ContactMode, RescueResult, SeriesStatus, SupportPhase
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.states import CheckInStatus
from dmi.store.base import Record
from dmi.store.columns import JSON, Instant, words


class CheckInSeries(Record):
    """The pattern of check-ins of one person, by phase."""

    __tablename__ = "check_in_series"
    __slug__ = "check-in-series"
    __data_class__: ClassVar[DataClass] = DataClass.CHECK_INS
    __table_args__ = (
        CheckConstraint("ended_on >= opened_on", name="ends_after_it_starts"),
        CheckConstraint("status <> 'ENDED' OR ended_on IS NOT NULL", name="ended_on_a_day"),
    )

    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathways.id"), index=True)
    opened_on: Mapped[date]
    phase: Mapped[SupportPhase] = mapped_column(words(SupportPhase))
    cadence: Mapped[dict[str, Any]] = mapped_column(JSON)
    standing: Mapped[SeriesStatus] = mapped_column("status", words(SeriesStatus))
    ended_on: Mapped[date | None]

    pathway: Mapped[Pathway] = relationship()


class CheckIn(Record):
    """One appointment with the case manager; nothing else makes, keeps or misses it; machine C."""

    __tablename__ = "check_ins"
    __slug__ = "check-ins"
    __machine__ = "C"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.CHECK_INS
    __table_args__ = (
        # A check-in that was moved or cancelled leaves its day free.
        Index(
            None,
            "series_id",
            "due_on",
            unique=True,
            sqlite_where=literal_column("status NOT IN ('RESCHEDULED', 'CANCELLED')"),
            postgresql_where=literal_column("status NOT IN ('RESCHEDULED', 'CANCELLED')"),
        ),
        Index(None, "status", "due_on"),
        CheckConstraint("window_days >= 0", name="window_not_negative"),
        CheckConstraint("reviewed_by_id <> worker_id", name="reviewed_by_another"),
        CheckConstraint("length(note) <= 280", name="short_note"),
        CheckConstraint("moved_from_id <> id", name="not_moved_from_itself"),
        CheckConstraint(
            "status NOT IN ('KEPT', 'KEPT_LATE') OR done_at IS NOT NULL", name="kept_at_some_time"
        ),
        CheckConstraint(
            "status <> 'MISSED_EXCUSED' OR excuse_code IS NOT NULL", name="excused_with_reason"
        ),
        CheckConstraint(
            "status <> 'FOLLOWED_UP' OR (missed_reason IS NOT NULL AND reviewed_by_id IS NOT NULL)",
            name="followed_up_by_another",
        ),
    )

    series_id: Mapped[UUID] = mapped_column(ForeignKey("check_in_series.id"))
    due_on: Mapped[date]
    at: Mapped[datetime | None] = mapped_column("planned_at", Instant)
    place: Mapped[str | None]
    window_days: Mapped[int]
    mode: Mapped[ContactMode] = mapped_column(words(ContactMode))
    worker_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    status: Mapped[CheckInStatus] = mapped_column(words(CheckInStatus))
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    excuse_code: Mapped[ExcuseReason | None] = mapped_column(words(ExcuseReason))
    missed_reason: Mapped[str | None]
    reviewed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    note: Mapped[str | None]
    moved_from_id: Mapped[UUID | None] = mapped_column(ForeignKey("check_ins.id"), index=True)
    asked_by: Mapped[AskedBy | None] = mapped_column(words(AskedBy))

    series: Mapped[CheckInSeries] = relationship()


class Rescue(Record):
    """The tries to reach somebody before a missed check-in can count."""

    __tablename__ = "rescues"
    __slug__ = "rescues"
    __data_class__: ClassVar[DataClass] = DataClass.CHECK_INS
    __table_args__ = (
        CheckConstraint("(result IS NULL) = (closed_at IS NULL)", name="closed_with_result"),
    )

    checkin_id: Mapped[UUID] = mapped_column(ForeignKey("check_ins.id"), unique=True)
    due_on: Mapped[date]
    attempts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    result: Mapped[RescueResult | None] = mapped_column(words(RescueResult))
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    place: Mapped[str | None]
    at: Mapped[datetime | None] = mapped_column("planned_at", Instant)

    checkin: Mapped[CheckIn] = relationship()
