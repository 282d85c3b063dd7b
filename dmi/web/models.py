"""What the page toolkit keeps."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.columns import Instant, Sealed, sealed_column


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
