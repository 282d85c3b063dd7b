"""What the programme states at its gates, and what it asks itself every year and every month."""

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmi.policy.classes import DataClass
from dmi.programme.words import FidelityWord
from dmi.store.base import Record
from dmi.store.columns import Instant, words


class Statement(Record):
    """A signed, dated word at a gate: who saw what, for a guard that nothing else can read."""

    __tablename__ = "statements"
    __slug__ = "statements"
    __data_class__: ClassVar[DataClass] = DataClass.COMMITMENTS
    __table_args__ = (
        CheckConstraint("length(trim(text)) >= 20", name="says_what_was_seen"),
        Index(None, "cohort_id", "guard"),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohorts.id"))
    guard: Mapped[str] = mapped_column(String(60))
    text: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    at: Mapped[datetime] = mapped_column("stated_at", Instant)


class FidelityAnswer(Record):
    """One item of a cohort's yearly self-check: whether it was done, and what that rests on."""

    __tablename__ = "fidelity_answers"
    __data_class__: ClassVar[DataClass] = DataClass.COMMITMENTS
    __table_args__ = (
        UniqueConstraint("cohort_id", "year", "item"),
        CheckConstraint("item BETWEEN 1 AND 20", name="item_of_the_list"),
        CheckConstraint("length(trim(evidence)) >= 10", name="evidence_written"),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohorts.id"))
    year: Mapped[int]
    item: Mapped[int]
    answer: Mapped[FidelityWord] = mapped_column(words(FidelityWord))
    evidence: Mapped[str]
    answered_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    answered_at: Mapped[datetime] = mapped_column(Instant)


class MaintenanceReview(Record):
    """One month of a cohort's maintenance: the calls beside the frozen baseline, and what is done.

    ``baseline_ratio`` is calls of the month over the mean month of the baseline, without a unit.
    """

    __tablename__ = "maintenance_reviews"
    __data_class__: ClassVar[DataClass] = DataClass.COMMITMENTS
    __table_args__ = (
        UniqueConstraint("cohort_id", "month"),
        CheckConstraint("calls >= 0", name="calls_not_negative"),
        CheckConstraint("baseline_ratio IS NULL OR calls IS NOT NULL", name="ratio_of_calls"),
        CheckConstraint("NOT trigger_hit OR actions IS NOT NULL", name="return_answered"),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohorts.id"))
    month: Mapped[str] = mapped_column(String(7))
    calls: Mapped[int | None]
    baseline_ratio: Mapped[Decimal | None] = mapped_column(Numeric(9, 3))
    trigger_hit: Mapped[bool]
    actions: Mapped[str | None]
    held_on: Mapped[date]
    held_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
