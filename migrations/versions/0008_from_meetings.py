"""First tables: meetings, investigations, criteria, seller labels, person links, statements."""

import sqlalchemy as sa
from alembic import op
from first_columns import MOMENT, index_scope, record, words

revision = "0008_from_meetings"
down_revision = "0007_from_saved_searches"
branch_labels = None
depends_on = None

TABLES = (
    "meetings",
    "investigations",
    "criteria",
    "seller_labels",
    "person_links",
    "statements",
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "meetings",
        *record("cohort_id"),
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column("kind", words("meetingkind", "CALL_IN", "MAKE_UP"), nullable=False),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.Column("held_at", MOMENT),
        sa.Column("duration_min", sa.Integer(), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("access_notes", sa.String()),
        sa.Column("safety_plan_id", sa.Uuid()),
        sa.Column("moderator_name", sa.String()),
        sa.Column("moderator_id", sa.Uuid()),
        sa.Column("law_speaks_first", sa.Boolean(), nullable=False),
        sa.Column("recording_allowed", sa.Boolean(), nullable=False),
        sa.Column("defender_confirmed_at", MOMENT),
        sa.Column("contact_name", sa.String()),
        sa.Column("contact_phone", sa.String()),
        sa.Column("contact_whatsapp", sa.String()),
        sa.Column("reply_by", sa.Date()),
        sa.Column("institutions_present", sa.String()),
        sa.Column("services_announced", sa.String()),
        sa.Column(
            "status",
            words(
                "meetingstatus",
                "PLANNED",
                "SCHEDULED",
                "HELD",
                "LEDGER_SIGNED",
                "DEBRIEFED",
                "CANCELLED",
            ),
            nullable=False,
        ),
        sa.Column("started_at", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.Column("ledger_signed_by_id", sa.Uuid()),
        sa.Column("ledger_second_signed_by_id", sa.Uuid()),
        sa.Column("ledger_hash", sa.String(64)),
        sa.PrimaryKeyConstraint("id", name="pk_meetings"),
        sa.CheckConstraint("ended_at >= started_at", name=op.f("ck_meetings_ends_after_it_starts")),
        sa.CheckConstraint(
            "status IN ('PLANNED', 'CANCELLED') OR held_at IS NOT NULL",
            name=op.f("ck_meetings_fixed_has_a_date"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('HELD', 'LEDGER_SIGNED', 'DEBRIEFED') OR ended_at IS NOT NULL",
            name=op.f("ck_meetings_held_has_an_end"),
        ),
        sa.CheckConstraint("duration_min > 0", name=op.f("ck_meetings_lasts_some_time")),
        sa.CheckConstraint(
            "status NOT IN ('LEDGER_SIGNED', 'DEBRIEFED') OR (ledger_signed_by_id IS NOT NULL AND ledger_second_signed_by_id IS NOT NULL AND ledger_hash IS NOT NULL)",
            name=op.f("ck_meetings_ledger_has_two_signers"),
        ),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_meetings_seats_somebody")),
        sa.CheckConstraint(
            "ledger_second_signed_by_id <> ledger_signed_by_id",
            name=op.f("ck_meetings_signers_differ"),
        ),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_meetings_cohort_id"),
        sa.ForeignKeyConstraint(
            ["ledger_second_signed_by_id"],
            ["users.id"],
            name="fk_meetings_ledger_second_signed_by_id",
        ),
        sa.ForeignKeyConstraint(
            ["ledger_signed_by_id"], ["users.id"], name="fk_meetings_ledger_signed_by_id"
        ),
        sa.ForeignKeyConstraint(["moderator_id"], ["users.id"], name="fk_meetings_moderator_id"),
        sa.ForeignKeyConstraint(
            ["safety_plan_id"], ["shelf_files.id"], name="fk_meetings_safety_plan_id"
        ),
    )
    op.create_index(
        "ix_meetings_ledger_second_signed_by_id", "meetings", ["ledger_second_signed_by_id"]
    )
    op.create_index("ix_meetings_ledger_signed_by_id", "meetings", ["ledger_signed_by_id"])
    op.create_index("ix_meetings_moderator_id", "meetings", ["moderator_id"])
    op.create_index("ix_meetings_safety_plan_id", "meetings", ["safety_plan_id"])
    index_scope("meetings")
    op.create_table(
        "investigations",
        *record("jurisdiction_id"),
        sa.Column("ruc", sa.String(12), nullable=False),
        sa.Column("ruc_override_reason", sa.String()),
        sa.Column("court", sa.String()),
        sa.Column("rit", sa.String()),
        sa.Column("lead_prosecutor_id", sa.Uuid()),
        sa.Column("secrecy_until", sa.Date()),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("is_formalised_told", sa.Boolean()),
        sa.PrimaryKeyConstraint("id", name="pk_investigations"),
        sa.CheckConstraint(
            "rit IS NULL OR court IS NOT NULL", name=op.f("ck_investigations_rit_names_its_court")
        ),
        sa.CheckConstraint(
            "ruc LIKE '__________-_'", name=op.f("ck_investigations_ruc_has_its_shape")
        ),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_investigations_cohort_id"),
        sa.ForeignKeyConstraint(
            ["jurisdiction_id"], ["jurisdictions.id"], name="fk_investigations_jurisdiction_id"
        ),
        sa.ForeignKeyConstraint(
            ["lead_prosecutor_id"], ["users.id"], name="fk_investigations_lead_prosecutor_id"
        ),
        sa.UniqueConstraint("court", "rit", name="uq_investigations_court_rit"),
        sa.UniqueConstraint("ruc", name="uq_investigations_ruc"),
    )
    op.create_index(
        "ix_investigations_lead_prosecutor_id", "investigations", ["lead_prosecutor_id"]
    )
    index_scope("investigations")
    op.create_table(
        "criteria",
        *record(),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("text_es", sa.String(), nullable=False),
        sa.Column("text_en", sa.String(), nullable=False),
        sa.Column(
            "kind",
            words("criterionkind", "EXCLUSION", "AGGRAVATING", "MITIGATING", "INFORMATION"),
            nullable=False,
        ),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("needs_person", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_criteria"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["criteria_versions.id"], name="fk_criteria_version_id"
        ),
        sa.UniqueConstraint("version_id", "code", name="uq_criteria_version_id_code"),
    )
    index_scope("criteria")
    op.create_table(
        "seller_labels",
        *record("cohort_id"),
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.String(5), nullable=False),
        sa.Column("description_sealed", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id", name="pk_seller_labels"),
        sa.CheckConstraint(
            "label LIKE 'V-__' OR label LIKE 'V-___'", name=op.f("ck_seller_labels_only_a_label")
        ),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_seller_labels_cohort_id"),
        sa.UniqueConstraint("cohort_id", "label", name="uq_seller_labels_cohort_id_label"),
    )
    index_scope("seller_labels")
    op.create_table(
        "person_links",
        *record(),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            words("linkkind", "SAME_PERSON", "CHAIN", "FAMILY", "MUST_NOT_MEET"),
            nullable=False,
        ),
        sa.Column(
            "direction",
            words("linkdirection", "SUPPLIES", "WORKS_FOR", "PARENT_OF", "PARTNER_OF", "SYMMETRIC"),
        ),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("since_on", sa.Date()),
        sa.Column("until_on", sa.Date()),
        sa.Column(
            "status",
            words("linkstatus", "SUSPECTED", "CONFIRMED", "REJECTED", "UNDONE"),
            nullable=False,
        ),
        sa.Column("approval_id", sa.Uuid()),
        sa.Column("undone_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_person_links"),
        sa.CheckConstraint(
            "until_on >= since_on", name=op.f("ck_person_links_ends_after_it_starts")
        ),
        sa.CheckConstraint(
            "person_id <> other_id", name=op.f("ck_person_links_two_different_persons")
        ),
        sa.CheckConstraint(
            "status <> 'UNDONE' OR undone_at IS NOT NULL",
            name=op.f("ck_person_links_undone_at_some_time"),
        ),
        sa.ForeignKeyConstraint(
            ["approval_id"], ["approvals.id"], name="fk_person_links_approval_id"
        ),
        sa.ForeignKeyConstraint(["other_id"], ["persons.id"], name="fk_person_links_other_id"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_person_links_person_id"),
    )
    op.create_index("ix_person_links_approval_id", "person_links", ["approval_id"])
    op.create_index("ix_person_links_other_id", "person_links", ["other_id"])
    op.create_index("ix_person_links_person_id", "person_links", ["person_id"])
    index_scope("person_links")
    op.create_table(
        "statements",
        *record("cohort_id"),
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column("guard", sa.String(60), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("stated_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_statements"),
        sa.CheckConstraint(
            "length(trim(text)) >= 20", name=op.f("ck_statements_says_what_was_seen")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_statements_by_id"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_statements_cohort_id"),
    )
    op.create_index("ix_statements_by_id", "statements", ["by_id"])
    op.create_index("ix_statements_cohort_id_guard", "statements", ["cohort_id", "guard"])
    index_scope("statements", "cohort_id")


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
