"""The name of a partner who is one person is sealed, and leaves when they are withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "0036_people_among_partners"
down_revision = "0035_seen_as"
branch_labels = None
depends_on = None

PERSON = "kind IN ('RESIDENT', 'FORMER_SELLER')"
UNNAMED = (
    "withdrawn_at IS NULL OR (person_name_sealed IS NULL"
    " AND (kind NOT IN ('RESIDENT', 'FORMER_SELLER') OR plain_name = ''))"
)
CHECK = "ck_partners_withdrawn_person_unnamed"


def upgrade() -> None:
    """Erase the names of people who were withdrawn; those who stand are sealed when changed."""
    op.execute(f"UPDATE partners SET name = '' WHERE withdrawn_at IS NOT NULL AND {PERSON}")
    with op.batch_alter_table("partners") as partners:
        partners.alter_column("name", new_column_name="plain_name")
        partners.add_column(sa.Column("person_name_sealed", sa.LargeBinary()))
    with op.batch_alter_table("partners") as partners:
        partners.create_check_constraint(op.f(CHECK), UNNAMED)


def downgrade() -> None:
    """Take the sealed names away again."""
    with op.batch_alter_table("partners") as partners:
        partners.drop_constraint(op.f(CHECK), type_="check")
        partners.drop_column("person_name_sealed")
        partners.alter_column("plain_name", new_column_name="name")
