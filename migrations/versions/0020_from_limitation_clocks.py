"""First tables: limitation clocks, custody links, lab results, confidential notes, responses."""

import sqlalchemy as sa
from alembic import op
from first_columns import MOMENT, index_scope, record, words

revision = "0020_from_limitation_clocks"
down_revision = "0019_from_buy_sellers"
branch_labels = None
depends_on = None

TABLES = (
    "limitation_clocks",
    "custody_links",
    "lab_results",
    "confidential_notes",
    "responses",
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "limitation_clocks",
        *record(),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("buy_seller_id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("years", sa.Numeric(4, 1), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("prescribes_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_limitation_clocks"),
        sa.CheckConstraint(
            "prescribes_on > starts_on", name=op.f("ck_limitation_clocks_ends_after_it_starts")
        ),
        sa.CheckConstraint("years > 0", name=op.f("ck_limitation_clocks_years_above_zero")),
        sa.ForeignKeyConstraint(
            ["buy_seller_id"], ["buy_sellers.id"], name="fk_limitation_clocks_buy_seller_id"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["banked_cases.id"], name="fk_limitation_clocks_case_id"
        ),
        sa.UniqueConstraint(
            "case_id", "buy_seller_id", name="uq_limitation_clocks_case_id_buy_seller_id"
        ),
    )
    op.create_index("ix_limitation_clocks_buy_seller_id", "limitation_clocks", ["buy_seller_id"])
    index_scope("limitation_clocks")
    op.create_table(
        "custody_links",
        *record(),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            words(
                "custodykind",
                "COLLECTED",
                "SEALED",
                "OPENED",
                "HANDED_OVER",
                "RECEIVED",
                "VIEWED",
                "COPIED",
                "DISCLOSED",
                "TO_LABORATORY",
                "FROM_LABORATORY",
                "HOLD_PLACED",
                "HOLD_LIFTED",
                "RELABELLED",
                "LOST",
                "FOUND",
                "RETURNED",
                "DESTROYED",
            ),
            nullable=False,
        ),
        sa.Column("handed_at", MOMENT, nullable=False),
        sa.Column("local_at", sa.String(), nullable=False),
        sa.Column(
            "from_institution",
            words("from_institution", "POLICE", "LABORATORY", "HEALTH_SERVICE", "PROSECUTION"),
            nullable=False,
        ),
        sa.Column("from_post", sa.String(), nullable=False),
        sa.Column(
            "to_institution",
            words("to_institution", "POLICE", "LABORATORY", "HEALTH_SERVICE", "PROSECUTION"),
        ),
        sa.Column("to_post", sa.String()),
        sa.Column("received_at", MOMENT),
        sa.Column("unit", sa.String()),
        sa.Column(
            "purpose",
            words(
                "custodypurpose", "STORAGE", "ANALYSIS", "COURT", "DEFENCE", "REVIEW", "DISPOSAL"
            ),
            nullable=False,
        ),
        sa.Column("seal_no", sa.String()),
        sa.Column(
            "seal_state", words("sealstate", "INTACT", "BROKEN", "REPLACED", "NONE"), nullable=False
        ),
        sa.Column("packaging", sa.String()),
        sa.Column("note", sa.String()),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("prev_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("gap_flag", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_custody_links"),
        sa.CheckConstraint("seq > 0", name=op.f("ck_custody_links_seq_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["evidence_items.id"], name="fk_custody_links_item_id"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name="fk_custody_links_recorded_by_id"
        ),
        sa.UniqueConstraint("item_id", "seq", name="uq_custody_links_item_id_seq"),
    )
    op.create_index("ix_custody_links_recorded_by_id", "custody_links", ["recorded_by_id"])
    index_scope("custody_links")
    op.create_table(
        "lab_results",
        *record(),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("kind", words("labkind", "FIELD", "LABORATORY"), nullable=False),
        sa.Column(
            "result", words("laboutcome", "POSITIVE", "NEGATIVE", "INCONCLUSIVE"), nullable=False
        ),
        sa.Column(
            "substance",
            words(
                "substance",
                "COCA_BASE",
                "COCAINE",
                "CANNABIS",
                "CANNABIS_PLANT",
                "HASHISH",
                "MDMA",
                "KETAMINE",
                "LSD",
                "AMPHETAMINE",
                "MEDICINE",
                "OPIOID",
                "OTHER",
            ),
        ),
        sa.Column("gross_g", sa.Numeric(10, 3)),
        sa.Column("net_g", sa.Numeric(10, 3)),
        sa.Column("purity_pct", sa.Numeric(5, 2)),
        sa.Column("report_no", sa.String()),
        sa.Column("delivered_at", MOMENT),
        sa.Column("due_on", sa.Date()),
        sa.Column("received_on", sa.Date()),
        sa.Column("counter_sample_until", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_lab_results"),
        sa.CheckConstraint("net_g <= gross_g", name=op.f("ck_lab_results_net_within_gross")),
        sa.CheckConstraint(
            "purity_pct BETWEEN 0 AND 100", name=op.f("ck_lab_results_purity_is_a_percentage")
        ),
        sa.CheckConstraint(
            "gross_g >= 0 AND net_g >= 0", name=op.f("ck_lab_results_weights_not_negative")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["evidence_items.id"], name="fk_lab_results_item_id"),
    )
    op.create_index("ix_lab_results_item_id", "lab_results", ["item_id"])
    index_scope("lab_results")
    op.create_table(
        "confidential_notes",
        *record(),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column(
            "discipline",
            words("discipline", "SOCIAL", "PSYCHOLOGY", "JOB", "LEGAL", "OTHER"),
            nullable=False,
        ),
        sa.Column("successor_id", sa.Uuid()),
        sa.Column("body_sealed", sa.LargeBinary()),
        sa.Column("retracted_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_confidential_notes"),
        sa.CheckConstraint(
            "body_sealed IS NOT NULL", name=op.f("ck_confidential_notes_body_written")
        ),
        sa.CheckConstraint(
            "successor_id <> author_id", name=op.f("ck_confidential_notes_succeeded_by_another")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name="fk_confidential_notes_author_id"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session_facts.id"], name="fk_confidential_notes_session_id"
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["users.id"], name="fk_confidential_notes_successor_id"
        ),
        sa.UniqueConstraint("session_id", name="uq_confidential_notes_session_id"),
    )
    op.create_index("ix_confidential_notes_author_id", "confidential_notes", ["author_id"])
    op.create_index("ix_confidential_notes_successor_id", "confidential_notes", ["successor_id"])
    index_scope("confidential_notes")
    op.create_table(
        "responses",
        *record(),
        sa.Column("finding_id", sa.Uuid()),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column(
            "level", words("responselevel", "L0", "L1", "L2", "L3", "L4", "L5"), nullable=False
        ),
        sa.Column(
            "incentive",
            words(
                "incentive", "PRAISE_LETTER", "TRAVEL_CARD", "EMPLOYER_REFERENCE", "LESS_FREQUENT"
            ),
        ),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("ends_on", sa.Date()),
        sa.Column("set_by_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_responses"),
        sa.CheckConstraint(
            "finding_id IS NOT NULL OR incentive IS NOT NULL",
            name=op.f("ck_responses_answers_a_finding_or_rewards"),
        ),
        sa.ForeignKeyConstraint(["finding_id"], ["findings.id"], name="fk_responses_finding_id"),
        sa.ForeignKeyConstraint(["pathway_id"], ["pathways.id"], name="fk_responses_pathway_id"),
        sa.ForeignKeyConstraint(["set_by_id"], ["users.id"], name="fk_responses_set_by_id"),
    )
    op.create_index("ix_responses_finding_id", "responses", ["finding_id"])
    op.create_index("ix_responses_pathway_id", "responses", ["pathway_id"])
    op.create_index("ix_responses_set_by_id", "responses", ["set_by_id"])
    index_scope("responses")


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
