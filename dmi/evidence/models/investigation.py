"""The case number and the undercover operation that everything collected belongs to."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.policy.classes import DataClass
from dmi.store.base import Record


class Investigation(Record):
    """One case number of the prosecution: many people, many items."""

    __tablename__ = "investigations"
    __slug__ = "investigations"
    __data_class__: ClassVar[DataClass] = DataClass.CASE_FILE
    __table_args__ = (
        # A court's number is unique only together with its court.
        UniqueConstraint("court", "rit"),
        CheckConstraint("length(ruc) >= 4", name="ruc_is_a_number"),
        CheckConstraint("rit IS NULL OR court IS NOT NULL", name="rit_names_its_court"),
    )

    ruc: Mapped[str] = mapped_column(String(12), unique=True)
    ruc_override_reason: Mapped[str | None]
    court: Mapped[str | None]
    rit: Mapped[str | None]
    lead_prosecutor_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    secrecy_until: Mapped[date | None]
    cohort_id: Mapped[UUID | None] = mapped_column(ForeignKey("cohorts.id"), index=True)
    jurisdiction_id: Mapped[UUID] = mapped_column(ForeignKey("jurisdictions.id"), index=True)
    is_formalised_told: Mapped[bool | None]


class Operation(Record):
    """One undercover operation; it opens a compartment."""

    __tablename__ = "operations"
    __slug__ = "operations"
    __data_class__: ClassVar[DataClass] = DataClass.EVIDENCE
    __table_args__ = (CheckConstraint("ended_on >= started_on", name="ends_after_it_starts"),)

    code: Mapped[str] = mapped_column(String(20), unique=True)
    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohorts.id"), index=True)
    investigation_id: Mapped[UUID] = mapped_column(ForeignKey("investigations.id"), index=True)
    compartment_id: Mapped[UUID] = mapped_column(ForeignKey("compartments.id"), index=True)
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    lead_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)

    investigation: Mapped[Investigation] = relationship()
