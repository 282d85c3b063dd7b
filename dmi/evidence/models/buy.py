"""What was bought from whom, while the seller is still only a label."""

from datetime import datetime
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.evidence.models.authorisation import Authorisation
from dmi.evidence.models.investigation import Investigation
from dmi.evidence.words import BuyStanding, FirstOffer, Recording
from dmi.policy.classes import DataClass
from dmi.policy.states import BuyStatus
from dmi.profiles.words import OffenceCode
from dmi.store.base import Record
from dmi.store.columns import Instant, Sealed, sealed_column, words
from dmi.territory.words import Substance


class SellerLabel(Record):
    """A seller as the buyer saw them, before anybody is named."""

    __tablename__ = "seller_labels"
    __slug__ = "seller-labels"
    __data_class__: ClassVar[DataClass] = DataClass.EVIDENCE
    __key_class__ = "evidence"
    __table_args__ = (
        UniqueConstraint("cohort_id", "label"),
        CheckConstraint("label LIKE 'V-__' OR label LIKE 'V-___'", name="only_a_label"),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohorts.id"), index=True)
    label: Mapped[str] = mapped_column(String(5))
    description_sealed: Mapped[bytes | None] = sealed_column()
    description = Sealed("description_sealed")


class Buy(Record):
    """One undercover buy; it names its seller by a label, never a person."""

    __tablename__ = "buys"
    __slug__ = "buys"
    __machine__ = "BY"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.EVIDENCE
    __key_class__ = "evidence"
    __table_args__ = (
        # A buy outside every authorisation may only be kept as unusable.
        CheckConstraint(
            "status = 'UNUSABLE' OR authorisation_id IS NOT NULL", name="counts_under_authority"
        ),
        CheckConstraint("status <> 'UNUSABLE' OR standing = 'UNUSABLE'", name="unusable_stays_so"),
        CheckConstraint(
            "standing <> 'UNUSABLE' OR standing_reason IS NOT NULL", name="unusable_with_reason"
        ),
        CheckConstraint(
            "status <> 'ANNULLED' OR (annulled_at IS NOT NULL AND annul_reason IS NOT NULL)",
            name="annulled_with_reason",
        ),
        CheckConstraint("net_g <= gross_g", name="net_within_gross"),
        CheckConstraint("gross_g >= 0 AND net_g >= 0", name="weights_not_negative"),
        CheckConstraint("purity_pct BETWEEN 0 AND 100", name="purity_is_a_percentage"),
        CheckConstraint("units > 0", name="units_above_zero"),
        CheckConstraint("price >= 0", name="price_not_negative"),
        CheckConstraint(
            "recording <> 'NONE' OR no_recording_reason IS NOT NULL", name="silence_is_explained"
        ),
        CheckConstraint("second_officer_code_id <> officer_code_id", name="two_different_officers"),
    )

    authorisation_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("authorisations.id"), index=True
    )
    investigation_id: Mapped[UUID] = mapped_column(ForeignKey("investigations.id"), index=True)
    seller_id: Mapped[UUID] = mapped_column(ForeignKey("seller_labels.id"), index=True)
    occurred_at: Mapped[datetime] = mapped_column(Instant)
    place: Mapped[str]
    substance: Mapped[Substance | None] = mapped_column(words(Substance))
    gross_g: Mapped[Decimal | None] = mapped_column(Numeric(10, 3))
    net_g: Mapped[Decimal | None] = mapped_column(Numeric(10, 3))
    purity_pct: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    units: Mapped[int | None]
    price: Mapped[int | None]
    banknotes_sealed: Mapped[bytes | None] = sealed_column()
    banknotes = Sealed("banknotes_sealed")
    officer_code_id: Mapped[UUID | None] = mapped_column(ForeignKey("covert_codes.id"), index=True)
    second_officer_code_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("covert_codes.id"), index=True
    )
    recording: Mapped[Recording] = mapped_column(words(Recording))
    no_recording_reason: Mapped[str | None]
    first_offer_by: Mapped[FirstOffer] = mapped_column(words(FirstOffer))
    no_inducement_ticked: Mapped[bool]
    minors_present: Mapped[bool]
    weapon_seen: Mapped[bool]
    offence_code: Mapped[OffenceCode] = mapped_column(words(OffenceCode))
    standing: Mapped[BuyStanding] = mapped_column(words(BuyStanding))
    standing_reason: Mapped[str | None]
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    narrative_sealed: Mapped[bytes | None] = sealed_column()
    narrative = Sealed("narrative_sealed")
    status: Mapped[BuyStatus] = mapped_column(words(BuyStatus))
    annulled_at: Mapped[datetime | None] = mapped_column(Instant)
    annul_reason: Mapped[str | None]
    prosecutor_flagged_at: Mapped[datetime | None] = mapped_column(Instant)

    authorisation: Mapped[Authorisation | None] = relationship()
    investigation: Mapped[Investigation] = relationship()
    seller: Mapped[SellerLabel] = relationship()
