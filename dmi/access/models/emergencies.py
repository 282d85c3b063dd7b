"""Emergency sight: what danger opens to somebody unassigned, for an hour and about one person."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from dmi.access.words import BreakGlassCategory, ReviewResult
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.store.base import Record
from dmi.store.columns import JSON, Instant, Sealed, sealed_column, words


class BreakGlass(Record):
    """One opening of some classes of one person to one user in one role.

    The person is the subject of the row's scope. ``linked`` names rows that hold no person (buys
    and what was seized in them) and were attributed to this one when it was opened.
    """

    __tablename__ = "break_glasses"
    __slug__ = "emergency-sights"
    __data_class__: ClassVar[DataClass] = DataClass.AUDIT
    __author__ = "user_id"
    __table_args__ = (
        CheckConstraint("subject_id IS NOT NULL", name="names_one_person"),
        CheckConstraint("reason_sealed IS NOT NULL", name="reason_written"),
        CheckConstraint("ends_at > started_at", name="ends_after_it_starts"),
        CheckConstraint("reviewed_by_id <> user_id", name="reviewed_by_another"),
        CheckConstraint(
            "(review_result IS NULL) = (reviewed_at IS NULL)"
            " AND (review_result IS NULL) = (reviewed_by_id IS NULL)"
            " AND (review_result IS NULL) = (review_reason_sealed IS NULL)",
            name="reviewed_whole",
        ),
        Index("ix_break_glasses_sight", "user_id", "ends_at"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    role: Mapped[Role] = mapped_column(words(Role))
    classes: Mapped[list[str]] = mapped_column(JSON)
    linked: Mapped[list[str]] = mapped_column(JSON)
    category: Mapped[BreakGlassCategory] = mapped_column(words(BreakGlassCategory))
    reason_sealed: Mapped[bytes | None] = sealed_column()
    reason = Sealed("reason_sealed")
    started_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    stopped_at: Mapped[datetime | None] = mapped_column(Instant)
    reviewed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    reviewed_at: Mapped[datetime | None] = mapped_column(Instant)
    review_result: Mapped[ReviewResult | None] = mapped_column(words(ReviewResult))
    review_reason_sealed: Mapped[bytes | None] = sealed_column()
    review_reason = Sealed("review_reason_sealed")

    def is_open(self, at: datetime) -> bool:
        """Tell whether it still opens anything."""
        return self.stopped_at is None and self.started_at <= at < self.ends_at
