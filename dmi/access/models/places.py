"""Where the programme works and who works there."""

from typing import ClassVar
from uuid import UUID

from sqlalchemy import Boolean, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from dmi.policy.classes import DataClass
from dmi.policy.roles import AgencyType
from dmi.store.base import Record
from dmi.store.columns import words


class Jurisdiction(Record):
    """A comuna; below territory because sight needs it."""

    __tablename__ = "jurisdictions"
    __slug__ = "jurisdictions"
    __data_class__: ClassVar[DataClass] = DataClass.SETTINGS

    code: Mapped[str] = mapped_column(String(5), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    region_code: Mapped[str] = mapped_column(String(2))
    profile: Mapped[str] = mapped_column(String(8))
    time_zone: Mapped[str] = mapped_column(String(40))


class Agency(Record):
    """An institution; its type decides which roles its users may hold."""

    __tablename__ = "agencies"
    __slug__ = "agencies"
    __data_class__: ClassVar[DataClass] = DataClass.SETTINGS

    name: Mapped[str] = mapped_column(String(120))
    agency_type: Mapped[AgencyType] = mapped_column(words(AgencyType))
    home_id: Mapped[UUID] = mapped_column(ForeignKey("jurisdictions.id"), index=True)
    is_active: Mapped[bool] = mapped_column(Boolean)
    address: Mapped[str | None] = mapped_column(String(200))
    lead_post: Mapped[str | None] = mapped_column(String(120))
    lead_name: Mapped[str | None] = mapped_column(String(120))
