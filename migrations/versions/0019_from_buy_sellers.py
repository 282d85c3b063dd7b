"""First tables: buy sellers, needs assessments, session facts, identity checks, violation notices, accounts, findings."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record, words

revision = "0019_from_buy_sellers"
down_revision = "0018_from_delivery_attempts"
branch_labels = None
depends_on = None

TABLES = (
    "buy_sellers",
    "needs_assessments",
    "session_facts",
    "identity_checks",
    "violation_notices",
    "accounts",
    "findings",
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "buy_sellers",
        *record(),
        sa.Column("buy_id", sa.Uuid(), nullable=False),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            words("sellerrole", "SELLER", "LOOKOUT", "CARRIER", "SUPPLIER", "PREMISES", "UNKNOWN"),
            nullable=False,
        ),
        sa.Column(
            "recognition", words("recognition", "CERTAIN", "PROBABLE", "DOUBTFUL"), nullable=False
        ),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("occurred_at", MOMENT, nullable=False),
        sa.Column("age_at_act", sa.Integer()),
        sa.Column("prescribes_on", sa.Date()),
        sa.Column("linked_by_id", sa.Uuid(), nullable=False),
        sa.Column("linked_at", MOMENT, nullable=False),
        sa.Column("status", words("linkstate", "LINKED", "WITHDRAWN"), nullable=False),
        sa.Column("withdrawn_by_id", sa.Uuid()),
        sa.Column("withdrawn_at", MOMENT),
        sa.Column("withdraw_reason", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_buy_sellers"),
        sa.CheckConstraint("length(trim(basis)) > 0", name=op.f("ck_buy_sellers_basis_written")),
        sa.CheckConstraint(
            "status <> 'WITHDRAWN' OR (withdrawn_by_id IS NOT NULL AND withdrawn_at IS NOT NULL AND withdraw_reason IS NOT NULL)",
            name=op.f("ck_buy_sellers_withdrawn_with_reason"),
        ),
        sa.ForeignKeyConstraint(["buy_id"], ["buys.id"], name="fk_buy_sellers_buy_id"),
        sa.ForeignKeyConstraint(["linked_by_id"], ["users.id"], name="fk_buy_sellers_linked_by_id"),
        sa.ForeignKeyConstraint(["pathway_id"], ["pathways.id"], name="fk_buy_sellers_pathway_id"),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["users.id"], name="fk_buy_sellers_withdrawn_by_id"
        ),
    )
    op.create_index(
        "ix_buy_sellers_buy_id_pathway_id",
        "buy_sellers",
        ["buy_id", "pathway_id"],
        unique=True,
        sqlite_where=sa.text("status <> 'WITHDRAWN'"),
        postgresql_where=sa.text("status <> 'WITHDRAWN'"),
    )
    op.create_index("ix_buy_sellers_linked_by_id", "buy_sellers", ["linked_by_id"])
    op.create_index("ix_buy_sellers_pathway_id", "buy_sellers", ["pathway_id"])
    op.create_index("ix_buy_sellers_withdrawn_by_id", "buy_sellers", ["withdrawn_by_id"])
    index_scope("buy_sellers")
    op.create_table(
        "needs_assessments",
        *record(),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("done_by_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_needs_assessments"),
        sa.ForeignKeyConstraint(
            ["done_by_id"], ["users.id"], name="fk_needs_assessments_done_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolments.id"], name="fk_needs_assessments_enrolment_id"
        ),
    )
    op.create_index("ix_needs_assessments_done_by_id", "needs_assessments", ["done_by_id"])
    op.create_index("ix_needs_assessments_enrolment_id", "needs_assessments", ["enrolment_id"])
    index_scope("needs_assessments")
    op.create_table(
        "session_facts",
        *record(),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            words("discipline", "SOCIAL", "PSYCHOLOGY", "JOB", "LEGAL", "OTHER"),
            nullable=False,
        ),
        sa.Column("held_at", MOMENT, nullable=False),
        sa.Column(
            "mode",
            words("contactmode", "IN_PERSON", "PHONE", "VIDEO", "HOME_VISIT"),
            nullable=False,
        ),
        sa.Column("duration_min", sa.Integer()),
        sa.Column("happened", sa.Boolean(), nullable=False),
        sa.Column("attended", words("sessionkept", "KEPT", "LATE", "LEFT_EARLY", "ABSENT")),
        sa.Column(
            "absence_kind", words("absencekind", "ACCEPTABLE", "NOT_ACCEPTABLE", "LOGISTICS")
        ),
        sa.Column("late_min", sa.Integer()),
        sa.Column("done", JSON, nullable=False),
        sa.Column("next_on", sa.Date()),
        sa.Column("no_next_reason", words("nonextreason", "LAST", "PERSON_ASKS", "TO_BE_SET")),
        sa.Column("team_summary_sealed", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id", name="pk_session_facts"),
        sa.CheckConstraint(
            "(happened AND attended <> 'ABSENT') OR absence_kind IS NOT NULL",
            name=op.f("ck_session_facts_absence_has_a_kind"),
        ),
        sa.CheckConstraint("duration_min > 0", name=op.f("ck_session_facts_lasts_some_time")),
        sa.CheckConstraint("late_min >= 0", name=op.f("ck_session_facts_late_not_negative")),
        sa.CheckConstraint(
            "next_on IS NOT NULL OR no_next_reason IS NOT NULL",
            name=op.f("ck_session_facts_says_what_comes_next"),
        ),
        sa.CheckConstraint(
            "NOT happened OR attended IS NOT NULL", name=op.f("ck_session_facts_says_who_attended")
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolments.id"], name="fk_session_facts_enrolment_id"
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["users.id"], name="fk_session_facts_worker_id"),
    )
    op.create_index("ix_session_facts_enrolment_id", "session_facts", ["enrolment_id"])
    op.create_index("ix_session_facts_worker_id", "session_facts", ["worker_id"])
    index_scope("session_facts")
    op.create_table(
        "identity_checks",
        *record(),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("checked_by_id", sa.Uuid(), nullable=False),
        sa.Column("checked_at", MOMENT, nullable=False),
        sa.Column(
            "method",
            words("identitybasis", "RUN_DOCUMENT", "REGISTRY", "TWO_OFFICERS", "RUN_AND_PHOTO"),
            nullable=False,
        ),
        sa.Column("result", words("matchresult", "SAME", "DIFFERENT", "UNSURE"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_identity_checks"),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["users.id"], name="fk_identity_checks_checked_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["violation_reports.id"], name="fk_identity_checks_report_id"
        ),
    )
    op.create_index("ix_identity_checks_checked_by_id", "identity_checks", ["checked_by_id"])
    op.create_index("ix_identity_checks_report_id", "identity_checks", ["report_id"])
    index_scope("identity_checks")
    op.create_table(
        "violation_notices",
        *record(),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary()),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column(
            "how",
            words("noticechannel", "IN_PERSON", "LETTER", "PHONE", "THROUGH_DEFENDER"),
            nullable=False,
        ),
        sa.Column("defender_notified_at", MOMENT),
        sa.Column("account_due_on", sa.Date(), nullable=False),
        sa.Column("paper_id", sa.Uuid()),
        sa.Column("delivered_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_violation_notices"),
        sa.CheckConstraint(
            "body_sealed IS NOT NULL", name=op.f("ck_violation_notices_body_written")
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["issued_papers.id"], name="fk_violation_notices_paper_id"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["violation_reports.id"], name="fk_violation_notices_report_id"
        ),
        sa.UniqueConstraint("report_id", name="uq_violation_notices_report_id"),
    )
    op.create_index("ix_violation_notices_paper_id", "violation_notices", ["paper_id"])
    index_scope("violation_notices")
    op.create_table(
        "accounts",
        *record(),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("text_sealed", sa.LargeBinary()),
        sa.Column("given_by", words("accountby", "PERSON", "DEFENDER", "NOBODY"), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("is_silence", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.CheckConstraint(
            "is_silence = (text_sealed IS NULL)", name=op.f("ck_accounts_words_or_silence")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name="fk_accounts_recorded_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["violation_reports.id"], name="fk_accounts_report_id"
        ),
        sa.UniqueConstraint("report_id", name="uq_accounts_report_id"),
    )
    op.create_index("ix_accounts_recorded_by_id", "accounts", ["recorded_by_id"])
    index_scope("accounts")
    op.create_table(
        "findings",
        *record(),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column(
            "outcome",
            words(
                "findingoutcome", "FOUNDED", "NOT_PROVEN", "UNFOUNDED", "WITHDRAWN", "WRONG_PERSON"
            ),
            nullable=False,
        ),
        sa.Column("reasons_sealed", sa.LargeBinary()),
        sa.Column("decided_by_id", sa.Uuid(), nullable=False),
        sa.Column("second_by_id", sa.Uuid(), nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.Column("appeal_until", sa.Date(), nullable=False),
        sa.Column("final_on", sa.Date()),
        sa.Column("paper_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_findings"),
        sa.CheckConstraint(
            "decided_by_id <> second_by_id", name=op.f("ck_findings_decided_by_two")
        ),
        sa.CheckConstraint("reasons_sealed IS NOT NULL", name=op.f("ck_findings_reasons_given")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["users.id"], name="fk_findings_decided_by_id"),
        sa.ForeignKeyConstraint(["paper_id"], ["issued_papers.id"], name="fk_findings_paper_id"),
        sa.ForeignKeyConstraint(
            ["report_id"], ["violation_reports.id"], name="fk_findings_report_id"
        ),
        sa.ForeignKeyConstraint(["second_by_id"], ["users.id"], name="fk_findings_second_by_id"),
        sa.UniqueConstraint("report_id", name="uq_findings_report_id"),
    )
    op.create_index("ix_findings_decided_by_id", "findings", ["decided_by_id"])
    op.create_index("ix_findings_paper_id", "findings", ["paper_id"])
    op.create_index("ix_findings_second_by_id", "findings", ["second_by_id"])
    index_scope("findings")


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
