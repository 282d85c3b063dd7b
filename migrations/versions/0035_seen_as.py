"""A complaint that came by file keeps how the police saw it, for the weight of a ranking."""

import sqlalchemy as sa
from alembic import op
from first_columns import words

revision = "0035_seen_as"
down_revision = "0034_judged_groups"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column with its closed list."""
    with op.batch_alter_table("complaints") as complaints:
        complaints.add_column(sa.Column("seen_as", words("seenas", "FLAGRANCY", "CONTROLLED_BUY")))


def downgrade() -> None:
    """Take the column away again."""
    with op.batch_alter_table("complaints") as complaints:
        complaints.drop_constraint(op.f("ck_complaints_seenas"), type_="check")
        complaints.drop_column("seen_as")
