"""The living register of places where drugs are said to be sold, and every change of one."""

from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.columns import JSON, words
from dmi.territory.models.place import (
    School,
    Sector,
    Withdrawable,
    degrees,
    on_the_globe,
    withdrawn_with_reason,
)
from dmi.territory.words import ComplaintSource, PointStatus


class SalePoint(Withdrawable, Record):
    """One point of the baseline: a place, never a person; how it stands is its newest change."""

    __tablename__ = "sale_points"
    __slug__ = "points"
    __data_class__: ClassVar[DataClass] = DataClass.TERRITORY
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "code"),
        *on_the_globe(),
        CheckConstraint(
            "(nearest_school_id IS NULL) = (school_distance_m IS NULL)",
            name="school_with_its_distance",
        ),
        CheckConstraint("school_distance_m >= 0", name="distance_not_negative"),
        withdrawn_with_reason(),
    )

    jurisdiction_id: Mapped[UUID] = mapped_column(ForeignKey("jurisdictions.id"), index=True)
    code: Mapped[str] = mapped_column(String(20))
    sector_id: Mapped[UUID | None] = mapped_column(ForeignKey("sectors.id"), index=True)
    address_hint: Mapped[str | None]
    lon: Mapped[Decimal | None] = mapped_column(degrees())
    lat: Mapped[Decimal | None] = mapped_column(degrees())
    detected_on: Mapped[date]
    source: Mapped[ComplaintSource] = mapped_column(words(ComplaintSource))
    drugs_seen: Mapped[list[str] | None] = mapped_column(JSON)
    nearest_school_id: Mapped[UUID | None] = mapped_column(ForeignKey("schools.id"), index=True)
    school_distance_m: Mapped[int | None]
    standing: Mapped[PointStatus] = mapped_column("status", words(PointStatus))

    sector: Mapped[Sector | None] = relationship()
    nearest_school: Mapped[School | None] = relationship()


class PointChange(Record):
    """One dated change of a point; an undone one stays, and the one that undoes it says why."""

    __tablename__ = "point_changes"
    __data_class__: ClassVar[DataClass] = DataClass.TERRITORY
    __table_args__ = (
        UniqueConstraint("point_id", "seq"),
        CheckConstraint("seq > 0", name="seq_counts_from_one"),
        CheckConstraint("undoes_id IS NULL OR reason IS NOT NULL", name="undone_with_reason"),
    )

    point_id: Mapped[UUID] = mapped_column(ForeignKey("sale_points.id"))
    seq: Mapped[int]
    from_status: Mapped[PointStatus | None] = mapped_column(words(PointStatus, "from_status"))
    to_status: Mapped[PointStatus] = mapped_column(words(PointStatus, "to_status"))
    on: Mapped[date] = mapped_column("changed_on")
    by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    reason: Mapped[str | None]
    undoes_id: Mapped[UUID | None] = mapped_column(ForeignKey("point_changes.id"), index=True)
