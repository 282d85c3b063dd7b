"""First tables: cohorts, criteria versions, covert codes, due items, tasks, background works."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record, words

revision = "0006_from_cohorts"
down_revision = "0005_from_approvals"
branch_labels = None
depends_on = None

TABLES = (
    "cohorts",
    "criteria_versions",
    "covert_codes",
    "due_items",
    "tasks",
    "background_works",
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "cohorts",
        *record(),
        sa.Column("market_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("public_programme_name", sa.String(), nullable=False),
        sa.Column(
            "stage",
            words(
                "cohortstage",
                "PROPOSED",
                "COMMITTED",
                "MAPPED",
                "IDENTIFYING",
                "BUILDING_CASES",
                "REVIEWING",
                "CALLIN_SCHEDULED",
                "CALLIN_DONE",
                "MAINTENANCE",
                "CLOSED",
                "SUSPENDED",
                "ABANDONED",
            ),
            nullable=False,
        ),
        sa.Column("start_on", sa.Date()),
        sa.Column("callin_on", sa.Date()),
        sa.Column("survey_plan", sa.String()),
        sa.Column("report_channels", JSON),
        sa.Column("coordinator_id", sa.Uuid()),
        sa.Column("deputy_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_cohorts"),
        sa.ForeignKeyConstraint(["coordinator_id"], ["users.id"], name="fk_cohorts_coordinator_id"),
        sa.ForeignKeyConstraint(["deputy_id"], ["users.id"], name="fk_cohorts_deputy_id"),
        sa.ForeignKeyConstraint(["market_id"], ["markets.id"], name="fk_cohorts_market_id"),
        sa.UniqueConstraint("market_id", "name", name="uq_cohorts_market_id_name"),
    )
    op.create_index("ix_cohorts_coordinator_id", "cohorts", ["coordinator_id"])
    op.create_index("ix_cohorts_deputy_id", "cohorts", ["deputy_id"])
    index_scope("cohorts")
    op.create_table(
        "criteria_versions",
        *record(),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("retired_on", sa.Date()),
        sa.Column("approved_by_id", sa.Uuid(), nullable=False),
        sa.Column("approved_at", MOMENT, nullable=False),
        sa.Column("profile", sa.String(8), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_criteria_versions"),
        sa.CheckConstraint(
            "retired_on >= effective_from", name=op.f("ck_criteria_versions_ends_after_it_starts")
        ),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["users.id"], name="fk_criteria_versions_approved_by_id"
        ),
        sa.UniqueConstraint(
            "jurisdiction_id", "number", name="uq_criteria_versions_jurisdiction_id_number"
        ),
    )
    op.create_index("ix_criteria_versions_approved_by_id", "criteria_versions", ["approved_by_id"])
    index_scope("criteria_versions")
    op.create_table(
        "covert_codes",
        *record(),
        sa.Column("code", sa.String(7), nullable=False),
        sa.Column("kind", words("covertkind", "UNDERCOVER", "BUYER", "INFORMANT"), nullable=False),
        sa.Column("handler_id", sa.Uuid(), nullable=False),
        sa.Column("register_ref_sealed", sa.LargeBinary()),
        sa.Column("retired_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_covert_codes"),
        sa.CheckConstraint(
            "code LIKE 'AG-____' OR code LIKE 'IN-____'", name=op.f("ck_covert_codes_only_a_code")
        ),
        sa.ForeignKeyConstraint(["handler_id"], ["users.id"], name="fk_covert_codes_handler_id"),
        sa.UniqueConstraint("code", name="uq_covert_codes_code"),
    )
    op.create_index("ix_covert_codes_handler_id", "covert_codes", ["handler_id"])
    index_scope("covert_codes")
    op.create_table(
        "due_items",
        *record(),
        sa.Column("rule", sa.String(60), nullable=False),
        sa.Column("object_ref", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", MOMENT),
        sa.Column(
            "owner_role",
            words(
                "role",
                "JEF",
                "FIS",
                "POL",
                "HND",
                "DEF",
                "COM",
                "TER",
                "ANA",
                "TS",
                "PSI",
                "LAB",
                "SEC",
                "AUD",
                "ADM",
                "SYS",
            ),
        ),
        sa.Column("owner_id", sa.Uuid()),
        sa.Column("claimed_at", MOMENT),
        sa.Column("done_at", MOMENT),
        sa.Column("done_by_id", sa.Uuid()),
        sa.Column("warned_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_due_items"),
        sa.ForeignKeyConstraint(["done_by_id"], ["users.id"], name="fk_due_items_done_by_id"),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_due_items_owner_id"),
        sa.UniqueConstraint(
            "rule", "object_ref", "due_on", name="uq_due_items_rule_object_ref_due_on"
        ),
    )
    op.create_index("ix_due_items_done_by_id", "due_items", ["done_by_id"])
    op.create_index("ix_due_items_due_on", "due_items", ["due_on"])
    op.create_index("ix_due_items_owner_id", "due_items", ["owner_id"])
    index_scope("due_items")
    op.create_table(
        "tasks",
        *record(),
        sa.Column(
            "kind",
            words("taskkind", "TASK", "PROMISE", "RESCUE", "CLOSURE", "SLIP"),
            nullable=False,
        ),
        sa.Column(
            "source_kind",
            words(
                "tasksource",
                "COMMUNITY",
                "CALLIN",
                "AGREEMENT",
                "REVIEW",
                "CHECK_IN",
                "CASE",
                "MANUAL",
            ),
            nullable=False,
        ),
        sa.Column("source_ref", sa.Uuid()),
        sa.Column("institution", sa.String()),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Uuid()),
        sa.Column("due_on", sa.Date()),
        sa.Column("status", words("taskstatus", "OPEN", "DONE", "DROPPED"), nullable=False),
        sa.Column("done_on", sa.Date()),
        sa.Column("done_by_id", sa.Uuid()),
        sa.Column("note", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_tasks"),
        sa.CheckConstraint(
            "status <> 'DONE' OR (done_on IS NOT NULL AND done_by_id IS NOT NULL)",
            name=op.f("ck_tasks_done_by_somebody"),
        ),
        sa.CheckConstraint("length(trim(text)) > 0", name=op.f("ck_tasks_says_what_to_do")),
        sa.ForeignKeyConstraint(["done_by_id"], ["users.id"], name="fk_tasks_done_by_id"),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_tasks_owner_id"),
    )
    op.create_index("ix_tasks_done_by_id", "tasks", ["done_by_id"])
    op.create_index("ix_tasks_owner_id", "tasks", ["owner_id"])
    op.create_index("ix_tasks_source_ref", "tasks", ["source_ref"])
    op.create_index("ix_tasks_status_due_on", "tasks", ["status", "due_on"])
    index_scope("tasks")
    op.create_table(
        "background_works",
        *record(),
        sa.Column(
            "kind",
            words(
                "worktype",
                "LETTER_BATCH",
                "IMPORT",
                "EVALUATION",
                "HOT_SPOTS",
                "EXPORT",
                "SUBJECT_FILE",
                "VERIFY",
                "DISCLOSURE",
            ),
            nullable=False,
        ),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("arguments", JSON, nullable=False),
        sa.Column("dedupe_key", sa.String(120), nullable=False),
        sa.Column(
            "status",
            words("workstatus", "QUEUED", "RUNNING", "DONE", "FAILED", "CANCELLED"),
            nullable=False,
        ),
        sa.Column("done_items", sa.Integer(), nullable=False),
        sa.Column("total_items", sa.Integer()),
        sa.Column("lease_until", MOMENT),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("result_id", sa.Uuid()),
        sa.Column("error", sa.String()),
        sa.Column("started_at", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_background_works"),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_background_works_attempts_not_negative")),
        sa.CheckConstraint("done_items >= 0", name=op.f("ck_background_works_done_not_negative")),
        sa.CheckConstraint(
            "done_items <= total_items", name=op.f("ck_background_works_done_within_total")
        ),
        sa.CheckConstraint(
            "status <> 'FAILED' OR error IS NOT NULL",
            name=op.f("ck_background_works_failed_with_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["users.id"], name="fk_background_works_asked_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["result_id"], ["shelf_files.id"], name="fk_background_works_result_id"
        ),
        sa.UniqueConstraint("dedupe_key", name="uq_background_works_dedupe_key"),
    )
    op.create_index("ix_background_works_asked_by_id", "background_works", ["asked_by_id"])
    op.create_index("ix_background_works_result_id", "background_works", ["result_id"])
    op.create_index(
        "ix_background_works_status_lease_until", "background_works", ["status", "lease_until"]
    )
    index_scope("background_works")


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
