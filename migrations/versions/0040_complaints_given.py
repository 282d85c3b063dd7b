"""A complaint is given to a cohort by hand, or taken from it, with the reason."""

import sqlalchemy as sa
from alembic import op
from first_columns import MOMENT

revision = "0040_complaints_given"
down_revision = "0039_follow_up_analyses"
branch_labels = None
depends_on = None

CHECK = "ck_complaints_given_with_reason"
KEY = "fk_complaints_given_by_id"
INDEX = "ix_complaints_given_by_id"


def upgrade() -> None:
    """Let a complaint say who gave it; none was given so far."""
    with op.batch_alter_table("complaints") as complaints:
        complaints.add_column(sa.Column("given_at", MOMENT))
        complaints.add_column(sa.Column("given_by_id", sa.Uuid()))
        complaints.add_column(sa.Column("given_reason_sealed", sa.LargeBinary()))
        complaints.create_foreign_key(KEY, "users", ["given_by_id"], ["id"])
        complaints.create_check_constraint(
            op.f(CHECK),
            "given_at IS NULL OR (given_by_id IS NOT NULL AND given_reason_sealed IS NOT NULL)",
        )
        complaints.create_index(INDEX, ["given_by_id"])


def downgrade() -> None:
    """Take who gave it from complaints again."""
    with op.batch_alter_table("complaints") as complaints:
        complaints.drop_index(INDEX)
        complaints.drop_constraint(op.f(CHECK), type_="check")
        complaints.drop_constraint(KEY, type_="foreignkey")
        for name in ("given_reason_sealed", "given_by_id", "given_at"):
            complaints.drop_column(name)
