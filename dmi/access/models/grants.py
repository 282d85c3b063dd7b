"""What opens a row to somebody: assignments, clearances and dated grants."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from dmi.access.words import AssignmentGround, SubjectKind
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Condition
from dmi.policy.plain_states import DisclosureStatus
from dmi.policy.roles import Role
from dmi.policy.states import GrantStatus
from dmi.store.base import Base, Record
from dmi.store.columns import JSON, Instant, words


class Handover(Record):
    """What a leaving worker wrote for the successor."""

    __tablename__ = "handovers"
    __data_class__: ClassVar[DataClass] = DataClass.USERS

    from_user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    to_user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    note: Mapped[str] = mapped_column(Text)
    on: Mapped[date] = mapped_column("handed_on", Date)


class Assignment(Record):
    """Who works on which pathway or cohort; the ids point above and carry no foreign key."""

    __tablename__ = "assignments"
    __slug__ = "assignments"
    __machine__ = "S"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.PATHWAY_STAGE
    __table_args__ = (Index("ix_assignments_sight", "user_id", "subject_ref", "status"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    subject_kind: Mapped[SubjectKind] = mapped_column(words(SubjectKind))
    subject_ref: Mapped[UUID] = mapped_column(Uuid, index=True)
    ground: Mapped[AssignmentGround] = mapped_column(words(AssignmentGround))
    since_on: Mapped[date] = mapped_column(Date)
    until_on: Mapped[date | None] = mapped_column(Date)
    status: Mapped[GrantStatus] = mapped_column(words(GrantStatus))
    end_reason: Mapped[str | None] = mapped_column(Text)
    handover_id: Mapped[UUID | None] = mapped_column(ForeignKey("handovers.id"), index=True)


class Compartment(Record):
    """The closed circle that an undercover operation opens."""

    __tablename__ = "compartments"
    __data_class__: ClassVar[DataClass] = DataClass.AUTHORISATIONS

    code: Mapped[str] = mapped_column(String(20), unique=True)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)


class Clearance(Record):
    """Entry to a compartment, given by a prosecutor to somebody else."""

    __tablename__ = "clearances"
    __slug__ = "clearances"
    __machine__ = "H"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.AUTHORISATIONS
    __table_args__ = (CheckConstraint("granted_by <> user_id", name="not_to_oneself"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    circle_id: Mapped[UUID] = mapped_column(ForeignKey("compartments.id"), index=True)
    since_at: Mapped[datetime] = mapped_column(Instant)
    until_at: Mapped[datetime | None] = mapped_column(Instant)
    granted_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    why: Mapped[str] = mapped_column(Text)
    status: Mapped[GrantStatus] = mapped_column(words(GrantStatus))
    end_reason: Mapped[str | None] = mapped_column(Text)


class Grant(Base):
    """What a later act opened to one role, or to one user, for one class of one pathway.

    ``condition`` is the condition of the permission table that this grant fulfils;
    ``item_ref`` narrows a disclosure to one row.
    """

    __tablename__ = "grants"
    __table_args__ = (Index("ix_grants_sight", "subject_ref", "data_class", "condition"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    subject_ref: Mapped[UUID] = mapped_column(Uuid)
    role: Mapped[Role] = mapped_column(words(Role))
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    data_class: Mapped[DataClass] = mapped_column(words(DataClass))
    condition: Mapped[Condition] = mapped_column(words(Condition))
    item_ref: Mapped[UUID | None] = mapped_column(Uuid)
    opened_by_step: Mapped[str] = mapped_column(String(60))
    source_ref: Mapped[UUID] = mapped_column(Uuid)
    since_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class Disclosure(Record):
    """Which items were handed to the defence, by whom and on what ground."""

    __tablename__ = "disclosures"
    __slug__ = "disclosures"
    __machine__ = "DS"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.DISCLOSURES

    to_user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    items: Mapped[list[str]] = mapped_column(JSON)
    why: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column("disclosed_at", Instant)
    status: Mapped[DisclosureStatus] = mapped_column(words(DisclosureStatus))
