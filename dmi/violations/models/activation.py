"""Asking to file a banked case, and deciding not to: papers of equal rank."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.cases.models import BankedCase
from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.columns import Instant, Sealed, sealed_column, words
from dmi.violations.models.finding import Finding
from dmi.violations.words import ActivationOutcome


class ActivationRequest(Record):
    """One prosecutor asks, another confirms; or one decides, with reasons, not to activate."""

    __tablename__ = "activation_requests"
    __slug__ = "activation-requests"
    __data_class__: ClassVar[DataClass] = DataClass.CASE_FILE
    __table_args__ = (
        CheckConstraint("requested_by_id <> second_by_id", name="two_different_prosecutors"),
        CheckConstraint("reasons_sealed IS NOT NULL", name="reasons_given"),
        CheckConstraint(
            "outcome <> 'CONFIRMED' OR (second_by_id IS NOT NULL"
            " AND decided_at IS NOT NULL AND charge_ref IS NOT NULL)",
            name="confirmed_by_a_second",
        ),
        CheckConstraint(
            "outcome = 'PENDING' OR decided_at IS NOT NULL", name="decided_at_some_time"
        ),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("banked_cases.id"), index=True)
    finding_id: Mapped[UUID] = mapped_column(ForeignKey("findings.id"), index=True)
    requested_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    requested_at: Mapped[datetime] = mapped_column(Instant)
    reasons_sealed: Mapped[bytes | None] = sealed_column()
    reasons = Sealed("reasons_sealed")
    alternatives_sealed: Mapped[bytes | None] = sealed_column()
    alternatives = Sealed("alternatives_sealed")
    next_steps_sealed: Mapped[bytes | None] = sealed_column()
    next_steps = Sealed("next_steps_sealed")
    plain_reason_sealed: Mapped[bytes | None] = sealed_column()
    plain_reason = Sealed("plain_reason_sealed")
    plain_next_steps_sealed: Mapped[bytes | None] = sealed_column()
    plain_next_steps = Sealed("plain_next_steps_sealed")
    second_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    second_reasons_sealed: Mapped[bytes | None] = sealed_column()
    second_reasons = Sealed("second_reasons_sealed")
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    outcome: Mapped[ActivationOutcome] = mapped_column(words(ActivationOutcome))
    charge_ref: Mapped[str | None]
    defender_notified_at: Mapped[datetime | None] = mapped_column(Instant)
    revocation_ground_flag: Mapped[bool | None]
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("issued_papers.id"), index=True)

    case: Mapped[BankedCase] = relationship()
    finding: Mapped[Finding] = relationship()
