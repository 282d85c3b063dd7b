"""Things collected, who held them when, and what the laboratory said."""

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.evidence.models.buy import Buy
from dmi.evidence.models.investigation import Investigation
from dmi.evidence.words import (
    CustodyHolder,
    CustodyKind,
    CustodyPurpose,
    ItemKind,
    LabKind,
    LabOutcome,
    SealState,
)
from dmi.policy.classes import DataClass
from dmi.policy.states import ItemStatus
from dmi.store.base import Record
from dmi.store.columns import Instant, words
from dmi.territory.words import Substance, Unit


class EvidenceItem(Record):
    """One thing or file of one investigation; its status is machine E."""

    __tablename__ = "evidence_items"
    __slug__ = "evidence-items"
    __machine__ = "E"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.EVIDENCE
    __table_args__ = (
        UniqueConstraint("investigation_id", "item_no"),
        CheckConstraint("length(nue) BETWEEN 4 AND 12", name="nue_has_its_length"),
        CheckConstraint(
            "authorisation_id IS NOT NULL OR ground IS NOT NULL", name="authority_or_ground"
        ),
        CheckConstraint("quantity IS NULL OR unit IS NOT NULL", name="quantity_has_a_unit"),
        CheckConstraint("quantity > 0", name="quantity_above_zero"),
        CheckConstraint("net_g <= gross_g", name="net_within_gross"),
        CheckConstraint("gross_g >= 0 AND net_g >= 0", name="weights_not_negative"),
        CheckConstraint("purity_pct BETWEEN 0 AND 100", name="purity_is_a_percentage"),
    )

    nue: Mapped[str | None] = mapped_column(String(12), unique=True)
    item_no: Mapped[int]
    investigation_id: Mapped[UUID] = mapped_column(ForeignKey("investigations.id"))
    buy_id: Mapped[UUID | None] = mapped_column(ForeignKey("buys.id"), index=True)
    authorisation_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("authorisations.id"), index=True
    )
    ground: Mapped[str | None]
    kind: Mapped[ItemKind] = mapped_column(words(ItemKind))
    description: Mapped[str]
    quantity: Mapped[Decimal | None] = mapped_column(Numeric(10, 3))
    unit: Mapped[Unit | None] = mapped_column(words(Unit))
    gross_g: Mapped[Decimal | None] = mapped_column(Numeric(10, 3))
    net_g: Mapped[Decimal | None] = mapped_column(Numeric(10, 3))
    purity_pct: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    collected_at: Mapped[datetime] = mapped_column(Instant)
    place: Mapped[str]
    status: Mapped[ItemStatus] = mapped_column(words(ItemStatus))
    seized_at: Mapped[datetime | None] = mapped_column(Instant)
    health_due_at: Mapped[datetime | None] = mapped_column(Instant)
    extended_by_judge: Mapped[bool | None]
    storage_place: Mapped[str | None]
    officer_code_id: Mapped[UUID | None] = mapped_column(ForeignKey("covert_codes.id"), index=True)
    police_unit: Mapped[str | None]
    packaging: Mapped[str | None]

    investigation: Mapped[Investigation] = relationship()
    buy: Mapped[Buy | None] = relationship()


class CustodyLink(Record):
    """One hand-over in the chain of an item; holders are institution and post; append only."""

    __tablename__ = "custody_links"
    __data_class__: ClassVar[DataClass] = DataClass.EVIDENCE
    __table_args__ = (
        UniqueConstraint("item_id", "seq"),
        CheckConstraint("seq > 0", name="seq_counts_from_one"),
    )

    item_id: Mapped[UUID] = mapped_column(ForeignKey("evidence_items.id"))
    seq: Mapped[int]
    kind: Mapped[CustodyKind] = mapped_column(words(CustodyKind))
    at: Mapped[datetime] = mapped_column("handed_at", Instant)
    local_at: Mapped[str]
    from_institution: Mapped[CustodyHolder] = mapped_column(
        words(CustodyHolder, name="from_institution")
    )
    from_post: Mapped[str]
    to_institution: Mapped[CustodyHolder | None] = mapped_column(
        words(CustodyHolder, name="to_institution")
    )
    to_post: Mapped[str | None]
    received_at: Mapped[datetime | None] = mapped_column(Instant)
    unit: Mapped[str | None]
    purpose: Mapped[CustodyPurpose] = mapped_column(words(CustodyPurpose))
    seal_no: Mapped[str | None]
    seal_state: Mapped[SealState] = mapped_column(words(SealState))
    packaging: Mapped[str | None]
    note: Mapped[str | None]
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    gap_flag: Mapped[bool]

    item: Mapped[EvidenceItem] = relationship()


class LabResult(Record):
    """What a field test or a laboratory found in one item."""

    __tablename__ = "lab_results"
    __slug__ = "lab-results"
    __data_class__: ClassVar[DataClass] = DataClass.EVIDENCE
    __table_args__ = (
        CheckConstraint("net_g <= gross_g", name="net_within_gross"),
        CheckConstraint("gross_g >= 0 AND net_g >= 0", name="weights_not_negative"),
        CheckConstraint("purity_pct BETWEEN 0 AND 100", name="purity_is_a_percentage"),
    )

    item_id: Mapped[UUID] = mapped_column(ForeignKey("evidence_items.id"), index=True)
    kind: Mapped[LabKind] = mapped_column(words(LabKind))
    result: Mapped[LabOutcome] = mapped_column(words(LabOutcome))
    substance: Mapped[Substance | None] = mapped_column(words(Substance))
    gross_g: Mapped[Decimal | None] = mapped_column(Numeric(10, 3))
    net_g: Mapped[Decimal | None] = mapped_column(Numeric(10, 3))
    purity_pct: Mapped[Decimal | None] = mapped_column(Numeric(5, 2))
    report_no: Mapped[str | None]
    delivered_at: Mapped[datetime | None] = mapped_column(Instant)
    due_on: Mapped[date | None]
    received_on: Mapped[date | None]
    counter_sample_until: Mapped[date | None]

    item: Mapped[EvidenceItem] = relationship()
