"""First tables: purge runs, legal holds, tombstones."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record, words

revision = "0024_from_purge_runs"
down_revision = "0023_a_place_may_hold_less"
branch_labels = None
depends_on = None

TABLES = ("purge_runs", "legal_holds", "tombstones")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "purge_runs",
        *record(),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            words("purgestatus", "LISTED", "PROPOSED", "CONFIRMED", "EXECUTED", "STOPPED"),
            nullable=False,
        ),
        sa.Column(
            "rule",
            words("retentionrule", "NOMINEE", "INVESTIGATION", "STUB", "DECLINED", "PARTICIPANT"),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("classes", JSON, nullable=False),
        sa.Column("list_hash", sa.String(64)),
        sa.Column("dry_run_at", MOMENT),
        sa.Column("proposed_by_id", sa.Uuid()),
        sa.Column("proposed_at", MOMENT),
        sa.Column("confirmed_by_id", sa.Uuid()),
        sa.Column("confirmed_at", MOMENT),
        sa.Column("execute_after", MOMENT),
        sa.Column("executed_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_purge_runs"),
        sa.UniqueConstraint("person_id", name="uq_purge_runs_person_id"),
        sa.CheckConstraint(
            "proposed_by_id <> confirmed_by_id", name=op.f("ck_purge_runs_two_different_people")
        ),
        sa.CheckConstraint(
            "status NOT IN ('PROPOSED', 'CONFIRMED', 'EXECUTED')"
            " OR (proposed_by_id IS NOT NULL AND dry_run_at IS NOT NULL AND list_hash IS NOT NULL)",
            name=op.f("ck_purge_runs_proposed_on_a_dry_run"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('CONFIRMED', 'EXECUTED')"
            " OR (confirmed_by_id IS NOT NULL AND execute_after IS NOT NULL)",
            name=op.f("ck_purge_runs_confirmed_by_somebody"),
        ),
        sa.CheckConstraint(
            "(status = 'EXECUTED') = (executed_at IS NOT NULL)"
            " AND (executed_at IS NULL OR executed_at >= execute_after)",
            name=op.f("ck_purge_runs_executed_after_the_wait"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_purge_runs_person_id"),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["users.id"], name="fk_purge_runs_proposed_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["users.id"], name="fk_purge_runs_confirmed_by_id"
        ),
    )
    op.create_index("ix_purge_runs_list", "purge_runs", ["status", "jurisdiction_id"])
    op.create_index("ix_purge_runs_proposed_by_id", "purge_runs", ["proposed_by_id"])
    op.create_index("ix_purge_runs_confirmed_by_id", "purge_runs", ["confirmed_by_id"])
    index_scope("purge_runs")
    op.create_table(
        "legal_holds",
        *record(),
        sa.Column(
            "object_kind",
            words(
                "subjectkind",
                "PATHWAY",
                "CASE",
                "OPERATION",
                "MEETING",
                "SECTOR",
                "REVIEW",
                "REPORT",
                "ITEM",
                "PERSON",
                "DELIVERY",
                "COHORT",
            ),
            nullable=False,
        ),
        sa.Column("object_ref", sa.Uuid(), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary()),
        sa.Column("placed_by_id", sa.Uuid(), nullable=False),
        sa.Column("placed_at", MOMENT, nullable=False),
        sa.Column("lifted_at", MOMENT),
        sa.Column("lifted_by_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_legal_holds"),
        sa.CheckConstraint("reason_sealed IS NOT NULL", name=op.f("ck_legal_holds_reason_written")),
        sa.CheckConstraint(
            "(lifted_at IS NULL) = (lifted_by_id IS NULL)",
            name=op.f("ck_legal_holds_lifted_by_somebody_at_some_time"),
        ),
        sa.ForeignKeyConstraint(["placed_by_id"], ["users.id"], name="fk_legal_holds_placed_by_id"),
        sa.ForeignKeyConstraint(["lifted_by_id"], ["users.id"], name="fk_legal_holds_lifted_by_id"),
    )
    op.create_index("ix_legal_holds_object", "legal_holds", ["object_ref", "lifted_at"])
    op.create_index("ix_legal_holds_placed_by_id", "legal_holds", ["placed_by_id"])
    op.create_index("ix_legal_holds_lifted_by_id", "legal_holds", ["lifted_by_id"])
    index_scope("legal_holds")
    op.create_table(
        "tombstones",
        *record("key_ref"),
        sa.Column("key_ref", sa.Uuid(), nullable=False),
        sa.Column("subject_hash", sa.String(32), nullable=False),
        sa.Column("classes", JSON, nullable=False),
        sa.Column("purged_at", MOMENT, nullable=False),
        sa.Column("certificate_hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tombstones"),
        sa.UniqueConstraint("key_ref", name="uq_tombstones_key_ref"),
        sa.UniqueConstraint("subject_hash", name="uq_tombstones_subject_hash"),
    )
    index_scope("tombstones")


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
