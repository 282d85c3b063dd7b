"""How a way ends: graduation, exit, the closing letter, a quiet year."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.cases.models import BankedCase
from dmi.people.models.contacts import PersonNotice
from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.columns import JSON, Instant, Sealed, sealed_column, words
from dmi.support.words import ExitType


class GraduationReview(Record):
    """Which criteria were met, signed by two."""

    __tablename__ = "graduation_reviews"
    __slug__ = "graduation-reviews"
    __data_class__: ClassVar[DataClass] = DataClass.DECISION
    __table_args__ = (CheckConstraint("decided_by_id <> second_by_id", name="decided_by_two"),)

    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolments.id"), index=True)
    criteria_met: Mapped[dict[str, Any]] = mapped_column(JSON)
    achievements: Mapped[str | None]
    decided_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    second_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    on: Mapped[date] = mapped_column("decided_on")
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("issued_papers.id"), index=True)


class Exit(Record):
    """How and why a person left; a withdrawal is a right, not a violation."""

    __tablename__ = "exits"
    __slug__ = "exits"
    __data_class__: ClassVar[DataClass] = DataClass.AGREEMENT
    __table_args__ = (
        CheckConstraint(
            "(explained_at IS NULL) = (explained_by_id IS NULL)", name="explained_by_somebody"
        ),
    )

    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathways.id"), unique=True)
    exit_type: Mapped[ExitType] = mapped_column(words(ExitType))
    own_words_sealed: Mapped[bytes | None] = sealed_column()
    own_words = Sealed("own_words_sealed")
    proof_id: Mapped[UUID | None] = mapped_column(ForeignKey("shelf_files.id"), index=True)
    explained_at: Mapped[datetime | None] = mapped_column(Instant)
    explained_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    on: Mapped[date] = mapped_column("left_on")


class ExitInterview(Record):
    """That the closing interview was held, by whom and when."""

    __tablename__ = "exit_interviews"
    __slug__ = "exit-interviews"
    __data_class__: ClassVar[DataClass] = DataClass.NEEDS_PLAN

    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolments.id"), unique=True)
    held_on: Mapped[date]
    held_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)


class Lapse(Record):
    """The closing letter of a case and who released it."""

    __tablename__ = "lapses"
    __slug__ = "lapses"
    __data_class__: ClassVar[DataClass] = DataClass.LETTERS
    __table_args__ = (
        CheckConstraint(
            "(released_by_id IS NULL) = (released_at IS NULL)", name="released_by_somebody"
        ),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("banked_cases.id"), index=True)
    notice_id: Mapped[UUID] = mapped_column(ForeignKey("person_notices.id"), index=True)
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("issued_papers.id"), index=True)
    released_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    released_at: Mapped[datetime | None] = mapped_column(Instant)
    court_dismissal_on: Mapped[date | None]

    case: Mapped[BankedCase] = relationship()
    notice: Mapped[PersonNotice] = relationship()


class Desistance(Record):
    """A quiet year of somebody who declined, withdrew or did not come."""

    __tablename__ = "desistances"
    __data_class__: ClassVar[DataClass] = DataClass.DECISION

    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathways.id"), unique=True)
    since_on: Mapped[date]
    marked_at: Mapped[datetime] = mapped_column(Instant)
