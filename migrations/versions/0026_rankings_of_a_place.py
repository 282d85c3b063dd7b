"""Rankings of a place: what each was made of and how it came out."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record, words

revision = "0026_rankings_of_a_place"
down_revision = "0025_register_of_the_territory"
branch_labels = None
depends_on = None

TABLE = "hot_spot_runs"
KEYS = {"jurisdiction_id": "jurisdictions", "by_id": "users", "work_id": "background_works"}
CHECKS = {
    "input_hash_is_sha256": "length(input_hash) = 64",
    "done_with_its_result": "(run_at IS NULL) = (result IS NULL)",
    "winner_of_a_test": "winner IS NULL OR backtest IS NOT NULL",
}


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        TABLE,
        *record("jurisdiction_id"),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("work_id", sa.Uuid()),
        sa.Column("parameters", JSON, nullable=False),
        sa.Column("input_hash", sa.String(64), nullable=False),
        sa.Column("run_at", MOMENT),
        sa.Column("result", JSON),
        sa.Column("backtest", JSON),
        sa.Column("winner", words("rankmethod", "COUNT", "KDE", "GI")),
        sa.PrimaryKeyConstraint("id", name="pk_hot_spot_runs"),
        *(
            sa.CheckConstraint(text, name=op.f(f"ck_{TABLE}_{name}"))
            for name, text in CHECKS.items()
        ),
        *(
            sa.ForeignKeyConstraint([column], [f"{of}.id"], name=f"fk_{TABLE}_{column}")
            for column, of in KEYS.items()
        ),
    )
    for column in ("by_id", "work_id"):
        op.create_index(f"ix_{TABLE}_{column}", TABLE, [column])
    index_scope(TABLE)


def downgrade() -> None:
    """Drop the table."""
    op.drop_table(TABLE)
