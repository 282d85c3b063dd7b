"""What somebody reports, whom it is about, what they were told and what they answer."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.people.models.pathway import Pathway
from dmi.people.words import IdentityBasis, NoticeChannel
from dmi.policy.classes import DataClass
from dmi.policy.states import ViolationStatus
from dmi.store.base import Record
from dmi.store.columns import Instant, Sealed, sealed_column, words
from dmi.violations.words import (
    AccountBy,
    Gravity,
    MatchResult,
    TriageReason,
    ViolationKind,
    ViolationSource,
)


class ViolationReport(Record):
    """A report by a person about an event seen outside any session; machine V."""

    __tablename__ = "violation_reports"
    __slug__ = "violation-reports"
    __machine__ = "V"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.VIOLATIONS
    __table_args__ = (
        CheckConstraint("facts_sealed IS NOT NULL", name="facts_written"),
        CheckConstraint(
            "source_checkin_id IS NULL OR source_kind = 'CHECK_IN'", name="check_in_is_the_source"
        ),
        CheckConstraint("triaged_by_id <> reported_by_id", name="triaged_by_another"),
        CheckConstraint(
            "status <> 'TRIAGED_OUT' OR triage_reason IS NOT NULL", name="set_aside_with_reason"
        ),
        CheckConstraint("alleged_at <= reported_at", name="reported_after_it_happened"),
    )

    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathways.id"), index=True)
    kind: Mapped[ViolationKind] = mapped_column(words(ViolationKind))
    gravity: Mapped[Gravity] = mapped_column(words(Gravity))
    source_kind: Mapped[ViolationSource] = mapped_column(words(ViolationSource))
    source_checkin_id: Mapped[UUID | None] = mapped_column(ForeignKey("check_ins.id"), index=True)
    report_number: Mapped[str | None]
    alleged_at: Mapped[datetime] = mapped_column(Instant)
    facts_sealed: Mapped[bytes | None] = sealed_column()
    facts = Sealed("facts_sealed")
    first_hand: Mapped[bool]
    verified_how: Mapped[str | None]
    reported_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    reported_at: Mapped[datetime] = mapped_column(Instant)
    status: Mapped[ViolationStatus] = mapped_column(words(ViolationStatus))
    triage_reason: Mapped[TriageReason | None] = mapped_column(words(TriageReason))
    triaged_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    appeal_route: Mapped[str | None]
    sealed_at: Mapped[datetime | None] = mapped_column(Instant)
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("issued_papers.id"), index=True)

    pathway: Mapped[Pathway] = relationship()


class IdentityCheck(Record):
    """Whether the report is about this very person."""

    __tablename__ = "identity_checks"
    __slug__ = "identity-checks"
    __data_class__: ClassVar[DataClass] = DataClass.VIOLATIONS

    report_id: Mapped[UUID] = mapped_column(ForeignKey("violation_reports.id"), index=True)
    checked_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    checked_at: Mapped[datetime] = mapped_column(Instant)
    method: Mapped[IdentityBasis] = mapped_column(words(IdentityBasis))
    result: Mapped[MatchResult] = mapped_column(words(MatchResult))


class ViolationNotice(Record):
    """What the person and the defender were told, in plain words, and until when to answer."""

    __tablename__ = "violation_notices"
    __slug__ = "violation-notices"
    __data_class__: ClassVar[DataClass] = DataClass.VIOLATIONS
    __table_args__ = (CheckConstraint("body_sealed IS NOT NULL", name="body_written"),)

    report_id: Mapped[UUID] = mapped_column(ForeignKey("violation_reports.id"), unique=True)
    body_sealed: Mapped[bytes | None] = sealed_column()
    body = Sealed("body_sealed")
    sent_at: Mapped[datetime] = mapped_column(Instant)
    how: Mapped[NoticeChannel] = mapped_column(words(NoticeChannel))
    defender_notified_at: Mapped[datetime | None] = mapped_column(Instant)
    account_due_on: Mapped[date]
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("issued_papers.id"), index=True)
    delivered_at: Mapped[datetime | None] = mapped_column(Instant)

    report: Mapped[ViolationReport] = relationship()


class Account(Record):
    """The person's own words, or their silence, which admits nothing."""

    __tablename__ = "accounts"
    __slug__ = "accounts"
    __data_class__: ClassVar[DataClass] = DataClass.VIOLATIONS
    __table_args__ = (
        CheckConstraint("is_silence = (text_sealed IS NULL)", name="words_or_silence"),
    )

    report_id: Mapped[UUID] = mapped_column(ForeignKey("violation_reports.id"), unique=True)
    text_sealed: Mapped[bytes | None] = sealed_column()
    text = Sealed("text_sealed")
    given_by: Mapped[AccountBy] = mapped_column(words(AccountBy))
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    is_silence: Mapped[bool]
