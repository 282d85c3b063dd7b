"""Files that came in, and what became of each of their rows."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmi.exchange.words import ImportKind, RowOutcome
from dmi.policy.classes import DataClass
from dmi.policy.plain_states import ImportStatus
from dmi.store.base import Record
from dmi.store.columns import JSON, Instant, Sealed, sealed_column, words


class ImportBatch(Record):
    """One file that came in; its status is machine I."""

    __tablename__ = "import_batches"
    __slug__ = "imports"
    __machine__ = "I"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.IMPORTS
    __table_args__ = (
        CheckConstraint("size_bytes > 0", name="file_not_empty"),
        CheckConstraint(
            "rows_bad + rows_repeated <= rows_read", name="no_more_rows_than_were_read"
        ),
        CheckConstraint("status <> 'APPLIED' OR applied_at IS NOT NULL", name="applied_when"),
        CheckConstraint("status <> 'UNDONE' OR undone_at IS NOT NULL", name="undone_when"),
    )

    kind: Mapped[ImportKind] = mapped_column(words(ImportKind))
    name: Mapped[str] = mapped_column(String(120))
    sha256: Mapped[str] = mapped_column(String(64))
    size_bytes: Mapped[int]
    columns: Mapped[list[str] | None] = mapped_column(JSON)
    rows_read: Mapped[int | None]
    rows_bad: Mapped[int | None]
    rows_repeated: Mapped[int | None]
    # Sentences about the whole file with their values, as they are said of a row.
    said: Mapped[list[Any] | None] = mapped_column(JSON)
    status: Mapped[ImportStatus] = mapped_column(words(ImportStatus))
    previewed_at: Mapped[datetime | None] = mapped_column(Instant)
    applied_at: Mapped[datetime | None] = mapped_column(Instant)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
    # The file as it came, and its good rows as they will be written; both leave the shelf when
    # nothing more can be done with them.
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("shelf_files.id"), index=True)
    checked_id: Mapped[UUID | None] = mapped_column(ForeignKey("shelf_files.id"), index=True)

    @property
    def rows_good(self) -> int:
        """Return how many rows are used."""
        return (self.rows_read or 0) - (self.rows_bad or 0) - (self.rows_repeated or 0)


class ImportRow(Record):
    """What became of one row: why it is not used, what to know of it, or which record it made."""

    __tablename__ = "import_rows"
    __data_class__: ClassVar[DataClass] = DataClass.IMPORTS
    __table_args__ = (
        UniqueConstraint("batch_id", "number", "outcome"),
        CheckConstraint("number > 0", name="number_counts_from_one"),
        CheckConstraint(
            "outcome <> 'OK' OR object_ref IS NOT NULL", name="good_row_made_something"
        ),
        CheckConstraint("outcome = 'OK' OR code IS NOT NULL", name="other_row_says_why"),
    )

    batch_id: Mapped[UUID] = mapped_column(ForeignKey("import_batches.id"))
    number: Mapped[int]
    outcome: Mapped[RowOutcome] = mapped_column(words(RowOutcome))
    code: Mapped[str | None] = mapped_column(String(12))
    column: Mapped[str | None] = mapped_column("column_name", String(60))
    text: Mapped[str | None]
    # What stands in the places of the sentence comes out of the file's own cells.
    told_sealed: Mapped[bytes | None] = sealed_column()
    told = Sealed("told_sealed")
    object_ref: Mapped[UUID | None] = mapped_column(index=True)
