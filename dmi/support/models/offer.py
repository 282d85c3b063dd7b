"""What was offered, answered and signed."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.callin.words import CounselState, OfferResponse
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.columns import Instant, Sealed, sealed_column, words
from dmi.support.words import ObligationCode, ObligationSide


class Offer(Record):
    """The offer explained to a person, the time to think, and the answer."""

    __tablename__ = "offers"
    __slug__ = "offers"
    __data_class__: ClassVar[DataClass] = DataClass.AGREEMENT
    __table_args__ = (
        CheckConstraint("thinking_until >= explained_at", name="leaves_time_to_think"),
        CheckConstraint(
            "response IN ('PENDING', 'NO_ANSWER') OR answered_at IS NOT NULL",
            name="answered_at_some_time",
        ),
    )

    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathways.id"), index=True)
    explained_at: Mapped[datetime] = mapped_column(Instant)
    explained_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    rights_sheet_version: Mapped[str]
    rights_sheet_id: Mapped[UUID | None] = mapped_column(ForeignKey("issued_papers.id"), index=True)
    counsel: Mapped[CounselState] = mapped_column(words(CounselState))
    limits_told_at: Mapped[datetime] = mapped_column(Instant)
    thinking_until: Mapped[datetime] = mapped_column(Instant)
    answer_by: Mapped[date]
    response: Mapped[OfferResponse] = mapped_column(words(OfferResponse))
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    decline_reason_sealed: Mapped[bytes | None] = sealed_column()
    decline_reason = Sealed("decline_reason_sealed")
    early_with_counsel: Mapped[bool | None]
    early_own_request_at: Mapped[datetime | None] = mapped_column(Instant)

    pathway: Mapped[Pathway] = relationship()


class Agreement(Record):
    """The commitments of both sides, signed freely and understood."""

    __tablename__ = "agreements"
    __slug__ = "agreements"
    __data_class__: ClassVar[DataClass] = DataClass.AGREEMENT
    __table_args__ = (
        CheckConstraint("duration_months > 0", name="lasts_some_time"),
        CheckConstraint("ends_on > starts_on", name="ends_after_it_starts"),
        CheckConstraint(
            "signed_at IS NULL OR (is_voluntary AND is_understood)", name="signed_freely"
        ),
    )

    offer_id: Mapped[UUID] = mapped_column(ForeignKey("offers.id"), unique=True)
    text_version_id: Mapped[UUID] = mapped_column(ForeignKey("text_versions.id"), index=True)
    duration_months: Mapped[int]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    signed_at: Mapped[datetime | None] = mapped_column(Instant)
    scan_id: Mapped[UUID | None] = mapped_column(ForeignKey("shelf_files.id"), index=True)
    is_voluntary: Mapped[bool]
    is_understood: Mapped[bool]
    interpreter_name: Mapped[str | None]
    copy_given: Mapped[bool]
    defender_signed_at: Mapped[datetime | None] = mapped_column(Instant)
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("issued_papers.id"), index=True)

    offer: Mapped[Offer] = relationship()


class Obligation(Record):
    """One measurable promise of the person or of an institution."""

    __tablename__ = "obligations"
    __data_class__: ClassVar[DataClass] = DataClass.AGREEMENT

    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("agreements.id"), index=True)
    side: Mapped[ObligationSide] = mapped_column(words(ObligationSide))
    code: Mapped[ObligationCode] = mapped_column(words(ObligationCode))
    text: Mapped[str]
    due_on: Mapped[date | None]
    met_on: Mapped[date | None]
