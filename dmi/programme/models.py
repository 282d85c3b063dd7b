"""What the programme states at its gates."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.columns import Instant


class Statement(Record):
    """A signed, dated word at a gate: who saw what, for a guard that nothing else can read."""

    __tablename__ = "statements"
    __slug__ = "statements"
    __data_class__: ClassVar[DataClass] = DataClass.COMMITMENTS
    __table_args__ = (
        CheckConstraint("length(trim(text)) >= 20", name="says_what_was_seen"),
        Index(None, "cohort_id", "guard"),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohorts.id"))
    guard: Mapped[str] = mapped_column(String(60))
    text: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    at: Mapped[datetime] = mapped_column("stated_at", Instant)
