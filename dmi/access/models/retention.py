"""What keeps a person's data from being erased, and what stays behind once they are."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from dmi.access.words import SubjectKind
from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.columns import JSON, Instant, Sealed, sealed_column, words


class LegalHold(Record):
    """A prosecutor's word that something must be kept; in force until a prosecutor lifts it."""

    __tablename__ = "legal_holds"
    __data_class__: ClassVar[DataClass] = DataClass.RETENTION
    __table_args__ = (
        CheckConstraint("reason_sealed IS NOT NULL", name="reason_written"),
        CheckConstraint(
            "(lifted_at IS NULL) = (lifted_by_id IS NULL)", name="lifted_by_somebody_at_some_time"
        ),
        Index("ix_legal_holds_object", "object_ref", "lifted_at"),
    )

    object_kind: Mapped[SubjectKind] = mapped_column(words(SubjectKind))
    object_ref: Mapped[UUID] = mapped_column(Uuid)
    reason_sealed: Mapped[bytes | None] = sealed_column()
    reason = Sealed("reason_sealed")
    placed_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    placed_at: Mapped[datetime] = mapped_column(Instant)
    lifted_at: Mapped[datetime | None] = mapped_column(Instant)
    lifted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)


class Tombstone(Record):
    """One person whose data were erased: no name, and what else there was by class alone.

    Sight closes every row under the same key; ``subject_hash`` finds the person in a backup that
    was made before.
    """

    __tablename__ = "tombstones"
    __data_class__: ClassVar[DataClass] = DataClass.RETENTION
    key_ref: Mapped[UUID] = mapped_column(Uuid, unique=True)
    subject_hash: Mapped[str] = mapped_column(String(32), unique=True)
    classes: Mapped[list[str]] = mapped_column(JSON)
    purged_at: Mapped[datetime] = mapped_column(Instant)
    certificate_hash: Mapped[str] = mapped_column(String(64))
