"""How long people stayed without a new event, under a locked plan."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record

revision = "0039_follow_up_analyses"
down_revision = "0038_block_analyses"
branch_labels = None
depends_on = None

TABLE = "follow_up_analyses"
KEYS = (("plan_id", "evaluation_plans"), ("by_id", "users"), ("file_id", "shelf_files"))
CHECKS = (
    ("another_reasoned", "number = 1 OR change_reason IS NOT NULL"),
    ("done_with_its_results", "(run_at IS NULL) = (results IS NULL)"),
    ("input_hash_is_sha256", "length(input_hash) = 64"),
)


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        TABLE,
        *record(),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid()),
        sa.Column("moments", JSON, nullable=False),
        sa.Column("change_reason", sa.String()),
        sa.Column("input_hash", sa.String(64), nullable=False),
        sa.Column("run_at", MOMENT),
        sa.Column("results", JSON),
        sa.PrimaryKeyConstraint("id", name=f"pk_{TABLE}"),
        *(
            sa.ForeignKeyConstraint([name], [f"{of}.id"], name=f"fk_{TABLE}_{name}")
            for name, of in KEYS
        ),
        *(sa.CheckConstraint(text, name=op.f(f"ck_{TABLE}_{name}")) for name, text in CHECKS),
        sa.UniqueConstraint("plan_id", "number", name=f"uq_{TABLE}_plan_id_number"),
    )
    for name in ("by_id", "file_id"):
        op.create_index(f"ix_{TABLE}_{name}", TABLE, [name])
    index_scope(TABLE)


def downgrade() -> None:
    """Drop the table."""
    op.drop_table(TABLE)
