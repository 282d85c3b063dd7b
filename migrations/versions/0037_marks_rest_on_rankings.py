"""A candidate's mark may rest on a place of a ranking, kept as it stood."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON

revision = "0037_marks_rest_on_rankings"
down_revision = "0036_people_among_partners"
branch_labels = None
depends_on = None

CHECK = "ck_market_scores_ranking_with_its_place"
KEY = "fk_market_scores_run_id"
INDEX = "ix_market_scores_run_id"


def upgrade() -> None:
    """Let a mark name the ranking and keep its place; marks that stand rest on none."""
    with op.batch_alter_table("market_scores") as scores:
        scores.add_column(sa.Column("run_id", sa.Uuid()))
        scores.add_column(sa.Column("ranked_as", JSON))
        scores.create_foreign_key(KEY, "hot_spot_runs", ["run_id"], ["id"])
        scores.create_check_constraint(op.f(CHECK), "(run_id IS NULL) = (ranked_as IS NULL)")
        scores.create_index(INDEX, ["run_id"])


def downgrade() -> None:
    """Take the rankings from the marks again."""
    with op.batch_alter_table("market_scores") as scores:
        scores.drop_index(INDEX)
        scores.drop_constraint(op.f(CHECK), type_="check")
        scores.drop_constraint(KEY, type_="foreignkey")
        scores.drop_column("ranked_as")
        scores.drop_column("run_id")
