"""First tables: mandates, consents, person notices, exits, desistances, evidence certificates."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record, words

revision = "0011_from_mandates"
down_revision = "0010_from_releases"
branch_labels = None
depends_on = None

TABLES = (
    "mandates",
    "consents",
    "person_notices",
    "exits",
    "desistances",
    "evidence_certificates",
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "mandates",
        *record(),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column("defender_id", sa.Uuid()),
        sa.Column("defender_name_sealed", sa.LargeBinary()),
        sa.Column("phone", sa.String()),
        sa.Column("kind", words("mandatekind", "PUBLIC", "PRIVATE", "YOUTH"), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date()),
        sa.Column("document_id", sa.Uuid()),
        sa.Column("status", words("grantstatus", "IN_FORCE", "ENDED"), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_by_id", sa.Uuid()),
        sa.Column("end_reason", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_mandates"),
        sa.CheckConstraint(
            "status <> 'ENDED' OR (ended_by_id IS NOT NULL AND end_reason IS NOT NULL)",
            name=op.f("ck_mandates_ended_with_reason"),
        ),
        sa.CheckConstraint("until_on >= from_on", name=op.f("ck_mandates_ends_after_it_starts")),
        sa.CheckConstraint(
            "defender_id IS NOT NULL OR defender_name_sealed IS NOT NULL",
            name=op.f("ck_mandates_names_a_defender"),
        ),
        sa.ForeignKeyConstraint(["defender_id"], ["users.id"], name="fk_mandates_defender_id"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["shelf_files.id"], name="fk_mandates_document_id"
        ),
        sa.ForeignKeyConstraint(["ended_by_id"], ["users.id"], name="fk_mandates_ended_by_id"),
        sa.ForeignKeyConstraint(["pathway_id"], ["pathways.id"], name="fk_mandates_pathway_id"),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name="fk_mandates_recorded_by_id"
        ),
    )
    op.create_index("ix_mandates_defender_id", "mandates", ["defender_id"])
    op.create_index("ix_mandates_document_id", "mandates", ["document_id"])
    op.create_index("ix_mandates_ended_by_id", "mandates", ["ended_by_id"])
    op.create_index("ix_mandates_pathway_id", "mandates", ["pathway_id"])
    op.create_index("ix_mandates_recorded_by_id", "mandates", ["recorded_by_id"])
    index_scope("mandates")
    op.create_table(
        "consents",
        *record(),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column(
            "purpose",
            words(
                "consentpurpose",
                "SHARE_ATTENDANCE",
                "SHARE_PROGRESS",
                "CONTACT_EMPLOYER",
                "CONTACT_FAMILY",
                "SHARE_JOB_OFFICE",
                "SHARE_DRUG_SERVICE",
                "MESSAGES",
                "RESEARCH",
                "TREATMENT",
            ),
            nullable=False,
        ),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("channel", words("channel", "EMAIL", "SMS", "PRINTED")),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("answer", words("consentanswer", "YES", "NO", "ASKED"), nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("interpreter_name", sa.String()),
        sa.Column("witness", sa.String()),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("revoked_at", MOMENT),
        sa.Column("form_id", sa.Uuid()),
        sa.Column("status", words("grantstatus", "IN_FORCE", "ENDED"), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
        sa.CheckConstraint(
            "(purpose = 'MESSAGES') = (channel IS NOT NULL)",
            name=op.f("ck_consents_messages_name_a_channel"),
        ),
        sa.CheckConstraint("length(trim(recipient)) > 0", name=op.f("ck_consents_recipient_named")),
        sa.ForeignKeyConstraint(["form_id"], ["shelf_files.id"], name="fk_consents_form_id"),
        sa.ForeignKeyConstraint(["pathway_id"], ["pathways.id"], name="fk_consents_pathway_id"),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name="fk_consents_recorded_by_id"
        ),
    )
    op.create_index("ix_consents_form_id", "consents", ["form_id"])
    op.create_index("ix_consents_pathway_id", "consents", ["pathway_id"])
    op.create_index("ix_consents_recorded_by_id", "consents", ["recorded_by_id"])
    index_scope("consents")
    op.create_table(
        "person_notices",
        *record(),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            words(
                "noticekind",
                "CASE_EXPIRED",
                "CASE_CLOSED",
                "CASE_FILED",
                "INVITATION_CANCELLED",
                "MEETING_MOVED",
                "DECISION",
                "APOLOGY",
            ),
            nullable=False,
        ),
        sa.Column("drafted_at", MOMENT, nullable=False),
        sa.Column("released_by_id", sa.Uuid()),
        sa.Column("released_at", MOMENT),
        sa.Column("paper_id", sa.Uuid()),
        sa.Column("document_id", sa.Uuid()),
        sa.Column("told_at", MOMENT),
        sa.Column(
            "how", words("noticechannel", "IN_PERSON", "LETTER", "PHONE", "THROUGH_DEFENDER")
        ),
        sa.Column("told_by_id", sa.Uuid()),
        sa.Column("defender_told_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_person_notices"),
        sa.CheckConstraint(
            "(released_by_id IS NULL) = (released_at IS NULL)",
            name=op.f("ck_person_notices_released_by_somebody"),
        ),
        sa.CheckConstraint(
            "told_at IS NULL OR (how IS NOT NULL AND told_by_id IS NOT NULL)",
            name=op.f("ck_person_notices_told_by_somebody_somehow"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["shelf_files.id"], name="fk_person_notices_document_id"
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["issued_papers.id"], name="fk_person_notices_paper_id"
        ),
        sa.ForeignKeyConstraint(
            ["pathway_id"], ["pathways.id"], name="fk_person_notices_pathway_id"
        ),
        sa.ForeignKeyConstraint(
            ["released_by_id"], ["users.id"], name="fk_person_notices_released_by_id"
        ),
        sa.ForeignKeyConstraint(["told_by_id"], ["users.id"], name="fk_person_notices_told_by_id"),
    )
    op.create_index("ix_person_notices_document_id", "person_notices", ["document_id"])
    op.create_index("ix_person_notices_paper_id", "person_notices", ["paper_id"])
    op.create_index("ix_person_notices_pathway_id", "person_notices", ["pathway_id"])
    op.create_index("ix_person_notices_released_by_id", "person_notices", ["released_by_id"])
    op.create_index("ix_person_notices_told_by_id", "person_notices", ["told_by_id"])
    index_scope("person_notices")
    op.create_table(
        "exits",
        *record(),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column(
            "exit_type",
            words(
                "exittype",
                "GRADUATED",
                "WITHDRAWN",
                "TERMINATED",
                "MOVED",
                "TRANSFERRED",
                "DECEASED",
                "CASE_ENDED",
                "OTHER",
            ),
            nullable=False,
        ),
        sa.Column("own_words_sealed", sa.LargeBinary()),
        sa.Column("proof_id", sa.Uuid()),
        sa.Column("explained_at", MOMENT),
        sa.Column("explained_by_id", sa.Uuid()),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_exits"),
        sa.CheckConstraint(
            "(explained_at IS NULL) = (explained_by_id IS NULL)",
            name=op.f("ck_exits_explained_by_somebody"),
        ),
        sa.ForeignKeyConstraint(["explained_by_id"], ["users.id"], name="fk_exits_explained_by_id"),
        sa.ForeignKeyConstraint(["pathway_id"], ["pathways.id"], name="fk_exits_pathway_id"),
        sa.ForeignKeyConstraint(["proof_id"], ["shelf_files.id"], name="fk_exits_proof_id"),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["users.id"], name="fk_exits_recorded_by_id"),
        sa.UniqueConstraint("pathway_id", name="uq_exits_pathway_id"),
    )
    op.create_index("ix_exits_explained_by_id", "exits", ["explained_by_id"])
    op.create_index("ix_exits_proof_id", "exits", ["proof_id"])
    op.create_index("ix_exits_recorded_by_id", "exits", ["recorded_by_id"])
    index_scope("exits")
    op.create_table(
        "desistances",
        *record(),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("marked_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_desistances"),
        sa.ForeignKeyConstraint(["pathway_id"], ["pathways.id"], name="fk_desistances_pathway_id"),
        sa.UniqueConstraint("pathway_id", name="uq_desistances_pathway_id"),
    )
    index_scope("desistances")
    op.create_table(
        "evidence_certificates",
        *record(),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column("certified_by_id", sa.Uuid(), nullable=False),
        sa.Column("certified_at", MOMENT, nullable=False),
        sa.Column("rule_version", sa.String(), nullable=False),
        sa.Column("met", JSON, nullable=False),
        sa.Column("exception_reason", sa.String()),
        sa.Column("withdrawn_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_evidence_certificates"),
        sa.ForeignKeyConstraint(
            ["certified_by_id"], ["users.id"], name="fk_evidence_certificates_certified_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["pathway_id"], ["pathways.id"], name="fk_evidence_certificates_pathway_id"
        ),
    )
    op.create_index(
        "ix_evidence_certificates_certified_by_id", "evidence_certificates", ["certified_by_id"]
    )
    op.create_index("ix_evidence_certificates_pathway_id", "evidence_certificates", ["pathway_id"])
    index_scope("evidence_certificates")


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
