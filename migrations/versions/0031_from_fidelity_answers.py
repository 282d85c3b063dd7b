"""First tables of the yearly self-check, the monthly review, and complaints and praise."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record, words

revision = "0031_from_fidelity_answers"
down_revision = "0030_from_partners"
branch_labels = None
depends_on = None

TABLES = ("fidelity_answers", "maintenance_reviews", "feedback")
FROM = ("PARTICIPANT", "FAMILY", "RESIDENT", "STAFF")
ABOUT = ("STAFF", "SERVICE", "DECISION", "PRIVACY", "PRAISE", "OTHER")
STATUS = ("RECEIVED", "WITH_HANDLER", "ANSWERED", "WITHDRAWN")


def _check(table: str, name: str, text: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(text, name=op.f(f"ck_{table}_{name}"))


def _key(table: str, column: str, of: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{of}.id"], name=f"fk_{table}_{column}")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "fidelity_answers",
        *record("cohort_id"),
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("answer", words("fidelityword", "YES", "PARTLY", "NO"), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("answered_by_id", sa.Uuid(), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_fidelity_answers"),
        _check("fidelity_answers", "item_of_the_list", "item BETWEEN 1 AND 20"),
        _check("fidelity_answers", "evidence_written", "length(trim(evidence)) >= 10"),
        _key("fidelity_answers", "cohort_id", "cohorts"),
        _key("fidelity_answers", "answered_by_id", "users"),
        sa.UniqueConstraint(
            "cohort_id", "year", "item", name="uq_fidelity_answers_cohort_id_year_item"
        ),
    )
    op.create_index("ix_fidelity_answers_answered_by_id", "fidelity_answers", ["answered_by_id"])
    op.create_table(
        "maintenance_reviews",
        *record("cohort_id"),
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("calls", sa.Integer()),
        sa.Column("baseline_ratio", sa.Numeric(9, 3)),
        sa.Column("trigger_hit", sa.Boolean(), nullable=False),
        sa.Column("actions", sa.String()),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("held_by_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_maintenance_reviews"),
        _check("maintenance_reviews", "calls_not_negative", "calls >= 0"),
        _check(
            "maintenance_reviews", "ratio_of_calls", "baseline_ratio IS NULL OR calls IS NOT NULL"
        ),
        _check("maintenance_reviews", "return_answered", "NOT trigger_hit OR actions IS NOT NULL"),
        _key("maintenance_reviews", "cohort_id", "cohorts"),
        _key("maintenance_reviews", "held_by_id", "users"),
        sa.UniqueConstraint("cohort_id", "month", name="uq_maintenance_reviews_cohort_id_month"),
    )
    op.create_index("ix_maintenance_reviews_held_by_id", "maintenance_reviews", ["held_by_id"])
    _feedback()
    for table in ("fidelity_answers", "maintenance_reviews"):
        index_scope(table, "cohort_id")
    index_scope("feedback")


def _feedback() -> None:
    op.create_table(
        "feedback",
        *record("jurisdiction_id"),
        sa.Column("pathway_id", sa.Uuid()),
        sa.Column("from_kind", words("feedbackfrom", *FROM), nullable=False),
        sa.Column("about", words("feedbackabout", *ABOUT), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary()),
        sa.Column("about_users", JSON, nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("handler_id", sa.Uuid()),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("answer_sealed", sa.LargeBinary()),
        sa.Column("answered_on", sa.Date()),
        sa.Column("status", words("feedbackstatus", *STATUS), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
        _check("feedback", "says_what", "body_sealed IS NOT NULL"),
        _check("feedback", "answer_after_receipt", "answer_by >= received_on"),
        _check(
            "feedback",
            "handled_by_somebody",
            "status NOT IN ('WITH_HANDLER', 'ANSWERED') OR handler_id IS NOT NULL",
        ),
        _check(
            "feedback",
            "answered_in_words",
            "status <> 'ANSWERED' OR (answer_sealed IS NOT NULL AND answered_on IS NOT NULL)",
        ),
        _key("feedback", "pathway_id", "pathways"),
        _key("feedback", "recorded_by_id", "users"),
        _key("feedback", "handler_id", "users"),
        _key("feedback", "jurisdiction_id", "jurisdictions"),
    )
    for column in ("pathway_id", "recorded_by_id", "handler_id"):
        op.create_index(f"ix_feedback_{column}", "feedback", [column])
    op.create_index("ix_feedback_status_answer_by", "feedback", ["status", "answer_by"])


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
