"""What two people found, how the programme answers, and the appeal."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.columns import Instant, Sealed, sealed_column, words
from dmi.violations.models.report import ViolationReport
from dmi.violations.words import AppealOutcome, FindingOutcome, Incentive, ResponseLevel


class Finding(Record):
    """What two people found about one report, with reasons."""

    __tablename__ = "findings"
    __slug__ = "findings"
    __data_class__: ClassVar[DataClass] = DataClass.VIOLATIONS
    __table_args__ = (
        CheckConstraint("decided_by_id <> second_by_id", name="decided_by_two"),
        CheckConstraint("reasons_sealed IS NOT NULL", name="reasons_given"),
    )

    report_id: Mapped[UUID] = mapped_column(ForeignKey("violation_reports.id"), unique=True)
    outcome: Mapped[FindingOutcome] = mapped_column(words(FindingOutcome))
    reasons_sealed: Mapped[bytes | None] = sealed_column()
    reasons = Sealed("reasons_sealed")
    decided_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    second_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    decided_at: Mapped[datetime] = mapped_column(Instant)
    appeal_until: Mapped[date]
    final_on: Mapped[date | None]
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("issued_papers.id"), index=True)

    report: Mapped[ViolationReport] = relationship()


class Response(Record):
    """One step of the ladder after a finding, or an incentive without one."""

    __tablename__ = "responses"
    __slug__ = "responses"
    __data_class__: ClassVar[DataClass] = DataClass.VIOLATIONS
    __table_args__ = (
        CheckConstraint(
            "finding_id IS NOT NULL OR incentive IS NOT NULL", name="answers_a_finding_or_rewards"
        ),
    )

    finding_id: Mapped[UUID | None] = mapped_column(ForeignKey("findings.id"), index=True)
    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathways.id"), index=True)
    level: Mapped[ResponseLevel] = mapped_column(words(ResponseLevel))
    incentive: Mapped[Incentive | None] = mapped_column(words(Incentive))
    description: Mapped[str]
    ends_on: Mapped[date | None]
    set_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)


class Appeal(Record):
    """The defender's appeal against a finding, reviewed by somebody not involved in it."""

    __tablename__ = "appeals"
    __slug__ = "appeals"
    __data_class__: ClassVar[DataClass] = DataClass.VIOLATIONS
    __table_args__ = (
        CheckConstraint("grounds_sealed IS NOT NULL", name="grounds_given"),
        CheckConstraint("reviewer_id <> lodged_by_id", name="reviewed_by_another"),
        CheckConstraint(
            "outcome IS NULL OR (decided_at IS NOT NULL AND reasons_sealed IS NOT NULL)",
            name="decided_with_reasons",
        ),
    )

    finding_id: Mapped[UUID] = mapped_column(ForeignKey("findings.id"), unique=True)
    lodged_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    lodged_at: Mapped[datetime] = mapped_column(Instant)
    grounds_sealed: Mapped[bytes | None] = sealed_column()
    grounds = Sealed("grounds_sealed")
    reviewer_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    outcome: Mapped[AppealOutcome | None] = mapped_column(words(AppealOutcome))
    reasons_sealed: Mapped[bytes | None] = sealed_column()
    reasons = Sealed("reasons_sealed")
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
