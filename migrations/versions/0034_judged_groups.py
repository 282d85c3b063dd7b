"""How the cases of the people formalised in some months ended within a year: counts alone."""

import sqlalchemy as sa
from alembic import op
from first_columns import MOMENT, index_scope, record

revision = "0034_judged_groups"
down_revision = "0033_delivery_sheets"
branch_labels = None
depends_on = None

TABLE = "judged_groups"
WITHDRAWN = (
    "withdrawn_at IS NULL OR (withdrawn_by_id IS NOT NULL AND withdrawn_reason_sealed IS NOT NULL)"
)
CHECKS = (
    ("withdrawn_with_reason", WITHDRAWN),
    ("days_in_order", "formalised_from <= formalised_to"),
    ("counted_afterwards", "counted_on > formalised_to"),
    ("somebody_formalised", "formalised > 0"),
    ("parts_of_a_whole", "convicted >= 0 AND convicted <= judged AND judged <= formalised"),
)


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        TABLE,
        *record("jurisdiction_id"),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("formalised_from", sa.Date(), nullable=False),
        sa.Column("formalised_to", sa.Date(), nullable=False),
        sa.Column("formalised", sa.Integer(), nullable=False),
        sa.Column("judged", sa.Integer(), nullable=False),
        sa.Column("convicted", sa.Integer(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(120), nullable=False),
        sa.Column("withdrawn_at", MOMENT),
        sa.Column("withdrawn_by_id", sa.Uuid()),
        sa.Column("withdrawn_reason_sealed", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id", name=f"pk_{TABLE}"),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdictions.id"], name=f"fk_{TABLE}_jurisdiction_id"
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["users.id"], name=f"fk_{TABLE}_withdrawn_by_id"
        ),
        *(sa.CheckConstraint(text, name=op.f(f"ck_{TABLE}_{name}")) for name, text in CHECKS),
    )
    index_scope(TABLE)
    op.create_index(f"ix_{TABLE}_withdrawn_by_id", TABLE, ["withdrawn_by_id"])


def downgrade() -> None:
    """Drop the table."""
    op.drop_table(TABLE)
