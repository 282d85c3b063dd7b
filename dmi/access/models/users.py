"""Staff accounts, their roles and their sessions."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from dmi.access.words import SessionEnd
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.policy.states import RoleGrantStatus, UserStatus
from dmi.store.base import Base, Record
from dmi.store.columns import JSON, Instant, Sealed, sealed_column, words


class User(Record):
    """One person of the staff; the scheduler is a user that never signs in."""

    __tablename__ = "users"
    __slug__ = "users"
    __author__ = "id"
    __machine__ = "U"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.USERS
    __table_args__ = (CheckConstraint("confirmed_by <> proposed_by", name="confirmed_by_another"),)

    sign_in_name: Mapped[str] = mapped_column(String(120), unique=True)
    display_name: Mapped[str] = mapped_column(String(120))
    agency: Mapped[UUID] = mapped_column("home_agency_id", ForeignKey("agencies.id"), index=True)
    offices: Mapped[list[str]] = mapped_column(JSON)
    post: Mapped[str | None] = mapped_column(String(120))
    status: Mapped[UserStatus] = mapped_column(words(UserStatus))
    language: Mapped[str] = mapped_column(String(5))
    training_done_on: Mapped[date | None] = mapped_column(Date)
    deputy_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    password_hash: Mapped[str | None] = mapped_column(String(255))
    one_time_code_hash: Mapped[str | None] = mapped_column(String(255))
    must_change_password: Mapped[bool] = mapped_column(Boolean)
    factor_sealed: Mapped[bytes | None] = sealed_column()
    factor_secret = Sealed("factor_sealed")
    factor_step: Mapped[int | None] = mapped_column(Integer)
    locked_at: Mapped[datetime | None] = mapped_column(Instant)
    proposed_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    confirmed_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    deactivated_on: Mapped[date | None] = mapped_column(Date)


class RoleGrant(Record):
    """One role for one user, proposed by the administrator and confirmed by the manager."""

    __tablename__ = "role_grants"
    __slug__ = "role-grants"
    __machine__ = "G"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.USERS
    __table_args__ = (
        CheckConstraint("proposed_by <> user_id", name="not_for_oneself"),
        CheckConstraint("confirmed_by <> proposed_by", name="confirmed_by_another"),
        CheckConstraint("confirmed_by <> user_id", name="not_confirmed_by_oneself"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    role: Mapped[Role] = mapped_column(words(Role))
    status: Mapped[RoleGrantStatus] = mapped_column(words(RoleGrantStatus))
    proposed_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    confirmed_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    granted_on: Mapped[date | None] = mapped_column(Date)
    until_on: Mapped[date | None] = mapped_column(Date)
    revoked_on: Mapped[date | None] = mapped_column(Date)
    reason: Mapped[str | None] = mapped_column(Text)


class SignedIn(Base):
    """A session kept on the server; the cookie holds a random token, the table its hash."""

    __tablename__ = "sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    acting_role: Mapped[Role] = mapped_column(words(Role))
    started_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    stepped_up_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    end_reason: Mapped[SessionEnd | None] = mapped_column(words(SessionEnd))
    idle_minutes: Mapped[int] = mapped_column(Integer)
