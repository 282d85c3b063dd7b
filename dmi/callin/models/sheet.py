"""The list that a pair takes along on its round; it is rendered anew for each copy."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.callin.models.meeting import Meeting
from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.columns import JSON, Instant

MOST_COPIES = 4


class DeliverySheet(Record):
    """One asked-for list of rounds: who asked, who approved, when it must be back, what came back.

    The row itself names no participant; the register has its folio and its copies.
    """

    __tablename__ = "delivery_sheets"
    __slug__ = "delivery-sheets"
    __data_class__: ClassVar[DataClass] = DataClass.MEETINGS
    __table_args__ = (
        CheckConstraint("approved_by_id <> asked_by_id", name="approver_is_not_who_asked"),
        CheckConstraint(
            "(approved_by_id IS NULL) = (approved_at IS NULL)"
            " AND (approved_by_id IS NULL) = (paper_id IS NULL)",
            name="approved_whole",
        ),
        CheckConstraint("second_deliverer_id <> deliverer_id", name="two_different_deliverers"),
        CheckConstraint(f"copies BETWEEN 1 AND {MOST_COPIES}", name="few_copies"),
        CheckConstraint(
            "(returned_at IS NULL) = (returned_to_id IS NULL)"
            " AND (returned_at IS NULL) = (copies_returned IS NULL)",
            name="returned_whole",
        ),
        CheckConstraint("copies_returned BETWEEN 0 AND copies", name="no_more_than_printed"),
    )

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"), index=True)
    deliverer_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    second_deliverer_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    shift_on: Mapped[date]
    return_by: Mapped[datetime] = mapped_column(Instant)
    copies: Mapped[int]
    rounds: Mapped[list[str]] = mapped_column(JSON)
    asked_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    approved_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    approved_at: Mapped[datetime | None] = mapped_column(Instant)
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("issued_papers.id"), unique=True)
    returned_at: Mapped[datetime | None] = mapped_column(Instant)
    returned_to_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    copies_returned: Mapped[int | None]
    missing_reason: Mapped[str | None]

    meeting: Mapped[Meeting] = relationship()
