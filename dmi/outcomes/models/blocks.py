"""Comparisons of many small units under a locked plan, each said before it was computed."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.outcomes.models.evaluation import EvaluationPlan
from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.columns import JSON, Instant


class BlockAnalysis(Record):
    """One comparison of blocks: what is matched and scored, the file's hash, how it came out.

    Every one that was asked for stays, with its number among those of the market: a second look
    shows as the second, under whichever version of the plan.
    """

    __tablename__ = "block_analyses"
    __slug__ = "block-analyses"
    __data_class__: ClassVar[DataClass] = DataClass.OUTCOMES
    __table_args__ = (
        UniqueConstraint("plan_id", "number"),
        CheckConstraint("number = 1 OR change_reason IS NOT NULL", name="another_reasoned"),
        CheckConstraint("(run_at IS NULL) = (results IS NULL)", name="done_with_its_results"),
        CheckConstraint("length(input_hash) = 64", name="input_hash_is_sha256"),
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation_plans.id"))
    number: Mapped[int]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("shelf_files.id"), index=True)
    spec: Mapped[dict[str, Any]] = mapped_column(JSON)
    change_reason: Mapped[str | None]
    input_hash: Mapped[str] = mapped_column(String(64))
    run_at: Mapped[datetime | None] = mapped_column(Instant)
    results: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    plan: Mapped[EvaluationPlan] = relationship()
