"""What every computation on a file that is sent under a locked plan has in common."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from dmi.outcomes.models.evaluation import EvaluationPlan
from dmi.store.columns import JSON, Instant


class PlannedAnalysis:
    """A file under a locked plan, said before it was computed: its hash, how it came out.

    Every one that was asked for stays, with its number among those of the market: a second look
    shows as the second, under whichever version of the plan.
    """

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation_plans.id"))
    number: Mapped[int]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), index=True)
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("shelf_files.id"), index=True)
    change_reason: Mapped[str | None]
    input_hash: Mapped[str] = mapped_column(String(64))
    run_at: Mapped[datetime | None] = mapped_column(Instant)
    results: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    @declared_attr
    def plan(self) -> Mapped[EvaluationPlan]:
        """Return the plan that it was asked for under."""
        return relationship(EvaluationPlan)


def said_before() -> tuple[UniqueConstraint | CheckConstraint, ...]:
    """Return what every such computation satisfies."""
    return (
        UniqueConstraint("plan_id", "number"),
        CheckConstraint("number = 1 OR change_reason IS NOT NULL", name="another_reasoned"),
        CheckConstraint("(run_at IS NULL) = (results IS NULL)", name="done_with_its_results"),
        CheckConstraint("length(input_hash) = 64", name="input_hash_is_sha256"),
    )
