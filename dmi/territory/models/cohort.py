"""Which drug market was chosen and which wave of people is worked with there."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.policy.classes import DataClass
from dmi.policy.states import CohortStage
from dmi.store.base import Record
from dmi.store.columns import JSON, words
from dmi.territory.words import MarketStatus, MarketType


class Market(Record):
    """A drug market that was chosen, or passed over, among candidates."""

    __tablename__ = "markets"
    __slug__ = "markets"
    __data_class__: ClassVar[DataClass] = DataClass.TERRITORY

    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str]
    jurisdiction_id: Mapped[UUID] = mapped_column(ForeignKey("jurisdictions.id"), index=True)
    polygon: Mapped[list[Any] | None] = mapped_column(JSON)
    market_type: Mapped[MarketType] = mapped_column(words(MarketType))
    standing: Mapped[MarketStatus] = mapped_column("status", words(MarketStatus))
    ranking_reason: Mapped[str | None]
    alternatives_considered: Mapped[str | None]
    is_near_school: Mapped[bool | None]
    public_name: Mapped[str | None]


class Cohort(Record):
    """One wave of people in one market; its stage is machine M."""

    __tablename__ = "cohorts"
    __slug__ = "cohorts"
    __machine__ = "M"
    __state__ = "stage"
    __data_class__: ClassVar[DataClass] = DataClass.TERRITORY
    __table_args__ = (UniqueConstraint("market_id", "name"),)

    market_id: Mapped[UUID] = mapped_column(ForeignKey("markets.id"))
    name: Mapped[str]
    public_programme_name: Mapped[str]
    stage: Mapped[CohortStage] = mapped_column(words(CohortStage))
    start_on: Mapped[date | None]
    callin_on: Mapped[date | None]
    survey_plan: Mapped[str | None]
    report_channels: Mapped[list[str] | None] = mapped_column(JSON)
    coordinator_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    deputy_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)

    market: Mapped[Market] = relationship()
