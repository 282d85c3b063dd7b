"""What happened: moves, audit entries, approvals. Append-only where it says so."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from dmi.access.words import AuditOutcome
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.policy.states import ApprovalStatus
from dmi.store.base import Base, Record
from dmi.store.columns import JSON, Instant, Sealed, sealed_column, words


class Move(Record):
    """One recorded step of any machine, or one plain write; never edited."""

    __tablename__ = "moves"
    __data_class__: ClassVar[DataClass] = DataClass.OWN_WORK
    __table_args__ = (
        UniqueConstraint("object_ref", "machine", "seq"),
        Index("ix_moves_timeline", "subject_id", "at"),
        CheckConstraint("actor_id <> second_actor_id", name="two_different_people"),
    )

    machine: Mapped[str] = mapped_column(String(4))
    object_ref: Mapped[UUID] = mapped_column(Uuid)
    seq: Mapped[int] = mapped_column(Integer)
    step: Mapped[str] = mapped_column(String(60))
    verb: Mapped[str] = mapped_column(String(80))
    data_class: Mapped[DataClass] = mapped_column(words(DataClass))
    from_status: Mapped[str | None] = mapped_column(String(40))
    to_status: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(Instant)
    actor_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    actor_role: Mapped[Role] = mapped_column(words(Role))
    second_actor_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    reason_sealed: Mapped[bytes | None] = sealed_column()
    reason = Sealed("reason_sealed")
    guards: Mapped[list[str]] = mapped_column(JSON)
    consequences: Mapped[list[dict[str, str]] | None] = mapped_column(JSON)
    reverses_seq: Mapped[int | None] = mapped_column(Integer)


class AuditEntry(Base):
    """One line of the log, written in the transaction of what it records; never edited.

    Acts are chained per pathway, else cohort, else installation; a read stands alone and
    carries its own hash.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (
        UniqueConstraint("chain_key", "chain_seq"),
        Index("ix_audit_entries_subject", "subject_ref", "seq"),
        Index("ix_audit_entries_actor", "actor_id", "seq"),
        {"sqlite_autoincrement": True},
    )

    seq: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    at: Mapped[datetime] = mapped_column(Instant)
    event: Mapped[str] = mapped_column(String(80))
    actor_id: Mapped[UUID | None] = mapped_column(Uuid)
    actor_role: Mapped[str] = mapped_column(String(4))
    agency_id: Mapped[UUID | None] = mapped_column(Uuid)
    session_ref: Mapped[str | None] = mapped_column(String(64))
    request_id: Mapped[str] = mapped_column(String(40))
    object_class: Mapped[str] = mapped_column(String(40))
    object_ref: Mapped[UUID | None] = mapped_column(Uuid)
    subject_ref: Mapped[UUID | None] = mapped_column(Uuid)
    outcome: Mapped[AuditOutcome] = mapped_column(words(AuditOutcome))
    is_read: Mapped[bool] = mapped_column(Boolean)
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    prev_hash: Mapped[str] = mapped_column(String(64))
    leaf_hash: Mapped[str] = mapped_column(String(64))
    chain_key: Mapped[str | None] = mapped_column(String(40))
    chain_seq: Mapped[int | None] = mapped_column(Integer)


class AuditedRow(Base):
    """Which rows a read entry names, so that the readers of one person are found at once.

    The database itself fills it from the entry's details as the entry is written; no foreign key
    leads back, for neither side can ever be changed or removed.
    """

    __tablename__ = "audited_rows"

    row_ref: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    audit_seq: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )


class ChainHead(Base):
    """The last link of one audit chain; locked last."""

    __tablename__ = "chain_heads"

    chain_key: Mapped[str] = mapped_column(String(40), primary_key=True)
    head_hash: Mapped[str] = mapped_column(String(64))
    length: Mapped[int] = mapped_column(Integer)


class Approval(Record):
    """A step of two people, proposed by one and waiting for the other.

    ``payload`` is what was typed, sealed; ``payload_hash`` binds it and the version of the row,
    so that nothing else can be confirmed than what was proposed.
    """

    __tablename__ = "approvals"
    __slug__ = "approvals"
    __author__ = "proposed_by"
    __machine__ = "A"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.APPROVALS
    __table_args__ = (
        CheckConstraint("proposed_by <> confirmed_by", name="two_different_people"),
        Index("ix_approvals_waiting", "status", "jurisdiction_id"),
    )

    kind: Mapped[str] = mapped_column(String(60))
    target_ref: Mapped[UUID] = mapped_column(Uuid, index=True)
    payload_sealed: Mapped[bytes | None] = sealed_column()
    payload = Sealed("payload_sealed")
    payload_hash: Mapped[str] = mapped_column(String(64))
    confirmer_roles: Mapped[list[str]] = mapped_column(JSON)
    status: Mapped[ApprovalStatus] = mapped_column(words(ApprovalStatus))
    proposed_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    proposer_role: Mapped[Role] = mapped_column(words(Role))
    proposed_at: Mapped[datetime] = mapped_column(Instant)
    confirmed_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    executed_at: Mapped[datetime | None] = mapped_column(Instant)
    reason: Mapped[str | None] = mapped_column(Text)
