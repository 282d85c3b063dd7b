"""Who came, who did not, and the second chance to come."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.callin.models.meeting import Meeting
from dmi.callin.words import AttendanceCode, ExcuseReason, MakeUpKind
from dmi.people.models.pathway import Pathway
from dmi.people.words import Relation
from dmi.policy.classes import DataClass
from dmi.policy.states import MakeUpStatus
from dmi.store.base import Record
from dmi.store.columns import Instant, words


class Attendance(Record):
    """One person's line on the signed ledger of one meeting."""

    __tablename__ = "attendances"
    __slug__ = "attendances"
    __data_class__: ClassVar[DataClass] = DataClass.ATTENDANCE
    __table_args__ = (
        UniqueConstraint("meeting_id", "pathway_id"),
        CheckConstraint(
            "code NOT IN ('EXCUSED_BEFORE', 'EXCUSED_AFTER') OR excuse_reason IS NOT NULL",
            name="excuse_has_a_reason",
        ),
        CheckConstraint("companion_count >= 0", name="companions_not_negative"),
    )

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"))
    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathways.id"), index=True)
    code: Mapped[AttendanceCode] = mapped_column(words(AttendanceCode))
    arrived_at: Mapped[datetime | None] = mapped_column(Instant)
    companion_relation: Mapped[Relation | None] = mapped_column(words(Relation))
    companion_count: Mapped[int | None]
    transport: Mapped[bool | None]
    excuse_reason: Mapped[ExcuseReason | None] = mapped_column(words(ExcuseReason))
    excuse_proof_id: Mapped[UUID | None] = mapped_column(ForeignKey("shelf_files.id"), index=True)
    marked_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    marked_at: Mapped[datetime] = mapped_column(Instant)
    door_code: Mapped[str | None]

    meeting: Mapped[Meeting] = relationship()
    pathway: Mapped[Pathway] = relationship()


class MakeUp(Record):
    """A second date or a home visit; it stands on the ledger and moves no stage; machine MU."""

    __tablename__ = "make_ups"
    __slug__ = "make-ups"
    __machine__ = "MU"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.ATTENDANCE
    __table_args__ = (
        CheckConstraint("for_at > offered_at", name="comes_after_the_offer"),
        CheckConstraint(
            "late_allowed_by_id IS NULL OR late_reason IS NOT NULL", name="late_with_reason"
        ),
        CheckConstraint("second_by_id <> conducted_by_id", name="two_different_people"),
        CheckConstraint(
            "status <> 'HELD' OR (attended_at IS NOT NULL AND conducted_by_id IS NOT NULL)",
            name="held_by_somebody",
        ),
        CheckConstraint("status <> 'MISSED' OR missed_at IS NOT NULL", name="missed_at_some_time"),
        CheckConstraint("ended_at >= attended_at", name="ends_after_it_starts"),
    )

    attendance_id: Mapped[UUID] = mapped_column(ForeignKey("attendances.id"), index=True)
    kind: Mapped[MakeUpKind] = mapped_column(words(MakeUpKind))
    status: Mapped[MakeUpStatus] = mapped_column(words(MakeUpStatus))
    offered_at: Mapped[datetime] = mapped_column(Instant)
    for_at: Mapped[datetime] = mapped_column(Instant)
    late_allowed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    late_reason: Mapped[str | None]
    attended_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    missed_at: Mapped[datetime | None] = mapped_column(Instant)
    conducted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    second_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    letter_id: Mapped[UUID | None] = mapped_column(ForeignKey("letters.id"), index=True)

    attendance: Mapped[Attendance] = relationship()
