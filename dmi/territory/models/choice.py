"""How a market was chosen: its scores, its frozen baseline and the choice; all of it only grows."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.columns import JSON, Instant, words
from dmi.territory.models.cohort import Cohort, Market
from dmi.territory.words import MarketCriterion

HIGHEST = 10


class MarketScore(Record):
    """What somebody gave a candidate under one criterion, and why; the newest number counts.

    ``ranked_as`` is the place of a ranking that the mark rests on, as it stood then.
    """

    __tablename__ = "market_scores"
    __data_class__: ClassVar[DataClass] = DataClass.TERRITORY
    __table_args__ = (
        UniqueConstraint("market_id", "criterion", "number"),
        CheckConstraint("number > 0", name="number_counts_from_one"),
        CheckConstraint(f"score BETWEEN 0 AND {HIGHEST}", name="score_within_its_scale"),
        CheckConstraint("length(trim(score_reason)) >= 20", name="reason_written"),
        CheckConstraint("(run_id IS NULL) = (ranked_as IS NULL)", name="ranking_with_its_place"),
    )

    market_id: Mapped[UUID] = mapped_column(ForeignKey("markets.id"))
    criterion: Mapped[MarketCriterion] = mapped_column(words(MarketCriterion))
    number: Mapped[int]
    score: Mapped[int]
    score_reason: Mapped[str]
    run_id: Mapped[UUID | None] = mapped_column(ForeignKey("hot_spot_runs.id"), index=True)
    ranked_as: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    scored_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)


class Baseline(Record):
    """What was counted in a market's sectors month by month before anybody acted there.

    It is written frozen: ``hash`` is SHA-256 over the window, the sectors and the counts.
    """

    __tablename__ = "baselines"
    __slug__ = "baselines"
    __data_class__: ClassVar[DataClass] = DataClass.TERRITORY
    __table_args__ = (
        UniqueConstraint("market_id", "number"),
        CheckConstraint("number > 0", name="number_counts_from_one"),
        CheckConstraint("to_on > from_on", name="ends_after_it_starts"),
        CheckConstraint("length(hash) = 64", name="hash_has_its_length"),
    )

    market_id: Mapped[UUID] = mapped_column(ForeignKey("markets.id"))
    number: Mapped[int]
    from_on: Mapped[date]
    to_on: Mapped[date]
    sectors: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    rows: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    hash: Mapped[str] = mapped_column(String(64))
    frozen_at: Mapped[datetime] = mapped_column(Instant)
    frozen_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)

    market: Mapped[Market] = relationship()


class MarketChoice(Record):
    """One choice of a cohort's market: the comparison as it stood, the reasons, the baseline.

    ``move_seq`` is the cohort's step that chose; a choice whose step was taken back stays.
    """

    __tablename__ = "market_choices"
    __slug__ = "market-choices"
    __data_class__: ClassVar[DataClass] = DataClass.TERRITORY
    __table_args__ = (
        UniqueConstraint("cohort_id", "move_seq"),
        CheckConstraint("proposed_by_id <> confirmed_by_id", name="chosen_by_two"),
    )

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohorts.id"))
    move_seq: Mapped[int]
    market_id: Mapped[UUID] = mapped_column(ForeignKey("markets.id"), index=True)
    ranking: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    ranking_reason: Mapped[str]
    alternatives_considered: Mapped[str]
    baseline_id: Mapped[UUID] = mapped_column(ForeignKey("baselines.id"), index=True)
    baseline_hash: Mapped[str] = mapped_column(String(64))
    chosen_at: Mapped[datetime] = mapped_column(Instant)
    proposed_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    confirmed_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)

    cohort: Mapped[Cohort] = relationship()
    market: Mapped[Market] = relationship()
    baseline: Mapped[Baseline] = relationship()
