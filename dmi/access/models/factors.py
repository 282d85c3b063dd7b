"""What proves that somebody is who they say, and what failed to."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from dmi.access.words import FailureKind
from dmi.store.base import Base
from dmi.store.columns import Instant, words


class RecoveryCode(Base):
    """One of ten codes that stand in once for the code of the telephone; kept as a keyed hash."""

    __tablename__ = "recovery_codes"

    code_hash: Mapped[str] = mapped_column(String(32), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class SignInFailure(Base):
    """One refused proof: which account, from which address (both keyed hashes), when and what.

    The account is a hash of the typed name, so that a name nobody has leaves the same row.
    """

    __tablename__ = "sign_in_failures"
    __table_args__ = (
        Index("ix_sign_in_failures_account_index_at", "account_index", "at"),
        Index("ix_sign_in_failures_address_hash_at", "address_hash", "at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_index: Mapped[str] = mapped_column(String(32))
    address_hash: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(Instant)
    kind: Mapped[FailureKind] = mapped_column(words(FailureKind))
