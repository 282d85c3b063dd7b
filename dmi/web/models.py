"""What the page toolkit keeps."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmi.policy.classes import DataClass
from dmi.store.base import Base, Record
from dmi.store.columns import Instant, Sealed, sealed_column


class Draft(Base):
    """What somebody has typed into one form about one row and not sent yet."""

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("user_id", "form", "object_ref"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    form: Mapped[str] = mapped_column(String(80))
    object_ref: Mapped[UUID] = mapped_column()
    key_class: Mapped[str] = mapped_column(String(20))
    key_ref: Mapped[UUID | None] = mapped_column()
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    saved_at: Mapped[datetime] = mapped_column(Instant)


class Idempotency(Base):
    """One form that was sent and took effect: its key, what was sent, where it led.

    Key and content are keyed hashes, never what was typed.
    """

    __tablename__ = "idempotency"

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    body_mac: Mapped[str] = mapped_column(String(32))
    redirect: Mapped[str] = mapped_column(String(300))
    at: Mapped[datetime] = mapped_column(Instant)


class SavedSearch(Record):
    """A search that was posted; its page has an opaque address."""

    __tablename__ = "saved_searches"
    __data_class__: ClassVar[DataClass] = DataClass.OWN_WORK
    __table_args__ = (CheckConstraint("query_sealed IS NOT NULL", name="query_kept"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    query_sealed: Mapped[bytes | None] = sealed_column()
    query = Sealed("query_sealed")
    made_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)
