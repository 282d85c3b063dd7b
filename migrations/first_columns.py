"""What the first tables share; frozen with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def words(name: str, *members: str) -> sa.Enum:
    """Return a closed list kept as text with a CHECK."""
    return sa.Enum(
        *members,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=max(len(member) for member in members),
    )


def record(*required: str) -> list[sa.Column[object]]:
    """Return the columns that every record has: its id, who and when, its version, its scope.

    ``required`` names scope columns that this table itself fills always and declares.
    """
    scope = ("jurisdiction_id", "agency_id", "compartment_id", "cohort_id", "subject_id", "key_ref")
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("created_by", sa.Uuid()),
        sa.Column("row_version", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Uuid()) for name in scope if name not in required),
    ]


def index_scope(table: str, *elsewhere: str) -> None:
    """Index what sight reads; ``elsewhere`` names columns that another index of the table leads."""
    for column in ("jurisdiction_id", "cohort_id", "subject_id"):
        if column in elsewhere:
            continue
        op.create_index(f"ix_{table}_{column}", table, [column])
