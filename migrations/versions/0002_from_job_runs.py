"""First tables: job runs, settings, holidays, text versions, agencies, sectors, markets."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record, words

revision = "0002_from_job_runs"
down_revision = "0001_from_compartments"
branch_labels = None
depends_on = None

TABLES = (
    "job_runs",
    "settings",
    "holidays",
    "text_versions",
    "agencies",
    "sectors",
    "markets",
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "job_runs",
        *record(),
        sa.Column("job", sa.String(60), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("heartbeat_at", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.Column("items", sa.Integer()),
        sa.Column("failures", sa.Integer()),
        sa.Column("error", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_job_runs"),
    )
    op.create_index("ix_job_runs_job_started_at", "job_runs", ["job", "started_at"])
    index_scope("job_runs")
    op.create_table(
        "settings",
        *record(),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("profile", sa.String(8), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("set_by_ref", sa.String(36), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("second_by_ref", sa.String(36)),
        sa.Column("approved_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_settings"),
        sa.CheckConstraint(
            "second_by_ref IS NULL OR second_by_ref <> set_by_ref",
            name=op.f("ck_settings_two_people"),
        ),
        sa.UniqueConstraint(
            "name", "profile", "in_force_from", name="uq_settings_name_profile_in_force_from"
        ),
    )
    index_scope("settings")
    op.create_table(
        "holidays",
        *record(),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("jurisdiction_code", sa.String(5)),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column(
            "kind",
            words("holidaykind", "NATIONAL", "REGIONAL", "OFFICE_CLOSED", "ELECTION"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_holidays"),
        sa.UniqueConstraint("day", "jurisdiction_code", name="uq_holidays_day_jurisdiction_code"),
    )
    index_scope("holidays")
    op.create_table(
        "text_versions",
        *record(),
        sa.Column(
            "paper",
            words(
                "paperid",
                "P01I",
                "P01R",
                "P01C",
                "P01E",
                "P01A",
                "P02",
                "P03",
                "P04",
                "P05",
                "P06",
                "P07F",
                "P07A",
                "P07R",
                "P07P",
                "P07S",
                "P08",
                "P09O",
                "P09S",
                "P10",
                "P11",
                "P12A",
                "P12N",
                "P12P",
                "P13",
                "P14",
                "P15",
                "P15F",
                "P16",
                "P17L",
                "P17C",
                "P18D",
                "P18W",
                "P19C",
                "P19M",
                "P19V",
                "P20A",
                "P20N",
                "P21",
                "P22S",
                "P22M",
                "P22P",
                "P23",
                "X",
            ),
            nullable=False,
        ),
        sa.Column("profile", sa.String(8), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", words("textstatus", "DRAFT", "APPROVED", "RETIRED"), nullable=False),
        sa.Column("blocks_hash", sa.String(64), nullable=False),
        sa.Column("written_by_ref", sa.String(36), nullable=False),
        sa.Column("approved_by_ref", sa.String(36)),
        sa.Column("approved_at", MOMENT),
        sa.Column("legal_regime", words("datalaw", "LAW_OLD", "LAW_NEW", "OTHER")),
        sa.Column("in_force_from", sa.Date()),
        sa.Column("retired_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_text_versions"),
        sa.CheckConstraint(
            "status <> 'APPROVED' OR approved_by_ref IS NOT NULL",
            name=op.f("ck_text_versions_approval_has_approver"),
        ),
        sa.CheckConstraint(
            "(approved_by_ref IS NULL) = (approved_at IS NULL)",
            name=op.f("ck_text_versions_approved_by_somebody"),
        ),
        sa.CheckConstraint(
            "approved_by_ref IS NULL OR approved_by_ref <> written_by_ref",
            name=op.f("ck_text_versions_not_own_text"),
        ),
        sa.UniqueConstraint(
            "paper",
            "profile",
            "language",
            "number",
            name="uq_text_versions_paper_profile_language_number",
        ),
    )
    index_scope("text_versions")
    op.create_table(
        "agencies",
        *record(),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column(
            "agency_type",
            words(
                "agencytype",
                "MUNICIPALITY",
                "PROSECUTION",
                "POLICE_INVESTIGATIVE",
                "POLICE_UNIFORMED",
                "DEFENCE",
                "SERVICE_PROVIDER",
                "COMMUNITY",
                "OVERSIGHT",
                "TECHNICAL",
            ),
            nullable=False,
        ),
        sa.Column("home_id", sa.Uuid(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("address", sa.String(200)),
        sa.Column("lead_post", sa.String(120)),
        sa.Column("lead_name", sa.String(120)),
        sa.PrimaryKeyConstraint("id", name="pk_agencies"),
        sa.ForeignKeyConstraint(["home_id"], ["jurisdictions.id"], name="fk_agencies_home_id"),
    )
    op.create_index("ix_agencies_home_id", "agencies", ["home_id"])
    index_scope("agencies")
    op.create_table(
        "sectors",
        *record("jurisdiction_id"),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            words(
                "sectorkind",
                "NEIGHBOURHOOD",
                "NEIGHBOURHOOD_UNIT",
                "QUADRANT",
                "BUFFER",
                "COMPARISON",
            ),
            nullable=False,
        ),
        sa.Column("polygon", JSON),
        sa.Column("quadrant", sa.String()),
        sa.Column("population", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_sectors"),
        sa.CheckConstraint("population >= 0", name=op.f("ck_sectors_population_not_negative")),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdictions.id"], name="fk_sectors_jurisdiction_id"
        ),
        sa.UniqueConstraint("jurisdiction_id", "name", name="uq_sectors_jurisdiction_id_name"),
    )
    index_scope("sectors")
    op.create_table(
        "markets",
        *record("jurisdiction_id"),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("polygon", JSON),
        sa.Column(
            "market_type",
            words("markettype", "STREET", "HOUSE", "MIXED", "DELIVERY"),
            nullable=False,
        ),
        sa.Column(
            "status",
            words("marketstatus", "CANDIDATE", "CHOSEN", "NOT_CHOSEN", "RETIRED"),
            nullable=False,
        ),
        sa.Column("ranking_reason", sa.String()),
        sa.Column("alternatives_considered", sa.String()),
        sa.Column("is_near_school", sa.Boolean()),
        sa.Column("public_name", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_markets"),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdictions.id"], name="fk_markets_jurisdiction_id"
        ),
        sa.UniqueConstraint("code", name="uq_markets_code"),
    )
    index_scope("markets")


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
