"""First tables: criterion answers, aggravator answers, conflict declarations, opinions, disputes, decisions."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record, words

revision = "0014_from_criterion_answers"
down_revision = "0013_from_legal_vehicles"
branch_labels = None
depends_on = None

TABLES = (
    "criterion_answers",
    "aggravator_answers",
    "conflict_declarations",
    "opinions",
    "disputes",
    "decisions",
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "criterion_answers",
        *record(),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("criterion_id", sa.Uuid(), nullable=False),
        sa.Column("value", words("answer", "YES", "NO", "UNKNOWN"), nullable=False),
        sa.Column("evidence_ref", sa.String()),
        sa.Column("note_sealed", sa.LargeBinary()),
        sa.Column("answered_by_id", sa.Uuid(), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_criterion_answers"),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["users.id"], name="fk_criterion_answers_answered_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["criterion_id"], ["criteria.id"], name="fk_criterion_answers_criterion_id"
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["reviews.id"], name="fk_criterion_answers_review_id"
        ),
        sa.UniqueConstraint(
            "review_id", "criterion_id", name="uq_criterion_answers_review_id_criterion_id"
        ),
    )
    op.create_index("ix_criterion_answers_answered_by_id", "criterion_answers", ["answered_by_id"])
    op.create_index("ix_criterion_answers_criterion_id", "criterion_answers", ["criterion_id"])
    index_scope("criterion_answers")
    op.create_table(
        "aggravator_answers",
        *record(),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column(
            "letter",
            words("aggravator", "A", "B", "C", "D", "E", "F", "G", "H", "I"),
            nullable=False,
        ),
        sa.Column("value", words("answer", "YES", "NO", "UNKNOWN"), nullable=False),
        sa.Column("note", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_aggravator_answers"),
        sa.ForeignKeyConstraint(
            ["review_id"], ["reviews.id"], name="fk_aggravator_answers_review_id"
        ),
        sa.UniqueConstraint("review_id", "letter", name="uq_aggravator_answers_review_id_letter"),
    )
    index_scope("aggravator_answers")
    op.create_table(
        "conflict_declarations",
        *record(),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("has_conflict", sa.Boolean(), nullable=False),
        sa.Column("text", sa.String()),
        sa.Column("declared_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conflict_declarations"),
        sa.CheckConstraint(
            "NOT has_conflict OR text IS NOT NULL",
            name=op.f("ck_conflict_declarations_conflict_is_described"),
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["reviews.id"], name="fk_conflict_declarations_review_id"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_conflict_declarations_user_id"),
        sa.UniqueConstraint(
            "review_id", "user_id", name="uq_conflict_declarations_review_id_user_id"
        ),
    )
    op.create_index("ix_conflict_declarations_user_id", "conflict_declarations", ["user_id"])
    index_scope("conflict_declarations")
    op.create_table(
        "opinions",
        *record(),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("key", words("opinionkey", "POLICE", "PROSECUTION"), nullable=False),
        sa.Column(
            "choice",
            words("outcome", "CANDIDATE", "PROSECUTION", "YOUTH", "INSUFFICIENT"),
            nullable=False,
        ),
        sa.Column("reasons_sealed", sa.LargeBinary()),
        sa.Column(
            "status", words("opinionstatus", "GIVEN", "UNSEALED", "WITHDRAWN"), nullable=False
        ),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("unsealed_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_opinions"),
        sa.CheckConstraint("reasons_sealed IS NOT NULL", name=op.f("ck_opinions_reasons_given")),
        sa.CheckConstraint(
            "(status = 'UNSEALED') = (unsealed_at IS NOT NULL)",
            name=op.f("ck_opinions_unsealed_at_some_time"),
        ),
        sa.ForeignKeyConstraint(["author_id"], ["users.id"], name="fk_opinions_author_id"),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name="fk_opinions_review_id"),
    )
    op.create_index(
        "ix_opinions_author_id_review_id",
        "opinions",
        ["author_id", "review_id"],
        unique=True,
        sqlite_where=sa.text("status <> 'WITHDRAWN'"),
        postgresql_where=sa.text("status <> 'WITHDRAWN'"),
    )
    op.create_index(
        "ix_opinions_review_id_key",
        "opinions",
        ["review_id", "key"],
        unique=True,
        sqlite_where=sa.text("status <> 'WITHDRAWN'"),
        postgresql_where=sa.text("status <> 'WITHDRAWN'"),
    )
    index_scope("opinions")
    op.create_table(
        "disputes",
        *record(),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("held_on", sa.Date()),
        sa.Column("chair_id", sa.Uuid()),
        sa.Column("attendees", JSON),
        sa.Column("minutes_sealed", sa.LargeBinary()),
        sa.Column("document_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_disputes"),
        sa.ForeignKeyConstraint(["chair_id"], ["users.id"], name="fk_disputes_chair_id"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["shelf_files.id"], name="fk_disputes_document_id"
        ),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name="fk_disputes_review_id"),
        sa.UniqueConstraint("review_id", name="uq_disputes_review_id"),
    )
    op.create_index("ix_disputes_chair_id", "disputes", ["chair_id"])
    op.create_index("ix_disputes_document_id", "disputes", ["document_id"])
    index_scope("disputes")
    op.create_table(
        "decisions",
        *record(),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column(
            "outcome",
            words("outcome", "CANDIDATE", "PROSECUTION", "YOUTH", "INSUFFICIENT"),
            nullable=False,
        ),
        sa.Column("decided_by_id", sa.Uuid(), nullable=False),
        sa.Column("second_prosecutor_id", sa.Uuid()),
        sa.Column("reasons_sealed", sa.LargeBinary()),
        sa.Column("reason_codes", JSON, nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.Column("criteria_version_id", sa.Uuid(), nullable=False),
        sa.Column("policy_version", sa.String(), nullable=False),
        sa.Column("profile_version", sa.String(), nullable=False),
        sa.Column("text_version_ref", sa.String()),
        sa.Column("dissent_sealed", sa.LargeBinary()),
        sa.Column(
            "vehicle_proposed",
            words(
                "vehiclekind",
                "SCP",
                "SCP_TTD",
                "OPORT",
                "INV",
                "ARCH",
                "NOPERS",
                "COOP",
                "PROC",
                "SUST",
                "DIVERT",
                "COURT_BOND",
            ),
        ),
        sa.Column("told_at", MOMENT),
        sa.Column("superseded_by_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sa.CheckConstraint(
            "superseded_by_id <> id", name=op.f("ck_decisions_not_superseded_by_itself")
        ),
        sa.CheckConstraint("reasons_sealed IS NOT NULL", name=op.f("ck_decisions_reasons_given")),
        sa.CheckConstraint(
            "decided_by_id <> second_prosecutor_id",
            name=op.f("ck_decisions_two_different_prosecutors"),
        ),
        sa.ForeignKeyConstraint(
            ["criteria_version_id"],
            ["criteria_versions.id"],
            name="fk_decisions_criteria_version_id",
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["users.id"], name="fk_decisions_decided_by_id"),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name="fk_decisions_review_id"),
        sa.ForeignKeyConstraint(
            ["second_prosecutor_id"], ["users.id"], name="fk_decisions_second_prosecutor_id"
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by_id"], ["decisions.id"], name="fk_decisions_superseded_by_id"
        ),
    )
    op.create_index("ix_decisions_criteria_version_id", "decisions", ["criteria_version_id"])
    op.create_index("ix_decisions_decided_by_id", "decisions", ["decided_by_id"])
    op.create_index("ix_decisions_review_id", "decisions", ["review_id"])
    op.create_index("ix_decisions_second_prosecutor_id", "decisions", ["second_prosecutor_id"])
    op.create_index("ix_decisions_superseded_by_id", "decisions", ["superseded_by_id"])
    index_scope("decisions")


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
