"""Carrying a letter to a door, and what happened there."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.callin.models.letter import Letter
from dmi.callin.words import DeliveryMethod, DeliveryOutcome, StopReason
from dmi.people.words import Relation
from dmi.policy.classes import DataClass
from dmi.policy.states import DeliveryRoundStatus
from dmi.store.base import Record
from dmi.store.columns import Instant, Sealed, sealed_column, words


class DeliveryRound(Record):
    """One pair's round with one letter to one address; its status is machine D."""

    __tablename__ = "delivery_rounds"
    __slug__ = "delivery-rounds"
    __machine__ = "D"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.LETTERS
    __table_args__ = (
        UniqueConstraint("letter_id", "number"),
        CheckConstraint("number > 0", name="number_counts_from_one"),
        CheckConstraint("second_deliverer_id <> deliverer_id", name="two_different_deliverers"),
        CheckConstraint(
            "status <> 'STOPPED' OR stop_reason IS NOT NULL", name="stopped_with_reason"
        ),
    )

    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letters.id"))
    number: Mapped[int]
    deliverer_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    second_deliverer_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    planned_on: Mapped[date | None]
    address_id: Mapped[UUID] = mapped_column(ForeignKey("addresses.id"), index=True)
    status: Mapped[DeliveryRoundStatus] = mapped_column(words(DeliveryRoundStatus))
    stop_reason: Mapped[StopReason | None] = mapped_column(words(StopReason))

    letter: Mapped[Letter] = relationship()


class DeliveryAttempt(Record):
    """One try at the door, by two people, with its proof."""

    __tablename__ = "delivery_attempts"
    __slug__ = "delivery-attempts"
    __data_class__: ClassVar[DataClass] = DataClass.LETTERS
    __table_args__ = (
        CheckConstraint("second_by_id <> by_id", name="two_different_people"),
        CheckConstraint(
            "outcome <> 'REFUSED_IN_PERSON' OR witness_note_sealed IS NOT NULL",
            name="refusal_is_witnessed",
        ),
        CheckConstraint(
            "outcome NOT IN ('DELIVERED_PERSON', 'DELIVERED_SUPPORTER')"
            " OR receipt_id IS NOT NULL OR witness_sealed IS NOT NULL",
            name="service_is_proven",
        ),
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("delivery_rounds.id"), index=True)
    at: Mapped[datetime] = mapped_column("tried_at", Instant)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    second_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    method: Mapped[DeliveryMethod] = mapped_column(words(DeliveryMethod))
    outcome: Mapped[DeliveryOutcome] = mapped_column(words(DeliveryOutcome))
    receiver_name_sealed: Mapped[bytes | None] = sealed_column()
    receiver_name = Sealed("receiver_name_sealed")
    receiver_relation: Mapped[Relation | None] = mapped_column(words(Relation))
    supporter_consent_id: Mapped[UUID | None] = mapped_column(ForeignKey("consents.id"), index=True)
    receipt_id: Mapped[UUID | None] = mapped_column(ForeignKey("shelf_files.id"), index=True)
    witness_sealed: Mapped[bytes | None] = sealed_column()
    witness = Sealed("witness_sealed")
    witness_note_sealed: Mapped[bytes | None] = sealed_column()
    witness_note = Sealed("witness_note_sealed")
    told_orally: Mapped[bool | None]
    new_day_asked: Mapped[datetime | None] = mapped_column(Instant)
    note_sealed: Mapped[bytes | None] = sealed_column()
    note = Sealed("note_sealed")

    round: Mapped[DeliveryRound] = relationship()
