"""Where incidents gather: one ranking with what it was made of, kept as it came out."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.owed.models import BackgroundWork
from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.columns import JSON, Instant, words
from dmi.territory.words import RankMethod


class HotSpotRun(Record):
    """One ranking of cells of a place, asked for by somebody and done once.

    Neither ``result`` nor ``backtest`` holds one incident, an address, or a count that is small.
    """

    __tablename__ = "hot_spot_runs"
    __slug__ = "hotspots"
    __data_class__: ClassVar[DataClass] = DataClass.TERRITORY
    __table_args__ = (
        CheckConstraint("length(input_hash) = 64", name="input_hash_is_sha256"),
        CheckConstraint("(run_at IS NULL) = (result IS NULL)", name="done_with_its_result"),
        CheckConstraint("winner IS NULL OR backtest IS NOT NULL", name="winner_of_a_test"),
    )

    jurisdiction_id: Mapped[UUID] = mapped_column(ForeignKey("jurisdictions.id"), index=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    work_id: Mapped[UUID | None] = mapped_column(ForeignKey("background_works.id"), index=True)
    parameters: Mapped[dict[str, Any]] = mapped_column(JSON)
    input_hash: Mapped[str] = mapped_column(String(64))
    run_at: Mapped[datetime | None] = mapped_column(Instant)
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    backtest: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    winner: Mapped[RankMethod | None] = mapped_column(words(RankMethod))

    work: Mapped[BackgroundWork | None] = relationship()
