"""The register of papers that left the application, their copies, and the files on the shelf."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKey,
    Integer,
    String,
    Text,
    UniqueConstraint,
    event,
    inspect,
)
from sqlalchemy.orm import Mapped, mapped_column

from dmi.documents.words import Classification, PaperStatus
from dmi.policy.classes import DataClass
from dmi.policy.words import KeyClass
from dmi.profiles.words import PaperId
from dmi.store.base import Record
from dmi.store.columns import JSON, Instant, words


class NotEditable(Exception):
    """An issued paper is never changed; it is voided, and another one is issued."""


class ShelfFile(Record):
    """An encrypted file on the shelf; every file of the application is one of these."""

    __tablename__ = "shelf_files"
    __data_class__: ClassVar[DataClass] = DataClass.OWN_WORK
    __table_args__ = (CheckConstraint("size_bytes >= 0", name="size_not_negative"),)

    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(String(80))
    kid: Mapped[str] = mapped_column(String(32))
    key_class: Mapped[KeyClass] = mapped_column(words(KeyClass))
    verified_at: Mapped[datetime | None] = mapped_column(Instant)
    removed_at: Mapped[datetime | None] = mapped_column(Instant)


class FolioSeries(Record):
    """The last folio of a year; its row is the lock under which the next one is taken."""

    __tablename__ = "folio_series"
    __data_class__: ClassVar[DataClass] = DataClass.OWN_WORK
    __table_args__ = (UniqueConstraint("prefix", "year"),)

    prefix: Mapped[str] = mapped_column(String(8))
    year: Mapped[int] = mapped_column(Integer)
    last: Mapped[int] = mapped_column(Integer)


class IssuedPaper(Record):
    """A paper that was issued: its words are fixed, its hash proves them."""

    __tablename__ = "issued_papers"
    __slug__ = "papers"
    __data_class__: ClassVar[DataClass] = DataClass.LETTERS
    __table_args__ = (
        UniqueConstraint(
            *("official_unit", "classification", "official_year", "official_number"),
            name="uq_issued_papers_official_number",
        ),
        CheckConstraint("folio LIKE '%-____-______'", name="folio_shape"),
        CheckConstraint("folio NOT LIKE 'DMI%'", name="folio_is_neutral"),
        CheckConstraint(
            "(official_number IS NULL) = (official_unit IS NULL)", name="number_of_a_unit"
        ),
        CheckConstraint("(voided_at IS NULL) = (void_reason IS NULL)", name="void_has_reason"),
    )

    folio: Mapped[str] = mapped_column(String(24), unique=True)
    paper: Mapped[PaperId] = mapped_column(words(PaperId))
    text_version_ref: Mapped[str] = mapped_column(String(36))
    language: Mapped[str] = mapped_column(String(8))
    subject_ref: Mapped[str | None] = mapped_column(String(36))
    object_ref: Mapped[str] = mapped_column(String(36), index=True)
    classification: Mapped[Classification] = mapped_column(words(Classification))
    official_unit: Mapped[str | None] = mapped_column(String(120))
    official_year: Mapped[int | None] = mapped_column(Integer)
    official_number: Mapped[str | None] = mapped_column(String(20))
    issued_on: Mapped[date] = mapped_column(Date)
    issue_place: Mapped[str | None] = mapped_column(String(80))
    issued_by_ref: Mapped[str] = mapped_column(String(36))
    initials: Mapped[str | None] = mapped_column(String(20))
    enclosures: Mapped[str | None] = mapped_column(Text)
    signatories: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    qr_token: Mapped[str | None] = mapped_column(String(43), unique=True)
    verification_code: Mapped[str] = mapped_column(String(9))
    body_hash: Mapped[str] = mapped_column(String(64))
    left_at: Mapped[datetime | None] = mapped_column(Instant)
    voided_at: Mapped[datetime | None] = mapped_column(Instant)
    void_reason: Mapped[str | None] = mapped_column(Text)
    replaced_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("issued_papers.id"), index=True)

    @property
    def status(self) -> PaperStatus:
        """Return how the paper stands; a voided one stays voided when another replaces it."""
        if self.voided_at is not None:
            return PaperStatus.VOIDED
        return PaperStatus.SUPERSEDED if self.replaced_by_id else PaperStatus.ISSUED


class PaperCopy(Record):
    """One print of an issued paper: who, when, which copy, and on which pages of the batch."""

    __tablename__ = "paper_copies"
    __data_class__: ClassVar[DataClass] = DataClass.LETTERS
    __table_args__ = (
        UniqueConstraint("paper_id", "copy_no"),
        CheckConstraint("copy_no >= 1", name="copies_count_from_one"),
        CheckConstraint("copy_no = 1 OR reason IS NOT NULL", name="reprint_has_reason"),
    )

    paper_id: Mapped[UUID] = mapped_column(ForeignKey("issued_papers.id"), index=True)
    copy_no: Mapped[int] = mapped_column(Integer)
    printed_at: Mapped[datetime] = mapped_column(Instant)
    printed_by_ref: Mapped[str] = mapped_column(String(36))
    approval_ref: Mapped[str | None] = mapped_column(String(36))
    batch_ref: Mapped[str | None] = mapped_column(String(36))
    pages: Mapped[list[int] | None] = mapped_column(JSON)
    pdf_hash: Mapped[str] = mapped_column(String(64))
    watermark: Mapped[str | None] = mapped_column(String(120))
    pdf_id: Mapped[UUID | None] = mapped_column(ForeignKey("shelf_files.id"), index=True)
    reason: Mapped[str | None] = mapped_column(Text)


# What still happens to an issued paper; each is written once.
_ONCE = frozenset({"left_at", "voided_at", "void_reason", "replaced_by_id"}) | {
    f"official_{part}" for part in ("unit", "year", "number")
}
_FREE = frozenset({"row_version"})


@event.listens_for(IssuedPaper, "before_update")
def _refuse_edits(_mapper: object, _connection: object, paper: IssuedPaper) -> None:
    for attribute in inspect(paper).attrs:
        changed = attribute.history
        if not changed.has_changes() or attribute.key in _FREE:
            continue
        was_empty = all(old is None for old in changed.deleted)
        if attribute.key not in _ONCE or not was_empty:
            raise NotEditable(attribute.key)
