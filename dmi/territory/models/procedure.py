"""What the police did at a place, in counts, and what was seized."""

from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.columns import words
from dmi.territory.models.place import Sector, Withdrawable, withdrawn_with_reason
from dmi.territory.models.point import SalePoint
from dmi.territory.words import ProcedureOrigin, Substance, Unit


class Procedure(Withdrawable, Record):
    """One police procedure: how many people were detained, never who."""

    __tablename__ = "procedures"
    __slug__ = "procedures"
    __data_class__: ClassVar[DataClass] = DataClass.TERRITORY
    __table_args__ = (
        UniqueConstraint("jurisdiction_id", "procedure_no"),
        CheckConstraint("people_detained >= 0", name="detained_not_negative"),
        CheckConstraint("closed_on >= done_on", name="closed_after_it_was_done"),
        CheckConstraint("length(ruc) >= 4", name="ruc_is_a_number"),
        withdrawn_with_reason(),
    )

    jurisdiction_id: Mapped[UUID] = mapped_column(ForeignKey("jurisdictions.id"))
    procedure_no: Mapped[str] = mapped_column(String(60))
    unit: Mapped[str]
    on: Mapped[date] = mapped_column("done_on")
    point_id: Mapped[UUID | None] = mapped_column(ForeignKey("sale_points.id"), index=True)
    sector_id: Mapped[UUID | None] = mapped_column(ForeignKey("sectors.id"), index=True)
    origin: Mapped[ProcedureOrigin] = mapped_column(words(ProcedureOrigin))
    people_detained: Mapped[int]
    ruc: Mapped[str | None] = mapped_column(String(12))
    closed_on: Mapped[date | None]

    sector: Mapped[Sector | None] = relationship()
    point: Mapped[SalePoint | None] = relationship()
    seizures: Mapped[list["Seizure"]] = relationship(
        back_populates="procedure", order_by="Seizure.created_at"
    )


class Seizure(Record):
    """One substance seized in one procedure; never summed across substances or units."""

    __tablename__ = "seizures"
    __data_class__: ClassVar[DataClass] = DataClass.TERRITORY
    __table_args__ = (CheckConstraint("amount > 0", name="amount_above_zero"),)

    procedure_id: Mapped[UUID] = mapped_column(ForeignKey("procedures.id"), index=True)
    substance: Mapped[Substance] = mapped_column(words(Substance))
    amount: Mapped[Decimal] = mapped_column(Numeric(10, 3))
    unit: Mapped[Unit] = mapped_column(words(Unit))
    is_pure: Mapped[bool | None]

    procedure: Mapped[Procedure] = relationship(back_populates="seizures")
