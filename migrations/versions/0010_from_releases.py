"""First tables: releases, operations, banked cases, check in series, influentials."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record, words

revision = "0010_from_releases"
down_revision = "0009_from_nominations"
branch_labels = None
depends_on = None

TABLES = (
    "releases",
    "operations",
    "banked_cases",
    "check_in_series",
    "influentials",
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "releases",
        *record(),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column("released_by_id", sa.Uuid(), nullable=False),
        sa.Column("released_at", MOMENT, nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("recipients", JSON, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("covers_investigation", sa.Boolean(), nullable=False),
        sa.Column("zone", sa.String()),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("status", words("grantstatus", "IN_FORCE", "ENDED"), nullable=False),
        sa.Column("revoked_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_releases"),
        sa.ForeignKeyConstraint(["pathway_id"], ["pathways.id"], name="fk_releases_pathway_id"),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["users.id"], name="fk_releases_released_by_id"
        ),
    )
    op.create_index("ix_releases_pathway_id", "releases", ["pathway_id"])
    op.create_index("ix_releases_released_by_id", "releases", ["released_by_id"])
    index_scope("releases")
    op.create_table(
        "operations",
        *record("cohort_id", "compartment_id"),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column("investigation_id", sa.Uuid(), nullable=False),
        sa.Column("compartment_id", sa.Uuid(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date()),
        sa.Column("lead_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_operations"),
        sa.CheckConstraint(
            "ended_on >= started_on", name=op.f("ck_operations_ends_after_it_starts")
        ),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_operations_cohort_id"),
        sa.ForeignKeyConstraint(
            ["compartment_id"], ["compartments.id"], name="fk_operations_compartment_id"
        ),
        sa.ForeignKeyConstraint(
            ["investigation_id"], ["investigations.id"], name="fk_operations_investigation_id"
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["users.id"], name="fk_operations_lead_id"),
        sa.UniqueConstraint("code", name="uq_operations_code"),
    )
    op.create_index("ix_operations_compartment_id", "operations", ["compartment_id"])
    op.create_index("ix_operations_investigation_id", "operations", ["investigation_id"])
    op.create_index("ix_operations_lead_id", "operations", ["lead_id"])
    index_scope("operations")
    op.create_table(
        "banked_cases",
        *record(),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column("ruc", sa.String(12), nullable=False),
        sa.Column("investigation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "offence_code",
            words("offencecode", "L20000_3", "L20000_4", "GENERIC_MINOR", "GENERIC_MAJOR"),
            nullable=False,
        ),
        sa.Column(
            "status",
            words(
                "casestatus",
                "DRAFT",
                "CERTIFIED",
                "LIVE",
                "ACTIVATION_REQUESTED",
                "FILED",
                "EXPIRED",
                "CLOSED_BY_COMPLETION",
                "CLOSED_OTHER",
            ),
            nullable=False,
        ),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("certified_on", sa.Date()),
        sa.Column("recertify_by", sa.Date()),
        sa.Column("certificate_note", sa.String()),
        sa.Column("notice_text", sa.String()),
        sa.Column("notice_text_approved_at", MOMENT),
        sa.Column("conditions", sa.String()),
        sa.Column("case_court", sa.String()),
        sa.Column("expired_on", sa.Date()),
        sa.Column("closed_on", sa.Date()),
        sa.Column(
            "closure_reason",
            words(
                "closurereason",
                "GRADUATED",
                "DESISTED",
                "DECEASED",
                "EVIDENCE_LOST",
                "OTHER_CASE",
                "REVIEW_REVERSED",
                "COURT",
                "OTHER",
            ),
        ),
        sa.PrimaryKeyConstraint("id", name="pk_banked_cases"),
        sa.CheckConstraint(
            "status NOT IN ('CERTIFIED', 'LIVE', 'ACTIVATION_REQUESTED', 'FILED') OR certified_on IS NOT NULL",
            name=op.f("ck_banked_cases_certified_once_it_counts"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('CLOSED_BY_COMPLETION', 'CLOSED_OTHER') OR (closed_on IS NOT NULL AND closure_reason IS NOT NULL)",
            name=op.f("ck_banked_cases_closed_with_reason"),
        ),
        sa.CheckConstraint(
            "status <> 'EXPIRED' OR expired_on IS NOT NULL",
            name=op.f("ck_banked_cases_expired_on_a_day"),
        ),
        sa.CheckConstraint(
            "ruc LIKE '__________-_'", name=op.f("ck_banked_cases_ruc_has_its_shape")
        ),
        sa.ForeignKeyConstraint(
            ["investigation_id"], ["investigations.id"], name="fk_banked_cases_investigation_id"
        ),
        sa.ForeignKeyConstraint(["pathway_id"], ["pathways.id"], name="fk_banked_cases_pathway_id"),
    )
    op.create_index("ix_banked_cases_investigation_id", "banked_cases", ["investigation_id"])
    op.create_index("ix_banked_cases_pathway_id", "banked_cases", ["pathway_id"])
    op.create_index(
        "ix_banked_cases_pathway_id_ruc",
        "banked_cases",
        ["pathway_id", "ruc"],
        unique=True,
        sqlite_where=sa.text("status NOT IN ('EXPIRED', 'CLOSED_BY_COMPLETION', 'CLOSED_OTHER')"),
        postgresql_where=sa.text(
            "status NOT IN ('EXPIRED', 'CLOSED_BY_COMPLETION', 'CLOSED_OTHER')"
        ),
    )
    index_scope("banked_cases")
    op.create_table(
        "check_in_series",
        *record(),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("phase", words("supportphase", "INTENSIVE", "STABLE", "LIGHT"), nullable=False),
        sa.Column("cadence", JSON, nullable=False),
        sa.Column("status", words("seriesstatus", "OPEN", "PAUSED", "ENDED"), nullable=False),
        sa.Column("ended_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_check_in_series"),
        sa.CheckConstraint(
            "status <> 'ENDED' OR ended_on IS NOT NULL",
            name=op.f("ck_check_in_series_ended_on_a_day"),
        ),
        sa.CheckConstraint(
            "ended_on >= opened_on", name=op.f("ck_check_in_series_ends_after_it_starts")
        ),
        sa.ForeignKeyConstraint(
            ["pathway_id"], ["pathways.id"], name="fk_check_in_series_pathway_id"
        ),
    )
    op.create_index("ix_check_in_series_pathway_id", "check_in_series", ["pathway_id"])
    index_scope("check_in_series")
    op.create_table(
        "influentials",
        *record(),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary()),
        sa.Column(
            "relation",
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
            nullable=False,
        ),
        sa.Column("contact_sealed", sa.LargeBinary()),
        sa.Column(
            "consent_to_contact", words("consentanswer", "YES", "NO", "ASKED"), nullable=False
        ),
        sa.Column("consent_on", sa.Date()),
        sa.Column("notes_sealed", sa.LargeBinary()),
        sa.Column("delete_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_influentials"),
        sa.CheckConstraint(
            "consent_to_contact <> 'YES' OR consent_on IS NOT NULL",
            name=op.f("ck_influentials_consent_is_dated"),
        ),
        sa.CheckConstraint("name_sealed IS NOT NULL", name=op.f("ck_influentials_name_given")),
        sa.ForeignKeyConstraint(["pathway_id"], ["pathways.id"], name="fk_influentials_pathway_id"),
    )
    op.create_index("ix_influentials_pathway_id", "influentials", ["pathway_id"])
    index_scope("influentials")


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
