"""The confidential note of a support worker, behind the wall."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.columns import Instant, Sealed, sealed_column, words
from dmi.support.words import Discipline


class ConfidentialNote(Record):
    """One note of one session, for its author and one named successor alone."""

    __tablename__ = "confidential_notes"
    __slug__ = "notes"
    __data_class__: ClassVar[DataClass] = DataClass.CONFIDENTIAL_NOTES
    __key_class__ = "confidential"
    __author__ = "author_id"
    __table_args__ = (
        CheckConstraint("body_sealed IS NOT NULL", name="body_written"),
        CheckConstraint("successor_id <> author_id", name="succeeded_by_another"),
    )

    session_id: Mapped[UUID] = mapped_column(ForeignKey("session_facts.id"), unique=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    discipline: Mapped[Discipline] = mapped_column(words(Discipline))
    successor_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    body_sealed: Mapped[bytes | None] = sealed_column()
    body = Sealed("body_sealed")
    retracted_at: Mapped[datetime | None] = mapped_column(Instant)
