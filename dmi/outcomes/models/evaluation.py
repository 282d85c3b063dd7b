"""Counts of areas, the plan that is locked before anybody looks, and what was computed by it."""

from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Numeric,
    String,
    UniqueConstraint,
    event,
    inspect,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dmi.access.models.users import User
from dmi.documents.models import NotEditable
from dmi.outcomes.words import Estimator, Indicator, ReportKind, UnitKind, Verdict
from dmi.policy.classes import DataClass
from dmi.store.base import Record
from dmi.store.columns import JSON, Instant, words
from dmi.territory.models.cohort import Market

UNIT_CHARS, NAME_CHARS, SOURCE_CHARS, PERIOD_CHARS = 40, 120, 60, 7


class CountLoad(Record):
    """One file of counts as it came in; undone as a whole, with a reason."""

    __tablename__ = "count_loads"
    __slug__ = "count-loads"
    __data_class__: ClassVar[DataClass] = DataClass.OUTCOMES
    __table_args__ = (
        CheckConstraint(
            "(undone_at IS NULL) = (undo_reason IS NULL)"
            " AND (undone_at IS NULL) = (undone_by_id IS NULL)",
            name="undone_whole",
        ),
    )

    source: Mapped[str] = mapped_column(String(SOURCE_CHARS))
    indicator: Mapped[Indicator] = mapped_column(words(Indicator))
    offence: Mapped[str | None] = mapped_column(String(NAME_CHARS))
    unit_kind: Mapped[UnitKind] = mapped_column(words(UnitKind))
    market_id: Mapped[UUID | None] = mapped_column(ForeignKey("markets.id"), index=True)
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("shelf_files.id"), index=True)
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    outcome: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
    undone_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    undo_reason: Mapped[str | None]


class AreaCount(Record):
    """How many cases one area had in one period; an area that has the programme names a market."""

    __tablename__ = "area_counts"
    __data_class__: ClassVar[DataClass] = DataClass.OUTCOMES
    __table_args__ = (
        UniqueConstraint(
            "jurisdiction_id",
            "source",
            "indicator",
            "unit_code",
            "period",
            name="uq_area_counts_one_count",
        ),
        CheckConstraint("events >= 0", name="events_not_negative"),
    )

    load_id: Mapped[UUID] = mapped_column(ForeignKey("count_loads.id"), index=True)
    unit_code: Mapped[str] = mapped_column(String(UNIT_CHARS))
    unit_name: Mapped[str | None] = mapped_column(String(NAME_CHARS))
    unit_kind: Mapped[UnitKind] = mapped_column(words(UnitKind))
    market_id: Mapped[UUID | None] = mapped_column(ForeignKey("markets.id"), index=True)
    period: Mapped[str] = mapped_column(String(PERIOD_CHARS))
    indicator: Mapped[Indicator] = mapped_column(words(Indicator))
    events: Mapped[int]
    source: Mapped[str] = mapped_column(String(SOURCE_CHARS))


class EvaluationPlan(Record):
    """What will be compared, said before anybody sees a result; a change is a new version."""

    __tablename__ = "evaluation_plans"
    __slug__ = "evaluation-plans"
    __data_class__: ClassVar[DataClass] = DataClass.EVALUATION_PLANS
    __table_args__ = (
        UniqueConstraint("market_id", "version"),
        CheckConstraint("(locked_at IS NULL) = (locked_by_id IS NULL)", name="locked_by_somebody"),
        CheckConstraint("version = 1 OR change_reason IS NOT NULL", name="change_reasoned"),
        CheckConstraint(
            "window_from < start_month AND start_month <= window_to", name="starts_in_window"
        ),
    )

    market_id: Mapped[UUID] = mapped_column(ForeignKey("markets.id"))
    version: Mapped[int]
    source: Mapped[str] = mapped_column(String(SOURCE_CHARS))
    unit_code: Mapped[str] = mapped_column(String(UNIT_CHARS))
    area_name: Mapped[str] = mapped_column(String(NAME_CHARS))
    primary_outcome: Mapped[Indicator] = mapped_column(words(Indicator))
    indicator_label: Mapped[str] = mapped_column(String(NAME_CHARS))
    definition_line: Mapped[str]
    primary_estimator: Mapped[Estimator] = mapped_column(words(Estimator))
    start_month: Mapped[str] = mapped_column(String(PERIOD_CHARS))
    window_from: Mapped[str] = mapped_column(String(PERIOD_CHARS))
    window_to: Mapped[str] = mapped_column(String(PERIOD_CHARS))
    comparison: Mapped[list[str]] = mapped_column(JSON)
    buffer: Mapped[list[str]] = mapped_column(JSON)
    change_reason: Mapped[str | None]
    locked_at: Mapped[datetime | None] = mapped_column(Instant)
    locked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)

    market: Mapped[Market] = relationship()
    locked_by: Mapped[User | None] = relationship()


class EvaluationRun(Record):
    """What was computed by one locked plan; never written again."""

    __tablename__ = "evaluation_runs"
    __slug__ = "evaluation-runs"
    __data_class__: ClassVar[DataClass] = DataClass.OUTCOMES
    __table_args__ = (
        CheckConstraint("count_before >= 0 AND count_after >= 0", name="counts_not_negative"),
    )

    plan_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation_plans.id"), index=True)
    run_at: Mapped[datetime] = mapped_column(Instant)
    input_hash: Mapped[str] = mapped_column(String(64))
    results: Mapped[dict[str, Any]] = mapped_column(JSON)
    warnings: Mapped[list[str]] = mapped_column(JSON)
    verdict: Mapped[Verdict] = mapped_column(words(Verdict))
    count_before: Mapped[int | None]
    count_after: Mapped[int | None]
    interval_low: Mapped[Decimal | None] = mapped_column(Numeric(12, 1))
    interval_high: Mapped[Decimal | None] = mapped_column(Numeric(12, 1))

    plan: Mapped[EvaluationPlan] = relationship()


