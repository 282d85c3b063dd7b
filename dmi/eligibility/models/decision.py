"""What a named prosecutor decided, overrode, or handed to the youth track."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.eligibility.models.criteria import Criterion
from dmi.eligibility.models.review import Review
from dmi.eligibility.words import Outcome
from dmi.policy.classes import DataClass
from dmi.profiles.words import VehicleKind
from dmi.store.base import Record
from dmi.store.columns import JSON, Instant, Sealed, sealed_column, words


class Decision(Record):
    """A named prosecutor's own act; append only, with the versions it was taken under."""

    __tablename__ = "decisions"
    __slug__ = "decisions"
    __data_class__: ClassVar[DataClass] = DataClass.DECISION
    __table_args__ = (
        CheckConstraint("decided_by_id <> second_prosecutor_id", name="two_different_prosecutors"),
        CheckConstraint("reasons_sealed IS NOT NULL", name="reasons_given"),
        CheckConstraint("superseded_by_id <> id", name="not_superseded_by_itself"),
    )

    review_id: Mapped[UUID] = mapped_column(ForeignKey("reviews.id"), index=True)
    outcome: Mapped[Outcome] = mapped_column(words(Outcome))
    decided_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    second_prosecutor_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    reasons_sealed: Mapped[bytes | None] = sealed_column()
    reasons = Sealed("reasons_sealed")
    reason_codes: Mapped[list[str]] = mapped_column(JSON)
    decided_at: Mapped[datetime] = mapped_column(Instant)
    criteria_version_id: Mapped[UUID] = mapped_column(
        ForeignKey("criteria_versions.id"), index=True
    )
    policy_version: Mapped[str]
    profile_version: Mapped[str]
    text_version_ref: Mapped[str | None]
    dissent_sealed: Mapped[bytes | None] = sealed_column()
    dissent = Sealed("dissent_sealed")
    vehicle_proposed: Mapped[VehicleKind | None] = mapped_column(words(VehicleKind))
    told_at: Mapped[datetime | None] = mapped_column(Instant)
    superseded_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("decisions.id"), index=True)

    review: Mapped[Review] = relationship()


class Override(Record):
    """An exclusion that two prosecutors set aside before a decision; shown for ever."""

    __tablename__ = "overrides"
    __slug__ = "overrides"
    __data_class__: ClassVar[DataClass] = DataClass.DECISION
    __table_args__ = (
        CheckConstraint("requested_by_id <> confirmed_by_id", name="two_different_prosecutors"),
        CheckConstraint("reason_sealed IS NOT NULL", name="reason_given"),
        CheckConstraint(
            "(confirmed_by_id IS NULL) = (confirmed_at IS NULL)", name="confirmed_by_somebody"
        ),
        UniqueConstraint("review_id", "criterion_id"),
    )

    review_id: Mapped[UUID] = mapped_column(ForeignKey("reviews.id"))
    # Both signatures stand before the decision that rests on them.
    decision_id: Mapped[UUID | None] = mapped_column(ForeignKey("decisions.id"), index=True)
    criterion_id: Mapped[UUID] = mapped_column(ForeignKey("criteria.id"), index=True)
    reason_sealed: Mapped[bytes | None] = sealed_column()
    reason = Sealed("reason_sealed")
    requested_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    confirmed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)

    criterion: Mapped[Criterion] = relationship()


class YouthReferral(Record):
    """The hand-over of an adolescent to the specialised track."""

    __tablename__ = "youth_referrals"
    __slug__ = "youth-referrals"
    __data_class__: ClassVar[DataClass] = DataClass.DECISION
    __table_args__ = (CheckConstraint("defender_sealed IS NOT NULL", name="defender_named"),)

    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathways.id"), unique=True)
    referred_to: Mapped[str]
    defender_sealed: Mapped[bytes | None] = sealed_column()
    defender = Sealed("defender_sealed")
    guardian_name_sealed: Mapped[bytes | None] = sealed_column()
    guardian_name = Sealed("guardian_name_sealed")
    guardian_told_at: Mapped[datetime | None] = mapped_column(Instant)
    on: Mapped[date] = mapped_column("referred_on")
