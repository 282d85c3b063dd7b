"""First tables of the community: partners, meetings, works and survey waves."""

import sqlalchemy as sa
from alembic import op
from first_columns import MOMENT, index_scope, record, words

revision = "0030_from_partners"
down_revision = "0029_from_count_loads"
branch_labels = None
depends_on = None

TABLES = ("partners", "community_contacts", "works", "surveys")
WITHDRAWN = (
    "withdrawn_at IS NULL OR (withdrawn_by_id IS NOT NULL AND withdrawn_reason_sealed IS NOT NULL)"
)
PARTNERS = "NEIGHBOURS_COUNCIL SCHOOL FAITH CLUB RESIDENT FORMER_SELLER"
CONTACTS = (
    "MEETING DIAGNOSIS WALK DOOR_TO_DOOR HOUSE_ASSESSMENT CENSUS CAMPAIGN TRAINING TRUST_WORK "
    "ACTIVATION"
)
WORKS = "LIGHTING CAMERA PATROL SPACE_RECOVERY SAFE_HOUSE GPS TRUST_WORK"
TECHNOLOGIES = "CAMERA PROTECTED_HOUSE GPS_ON_THINGS ALARM"
SHARES = ("aware_pct", "safer_pct", "trust_pct")


def _check(table: str, name: str, text: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(text, name=op.f(f"ck_{table}_{name}"))


def _key(table: str, column: str, of: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{of}.id"], name=f"fk_{table}_{column}")


def _kept(table: str) -> list[sa.Column[object] | sa.Constraint]:
    """Return what each of these rows has: its place, and who withdrew it why."""
    return [
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", MOMENT),
        sa.Column("withdrawn_by_id", sa.Uuid()),
        sa.Column("withdrawn_reason_sealed", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        _key(table, "jurisdiction_id", "jurisdictions"),
        _key(table, "withdrawn_by_id", "users"),
        _check(table, "withdrawn_with_reason", WITHDRAWN),
    ]


def upgrade() -> None:
    """Create the tables."""
    _partners()
    _contacts()
    _works()
    _surveys()
    for table in TABLES:
        index_scope(table)
        op.create_index(f"ix_{table}_withdrawn_by_id", table, ["withdrawn_by_id"])
    for table in TABLES[:3]:
        op.create_index(f"ix_{table}_sector_id", table, ["sector_id"])


def _partners() -> None:
    op.create_table(
        "partners",
        *record("jurisdiction_id"),
        *_kept("partners"),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", words("partnerkind", *PARTNERS.split()), nullable=False),
        sa.Column("sector_id", sa.Uuid()),
        sa.Column("contact_name_sealed", sa.LargeBinary()),
        sa.Column("contact_sealed", sa.LargeBinary()),
        sa.Column("is_speaker", sa.Boolean(), nullable=False),
        sa.Column("consent_on", sa.Date()),
        _key("partners", "sector_id", "sectors"),
        _check(
            "partners",
            "person_agreed",
            "consent_on IS NOT NULL OR kind NOT IN ('RESIDENT', 'FORMER_SELLER')",
        ),
        _check(
            "partners",
            "withdrawn_without_contact",
            "withdrawn_at IS NULL OR (contact_name_sealed IS NULL AND contact_sealed IS NULL)",
        ),
    )


def _contacts() -> None:
    op.create_table(
        "community_contacts",
        *record("jurisdiction_id", "cohort_id"),
        *_kept("community_contacts"),
        sa.Column("cohort_id", sa.Uuid()),
        sa.Column("sector_id", sa.Uuid(), nullable=False),
        sa.Column("kind", words("communitykind", *CONTACTS.split()), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("attendees", sa.Integer()),
        sa.Column("issues", sa.String()),
        sa.Column("outcome", sa.String()),
        _key("community_contacts", "cohort_id", "cohorts"),
        _key("community_contacts", "sector_id", "sectors"),
        _check("community_contacts", "attendees_not_negative", "attendees >= 0"),
    )


def _works() -> None:
    op.create_table(
        "works",
        *record("jurisdiction_id"),
        *_kept("works"),
        sa.Column("sector_id", sa.Uuid(), nullable=False),
        sa.Column("kind", words("workkind", *WORKS.split()), nullable=False),
        sa.Column("started_on", sa.Date()),
        sa.Column("finished_on", sa.Date()),
        sa.Column("cost_clp", sa.Integer()),
        sa.Column("note", sa.String()),
        sa.Column("technology", words("technologykind", *TECHNOLOGIES.split())),
        sa.Column("budget_line", sa.String(120)),
        _key("works", "sector_id", "sectors"),
        _check("works", "cost_within_bounds", "cost_clp BETWEEN 0 AND 2000000000"),
        _check("works", "finished_after_it_started", "finished_on >= started_on"),
    )


def _surveys() -> None:
    op.create_table(
        "surveys",
        *record("jurisdiction_id"),
        *_kept("surveys"),
        sa.Column("market_id", sa.Uuid(), nullable=False),
        sa.Column("wave", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Numeric(6, 3)) for name in SHARES),
        sa.Column("method", sa.String(), nullable=False),
        _key("surveys", "market_id", "markets"),
        _check("surveys", "wave_counts_from_one", "wave > 0"),
        _check("surveys", "somebody_answered", "n > 0"),
        *(_check("surveys", f"{one}_is_a_share", f"{one} BETWEEN 0 AND 100") for one in SHARES),
        _check("surveys", "method_written", "length(trim(method)) >= 20"),
    )
    op.create_index(
        "ix_surveys_one_standing_wave",
        "surveys",
        ["market_id", "wave"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
