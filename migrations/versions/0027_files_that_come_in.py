"""Files that come in, and what became of each of their rows."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record, words

revision = "0027_files_that_come_in"
down_revision = "0026_rankings_of_a_place"
branch_labels = None
depends_on = None

KINDS = "INCIDENTS SCHOOLS POLYGONS EXCLUDED COUNTS POPULATION PROCEDURES PEOPLE_OUTCOMES"
STATUSES = "UPLOADED CHECKED REJECTED APPLIED DISCARDED UNDONE"


def _check(table: str, name: str, text: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(text, name=op.f(f"ck_{table}_{name}"))


def _key(table: str, column: str, of: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{of}.id"], name=f"fk_{table}_{column}")


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "import_batches",
        *record(),
        sa.Column("kind", words("importkind", *KINDS.split()), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("columns", JSON),
        sa.Column("rows_read", sa.Integer()),
        sa.Column("rows_bad", sa.Integer()),
        sa.Column("rows_repeated", sa.Integer()),
        sa.Column("said", JSON),
        sa.Column("status", words("importstatus", *STATUSES.split()), nullable=False),
        sa.Column("previewed_at", MOMENT),
        sa.Column("applied_at", MOMENT),
        sa.Column("undone_at", MOMENT),
        sa.Column("file_id", sa.Uuid()),
        sa.Column("checked_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_import_batches"),
        _check("import_batches", "file_not_empty", "size_bytes > 0"),
        _check(
            "import_batches",
            "no_more_rows_than_were_read",
            "rows_bad + rows_repeated <= rows_read",
        ),
        _check("import_batches", "applied_when", "status <> 'APPLIED' OR applied_at IS NOT NULL"),
        _check("import_batches", "undone_when", "status <> 'UNDONE' OR undone_at IS NOT NULL"),
        _key("import_batches", "file_id", "shelf_files"),
        _key("import_batches", "checked_id", "shelf_files"),
    )
    for column in ("file_id", "checked_id"):
        op.create_index(f"ix_import_batches_{column}", "import_batches", [column])
    index_scope("import_batches")
    op.create_table(
        "import_rows",
        *record(),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "outcome", words("rowoutcome", "OK", "REJECTED", "DUPLICATE", "WARNED"), nullable=False
        ),
        sa.Column("code", sa.String(12)),
        sa.Column("column_name", sa.String(60)),
        sa.Column("text", sa.String()),
        sa.Column("told_sealed", sa.LargeBinary()),
        sa.Column("object_ref", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_import_rows"),
        sa.UniqueConstraint(
            "batch_id", "number", "outcome", name="uq_import_rows_batch_id_number_outcome"
        ),
        _check("import_rows", "number_counts_from_one", "number > 0"),
        _check(
            "import_rows", "good_row_made_something", "outcome <> 'OK' OR object_ref IS NOT NULL"
        ),
        _check("import_rows", "other_row_says_why", "outcome = 'OK' OR code IS NOT NULL"),
        _key("import_rows", "batch_id", "import_batches"),
    )
    op.create_index("ix_import_rows_object_ref", "import_rows", ["object_ref"])
    index_scope("import_rows")


def downgrade() -> None:
    """Drop both tables."""
    op.drop_table("import_rows")
    op.drop_table("import_batches")
