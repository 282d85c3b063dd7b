"""One look at one person: answers, declarations, sealed opinions and a dispute's minutes."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, literal_column
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.eligibility.models.criteria import Criterion
from dmi.eligibility.words import Answer, OpinionKey, Outcome, ReviewStatus
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.states import OpinionStatus
from dmi.profiles.words import Aggravator
from dmi.store.base import Record
from dmi.store.columns import JSON, Instant, Sealed, sealed_column, words


class Review(Record):
    """One look at one person by a police analyst and a prosecutor."""

    __tablename__ = "reviews"
    __slug__ = "reviews"
    __data_class__: ClassVar[DataClass] = DataClass.OPINIONS
    __table_args__ = (
        UniqueConstraint("pathway_id", "number"),
        CheckConstraint("police_reviewer_id <> prosecutor_id", name="two_different_reviewers"),
        CheckConstraint("number > 0", name="number_counts_from_one"),
        CheckConstraint("superseded_by_id <> id", name="not_superseded_by_itself"),
    )

    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathways.id"))
    criteria_version_id: Mapped[UUID] = mapped_column(
        ForeignKey("criteria_versions.id"), index=True
    )
    number: Mapped[int]
    opened_at: Mapped[datetime] = mapped_column(Instant)
    due_on: Mapped[date]
    police_reviewer_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    prosecutor_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    # No machine: the person's pathway is what moves.
    standing: Mapped[ReviewStatus] = mapped_column("status", words(ReviewStatus))
    new_facts_sealed: Mapped[bytes | None] = sealed_column()
    new_facts = Sealed("new_facts_sealed")
    superseded_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("reviews.id"), index=True)

    pathway: Mapped[Pathway] = relationship()


class CriterionAnswer(Record):
    """Yes, no or unknown to one question of the version in force."""

    __tablename__ = "criterion_answers"
    __data_class__: ClassVar[DataClass] = DataClass.OPINIONS
    __table_args__ = (UniqueConstraint("review_id", "criterion_id"),)

    review_id: Mapped[UUID] = mapped_column(ForeignKey("reviews.id"))
    criterion_id: Mapped[UUID] = mapped_column(ForeignKey("criteria.id"), index=True)
    value: Mapped[Answer] = mapped_column(words(Answer))
    evidence_ref: Mapped[str | None]
    note_sealed: Mapped[bytes | None] = sealed_column()
    note = Sealed("note_sealed")
    answered_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    answered_at: Mapped[datetime] = mapped_column(Instant)

    criterion: Mapped[Criterion] = relationship()


class AggravatorAnswer(Record):
    """An explicit answer to one aggravating circumstance of the law."""

    __tablename__ = "aggravator_answers"
    __data_class__: ClassVar[DataClass] = DataClass.OPINIONS
    __table_args__ = (UniqueConstraint("review_id", "letter"),)

    review_id: Mapped[UUID] = mapped_column(ForeignKey("reviews.id"))
    letter: Mapped[Aggravator] = mapped_column(words(Aggravator))
    value: Mapped[Answer] = mapped_column(words(Answer))
    note: Mapped[str | None]


class ConflictDeclaration(Record):
    """A reviewer's word, before any opinion, on being free of a conflict."""

    __tablename__ = "conflict_declarations"
    __slug__ = "conflict-declarations"
    __data_class__: ClassVar[DataClass] = DataClass.OPINIONS
    __table_args__ = (
        UniqueConstraint("review_id", "user_id"),
        CheckConstraint("NOT has_conflict OR text IS NOT NULL", name="conflict_is_described"),
    )

    review_id: Mapped[UUID] = mapped_column(ForeignKey("reviews.id"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    has_conflict: Mapped[bool]
    text: Mapped[str | None]
    declared_at: Mapped[datetime] = mapped_column(Instant)


class Opinion(Record):
    """The police analyst's or the prosecutor's opinion; equal opinions decide nothing."""

    __tablename__ = "opinions"
    __slug__ = "opinions"
    __author__ = "author_id"
    __machine__ = "OP"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.OPINIONS
    __table_args__ = (
        # Who withdrew an opinion before the seal broke may give another.
        Index(
            None,
            "review_id",
            "key",
            unique=True,
            sqlite_where=literal_column("status <> 'WITHDRAWN'"),
            postgresql_where=literal_column("status <> 'WITHDRAWN'"),
        ),
        Index(
            None,
            "author_id",
            "review_id",
            unique=True,
            sqlite_where=literal_column("status <> 'WITHDRAWN'"),
            postgresql_where=literal_column("status <> 'WITHDRAWN'"),
        ),
        CheckConstraint("reasons_sealed IS NOT NULL", name="reasons_given"),
        CheckConstraint(
            "(status = 'UNSEALED') = (unsealed_at IS NOT NULL)", name="unsealed_at_some_time"
        ),
    )

    review_id: Mapped[UUID] = mapped_column(ForeignKey("reviews.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    key: Mapped[OpinionKey] = mapped_column(words(OpinionKey))
    choice: Mapped[Outcome] = mapped_column(words(Outcome))
    reasons_sealed: Mapped[bytes | None] = sealed_column()
    reasons = Sealed("reasons_sealed")
    status: Mapped[OpinionStatus] = mapped_column(words(OpinionStatus))
    given_at: Mapped[datetime] = mapped_column(Instant)
    unsealed_at: Mapped[datetime | None] = mapped_column(Instant)

    review: Mapped[Review] = relationship()


class Dispute(Record):
    """The minutes and the clock of two opinions that differ."""

    __tablename__ = "disputes"
    __slug__ = "disputes"
    __data_class__: ClassVar[DataClass] = DataClass.OPINIONS

    review_id: Mapped[UUID] = mapped_column(ForeignKey("reviews.id"), unique=True)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    due_on: Mapped[date]
    held_on: Mapped[date | None]
    chair_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    attendees: Mapped[list[str] | None] = mapped_column(JSON)
    minutes_sealed: Mapped[bytes | None] = sealed_column()
    minutes = Sealed("minutes_sealed")
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("shelf_files.id"), index=True)
