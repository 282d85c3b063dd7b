"""What a prosecutor lets be told, and the letter that tells it."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.callin.models.meeting import Meeting
from dmi.callin.words import LetterMode
from dmi.people.models.pathway import Pathway
from dmi.policy.classes import DataClass
from dmi.policy.states import GrantStatus, LetterStatus
from dmi.store.base import Record
from dmi.store.columns import JSON, Instant, Sealed, sealed_column, words


class Release(Record):
    """What may be told about a person, to whom, until when; its status is machine RE."""

    __tablename__ = "releases"
    __slug__ = "releases"
    __machine__ = "RE"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.LETTERS

    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathways.id"), index=True)
    released_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    released_at: Mapped[datetime] = mapped_column(Instant)
    scope: Mapped[str]
    recipients: Mapped[list[str]] = mapped_column(JSON)
    text: Mapped[str]
    covers_investigation: Mapped[bool]
    zone: Mapped[str | None]
    valid_until: Mapped[date]
    status: Mapped[GrantStatus] = mapped_column(words(GrantStatus))
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)


class Letter(Record):
    """One version of one person's letter; folio and hash are in its issued paper; machine L."""

    __tablename__ = "letters"
    __slug__ = "letters"
    __machine__ = "L"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.LETTERS
    __table_args__ = (
        UniqueConstraint("pathway_id", "meeting_id", "version"),
        CheckConstraint("version > 0", name="version_counts_from_one"),
        CheckConstraint("drafted_by_id <> approved_by_id", name="approver_is_not_author"),
        CheckConstraint(
            "mode <> 'INVITATION' OR uses_safe_passage", name="invitation_is_a_safe_passage"
        ),
        CheckConstraint(
            "status IN ('DRAFT', 'VOIDED')"
            " OR (approved_by_id IS NOT NULL AND approved_at IS NOT NULL)",
            name="approved_before_it_leaves",
        ),
        CheckConstraint(
            "status IN ('DRAFT', 'APPROVED', 'VOIDED')"
            " OR (paper_id IS NOT NULL AND release_id IS NOT NULL)",
            name="printed_on_a_released_paper",
        ),
        CheckConstraint(
            "status IN ('DRAFT', 'APPROVED', 'VOIDED')"
            " OR NOT uses_safe_passage OR safe_passage_id IS NOT NULL",
            name="printed_with_a_guarantor",
        ),
        CheckConstraint("replaced_by_id <> id", name="not_replaced_by_itself"),
    )

    pathway_id: Mapped[UUID] = mapped_column(ForeignKey("pathways.id"))
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"), index=True)
    version: Mapped[int]
    mode: Mapped[LetterMode] = mapped_column(words(LetterMode))
    is_first: Mapped[bool]
    language: Mapped[str] = mapped_column(String(5))
    text_version_id: Mapped[UUID] = mapped_column(ForeignKey("text_versions.id"), index=True)
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("issued_papers.id"), unique=True)
    body_sealed: Mapped[bytes | None] = sealed_column()
    body = Sealed("body_sealed")
    rendered_blocks: Mapped[list[str] | None] = mapped_column(JSON)
    envelope_text_sealed: Mapped[bytes | None] = sealed_column()
    envelope_text = Sealed("envelope_text_sealed")
    address_copy_sealed: Mapped[bytes | None] = sealed_column()
    address_copy = Sealed("address_copy_sealed")
    counsel_contact: Mapped[str | None]
    uses_safe_passage: Mapped[bool]
    safe_passage_id: Mapped[UUID | None] = mapped_column(ForeignKey("safe_passages.id"), index=True)
    release_id: Mapped[UUID | None] = mapped_column(ForeignKey("releases.id"), index=True)
    signatories: Mapped[list[str] | None] = mapped_column(JSON)
    drafted_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    approved_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    approved_at: Mapped[datetime | None] = mapped_column(Instant)
    status: Mapped[LetterStatus] = mapped_column(words(LetterStatus))
    replaced_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("letters.id"), index=True)

    pathway: Mapped[Pathway] = relationship()
    meeting: Mapped[Meeting] = relationship()
