"""First tables: appeals, activation requests."""

import sqlalchemy as sa
from alembic import op
from first_columns import MOMENT, index_scope, record, words

revision = "0021_from_appeals"
down_revision = "0020_from_limitation_clocks"
branch_labels = None
depends_on = None

TABLES = (
    "appeals",
    "activation_requests",
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "appeals",
        *record(),
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("lodged_by_id", sa.Uuid(), nullable=False),
        sa.Column("lodged_at", MOMENT, nullable=False),
        sa.Column("grounds_sealed", sa.LargeBinary()),
        sa.Column("reviewer_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", words("appealoutcome", "UPHELD", "OVERTURNED")),
        sa.Column("reasons_sealed", sa.LargeBinary()),
        sa.Column("decided_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_appeals"),
        sa.CheckConstraint(
            "outcome IS NULL OR (decided_at IS NOT NULL AND reasons_sealed IS NOT NULL)",
            name=op.f("ck_appeals_decided_with_reasons"),
        ),
        sa.CheckConstraint("grounds_sealed IS NOT NULL", name=op.f("ck_appeals_grounds_given")),
        sa.CheckConstraint(
            "reviewer_id <> lodged_by_id", name=op.f("ck_appeals_reviewed_by_another")
        ),
        sa.ForeignKeyConstraint(["finding_id"], ["findings.id"], name="fk_appeals_finding_id"),
        sa.ForeignKeyConstraint(["lodged_by_id"], ["users.id"], name="fk_appeals_lodged_by_id"),
        sa.ForeignKeyConstraint(["reviewer_id"], ["users.id"], name="fk_appeals_reviewer_id"),
        sa.UniqueConstraint("finding_id", name="uq_appeals_finding_id"),
    )
    op.create_index("ix_appeals_lodged_by_id", "appeals", ["lodged_by_id"])
    op.create_index("ix_appeals_reviewer_id", "appeals", ["reviewer_id"])
    index_scope("appeals")
    op.create_table(
        "activation_requests",
        *record(),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("requested_by_id", sa.Uuid(), nullable=False),
        sa.Column("requested_at", MOMENT, nullable=False),
        sa.Column("reasons_sealed", sa.LargeBinary()),
        sa.Column("alternatives_sealed", sa.LargeBinary()),
        sa.Column("next_steps_sealed", sa.LargeBinary()),
        sa.Column("plain_reason_sealed", sa.LargeBinary()),
        sa.Column("plain_next_steps_sealed", sa.LargeBinary()),
        sa.Column("second_by_id", sa.Uuid()),
        sa.Column("second_reasons_sealed", sa.LargeBinary()),
        sa.Column("decided_at", MOMENT),
        sa.Column(
            "outcome",
            words("activationoutcome", "PENDING", "CONFIRMED", "REFUSED", "DECLINED"),
            nullable=False,
        ),
        sa.Column("charge_ref", sa.String()),
        sa.Column("defender_notified_at", MOMENT),
        sa.Column("revocation_ground_flag", sa.Boolean()),
        sa.Column("paper_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_activation_requests"),
        sa.CheckConstraint(
            "outcome <> 'CONFIRMED' OR (second_by_id IS NOT NULL AND decided_at IS NOT NULL AND charge_ref IS NOT NULL)",
            name=op.f("ck_activation_requests_confirmed_by_a_second"),
        ),
        sa.CheckConstraint(
            "outcome = 'PENDING' OR decided_at IS NOT NULL",
            name=op.f("ck_activation_requests_decided_at_some_time"),
        ),
        sa.CheckConstraint(
            "reasons_sealed IS NOT NULL", name=op.f("ck_activation_requests_reasons_given")
        ),
        sa.CheckConstraint(
            "requested_by_id <> second_by_id",
            name=op.f("ck_activation_requests_two_different_prosecutors"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["banked_cases.id"], name="fk_activation_requests_case_id"
        ),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["findings.id"], name="fk_activation_requests_finding_id"
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["issued_papers.id"], name="fk_activation_requests_paper_id"
        ),
        sa.ForeignKeyConstraint(
            ["requested_by_id"], ["users.id"], name="fk_activation_requests_requested_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["second_by_id"], ["users.id"], name="fk_activation_requests_second_by_id"
        ),
    )
    op.create_index("ix_activation_requests_case_id", "activation_requests", ["case_id"])
    op.create_index("ix_activation_requests_finding_id", "activation_requests", ["finding_id"])
    op.create_index("ix_activation_requests_paper_id", "activation_requests", ["paper_id"])
    op.create_index(
        "ix_activation_requests_requested_by_id", "activation_requests", ["requested_by_id"]
    )
    op.create_index("ix_activation_requests_second_by_id", "activation_requests", ["second_by_id"])
    index_scope("activation_requests")


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
