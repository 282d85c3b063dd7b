"""The lists that pairs take along: who asked, who approved, when they must be back."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record

revision = "0033_delivery_sheets"
down_revision = "0032_published_reports"
branch_labels = None
depends_on = None

TABLE = "delivery_sheets"
USERS = ("deliverer_id", "second_deliverer_id", "asked_by_id", "approved_by_id", "returned_to_id")
RULES = {
    "approver_is_not_who_asked": "approved_by_id <> asked_by_id",
    "approved_whole": "(approved_by_id IS NULL) = (approved_at IS NULL)"
    " AND (approved_by_id IS NULL) = (paper_id IS NULL)",
    "two_different_deliverers": "second_deliverer_id <> deliverer_id",
    "few_copies": "copies BETWEEN 1 AND 4",
    "returned_whole": "(returned_at IS NULL) = (returned_to_id IS NULL)"
    " AND (returned_at IS NULL) = (copies_returned IS NULL)",
    "no_more_than_printed": "copies_returned BETWEEN 0 AND copies",
}


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        TABLE,
        *record(),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("deliverer_id", sa.Uuid(), nullable=False),
        sa.Column("second_deliverer_id", sa.Uuid(), nullable=False),
        sa.Column("shift_on", sa.Date(), nullable=False),
        sa.Column("return_by", MOMENT, nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("rounds", JSON, nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("approved_by_id", sa.Uuid()),
        sa.Column("approved_at", MOMENT),
        sa.Column("paper_id", sa.Uuid()),
        sa.Column("returned_at", MOMENT),
        sa.Column("returned_to_id", sa.Uuid()),
        sa.Column("copies_returned", sa.Integer()),
        sa.Column("missing_reason", sa.String()),
        sa.PrimaryKeyConstraint("id", name=f"pk_{TABLE}"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=f"fk_{TABLE}_meeting_id"),
        sa.ForeignKeyConstraint(["paper_id"], ["issued_papers.id"], name=f"fk_{TABLE}_paper_id"),
        *(
            sa.ForeignKeyConstraint([column], ["users.id"], name=f"fk_{TABLE}_{column}")
            for column in USERS
        ),
        sa.UniqueConstraint("paper_id", name=f"uq_{TABLE}_paper_id"),
        *(
            sa.CheckConstraint(rule, name=op.f(f"ck_{TABLE}_{name}"))
            for name, rule in RULES.items()
        ),
    )
    for column in ("meeting_id", *USERS):
        op.create_index(f"ix_{TABLE}_{column}", TABLE, [column])
    index_scope(TABLE)


def downgrade() -> None:
    """Drop the table."""
    op.drop_table(TABLE)
