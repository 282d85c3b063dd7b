"""First tables: paper copies, text blocks, users, handovers, clearances."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record, words

revision = "0003_from_paper_copies"
down_revision = "0002_from_job_runs"
branch_labels = None
depends_on = None

TABLES = (
    "paper_copies",
    "text_blocks",
    "users",
    "handovers",
    "clearances",
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "paper_copies",
        *record(),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("copy_no", sa.Integer(), nullable=False),
        sa.Column("printed_at", MOMENT, nullable=False),
        sa.Column("printed_by_ref", sa.String(36), nullable=False),
        sa.Column("approval_ref", sa.String(36)),
        sa.Column("batch_ref", sa.String(36)),
        sa.Column("pages", JSON),
        sa.Column("pdf_hash", sa.String(64), nullable=False),
        sa.Column("watermark", sa.String(120)),
        sa.Column("pdf_id", sa.Uuid()),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_paper_copies"),
        sa.CheckConstraint("copy_no >= 1", name=op.f("ck_paper_copies_copies_count_from_one")),
        sa.CheckConstraint(
            "copy_no = 1 OR reason IS NOT NULL", name=op.f("ck_paper_copies_reprint_has_reason")
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["issued_papers.id"], name="fk_paper_copies_paper_id"
        ),
        sa.ForeignKeyConstraint(["pdf_id"], ["shelf_files.id"], name="fk_paper_copies_pdf_id"),
        sa.UniqueConstraint("paper_id", "copy_no", name="uq_paper_copies_paper_id_copy_no"),
    )
    op.create_index("ix_paper_copies_paper_id", "paper_copies", ["paper_id"])
    op.create_index("ix_paper_copies_pdf_id", "paper_copies", ["pdf_id"])
    index_scope("paper_copies")
    op.create_table(
        "text_blocks",
        *record(),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("block_id", sa.String(8), nullable=False),
        sa.Column(
            "kind",
            words(
                "blockkind",
                "head",
                "address",
                "reference",
                "h",
                "p",
                "li",
                "num",
                "table",
                "row",
                "field",
                "note",
                "sign",
                "ref",
                "slip",
                "envelope",
                "close",
                "distribution",
                "figure",
                "verdict",
                "option",
                "sms",
                "subject",
            ),
            nullable=False,
        ),
        sa.Column("condition", sa.String(60)),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_text_blocks"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["text_versions.id"], name="fk_text_blocks_version_id"
        ),
        sa.UniqueConstraint("version_id", "block_id", name="uq_text_blocks_version_id_block_id"),
    )
    op.create_index("ix_text_blocks_version_id", "text_blocks", ["version_id"])
    index_scope("text_blocks")
    op.create_table(
        "users",
        *record(),
        sa.Column("sign_in_name", sa.String(120), nullable=False),
        sa.Column("display_name", sa.String(120), nullable=False),
        sa.Column("home_agency_id", sa.Uuid(), nullable=False),
        sa.Column("offices", JSON, nullable=False),
        sa.Column("post", sa.String(120)),
        sa.Column(
            "status",
            words("userstatus", "PROPOSED", "ACTIVE", "LOCKED", "DEACTIVATED", "REFUSED"),
            nullable=False,
        ),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("training_done_on", sa.Date()),
        sa.Column("deputy_id", sa.Uuid()),
        sa.Column("password_hash", sa.String(255)),
        sa.Column("one_time_code_hash", sa.String(255)),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("factor_sealed", sa.LargeBinary()),
        sa.Column("factor_step", sa.Integer()),
        sa.Column("locked_at", MOMENT),
        sa.Column("proposed_by", sa.Uuid()),
        sa.Column("confirmed_by", sa.Uuid()),
        sa.Column("confirmed_at", MOMENT),
        sa.Column("deactivated_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.CheckConstraint(
            "confirmed_by <> proposed_by", name=op.f("ck_users_confirmed_by_another")
        ),
        sa.ForeignKeyConstraint(["confirmed_by"], ["users.id"], name="fk_users_confirmed_by"),
        sa.ForeignKeyConstraint(["deputy_id"], ["users.id"], name="fk_users_deputy_id"),
        sa.ForeignKeyConstraint(
            ["home_agency_id"], ["agencies.id"], name="fk_users_home_agency_id"
        ),
        sa.ForeignKeyConstraint(["proposed_by"], ["users.id"], name="fk_users_proposed_by"),
        sa.UniqueConstraint("sign_in_name", name="uq_users_sign_in_name"),
    )
    op.create_index("ix_users_confirmed_by", "users", ["confirmed_by"])
    op.create_index("ix_users_deputy_id", "users", ["deputy_id"])
    op.create_index("ix_users_home_agency_id", "users", ["home_agency_id"])
    op.create_index("ix_users_proposed_by", "users", ["proposed_by"])
    index_scope("users")
    op.create_table(
        "handovers",
        *record(),
        sa.Column("from_user_id", sa.Uuid(), nullable=False),
        sa.Column("to_user_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_handovers"),
        sa.ForeignKeyConstraint(["from_user_id"], ["users.id"], name="fk_handovers_from_user_id"),
        sa.ForeignKeyConstraint(["to_user_id"], ["users.id"], name="fk_handovers_to_user_id"),
    )
    op.create_index("ix_handovers_from_user_id", "handovers", ["from_user_id"])
    op.create_index("ix_handovers_to_user_id", "handovers", ["to_user_id"])
    index_scope("handovers")
    op.create_table(
        "clearances",
        *record(),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("circle_id", sa.Uuid(), nullable=False),
        sa.Column("since_at", MOMENT, nullable=False),
        sa.Column("until_at", MOMENT),
        sa.Column("granted_by", sa.Uuid(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("status", words("grantstatus", "IN_FORCE", "ENDED"), nullable=False),
        sa.Column("end_reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_clearances"),
        sa.CheckConstraint("granted_by <> user_id", name=op.f("ck_clearances_not_to_oneself")),
        sa.ForeignKeyConstraint(["circle_id"], ["compartments.id"], name="fk_clearances_circle_id"),
        sa.ForeignKeyConstraint(["granted_by"], ["users.id"], name="fk_clearances_granted_by"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_clearances_user_id"),
    )
    op.create_index("ix_clearances_circle_id", "clearances", ["circle_id"])
    op.create_index("ix_clearances_granted_by", "clearances", ["granted_by"])
    op.create_index("ix_clearances_user_id", "clearances", ["user_id"])
    index_scope("clearances")


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
