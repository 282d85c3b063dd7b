"""What neighbours, patrols and lines told, and whether somebody looked into it."""

from datetime import datetime
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.columns import Instant, Sealed, sealed_column, words
from dmi.territory.models.place import (
    Sector,
    Withdrawable,
    degrees,
    on_the_globe,
    withdrawn_with_reason,
)
from dmi.territory.models.point import SalePoint
from dmi.territory.words import CheckOutcome, ComplaintSource, IncidentKind, SeenAs


class Complaint(Withdrawable, Record):
    """One complaint or call; who gave an anonymous one is not kept anywhere."""

    __tablename__ = "complaints"
    __slug__ = "complaints"
    __data_class__: ClassVar[DataClass] = DataClass.COMPLAINTS
    __table_args__ = (
        # A line's own number tells a repeated row of its file.
        UniqueConstraint("jurisdiction_id", "source", "reference"),
        Index("ix_complaints_received", "received_at", "id"),
        *on_the_globe(),
        CheckConstraint(
            "NOT is_anonymous OR complainant_contact_sealed IS NULL",
            name="anonymous_without_contact",
        ),
        CheckConstraint(
            "(verified_at IS NULL) = (verified_by_id IS NULL)", name="verified_by_somebody"
        ),
        CheckConstraint(
            "given_at IS NULL OR (given_by_id IS NOT NULL AND given_reason_sealed IS NOT NULL)",
            name="given_with_reason",
        ),
        withdrawn_with_reason(),
    )

    jurisdiction_id: Mapped[UUID] = mapped_column(ForeignKey("jurisdictions.id"))
    reference: Mapped[str | None] = mapped_column(String(60))
    source: Mapped[ComplaintSource] = mapped_column(words(ComplaintSource))
    received_at: Mapped[datetime] = mapped_column(Instant)
    kind: Mapped[IncidentKind] = mapped_column(words(IncidentKind))
    sector_id: Mapped[UUID | None] = mapped_column(ForeignKey("sectors.id"), index=True)
    point_id: Mapped[UUID | None] = mapped_column(ForeignKey("sale_points.id"), index=True)
    lon: Mapped[Decimal | None] = mapped_column(degrees())
    lat: Mapped[Decimal | None] = mapped_column(degrees())
    text_sealed: Mapped[bytes | None] = sealed_column()
    text = Sealed("text_sealed")
    is_anonymous: Mapped[bool]
    complainant_contact_sealed: Mapped[bytes | None] = sealed_column()
    complainant_contact = Sealed("complainant_contact_sealed")
    verified_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    verified_at: Mapped[datetime | None] = mapped_column(Instant)
    import_ref: Mapped[str | None] = mapped_column(String(80))
    # By hand: to a cohort, or to none; where it lies then says no more whose it is.
    given_at: Mapped[datetime | None] = mapped_column(Instant)
    given_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    given_reason_sealed: Mapped[bytes | None] = sealed_column()
    given_reason = Sealed("given_reason_sealed")
    # A file tells apart what the list of sources does not; a ranking weighs it.
    seen_as: Mapped[SeenAs | None] = mapped_column(words(SeenAs))

    sector: Mapped[Sector | None] = relationship()
    point: Mapped[SalePoint | None] = relationship()


class ComplaintCheck(Record):
    """Somebody looked into a complaint, or took back what was found; append only."""

    __tablename__ = "complaint_checks"
    __data_class__: ClassVar[DataClass] = DataClass.COMPLAINTS
    __table_args__ = (
        UniqueConstraint("complaint_id", "seq"),
        CheckConstraint("seq > 0", name="seq_counts_from_one"),
        CheckConstraint("reason_sealed IS NOT NULL", name="reason_written"),
    )

    complaint_id: Mapped[UUID] = mapped_column(ForeignKey("complaints.id"))
    seq: Mapped[int]
    outcome: Mapped[CheckOutcome] = mapped_column(words(CheckOutcome))
    at: Mapped[datetime] = mapped_column("checked_at", Instant)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    reason_sealed: Mapped[bytes | None] = sealed_column()
    reason = Sealed("reason_sealed")
