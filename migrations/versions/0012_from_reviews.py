"""First tables: reviews, youth referrals, police report refs, offers, letters."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record, words

revision = "0012_from_reviews"
down_revision = "0011_from_mandates"
branch_labels = None
depends_on = None

TABLES = (
    "reviews",
    "youth_referrals",
    "police_report_refs",
    "offers",
    "letters",
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "reviews",
        *record(),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column("criteria_version_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("police_reviewer_id", sa.Uuid(), nullable=False),
        sa.Column("prosecutor_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            words(
                "reviewstatus", "OPEN", "RETURNED", "SNOOZED", "DISPUTED", "DECIDED", "SUPERSEDED"
            ),
            nullable=False,
        ),
        sa.Column("new_facts_sealed", sa.LargeBinary()),
        sa.Column("superseded_by_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
        sa.CheckConstraint(
            "superseded_by_id <> id", name=op.f("ck_reviews_not_superseded_by_itself")
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_reviews_number_counts_from_one")),
        sa.CheckConstraint(
            "police_reviewer_id <> prosecutor_id", name=op.f("ck_reviews_two_different_reviewers")
        ),
        sa.ForeignKeyConstraint(
            ["criteria_version_id"], ["criteria_versions.id"], name="fk_reviews_criteria_version_id"
        ),
        sa.ForeignKeyConstraint(["pathway_id"], ["pathways.id"], name="fk_reviews_pathway_id"),
        sa.ForeignKeyConstraint(
            ["police_reviewer_id"], ["users.id"], name="fk_reviews_police_reviewer_id"
        ),
        sa.ForeignKeyConstraint(["prosecutor_id"], ["users.id"], name="fk_reviews_prosecutor_id"),
        sa.ForeignKeyConstraint(
            ["superseded_by_id"], ["reviews.id"], name="fk_reviews_superseded_by_id"
        ),
        sa.UniqueConstraint("pathway_id", "number", name="uq_reviews_pathway_id_number"),
    )
    op.create_index("ix_reviews_criteria_version_id", "reviews", ["criteria_version_id"])
    op.create_index("ix_reviews_police_reviewer_id", "reviews", ["police_reviewer_id"])
    op.create_index("ix_reviews_prosecutor_id", "reviews", ["prosecutor_id"])
    op.create_index("ix_reviews_superseded_by_id", "reviews", ["superseded_by_id"])
    index_scope("reviews")
    op.create_table(
        "youth_referrals",
        *record(),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column("referred_to", sa.String(), nullable=False),
        sa.Column("defender_sealed", sa.LargeBinary()),
        sa.Column("guardian_name_sealed", sa.LargeBinary()),
        sa.Column("guardian_told_at", MOMENT),
        sa.Column("referred_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_youth_referrals"),
        sa.CheckConstraint(
            "defender_sealed IS NOT NULL", name=op.f("ck_youth_referrals_defender_named")
        ),
        sa.ForeignKeyConstraint(
            ["pathway_id"], ["pathways.id"], name="fk_youth_referrals_pathway_id"
        ),
        sa.UniqueConstraint("pathway_id", name="uq_youth_referrals_pathway_id"),
    )
    index_scope("youth_referrals")
    op.create_table(
        "police_report_refs",
        *record(),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id", name="pk_police_report_refs"),
        sa.ForeignKeyConstraint(
            ["pathway_id"], ["pathways.id"], name="fk_police_report_refs_pathway_id"
        ),
    )
    op.create_index("ix_police_report_refs_pathway_id", "police_report_refs", ["pathway_id"])
    index_scope("police_report_refs")
    op.create_table(
        "offers",
        *record(),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column("explained_at", MOMENT, nullable=False),
        sa.Column("explained_by_id", sa.Uuid(), nullable=False),
        sa.Column("rights_sheet_version", sa.String(), nullable=False),
        sa.Column("rights_sheet_id", sa.Uuid()),
        sa.Column("counsel", words("counselstate", "ACCEPTED", "WAIVED", "OWN"), nullable=False),
        sa.Column("limits_told_at", MOMENT, nullable=False),
        sa.Column("thinking_until", MOMENT, nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column(
            "response",
            words("offerresponse", "PENDING", "ACCEPTED", "DECLINED", "NO_ANSWER"),
            nullable=False,
        ),
        sa.Column("answered_at", MOMENT),
        sa.Column("decline_reason_sealed", sa.LargeBinary()),
        sa.Column("early_with_counsel", sa.Boolean()),
        sa.Column("early_own_request_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_offers"),
        sa.CheckConstraint(
            "response IN ('PENDING', 'NO_ANSWER') OR answered_at IS NOT NULL",
            name=op.f("ck_offers_answered_at_some_time"),
        ),
        sa.CheckConstraint(
            "thinking_until >= explained_at", name=op.f("ck_offers_leaves_time_to_think")
        ),
        sa.ForeignKeyConstraint(
            ["explained_by_id"], ["users.id"], name="fk_offers_explained_by_id"
        ),
        sa.ForeignKeyConstraint(["pathway_id"], ["pathways.id"], name="fk_offers_pathway_id"),
        sa.ForeignKeyConstraint(
            ["rights_sheet_id"], ["issued_papers.id"], name="fk_offers_rights_sheet_id"
        ),
    )
    op.create_index("ix_offers_explained_by_id", "offers", ["explained_by_id"])
    op.create_index("ix_offers_pathway_id", "offers", ["pathway_id"])
    op.create_index("ix_offers_rights_sheet_id", "offers", ["rights_sheet_id"])
    index_scope("offers")
    op.create_table(
        "letters",
        *record(),
        sa.Column("pathway_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("mode", words("lettermode", "INVITATION", "SUMMONS"), nullable=False),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("text_version_id", sa.Uuid(), nullable=False),
        sa.Column("paper_id", sa.Uuid()),
        sa.Column("body_sealed", sa.LargeBinary()),
        sa.Column("rendered_blocks", JSON),
        sa.Column("envelope_text_sealed", sa.LargeBinary()),
        sa.Column("address_copy_sealed", sa.LargeBinary()),
        sa.Column("counsel_contact", sa.String()),
        sa.Column("uses_safe_passage", sa.Boolean(), nullable=False),
        sa.Column("safe_passage_id", sa.Uuid()),
        sa.Column("release_id", sa.Uuid()),
        sa.Column("signatories", JSON),
        sa.Column("drafted_by_id", sa.Uuid(), nullable=False),
        sa.Column("approved_by_id", sa.Uuid()),
        sa.Column("approved_at", MOMENT),
        sa.Column(
            "status",
            words(
                "letterstatus",
                "DRAFT",
                "APPROVED",
                "PRINTED",
                "OUT",
                "DELIVERED",
                "REFUSED",
                "UNDELIVERED",
                "RECALLED",
                "VOIDED",
            ),
            nullable=False,
        ),
        sa.Column("replaced_by_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_letters"),
        sa.CheckConstraint(
            "status IN ('DRAFT', 'VOIDED') OR (approved_by_id IS NOT NULL AND approved_at IS NOT NULL)",
            name=op.f("ck_letters_approved_before_it_leaves"),
        ),
        sa.CheckConstraint(
            "drafted_by_id <> approved_by_id", name=op.f("ck_letters_approver_is_not_author")
        ),
        sa.CheckConstraint(
            "mode <> 'INVITATION' OR uses_safe_passage",
            name=op.f("ck_letters_invitation_is_a_safe_passage"),
        ),
        sa.CheckConstraint("replaced_by_id <> id", name=op.f("ck_letters_not_replaced_by_itself")),
        sa.CheckConstraint(
            "status IN ('DRAFT', 'APPROVED', 'VOIDED') OR (paper_id IS NOT NULL AND release_id IS NOT NULL)",
            name=op.f("ck_letters_printed_on_a_released_paper"),
        ),
        sa.CheckConstraint(
            "status IN ('DRAFT', 'APPROVED', 'VOIDED') OR NOT uses_safe_passage OR safe_passage_id IS NOT NULL",
            name=op.f("ck_letters_printed_with_a_guarantor"),
        ),
        sa.CheckConstraint("version > 0", name=op.f("ck_letters_version_counts_from_one")),
        sa.ForeignKeyConstraint(["approved_by_id"], ["users.id"], name="fk_letters_approved_by_id"),
        sa.ForeignKeyConstraint(["drafted_by_id"], ["users.id"], name="fk_letters_drafted_by_id"),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name="fk_letters_meeting_id"),
        sa.ForeignKeyConstraint(["paper_id"], ["issued_papers.id"], name="fk_letters_paper_id"),
        sa.ForeignKeyConstraint(["pathway_id"], ["pathways.id"], name="fk_letters_pathway_id"),
        sa.ForeignKeyConstraint(["release_id"], ["releases.id"], name="fk_letters_release_id"),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"], ["letters.id"], name="fk_letters_replaced_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["safe_passage_id"], ["safe_passages.id"], name="fk_letters_safe_passage_id"
        ),
        sa.ForeignKeyConstraint(
            ["text_version_id"], ["text_versions.id"], name="fk_letters_text_version_id"
        ),
        sa.UniqueConstraint("paper_id", name="uq_letters_paper_id"),
        sa.UniqueConstraint(
            "pathway_id", "meeting_id", "version", name="uq_letters_pathway_id_meeting_id_version"
        ),
    )
    op.create_index("ix_letters_approved_by_id", "letters", ["approved_by_id"])
    op.create_index("ix_letters_drafted_by_id", "letters", ["drafted_by_id"])
    op.create_index("ix_letters_meeting_id", "letters", ["meeting_id"])
    op.create_index("ix_letters_release_id", "letters", ["release_id"])
    op.create_index("ix_letters_replaced_by_id", "letters", ["replaced_by_id"])
    op.create_index("ix_letters_safe_passage_id", "letters", ["safe_passage_id"])
    op.create_index("ix_letters_text_version_id", "letters", ["text_version_id"])
    index_scope("letters")


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