class Publishing:
    """What a report that the public reads has: its words once published, and its end.

    A published report is never edited back: a correction is another report that names this one,
    and a withdrawal is written beside it with its reason.
    """

    corrects_reason: Mapped[str | None]
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    published_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    suppression: Mapped[int | None]
    body: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    paper_id: Mapped[UUID | None] = mapped_column(ForeignKey("issued_papers.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    withdrawal_reason: Mapped[str | None]


def _life() -> tuple[CheckConstraint, ...]:
    """Return the checks of a published report; each table needs its own."""
    return (
        CheckConstraint(
            "(published_at IS NULL) = (published_by_id IS NULL)"
            " AND (published_at IS NULL) = (suppression IS NULL)",
            name="published_whole",
        ),
        CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawal_reason IS NULL)"
            " AND (withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)",
            name="withdrawn_whole",
        ),
        CheckConstraint(
            "withdrawn_at IS NULL OR published_at IS NOT NULL", name="withdrawn_once_published"
        ),
        CheckConstraint(
            "(corrects_id IS NULL) = (corrects_reason IS NULL)", name="correction_reasoned"
        ),
        CheckConstraint("corrects_id <> id", name="corrects_another"),
    )


class OutcomeReport(Publishing, Record):
    """One page for the mayor on one run: what no computation knows is written by the analyst."""

    __tablename__ = "outcome_reports"
    __slug__ = "outcome-reports"
    __data_class__: ClassVar[DataClass] = DataClass.OUTCOMES
    __table_args__ = _life()

    run_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation_runs.id"), index=True)
    kind: Mapped[ReportKind] = mapped_column(words(ReportKind))
    harms_text: Mapped[str]
    limits_text: Mapped[str]
    corrects_id: Mapped[UUID | None] = mapped_column(ForeignKey("outcome_reports.id"), index=True)

    run: Mapped[EvaluationRun] = relationship()


class CouncilReport(Publishing, Record):
    """What the council is told of one quarter; its figures are counted until it is published."""

    __tablename__ = "council_reports"
    __slug__ = "council-reports"
    __data_class__: ClassVar[DataClass] = DataClass.OUTCOMES
    __table_args__ = (
        *_life(),
        CheckConstraint(
            "complaints_on_time >= 0 AND complaints_on_time <= complaints",
            name="on_time_are_some_of_all",
        ),
    )

    period: Mapped[str] = mapped_column(String(PERIOD_CHARS))
    prior_reference: Mapped[str]
    signatory_name: Mapped[str]
    signatory_post: Mapped[str]
    initials: Mapped[str] = mapped_column(String(20))
    complaints: Mapped[int]
    complaints_on_time: Mapped[int]
    limits_text: Mapped[str]
    corrects_id: Mapped[UUID | None] = mapped_column(ForeignKey("council_reports.id"), index=True)


class ResearchExtract(Record):
    """Rows about nobody for a researcher: who gets them, for what, who approved, and what left.

    ``cells`` holds, for each group of rows that look alike, keyed hashes of whose they are: what
    two extracts together would tell is known from them, and no row can be traced to its person.
    """

    __tablename__ = "research_extracts"
    __slug__ = "research-extracts"
    __data_class__: ClassVar[DataClass] = DataClass.OUTCOMES
    __table_args__ = (
        CheckConstraint("length(trim(purpose)) >= 20", name="purpose_written"),
        CheckConstraint("least >= 2", name="hides_in_a_crowd"),
        CheckConstraint(
            "(approved_at IS NULL) = (approved_by_id IS NULL)"
            " AND (approved_at IS NULL) = (file_id IS NULL)"
            " AND (approved_at IS NULL) = (cells IS NULL)",
            name="approved_whole",
        ),
        CheckConstraint("approved_by_id <> created_by", name="approved_by_another"),
        CheckConstraint(
            "(refused_at IS NULL) = (refused_by_id IS NULL)"
            " AND (refused_at IS NULL) = (refusal_reason IS NULL)",
            name="refused_whole",
        ),
        CheckConstraint("approved_at IS NULL OR refused_at IS NULL", name="answered_once"),
    )

    recipient: Mapped[str]
    institution: Mapped[str]
    purpose: Mapped[str]
    least: Mapped[int]
    approved_at: Mapped[datetime | None] = mapped_column(Instant)
    approved_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    refused_at: Mapped[datetime | None] = mapped_column(Instant)
    refused_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    refusal_reason: Mapped[str | None]
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("shelf_files.id"), index=True)
    cells: Mapped[list[list[str]] | None] = mapped_column(JSON)
    columns: Mapped[list[str] | None] = mapped_column(JSON)
    withheld: Mapped[int | None]

    @property
    def code(self) -> str:
        """Return the short name that every row of the file carries."""
        return f"X-{self.id.hex[:8]}"


# What still happens to a published report: it is withdrawn, once.
_WITHDRAWAL = frozenset({"withdrawn_at", "withdrawn_by_id", "withdrawal_reason"})
_FREE = frozenset({"row_version"})


@event.listens_for(Publishing, "before_update", propagate=True)
def _refuse_edits(_mapper: object, _connection: object, report: Publishing) -> None:
    state = inspect(report)
    was = state.attrs.published_at.history.deleted or [report.published_at]
    if was[0] is None:
        return
    for attribute in state.attrs:
        if not attribute.history.has_changes() or attribute.key in _FREE:
            continue
        was_empty = all(old is None for old in attribute.history.deleted)
        if attribute.key not in _WITHDRAWAL or not was_empty:
            raise NotEditable(attribute.key)
