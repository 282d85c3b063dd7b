"""A complaint or praise: from whom it comes, who answers, until when, and what was answered."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.plain_states import FeedbackStatus
from dmi.store.base import Record
from dmi.store.columns import JSON, Sealed, sealed_column, words
from dmi.support.words import FeedbackAbout, FeedbackFrom


class Feedback(Record):
    """One complaint or praise, about a person's own support or about none; machine F.

    ``about_users`` holds the ids of the staff it is about; none of them answers it.
    """

    __tablename__ = "feedback"
    __slug__ = "feedback"
    __machine__ = "F"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.RIGHTS
    __author__ = "recorded_by_id"
    __table_args__ = (
        CheckConstraint("body_sealed IS NOT NULL", name="says_what"),
        CheckConstraint("answer_by >= received_on", name="answer_after_receipt"),
        CheckConstraint(
            "status NOT IN ('WITH_HANDLER', 'ANSWERED') OR handler_id IS NOT NULL",
            name="handled_by_somebody",
        ),
        CheckConstraint(
            "status <> 'ANSWERED' OR (answer_sealed IS NOT NULL AND answered_on IS NOT NULL)",
            name="answered_in_words",
        ),
        Index(None, "status", "answer_by"),
    )

    pathway_id: Mapped[UUID | None] = mapped_column(ForeignKey("pathways.id"), index=True)
    from_kind: Mapped[FeedbackFrom] = mapped_column(words(FeedbackFrom))
    about: Mapped[FeedbackAbout] = mapped_column(words(FeedbackAbout))
    body_sealed: Mapped[bytes | None] = sealed_column()
    body = Sealed("body_sealed")
    about_users: Mapped[list[str]] = mapped_column(JSON)
    received_on: Mapped[date]
    recorded_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    handler_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    answer_by: Mapped[date]
    answer_sealed: Mapped[bytes | None] = sealed_column()
    answer = Sealed("answer_sealed")
    answered_on: Mapped[date | None]
    status: Mapped[FeedbackStatus] = mapped_column(words(FeedbackStatus))
    jurisdiction_id: Mapped[UUID] = mapped_column(ForeignKey("jurisdictions.id"), index=True)

    pathway: Mapped[Pathway | None] = relationship()
