"""First tables: nominations, listings, safe passages, warrant checks, attendances."""

import sqlalchemy as sa
from alembic import op
from first_columns import MOMENT, index_scope, record, words

revision = "0009_from_nominations"
down_revision = "0008_from_meetings"
branch_labels = None
depends_on = None

TABLES = (
    "nominations",
    "listings",
    "safe_passages",
    "warrant_checks",
    "attendances",
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "nominations",
        *record(),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column(
            "source_type",
            words(
                "sourcetype",
                "PATROL",
                "POLICE_UNIT",
                "OFFICER_OBSERVATION",
                "HOTLINE",
                "RESIDENT",
                "SUPERVISION",
                "OTHER",
            ),
            nullable=False,
        ),
        sa.Column(
            "source_grade", words("sourcegrade", "A", "B", "C", "D", "E", "F"), nullable=False
        ),
        sa.Column(
            "information_grade",
            words("informationgrade", "1", "2", "3", "4", "5", "6"),
            nullable=False,
        ),
        sa.Column("is_anonymous", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("observed_on", sa.Date(), nullable=False),
        sa.Column("suspicion_basis_sealed", sa.LargeBinary()),
        sa.Column("corroborated_by_id", sa.Uuid()),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("attach_confirmed_by_id", sa.Uuid()),
        sa.Column("attach_confirmed_at", MOMENT),
        sa.Column("purpose_note", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_nominations"),
        sa.CheckConstraint(
            "(attach_confirmed_by_id IS NULL) = (attach_confirmed_at IS NULL)",
            name=op.f("ck_nominations_attached_by_somebody_at_some_time"),
        ),
        sa.CheckConstraint(
            "corroborated_by_id <> id", name=op.f("ck_nominations_not_its_own_corroboration")
        ),
        sa.CheckConstraint(
            "suspicion_basis_sealed IS NOT NULL", name=op.f("ck_nominations_suspicion_written")
        ),
        sa.ForeignKeyConstraint(
            ["attach_confirmed_by_id"], ["users.id"], name="fk_nominations_attach_confirmed_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["corroborated_by_id"], ["nominations.id"], name="fk_nominations_corroborated_by_id"
        ),
        sa.ForeignKeyConstraint(["pathway_id"], ["pathways.id"], name="fk_nominations_pathway_id"),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name="fk_nominations_recorded_by_id"
        ),
    )
    op.create_index(
        "ix_nominations_attach_confirmed_by_id", "nominations", ["attach_confirmed_by_id"]
    )
    op.create_index("ix_nominations_corroborated_by_id", "nominations", ["corroborated_by_id"])
    op.create_index("ix_nominations_pathway_id", "nominations", ["pathway_id"])
    op.create_index("ix_nominations_recorded_by_id", "nominations", ["recorded_by_id"])
    index_scope("nominations")
    op.create_table(
        "listings",
        *record(),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column("status", words("listingstatus", "LISTED", "OFF"), nullable=False),
        sa.Column("listed_by_id", sa.Uuid(), nullable=False),
        sa.Column("listed_at", MOMENT, nullable=False),
        sa.Column("taken_off_at", MOMENT),
        sa.Column("reason", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_listings"),
        sa.CheckConstraint(
            "status <> 'OFF' OR taken_off_at IS NOT NULL", name=op.f("ck_listings_off_at_some_time")
        ),
        sa.ForeignKeyConstraint(["listed_by_id"], ["users.id"], name="fk_listings_listed_by_id"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name="fk_listings_meeting_id"),
        sa.ForeignKeyConstraint(["pathway_id"], ["pathways.id"], name="fk_listings_pathway_id"),
    )
    op.create_index("ix_listings_listed_by_id", "listings", ["listed_by_id"])
    op.create_index(
        "ix_listings_meeting_id_pathway_id",
        "listings",
        ["meeting_id", "pathway_id"],
        unique=True,
        sqlite_where=sa.text("status = 'LISTED'"),
        postgresql_where=sa.text("status = 'LISTED'"),
    )
    op.create_index("ix_listings_pathway_id", "listings", ["pathway_id"])
    index_scope("listings")
    op.create_table(
        "safe_passages",
        *record(),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("guarantor_id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("exceptions", sa.String(), nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_safe_passages"),
        sa.ForeignKeyConstraint(
            ["guarantor_id"], ["users.id"], name="fk_safe_passages_guarantor_id"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name="fk_safe_passages_meeting_id"
        ),
    )
    op.create_index("ix_safe_passages_guarantor_id", "safe_passages", ["guarantor_id"])
    op.create_index("ix_safe_passages_meeting_id", "safe_passages", ["meeting_id"])
    index_scope("safe_passages")
    op.create_table(
        "warrant_checks",
        *record(),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column("checked_at", MOMENT, nullable=False),
        sa.Column("checked_by_id", sa.Uuid(), nullable=False),
        sa.Column("result", words("warrantresult", "NONE", "OUTSTANDING"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_warrant_checks"),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["users.id"], name="fk_warrant_checks_checked_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["pathway_id"], ["pathways.id"], name="fk_warrant_checks_pathway_id"
        ),
    )
    op.create_index("ix_warrant_checks_checked_by_id", "warrant_checks", ["checked_by_id"])
    op.create_index("ix_warrant_checks_pathway_id", "warrant_checks", ["pathway_id"])
    index_scope("warrant_checks")
    op.create_table(
        "attendances",
        *record(),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column(
            "code",
            words(
                "attendancecode",
                "PRESENT",
                "PRESENT_LATE",
                "LEFT_EARLY",
                "SUPPORTER_ONLY",
                "EXCUSED_BEFORE",
                "EXCUSED_AFTER",
                "IN_CUSTODY",
                "HOSPITAL",
                "NOT_SERVED",
                "NO_SHOW",
            ),
            nullable=False,
        ),
        sa.Column("arrived_at", MOMENT),
        sa.Column(
            "companion_relation",
            words(
                "relation",
                "MOTHER",
                "FATHER",
                "GRANDPARENT",
                "PARTNER",
                "SIBLING",
                "CHILD",
                "FRIEND",
                "MENTOR",
                "FAITH_LEADER",
                "EMPLOYER",
                "OTHER",
            ),
        ),
        sa.Column("companion_count", sa.Integer()),
        sa.Column("transport", sa.Boolean()),
        sa.Column(
            "excuse_reason",
            words(
                "excusereason",
                "WORK",
                "STUDY",
                "HEALTH",
                "CARE",
                "CUSTODY",
                "BEREAVEMENT",
                "TRANSPORT",
                "OFFICE_CLOSED",
                "PHONE_LOST",
                "OTHER",
            ),
        ),
        sa.Column("excuse_proof_id", sa.Uuid()),
        sa.Column("marked_by_id", sa.Uuid(), nullable=False),
        sa.Column("marked_at", MOMENT, nullable=False),
        sa.Column("door_code", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_attendances"),
        sa.CheckConstraint(
            "companion_count >= 0", name=op.f("ck_attendances_companions_not_negative")
        ),
        sa.CheckConstraint(
            "code NOT IN ('EXCUSED_BEFORE', 'EXCUSED_AFTER') OR excuse_reason IS NOT NULL",
            name=op.f("ck_attendances_excuse_has_a_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["excuse_proof_id"], ["shelf_files.id"], name="fk_attendances_excuse_proof_id"
        ),
        sa.ForeignKeyConstraint(["marked_by_id"], ["users.id"], name="fk_attendances_marked_by_id"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name="fk_attendances_meeting_id"),
        sa.ForeignKeyConstraint(["pathway_id"], ["pathways.id"], name="fk_attendances_pathway_id"),
        sa.UniqueConstraint(
            "meeting_id", "pathway_id", name="uq_attendances_meeting_id_pathway_id"
        ),
    )
    op.create_index("ix_attendances_excuse_proof_id", "attendances", ["excuse_proof_id"])
    op.create_index("ix_attendances_marked_by_id", "attendances", ["marked_by_id"])
    op.create_index("ix_attendances_pathway_id", "attendances", ["pathway_id"])
    index_scope("attendances")


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
