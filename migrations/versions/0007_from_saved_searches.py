"""First tables: saved searches, assignments, identity documents, addresses, person tokens, pathways."""

import sqlalchemy as sa
from alembic import op
from first_columns import MOMENT, index_scope, record, words

revision = "0007_from_saved_searches"
down_revision = "0006_from_cohorts"
branch_labels = None
depends_on = None

TABLES = (
    "saved_searches",
    "assignments",
    "identity_documents",
    "addresses",
    "person_tokens",
    "pathways",
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "saved_searches",
        *record(),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("query_sealed", sa.LargeBinary()),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_saved_searches"),
        sa.CheckConstraint("query_sealed IS NOT NULL", name=op.f("ck_saved_searches_query_kept")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_saved_searches_user_id"),
    )
    op.create_index("ix_saved_searches_user_id", "saved_searches", ["user_id"])
    index_scope("saved_searches")
    op.create_table(
        "assignments",
        *record(),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "subject_kind",
            words(
                "subjectkind",
                "PATHWAY",
                "CASE",
                "OPERATION",
                "MEETING",
                "SECTOR",
                "REVIEW",
                "REPORT",
                "ITEM",
                "PERSON",
                "DELIVERY",
                "COHORT",
            ),
            nullable=False,
        ),
        sa.Column("subject_ref", sa.Uuid(), nullable=False),
        sa.Column(
            "ground",
            words(
                "assignmentground",
                "CASE_MANAGER",
                "DEPUTY",
                "REVIEWER",
                "PROSECUTOR",
                "HANDLER",
                "DEFENDER",
                "DELIVERER",
                "AREA",
                "SUCCESSOR",
                "PRINCIPAL_ANALYST",
                "HANDLER_OF_FEEDBACK",
            ),
            nullable=False,
        ),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date()),
        sa.Column("status", words("grantstatus", "IN_FORCE", "ENDED"), nullable=False),
        sa.Column("end_reason", sa.Text()),
        sa.Column("handover_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_assignments"),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handovers.id"], name="fk_assignments_handover_id"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_assignments_user_id"),
    )
    op.create_index("ix_assignments_handover_id", "assignments", ["handover_id"])
    op.create_index("ix_assignments_sight", "assignments", ["user_id", "subject_ref", "status"])
    op.create_index("ix_assignments_subject_ref", "assignments", ["subject_ref"])
    op.create_index("ix_assignments_user_id", "assignments", ["user_id"])
    index_scope("assignments")
    op.create_table(
        "identity_documents",
        *record(),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            words("documentkind", "RUN", "PASSPORT", "FOREIGN_ID", "IPE", "IPA", "UNKNOWN"),
            nullable=False,
        ),
        sa.Column("number_sealed", sa.LargeBinary()),
        sa.Column("number_index", sa.String(32), nullable=False),
        sa.Column("country", sa.String(2)),
        sa.Column("expires_on", sa.Date()),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        sa.Column("verified_how", words("verifiedhow", "SEEN", "REGISTRY", "DECLARED")),
        sa.PrimaryKeyConstraint("id", name="pk_identity_documents"),
        sa.CheckConstraint(
            "kind IN ('RUN', 'IPE', 'IPA', 'UNKNOWN') OR country IS NOT NULL",
            name=op.f("ck_identity_documents_foreign_number_names_its_country"),
        ),
        sa.CheckConstraint(
            "number_sealed IS NOT NULL", name=op.f("ck_identity_documents_number_given")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name="fk_identity_documents_person_id"
        ),
        sa.UniqueConstraint(
            "kind",
            "country",
            "number_index",
            name="uq_identity_documents_kind_country_number_index",
        ),
    )
    op.create_index("ix_identity_documents_person_id", "identity_documents", ["person_id"])
    index_scope("identity_documents")
    op.create_table(
        "addresses",
        *record(),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("line_sealed", sa.LargeBinary()),
        sa.Column("unit_detail_sealed", sa.LargeBinary()),
        sa.Column("municipality_id", sa.Uuid(), nullable=False),
        sa.Column("reference_sealed", sa.LargeBinary()),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("valid_to", sa.Date()),
        sa.Column("source", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_addresses"),
        sa.CheckConstraint("line_sealed IS NOT NULL", name=op.f("ck_addresses_line_given")),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["jurisdictions.id"], name="fk_addresses_municipality_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_addresses_person_id"),
    )
    op.create_index("ix_addresses_municipality_id", "addresses", ["municipality_id"])
    op.create_index("ix_addresses_person_id", "addresses", ["person_id"])
    index_scope("addresses")
    op.create_table(
        "person_tokens",
        sa.Column("token", sa.String(32), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("token", "person_id", name="pk_person_tokens"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_person_tokens_person_id"),
    )
    op.create_index("ix_person_tokens_person_id", "person_tokens", ["person_id"])
    op.create_table(
        "pathways",
        *record("cohort_id"),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column(
            "stage",
            words(
                "stage",
                "NOMINATED",
                "IDENTIFIED",
                "BUILDING",
                "EVIDENCE_READY",
                "IN_REVIEW",
                "DISPUTED",
                "PROSECUTION",
                "CANDIDATE",
                "YOUTH",
                "CASE_READY",
                "INVITED",
                "NOT_SERVED",
                "ATTENDED",
                "EXCUSED",
                "NO_SHOW",
                "OFFERED",
                "ENROLLED",
                "ACTIVE",
                "PAUSED",
                "DECLINED",
                "DESISTING",
                "GRADUATED",
                "WITHDRAWN",
                "TERMINATED",
                "LEFT",
                "REMOVED",
            ),
            nullable=False,
        ),
        sa.Column("first_nominated_at", MOMENT, nullable=False),
        sa.Column("charged_on", sa.Date()),
        sa.Column("purge_on", sa.Date()),
        sa.Column("is_sealed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pathways"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name="fk_pathways_cohort_id"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_pathways_person_id"),
        sa.UniqueConstraint("person_id", "cohort_id", name="uq_pathways_person_id_cohort_id"),
    )
    index_scope("pathways")


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
