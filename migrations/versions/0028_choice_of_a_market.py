"""Scores of candidate markets, frozen baselines, and choices that stay readable for ever."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record, words

revision = "0028_choice_of_a_market"
down_revision = "0027_files_that_come_in"
branch_labels = None
depends_on = None

TABLES = ("market_scores", "baselines", "market_choices")
CRITERIA = ("COMPLAINTS", "PROCEDURES", "VIOLENCE", "SCHOOLS", "OPEN_SALE", "COMMUNITY")


def _check(table: str, name: str, text: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(text, name=op.f(f"ck_{table}_{name}"))


def _key(table: str, column: str, of: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{of}.id"], name=f"fk_{table}_{column}")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "market_scores",
        *record(),
        sa.Column("market_id", sa.Uuid(), nullable=False),
        sa.Column("criterion", words("marketcriterion", *CRITERIA), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("score_reason", sa.String(), nullable=False),
        sa.Column("scored_by_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_market_scores"),
        _check("market_scores", "number_counts_from_one", "number > 0"),
        _check("market_scores", "score_within_its_scale", "score BETWEEN 0 AND 10"),
        _check("market_scores", "reason_written", "length(trim(score_reason)) >= 20"),
        _key("market_scores", "market_id", "markets"),
        _key("market_scores", "scored_by_id", "users"),
        sa.UniqueConstraint(
            "market_id", "criterion", "number", name="uq_market_scores_market_id_criterion_number"
        ),
    )
    op.create_index("ix_market_scores_scored_by_id", "market_scores", ["scored_by_id"])
    index_scope("market_scores")
    op.create_table(
        "baselines",
        *record(),
        sa.Column("market_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        sa.Column("sectors", JSON, nullable=False),
        sa.Column("rows", JSON, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("frozen_at", MOMENT, nullable=False),
        sa.Column("frozen_by_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_baselines"),
        _check("baselines", "number_counts_from_one", "number > 0"),
        _check("baselines", "ends_after_it_starts", "to_on > from_on"),
        _check("baselines", "hash_has_its_length", "length(hash) = 64"),
        _key("baselines", "market_id", "markets"),
        _key("baselines", "frozen_by_id", "users"),
        sa.UniqueConstraint("market_id", "number", name="uq_baselines_market_id_number"),
    )
    op.create_index("ix_baselines_frozen_by_id", "baselines", ["frozen_by_id"])
    index_scope("baselines")
    op.create_table(
        "market_choices",
        *record("cohort_id"),
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column("move_seq", sa.Integer(), nullable=False),
        sa.Column("market_id", sa.Uuid(), nullable=False),
        sa.Column("ranking", JSON, nullable=False),
        sa.Column("ranking_reason", sa.String(), nullable=False),
        sa.Column("alternatives_considered", sa.String(), nullable=False),
        sa.Column("baseline_id", sa.Uuid(), nullable=False),
        sa.Column("baseline_hash", sa.String(64), nullable=False),
        sa.Column("chosen_at", MOMENT, nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_market_choices"),
        _check("market_choices", "chosen_by_two", "proposed_by_id <> confirmed_by_id"),
        _key("market_choices", "cohort_id", "cohorts"),
        _key("market_choices", "market_id", "markets"),
        _key("market_choices", "baseline_id", "baselines"),
        _key("market_choices", "proposed_by_id", "users"),
        _key("market_choices", "confirmed_by_id", "users"),
        sa.UniqueConstraint("cohort_id", "move_seq", name="uq_market_choices_cohort_id_move_seq"),
    )
    for column in ("market_id", "baseline_id", "proposed_by_id", "confirmed_by_id"):
        op.create_index(f"ix_market_choices_{column}", "market_choices", [column])
    index_scope("market_choices", "cohort_id")


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
