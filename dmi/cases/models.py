"""The banked case: what is kept ready, under which law, and until when."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Numeric,
    String,
    UniqueConstraint,
    literal_column,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.cases.words import ClosureReason, LimitationEventKind
from dmi.evidence.models.investigation import Investigation
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.states import CaseStatus
from dmi.profiles.words import OffenceCode, VehicleKind
from dmi.store.base import Record
from dmi.store.columns import JSON, Instant, Sealed, sealed_column, words


class BankedCase(Record):
    """A case that rests while the person keeps the agreement; its status is machine B."""

    __tablename__ = "banked_cases"
    __slug__ = "cases"
    __machine__ = "B"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.CASE_FILE
    __table_args__ = (
        # One open case for a person and a case number; ended ones stay on file.
        Index(
            None,
            "pathway_id",
            "ruc",
            unique=True,
            sqlite_where=literal_column(
                "status NOT IN ('EXPIRED', 'CLOSED_BY_COMPLETION', 'CLOSED_OTHER')"
            ),
            postgresql_where=literal_column(
                "status NOT IN ('EXPIRED', 'CLOSED_BY_COMPLETION', 'CLOSED_OTHER')"
            ),
        ),
        CheckConstraint("length(ruc) >= 4", name="ruc_is_a_number"),
        CheckConstraint(
            "status NOT IN ('CERTIFIED', 'LIVE', 'ACTIVATION_REQUESTED', 'FILED')"
            " OR certified_on IS NOT NULL",
            name="certified_once_it_counts",
        ),
        CheckConstraint("status <> 'EXPIRED' OR expired_on IS NOT NULL", name="expired_on_a_day"),
        CheckConstraint(
            "status NOT IN ('CLOSED_BY_COMPLETION', 'CLOSED_OTHER')"
            " OR (closed_on IS NOT NULL AND closure_reason IS NOT NULL)",
            name="closed_with_reason",
        ),
    )

    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathways.id"), index=True)
    ruc: Mapped[str] = mapped_column(String(12))
    investigation_id: Mapped[UUID] = mapped_column(ForeignKey("investigations.id"), index=True)
    offence_code: Mapped[OffenceCode] = mapped_column(words(OffenceCode))
    status: Mapped[CaseStatus] = mapped_column(words(CaseStatus))
    opened_on: Mapped[date]
    certified_on: Mapped[date | None]
    recertify_by: Mapped[date | None]
    certificate_note: Mapped[str | None]
    notice_text: Mapped[str | None]
    notice_text_approved_at: Mapped[datetime | None] = mapped_column(Instant)
    conditions: Mapped[str | None]
    case_court: Mapped[str | None]
    expired_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    closure_reason: Mapped[ClosureReason | None] = mapped_column(words(ClosureReason))

    pathway: Mapped[Pathway] = relationship()
    investigation: Mapped[Investigation] = relationship()


class LegalVehicle(Record):
    """The form of law under which a case rests; there is no default."""

    __tablename__ = "legal_vehicles"
    __slug__ = "legal-vehicles"
    __data_class__: ClassVar[DataClass] = DataClass.CASE_FILE
    __table_args__ = (
        CheckConstraint("term_months > 0", name="term_above_zero"),
        CheckConstraint("resolved_on >= formalised_on", name="resolved_after_formalised"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("banked_cases.id"), unique=True)
    kind: Mapped[VehicleKind] = mapped_column(words(VehicleKind))
    reference: Mapped[str]
    approved_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    formalised_on: Mapped[date | None]
    resolved_on: Mapped[date | None]
    court: Mapped[str | None]
    rit: Mapped[str | None]
    defender_name_sealed: Mapped[bytes | None] = sealed_column()
    defender_name = Sealed("defender_name_sealed")
    term_months: Mapped[int | None]
    no_prior_conviction: Mapped[bool | None]
    prior_scp_checked: Mapped[bool | None]
    diagnostic_report: Mapped[str | None]
    next_hearing_on: Mapped[date | None]
    regional_approval_no: Mapped[str | None]
    penalty_stated: Mapped[str | None]
    dismissal_asked_on: Mapped[date | None]


class CaseCertification(Record):
    """A prosecutor's first or six-monthly word that the case could still be filed."""

    __tablename__ = "case_certifications"
    __data_class__: ClassVar[DataClass] = DataClass.CASE_FILE

    case_id: Mapped[UUID] = mapped_column(ForeignKey("banked_cases.id"), index=True)
    certified_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    certified_on: Mapped[date]
    findings: Mapped[dict[str, Any]] = mapped_column(JSON)
    note: Mapped[str | None]


class LimitationClock(Record):
    """The limitation date of one linked buy within a case."""

    __tablename__ = "limitation_clocks"
    __data_class__: ClassVar[DataClass] = DataClass.CASE_FILE
    __table_args__ = (
        UniqueConstraint("case_id", "buy_seller_id"),
        CheckConstraint("years > 0", name="years_above_zero"),
        CheckConstraint("prescribes_on > starts_on", name="ends_after_it_starts"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("banked_cases.id"))
    buy_seller_id: Mapped[UUID] = mapped_column(ForeignKey("buy_sellers.id"), index=True)
    starts_on: Mapped[date]
    years: Mapped[Decimal] = mapped_column(Numeric(4, 1))
    basis: Mapped[str]
    prescribes_on: Mapped[date]


class LimitationEvent(Record):
    """A fact that interrupts or suspends the limitation of a case."""

    __tablename__ = "limitation_events"
    __slug__ = "limitation-events"
    __data_class__: ClassVar[DataClass] = DataClass.CASE_FILE
    __table_args__ = (CheckConstraint("ended_on >= began_on", name="ends_after_it_starts"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("banked_cases.id"), index=True)
    kind: Mapped[LimitationEventKind] = mapped_column(words(LimitationEventKind))
    on: Mapped[date] = mapped_column("began_on")
    ended_on: Mapped[date | None]
    source: Mapped[str]
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
