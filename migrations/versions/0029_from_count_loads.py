"""First tables of the evaluation: counts of areas, locked plans, runs and the mayor's page."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record, words

revision = "0029_from_count_loads"
down_revision = "0028_choice_of_a_market"
branch_labels = None
depends_on = None

TABLES = ("count_loads", "area_counts", "evaluation_plans", "evaluation_runs", "outcome_reports")
INDICATORS = ("CALLS", "DRUG_CALLS", "DRUG", "VIOLENT", "PROPERTY", "COMPLAINTS", "VISIBLE_SALE",
              "PUBLIC_USE", "NUISANCE", "WEAPONS", "AWARE", "SAFE", "ACTIVATIONS",
              "POPULATION")  # fmt: skip
UNIT_KINDS = ("BLOCK", "BUFFER", "COMPARISON", "CITYWIDE")
ESTIMATORS = ("RATE_RATIO", "DID", "WDD", "ITS", "SYNTH_UNITS", "SYNTH_AREAS")
VERDICTS = ("ATTRIBUTABLE_FALL", "NOT_DISTINGUISHED", "RISE", "INSUFFICIENT")
REPORTS = ("MAYOR", "COUNCIL", "EQUITY", "FUNNEL", "CLOSING", "POINTS")


def upgrade() -> None:
    """Create the tables."""
    _counts()
    _plans()
    _runs()
    for table in TABLES:
        index_scope(table)


def _counts() -> None:
    op.create_table(
        "count_loads",
        *record(),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("indicator", words("indicator", *INDICATORS), nullable=False),
        sa.Column("offence", sa.String(120)),
        sa.Column("unit_kind", words("unitkind", *UNIT_KINDS), nullable=False),
        sa.Column("market_id", sa.Uuid()),
        sa.Column("file_id", sa.Uuid()),
        sa.Column("read_at", MOMENT),
        sa.Column("outcome", JSON),
        sa.Column("undone_at", MOMENT),
        sa.Column("undone_by_id", sa.Uuid()),
        sa.Column("undo_reason", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_count_loads"),
        sa.ForeignKeyConstraint(["market_id"], ["markets.id"], name="fk_count_loads_market_id"),
        sa.ForeignKeyConstraint(["file_id"], ["shelf_files.id"], name="fk_count_loads_file_id"),
        sa.ForeignKeyConstraint(["undone_by_id"], ["users.id"], name="fk_count_loads_undone_by_id"),
        sa.CheckConstraint(
            "(undone_at IS NULL) = (undo_reason IS NULL)"
            " AND (undone_at IS NULL) = (undone_by_id IS NULL)",
            name=op.f("ck_count_loads_undone_whole"),
        ),
    )
    for column in ("market_id", "file_id", "undone_by_id"):
        op.create_index(f"ix_count_loads_{column}", "count_loads", [column])
    op.create_table(
        "area_counts",
        *record(),
        sa.Column("load_id", sa.Uuid(), nullable=False),
        sa.Column("unit_code", sa.String(40), nullable=False),
        sa.Column("unit_name", sa.String(120)),
        sa.Column("unit_kind", words("unitkind", *UNIT_KINDS), nullable=False),
        sa.Column("market_id", sa.Uuid()),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("indicator", words("indicator", *INDICATORS), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_area_counts"),
        sa.ForeignKeyConstraint(["load_id"], ["count_loads.id"], name="fk_area_counts_load_id"),
        sa.ForeignKeyConstraint(["market_id"], ["markets.id"], name="fk_area_counts_market_id"),
        sa.UniqueConstraint(
            "jurisdiction_id",
            "source",
            "indicator",
            "unit_code",
            "period",
            name="uq_area_counts_one_count",
        ),
        sa.CheckConstraint("events >= 0", name=op.f("ck_area_counts_events_not_negative")),
    )
    for column in ("load_id", "market_id"):
        op.create_index(f"ix_area_counts_{column}", "area_counts", [column])


def _plans() -> None:
    op.create_table(
        "evaluation_plans",
        *record(),
        sa.Column("market_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("unit_code", sa.String(40), nullable=False),
        sa.Column("area_name", sa.String(120), nullable=False),
        sa.Column("primary_outcome", words("indicator", *INDICATORS), nullable=False),
        sa.Column("indicator_label", sa.String(120), nullable=False),
        sa.Column("definition_line", sa.String(), nullable=False),
        sa.Column("primary_estimator", words("estimator", *ESTIMATORS), nullable=False),
        sa.Column("start_month", sa.String(7), nullable=False),
        sa.Column("window_from", sa.String(7), nullable=False),
        sa.Column("window_to", sa.String(7), nullable=False),
        sa.Column("comparison", JSON, nullable=False),
        sa.Column("buffer", JSON, nullable=False),
        sa.Column("change_reason", sa.String()),
        sa.Column("locked_at", MOMENT),
        sa.Column("locked_by_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_evaluation_plans"),
        sa.ForeignKeyConstraint(
            ["market_id"], ["markets.id"], name="fk_evaluation_plans_market_id"
        ),
        sa.ForeignKeyConstraint(
            ["locked_by_id"], ["users.id"], name="fk_evaluation_plans_locked_by_id"
        ),
        sa.UniqueConstraint("market_id", "version", name="uq_evaluation_plans_market_id_version"),
        sa.CheckConstraint(
            "(locked_at IS NULL) = (locked_by_id IS NULL)",
            name=op.f("ck_evaluation_plans_locked_by_somebody"),
        ),
        sa.CheckConstraint(
            "version = 1 OR change_reason IS NOT NULL",
            name=op.f("ck_evaluation_plans_change_reasoned"),
        ),
        sa.CheckConstraint(
            "window_from < start_month AND start_month <= window_to",
            name=op.f("ck_evaluation_plans_starts_in_window"),
        ),
    )
    op.create_index("ix_evaluation_plans_locked_by_id", "evaluation_plans", ["locked_by_id"])


def _runs() -> None:
    op.create_table(
        "evaluation_runs",
        *record(),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("run_at", MOMENT, nullable=False),
        sa.Column("input_hash", sa.String(64), nullable=False),
        sa.Column("results", JSON, nullable=False),
        sa.Column("warnings", JSON, nullable=False),
        sa.Column("verdict", words("verdict", *VERDICTS), nullable=False),
        sa.Column("count_before", sa.Integer()),
        sa.Column("count_after", sa.Integer()),
        sa.Column("interval_low", sa.Numeric(12, 1)),
        sa.Column("interval_high", sa.Numeric(12, 1)),
        sa.PrimaryKeyConstraint("id", name="pk_evaluation_runs"),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["evaluation_plans.id"], name="fk_evaluation_runs_plan_id"
        ),
        sa.CheckConstraint(
            "count_before >= 0 AND count_after >= 0",
            name=op.f("ck_evaluation_runs_counts_not_negative"),
        ),
    )
    op.create_index("ix_evaluation_runs_plan_id", "evaluation_runs", ["plan_id"])
    op.create_table(
        "outcome_reports",
        *record(),
        sa.Column("run_id", sa.Uuid(), nullable=False),
        sa.Column("kind", words("reportkind", *REPORTS), nullable=False),
        sa.Column("harms_text", sa.String(), nullable=False),
        sa.Column("limits_text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outcome_reports"),
        sa.ForeignKeyConstraint(
            ["run_id"], ["evaluation_runs.id"], name="fk_outcome_reports_run_id"
        ),
    )
    op.create_index("ix_outcome_reports_run_id", "outcome_reports", ["run_id"])


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
