"""What leaves the house: published reports, the ones to the council, extracts for research."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record

revision = "0032_published_reports"
down_revision = "0031_from_fidelity_answers"
branch_labels = None
depends_on = None

PUBLISHED = (
    "(published_at IS NULL) = (published_by_id IS NULL)"
    " AND (published_at IS NULL) = (suppression IS NULL)"
)
WITHDRAWN = (
    "(withdrawn_at IS NULL) = (withdrawal_reason IS NULL)"
    " AND (withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)"
)
CHECKS = (
    ("published_whole", PUBLISHED),
    ("withdrawn_whole", WITHDRAWN),
    ("withdrawn_once_published", "withdrawn_at IS NULL OR published_at IS NOT NULL"),
    ("correction_reasoned", "(corrects_id IS NULL) = (corrects_reason IS NULL)"),
    ("corrects_another", "corrects_id <> id"),
)
APPROVED = (
    "(approved_at IS NULL) = (approved_by_id IS NULL)"
    " AND (approved_at IS NULL) = (file_id IS NULL)"
    " AND (approved_at IS NULL) = (cells IS NULL)"
)
REFUSED = (
    "(refused_at IS NULL) = (refused_by_id IS NULL)"
    " AND (refused_at IS NULL) = (refusal_reason IS NULL)"
)
KEYS = (
    ("published_by_id", "users"),
    ("paper_id", "issued_papers"),
    ("withdrawn_by_id", "users"),
)


def _life() -> list[sa.Column[object]]:
    return [
        sa.Column("corrects_reason", sa.String()),
        sa.Column("published_at", MOMENT),
        sa.Column("published_by_id", sa.Uuid()),
        sa.Column("suppression", sa.Integer()),
        sa.Column("body", JSON),
        sa.Column("paper_id", sa.Uuid()),
        sa.Column("withdrawn_at", MOMENT),
        sa.Column("withdrawn_by_id", sa.Uuid()),
        sa.Column("withdrawal_reason", sa.String()),
        sa.Column("corrects_id", sa.Uuid()),
    ]


def _checks(table: str) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(text, name=op.f(f"ck_{table}_{name}")) for name, text in CHECKS]


def _keys(table: str) -> list[tuple[str, str]]:
    return [*KEYS, ("corrects_id", table)]


def upgrade() -> None:
    """Let reports be published, and create the table of those to the council."""
    with op.batch_alter_table("outcome_reports") as reports:
        for column in _life():
            reports.add_column(column)
        for column_name, of in _keys("outcome_reports"):
            reports.create_foreign_key(
                f"fk_outcome_reports_{column_name}", of, [column_name], ["id"]
            )
        for check in _checks("outcome_reports"):
            reports.create_check_constraint(check.name, str(check.sqltext))
        for column_name, _of in _keys("outcome_reports"):
            reports.create_index(f"ix_outcome_reports_{column_name}", [column_name])
    op.create_table(
        "council_reports",
        *record(),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("prior_reference", sa.String(), nullable=False),
        sa.Column("signatory_name", sa.String(), nullable=False),
        sa.Column("signatory_post", sa.String(), nullable=False),
        sa.Column("initials", sa.String(20), nullable=False),
        sa.Column("complaints", sa.Integer(), nullable=False),
        sa.Column("complaints_on_time", sa.Integer(), nullable=False),
        sa.Column("limits_text", sa.String(), nullable=False),
        *_life(),
        sa.PrimaryKeyConstraint("id", name="pk_council_reports"),
        *(
            sa.ForeignKeyConstraint([name], [f"{of}.id"], name=f"fk_council_reports_{name}")
            for name, of in _keys("council_reports")
        ),
        *_checks("council_reports"),
        sa.CheckConstraint(
            "complaints_on_time >= 0 AND complaints_on_time <= complaints",
            name=op.f("ck_council_reports_on_time_are_some_of_all"),
        ),
    )
    for column_name, _of in _keys("council_reports"):
        op.create_index(f"ix_council_reports_{column_name}", "council_reports", [column_name])
    index_scope("council_reports")
    _extracts()


def _extracts() -> None:
    table = "research_extracts"
    keys = (("approved_by_id", "users"), ("refused_by_id", "users"), ("file_id", "shelf_files"))
    checks = (
        ("purpose_written", "length(trim(purpose)) >= 20"),
        ("hides_in_a_crowd", "least >= 2"),
        ("approved_whole", APPROVED),
        ("approved_by_another", "approved_by_id <> created_by"),
        ("refused_whole", REFUSED),
        ("answered_once", "approved_at IS NULL OR refused_at IS NULL"),
    )
    op.create_table(
        table,
        *record(),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("institution", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("approved_at", MOMENT),
        sa.Column("approved_by_id", sa.Uuid()),
        sa.Column("refused_at", MOMENT),
        sa.Column("refused_by_id", sa.Uuid()),
        sa.Column("refusal_reason", sa.String()),
        sa.Column("file_id", sa.Uuid()),
        sa.Column("cells", JSON),
        sa.Column("columns", JSON),
        sa.Column("withheld", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        *(
            sa.ForeignKeyConstraint([name], [f"{of}.id"], name=f"fk_{table}_{name}")
            for name, of in keys
        ),
        *(sa.CheckConstraint(text, name=op.f(f"ck_{table}_{name}")) for name, text in checks),
    )
    for name, _of in keys:
        op.create_index(f"ix_{table}_{name}", table, [name])
    index_scope(table)


def downgrade() -> None:
    """Take the extracts and the reports to the council away, and what was published."""
    op.drop_table("research_extracts")
    op.drop_table("council_reports")
    with op.batch_alter_table("outcome_reports") as reports:
        for name, _text in CHECKS:
            reports.drop_constraint(op.f(f"ck_outcome_reports_{name}"), type_="check")
        for column_name, _of in _keys("outcome_reports"):
            reports.drop_index(f"ix_outcome_reports_{column_name}")
            reports.drop_constraint(f"fk_outcome_reports_{column_name}", type_="foreignkey")
        for column in _life():
            reports.drop_column(column.name)
