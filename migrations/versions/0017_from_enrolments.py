"""First tables: enrolments, violation reports."""

import sqlalchemy as sa
from alembic import op
from first_columns import MOMENT, index_scope, record, words

revision = "0017_from_enrolments"
down_revision = "0016_from_rescues"
branch_labels = None
depends_on = None

TABLES = (
    "enrolments",
    "violation_reports",
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "enrolments",
        *record(),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("case_manager_id", sa.Uuid(), nullable=False),
        sa.Column("deputy_id", sa.Uuid(), nullable=False),
        sa.Column("phase", words("supportphase", "INTENSIVE", "STABLE", "LIGHT"), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("target_end_on", sa.Date(), nullable=False),
        sa.Column("status", words("enrolmentstatus", "OPEN", "PAUSED", "ENDED"), nullable=False),
        sa.Column("desistance_noted_on", sa.Date()),
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
        ),
        sa.Column("exit_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_enrolments"),
        sa.CheckConstraint(
            "status <> 'ENDED' OR (exit_type IS NOT NULL AND exit_on IS NOT NULL)",
            name=op.f("ck_enrolments_ended_with_an_exit"),
        ),
        sa.CheckConstraint(
            "target_end_on > started_on", name=op.f("ck_enrolments_ends_after_it_starts")
        ),
        sa.CheckConstraint(
            "deputy_id <> case_manager_id", name=op.f("ck_enrolments_two_different_workers")
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements.id"], name="fk_enrolments_agreement_id"
        ),
        sa.ForeignKeyConstraint(
            ["case_manager_id"], ["users.id"], name="fk_enrolments_case_manager_id"
        ),
        sa.ForeignKeyConstraint(["deputy_id"], ["users.id"], name="fk_enrolments_deputy_id"),
        sa.ForeignKeyConstraint(["pathway_id"], ["pathways.id"], name="fk_enrolments_pathway_id"),
        sa.UniqueConstraint("pathway_id", name="uq_enrolments_pathway_id"),
    )
    op.create_index("ix_enrolments_agreement_id", "enrolments", ["agreement_id"])
    op.create_index("ix_enrolments_case_manager_id", "enrolments", ["case_manager_id"])
    op.create_index("ix_enrolments_deputy_id", "enrolments", ["deputy_id"])
    index_scope("enrolments")
    op.create_table(
        "violation_reports",
        *record(),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind", words("violationkind", "V1", "V2", "V3", "V4", "V5", "V6", "V7"), nullable=False
        ),
        sa.Column(
            "gravity",
            words("gravity", "MINOR", "SERIOUS", "REPEATED", "NEW_OFFENCE"),
            nullable=False,
        ),
        sa.Column(
            "source_kind",
            words(
                "violationsource",
                "POLICE_REPORT",
                "PROSECUTOR",
                "COURT",
                "STAFF_OBSERVATION",
                "CHECK_IN",
                "LEDGER",
            ),
            nullable=False,
        ),
        sa.Column("source_checkin_id", sa.Uuid()),
        sa.Column("report_number", sa.String()),
        sa.Column("alleged_at", MOMENT, nullable=False),
        sa.Column("facts_sealed", sa.LargeBinary()),
        sa.Column("first_hand", sa.Boolean(), nullable=False),
        sa.Column("verified_how", sa.String()),
        sa.Column("reported_by_id", sa.Uuid(), nullable=False),
        sa.Column("reported_at", MOMENT, nullable=False),
        sa.Column(
            "status",
            words(
                "violationstatus",
                "REPORTED",
                "TRIAGED_OUT",
                "UNDER_INQUIRY",
                "NOTICE_SENT",
                "ACCOUNT_TAKEN",
                "FOUNDED",
                "NOT_PROVEN",
                "UNFOUNDED",
                "WRONG_PERSON",
                "RESPONSE_SET",
                "APPEALED",
                "UPHELD",
                "OVERTURNED",
                "CLOSED",
            ),
            nullable=False,
        ),
        sa.Column(
            "triage_reason",
            words(
                "triagereason",
                "BEFORE_AGREEMENT",
                "DUPLICATE",
                "NOT_A_RULE",
                "VICTIM_OR_WITNESS",
                "OWN_DOSE",
                "IN_HOSPITAL_OR_WORK",
                "STALE_WARRANT",
                "RIVAL",
                "WITHDRAWN",
                "OTHER",
            ),
        ),
        sa.Column("triaged_by_id", sa.Uuid()),
        sa.Column("appeal_route", sa.String()),
        sa.Column("sealed_at", MOMENT),
        sa.Column("paper_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_violation_reports"),
        sa.CheckConstraint(
            "source_checkin_id IS NULL OR source_kind = 'CHECK_IN'",
            name=op.f("ck_violation_reports_check_in_is_the_source"),
        ),
        sa.CheckConstraint(
            "facts_sealed IS NOT NULL", name=op.f("ck_violation_reports_facts_written")
        ),
        sa.CheckConstraint(
            "alleged_at <= reported_at",
            name=op.f("ck_violation_reports_reported_after_it_happened"),
        ),
        sa.CheckConstraint(
            "status <> 'TRIAGED_OUT' OR triage_reason IS NOT NULL",
            name=op.f("ck_violation_reports_set_aside_with_reason"),
        ),
        sa.CheckConstraint(
            "triaged_by_id <> reported_by_id", name=op.f("ck_violation_reports_triaged_by_another")
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["issued_papers.id"], name="fk_violation_reports_paper_id"
        ),
        sa.ForeignKeyConstraint(
            ["pathway_id"], ["pathways.id"], name="fk_violation_reports_pathway_id"
        ),
        sa.ForeignKeyConstraint(
            ["reported_by_id"], ["users.id"], name="fk_violation_reports_reported_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["source_checkin_id"], ["check_ins.id"], name="fk_violation_reports_source_checkin_id"
        ),
        sa.ForeignKeyConstraint(
            ["triaged_by_id"], ["users.id"], name="fk_violation_reports_triaged_by_id"
        ),
    )
    op.create_index("ix_violation_reports_paper_id", "violation_reports", ["paper_id"])
    op.create_index("ix_violation_reports_pathway_id", "violation_reports", ["pathway_id"])
    op.create_index("ix_violation_reports_reported_by_id", "violation_reports", ["reported_by_id"])
    op.create_index(
        "ix_violation_reports_source_checkin_id", "violation_reports", ["source_checkin_id"]
    )
    op.create_index("ix_violation_reports_triaged_by_id", "violation_reports", ["triaged_by_id"])
    index_scope("violation_reports")


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
