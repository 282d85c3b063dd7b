"""The named areas of a comuna, its schools, and the addresses that are no place of sale."""

from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.columns import JSON, Instant, Sealed, sealed_column, words
from dmi.territory.words import SectorKind


def degrees() -> Numeric[Decimal]:
    """Return the column type of a longitude or latitude: a tenth of a metre is enough."""
    return Numeric(9, 6)


def on_the_globe() -> tuple[CheckConstraint, CheckConstraint]:
    """Return what every place on the map satisfies: both coordinates or none, and real ones."""
    return (
        CheckConstraint("(lon IS NULL) = (lat IS NULL)", name="both_coordinates_or_none"),
        CheckConstraint(
            "lon BETWEEN -180 AND 180 AND lat BETWEEN -90 AND 90", name="lies_on_the_globe"
        ),
    )


def withdrawn_with_reason() -> CheckConstraint:
    """Return what every withdrawal satisfies: somebody withdrew the row and said why."""
    return CheckConstraint(
        "withdrawn_at IS NULL"
        " OR (withdrawn_by_id IS NOT NULL AND withdrawn_reason_sealed IS NOT NULL)",
        name="withdrawn_with_reason",
    )


class Withdrawable:
    """A row that is never edited: what was wrong is withdrawn with a reason and stays readable."""

    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    withdrawn_reason_sealed: Mapped[bytes | None] = sealed_column()
    withdrawn_reason = Sealed("withdrawn_reason_sealed")


class Sector(Record):
    """A named area inside a jurisdiction."""

    __tablename__ = "sectors"
    __slug__ = "sectors"
    __data_class__: ClassVar[DataClass] = DataClass.TERRITORY
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "name"),
        CheckConstraint("population >= 0", name="population_not_negative"),
    )

    name: Mapped[str]
    jurisdiction_id: Mapped[UUID] = mapped_column(ForeignKey("jurisdictions.id"), index=True)
    kind: Mapped[SectorKind] = mapped_column(words(SectorKind))
    polygon: Mapped[list[Any] | None] = mapped_column(JSON)
    quadrant: Mapped[str | None]
    population: Mapped[int | None]


class School(Withdrawable, Record):
    """One school of the ministry's list."""

    __tablename__ = "schools"
    __slug__ = "schools"
    __data_class__: ClassVar[DataClass] = DataClass.TERRITORY
    __table_args__ = (
        # One school near a border may be on the list of two comunas.
        UniqueConstraint("jurisdiction_id", "school_code"),
        CheckConstraint(
            "lon BETWEEN -180 AND 180 AND lat BETWEEN -90 AND 90", name="lies_on_the_globe"
        ),
        withdrawn_with_reason(),
    )

    jurisdiction_id: Mapped[UUID] = mapped_column(ForeignKey("jurisdictions.id"), index=True)
    school_code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str]
    lon: Mapped[Decimal] = mapped_column(degrees())
    lat: Mapped[Decimal] = mapped_column(degrees())


class ExcludedPlace(Withdrawable, Record):
    """A police station, a court: what is counted there did not happen there."""

    __tablename__ = "excluded_places"
    __slug__ = "excluded-places"
    __data_class__: ClassVar[DataClass] = DataClass.TERRITORY
    __table_args__ = (
        *on_the_globe(),
        CheckConstraint("radius_m > 0", name="radius_above_zero"),
        CheckConstraint("radius_m IS NULL OR lon IS NOT NULL", name="radius_has_its_middle"),
        withdrawn_with_reason(),
    )

    jurisdiction_id: Mapped[UUID] = mapped_column(ForeignKey("jurisdictions.id"), index=True)
    label: Mapped[str]
    lon: Mapped[Decimal | None] = mapped_column(degrees())
    lat: Mapped[Decimal | None] = mapped_column(degrees())
    radius_m: Mapped[int | None]
    reason: Mapped[str]
