"""A person in support: who works with them, in which phase, and the first look at needs."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.checkins.words import SupportPhase
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.columns import words
from dmi.support.models.offer import Agreement
from dmi.support.words import EnrolmentStatus, ExitType


class Enrolment(Record):
    """A person in support, with a case manager and a deputy."""

    __tablename__ = "enrolments"
    __slug__ = "enrolments"
    __data_class__: ClassVar[DataClass] = DataClass.AGREEMENT
    __table_args__ = (
        CheckConstraint("deputy_id <> case_manager_id", name="two_different_workers"),
        CheckConstraint("target_end_on > started_on", name="ends_after_it_starts"),
        CheckConstraint(
            "status <> 'ENDED' OR (exit_type IS NOT NULL AND exit_on IS NOT NULL)",
            name="ended_with_an_exit",
        ),
    )

    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathways.id"), unique=True)
    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("agreements.id"), index=True)
    case_manager_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    deputy_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    phase: Mapped[SupportPhase] = mapped_column(words(SupportPhase))
    started_on: Mapped[date]
    target_end_on: Mapped[date]
    standing: Mapped[EnrolmentStatus] = mapped_column("status", words(EnrolmentStatus))
    desistance_noted_at: Mapped[date | None] = mapped_column("desistance_noted_on")
    exit_type: Mapped[ExitType | None] = mapped_column(words(ExitType))
    exit_on: Mapped[date | None]

    pathway: Mapped[Pathway] = relationship()
    agreement: Mapped[Agreement] = relationship()


class NeedsAssessment(Record):
    """That the needs were looked at, by whom and when."""

    __tablename__ = "needs_assessments"
    __slug__ = "needs-assessments"
    __data_class__: ClassVar[DataClass] = DataClass.NEEDS_PLAN

    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolments.id"), index=True)
    done_on: Mapped[date]
    done_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
