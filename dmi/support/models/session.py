"""The six facts of a session; what was said has no field here."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.checkins.words import ContactMode
from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.columns import JSON, Instant, Sealed, sealed_column, words
from dmi.support.models.enrolment import Enrolment
from dmi.support.words import AbsenceKind, Discipline, NoNextReason, SessionKept


class SessionFact(Record):
    """One session: kind, hour, whether it happened, who came, what was done, when next."""

    __tablename__ = "session_facts"
    __slug__ = "sessions"
    __data_class__: ClassVar[DataClass] = DataClass.SESSIONS
    __table_args__ = (
        CheckConstraint("NOT happened OR attended IS NOT NULL", name="says_who_attended"),
        CheckConstraint(
            "(happened AND attended <> 'ABSENT') OR absence_kind IS NOT NULL",
            name="absence_has_a_kind",
        ),
        CheckConstraint(
            "next_on IS NOT NULL OR no_next_reason IS NOT NULL", name="says_what_comes_next"
        ),
        CheckConstraint("duration_min > 0", name="lasts_some_time"),
        CheckConstraint("late_min >= 0", name="late_not_negative"),
    )

    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolments.id"), index=True)
    worker_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    kind: Mapped[Discipline] = mapped_column(words(Discipline))
    at: Mapped[datetime] = mapped_column("held_at", Instant)
    mode: Mapped[ContactMode] = mapped_column(words(ContactMode))
    duration_min: Mapped[int | None]
    happened: Mapped[bool]
    attended: Mapped[SessionKept | None] = mapped_column(words(SessionKept))
    absence_kind: Mapped[AbsenceKind | None] = mapped_column(words(AbsenceKind))
    late_min: Mapped[int | None]
    done: Mapped[list[str]] = mapped_column(JSON)
    next_on: Mapped[date | None]
    no_next_reason: Mapped[NoNextReason | None] = mapped_column(words(NoNextReason))
    team_summary_sealed: Mapped[bytes | None] = sealed_column()
    team_summary = Sealed("team_summary_sealed")

    enrolment: Mapped[Enrolment] = relationship()
