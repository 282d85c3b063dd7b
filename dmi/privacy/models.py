"""The purge of one person's data: listed by the calendar, ordered by two people."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from dmi.policy.classes import DataClass
from dmi.policy.plain_states import PurgeStatus
from dmi.privacy.words import RetentionRule
from dmi.store.base import Record
from dmi.store.columns import JSON, Instant, words


class PurgeRun(Record):
    """One person's data on their way out; one key seals a person, so there is one run for each.

    ``classes`` counts by data class what the dry run found, and once it is done what went;
    ``list_hash`` binds the proposal to exactly those rows.
    """

    __tablename__ = "purge_runs"
    __slug__ = "purges"
    __machine__ = "X"
    __state__ = "status"
    __data_class__: ClassVar[DataClass] = DataClass.RETENTION
    __table_args__ = (
        CheckConstraint("proposed_by_id <> confirmed_by_id", name="two_different_people"),
        CheckConstraint(
            "status NOT IN ('PROPOSED', 'CONFIRMED', 'EXECUTED')"
            " OR (proposed_by_id IS NOT NULL AND dry_run_at IS NOT NULL AND list_hash IS NOT NULL)",
            name="proposed_on_a_dry_run",
        ),
        CheckConstraint(
            "status NOT IN ('CONFIRMED', 'EXECUTED')"
            " OR (confirmed_by_id IS NOT NULL AND execute_after IS NOT NULL)",
            name="confirmed_by_somebody",
        ),
        CheckConstraint(
            "(status = 'EXECUTED') = (executed_at IS NOT NULL)"
            " AND (executed_at IS NULL OR executed_at >= execute_after)",
            name="executed_after_the_wait",
        ),
        Index("ix_purge_runs_list", "status", "jurisdiction_id"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), unique=True)
    status: Mapped[PurgeStatus] = mapped_column(words(PurgeStatus))
    rule: Mapped[RetentionRule] = mapped_column(words(RetentionRule))
    due_on: Mapped[date]
    classes: Mapped[dict[str, int]] = mapped_column(JSON)
    list_hash: Mapped[str | None] = mapped_column(String(64))
    dry_run_at: Mapped[datetime | None] = mapped_column(Instant)
    proposed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    proposed_at: Mapped[datetime | None] = mapped_column(Instant)
    confirmed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    execute_after: Mapped[datetime | None] = mapped_column(Instant)
    executed_at: Mapped[datetime | None] = mapped_column(Instant)
