"""First tables: delivery attempts, graduation reviews, exit interviews, evidence items."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record, words

revision = "0018_from_delivery_attempts"
down_revision = "0017_from_enrolments"
branch_labels = None
depends_on = None

TABLES = (
    "delivery_attempts",
    "graduation_reviews",
    "exit_interviews",
    "evidence_items",
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "delivery_attempts",
        *record(),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("tried_at", MOMENT, nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("second_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "method",
            words("deliverymethod", "HAND", "INFLUENTIAL", "HOME_NOTIFICATION", "MAKE_UP_CALL"),
            nullable=False,
        ),
        sa.Column(
            "outcome",
            words(
                "deliveryoutcome",
                "DELIVERED_PERSON",
                "DELIVERED_SUPPORTER",
                "REFUSED_IN_PERSON",
                "MOVED",
                "IN_CUSTODY",
                "HOSPITAL",
                "DECEASED",
                "WRONG_PERSON",
                "UNSAFE",
                "NOT_FOUND",
                "NO_SUCH_ADDRESS",
                "ASKED_OTHER_TIME",
            ),
            nullable=False,
        ),
        sa.Column("receiver_name_sealed", sa.LargeBinary()),
        sa.Column(
            "receiver_relation",
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
        sa.Column("supporter_consent_id", sa.Uuid()),
        sa.Column("receipt_id", sa.Uuid()),
        sa.Column("witness_sealed", sa.LargeBinary()),
        sa.Column("witness_note_sealed", sa.LargeBinary()),
        sa.Column("told_orally", sa.Boolean()),
        sa.Column("new_day_asked", MOMENT),
        sa.Column("note_sealed", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id", name="pk_delivery_attempts"),
        sa.CheckConstraint(
            "outcome <> 'REFUSED_IN_PERSON' OR witness_note_sealed IS NOT NULL",
            name=op.f("ck_delivery_attempts_refusal_is_witnessed"),
        ),
        sa.CheckConstraint(
            "outcome NOT IN ('DELIVERED_PERSON', 'DELIVERED_SUPPORTER') OR receipt_id IS NOT NULL OR witness_sealed IS NOT NULL",
            name=op.f("ck_delivery_attempts_service_is_proven"),
        ),
        sa.CheckConstraint(
            "second_by_id <> by_id", name=op.f("ck_delivery_attempts_two_different_people")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name="fk_delivery_attempts_by_id"),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["shelf_files.id"], name="fk_delivery_attempts_receipt_id"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["delivery_rounds.id"], name="fk_delivery_attempts_round_id"
        ),
        sa.ForeignKeyConstraint(
            ["second_by_id"], ["users.id"], name="fk_delivery_attempts_second_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["supporter_consent_id"],
            ["consents.id"],
            name="fk_delivery_attempts_supporter_consent_id",
        ),
    )
    op.create_index("ix_delivery_attempts_by_id", "delivery_attempts", ["by_id"])
    op.create_index("ix_delivery_attempts_receipt_id", "delivery_attempts", ["receipt_id"])
    op.create_index("ix_delivery_attempts_round_id", "delivery_attempts", ["round_id"])
    op.create_index("ix_delivery_attempts_second_by_id", "delivery_attempts", ["second_by_id"])
    op.create_index(
        "ix_delivery_attempts_supporter_consent_id", "delivery_attempts", ["supporter_consent_id"]
    )
    index_scope("delivery_attempts")
    op.create_table(
        "graduation_reviews",
        *record(),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("criteria_met", JSON, nullable=False),
        sa.Column("achievements", sa.String()),
        sa.Column("decided_by_id", sa.Uuid(), nullable=False),
        sa.Column("second_by_id", sa.Uuid(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("paper_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_graduation_reviews"),
        sa.CheckConstraint(
            "decided_by_id <> second_by_id", name=op.f("ck_graduation_reviews_decided_by_two")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["users.id"], name="fk_graduation_reviews_decided_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolments.id"], name="fk_graduation_reviews_enrolment_id"
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["issued_papers.id"], name="fk_graduation_reviews_paper_id"
        ),
        sa.ForeignKeyConstraint(
            ["second_by_id"], ["users.id"], name="fk_graduation_reviews_second_by_id"
        ),
    )
    op.create_index("ix_graduation_reviews_decided_by_id", "graduation_reviews", ["decided_by_id"])
    op.create_index("ix_graduation_reviews_enrolment_id", "graduation_reviews", ["enrolment_id"])
    op.create_index("ix_graduation_reviews_paper_id", "graduation_reviews", ["paper_id"])
    op.create_index("ix_graduation_reviews_second_by_id", "graduation_reviews", ["second_by_id"])
    index_scope("graduation_reviews")
    op.create_table(
        "exit_interviews",
        *record(),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("held_by_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_exit_interviews"),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolments.id"], name="fk_exit_interviews_enrolment_id"
        ),
        sa.ForeignKeyConstraint(["held_by_id"], ["users.id"], name="fk_exit_interviews_held_by_id"),
        sa.UniqueConstraint("enrolment_id", name="uq_exit_interviews_enrolment_id"),
    )
    op.create_index("ix_exit_interviews_held_by_id", "exit_interviews", ["held_by_id"])
    index_scope("exit_interviews")
    op.create_table(
        "evidence_items",
        *record(),
        sa.Column("nue", sa.String(12)),
        sa.Column("item_no", sa.Integer(), nullable=False),
        sa.Column("investigation_id", sa.Uuid(), nullable=False),
        sa.Column("buy_id", sa.Uuid()),
        sa.Column("authorisation_id", sa.Uuid()),
        sa.Column("ground", sa.String()),
        sa.Column(
            "kind",
            words(
                "itemkind",
                "SUBSTANCE",
                "MONEY",
                "VIDEO",
                "AUDIO",
                "PHOTO",
                "DOCUMENT",
                "WEAPON",
                "PHONE",
                "OTHER",
            ),
            nullable=False,
        ),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("quantity", sa.Numeric(10, 3)),
        sa.Column("unit", words("unit", "G", "UNIT", "DOSE", "PLANT")),
        sa.Column("gross_g", sa.Numeric(10, 3)),
        sa.Column("net_g", sa.Numeric(10, 3)),
        sa.Column("purity_pct", sa.Numeric(5, 2)),
        sa.Column("collected_at", MOMENT, nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column(
            "status",
            words(
                "itemstatus",
                "COLLECTED",
                "SEALED",
                "OPENED",
                "IN_TRANSFER",
                "AT_LABORATORY",
                "LOST",
                "RETURNED",
                "DESTROYED",
            ),
            nullable=False,
        ),
        sa.Column("seized_at", MOMENT),
        sa.Column("health_due_at", MOMENT),
        sa.Column("extended_by_judge", sa.Boolean()),
        sa.Column("storage_place", sa.String()),
        sa.Column("officer_code_id", sa.Uuid()),
        sa.Column("police_unit", sa.String()),
        sa.Column("packaging", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_evidence_items"),
        sa.CheckConstraint(
            "authorisation_id IS NOT NULL OR ground IS NOT NULL",
            name=op.f("ck_evidence_items_authority_or_ground"),
        ),
        sa.CheckConstraint("net_g <= gross_g", name=op.f("ck_evidence_items_net_within_gross")),
        sa.CheckConstraint(
            "length(nue) BETWEEN 4 AND 12", name=op.f("ck_evidence_items_nue_has_its_length")
        ),
        sa.CheckConstraint(
            "purity_pct BETWEEN 0 AND 100", name=op.f("ck_evidence_items_purity_is_a_percentage")
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_evidence_items_quantity_above_zero")),
        sa.CheckConstraint(
            "quantity IS NULL OR unit IS NOT NULL",
            name=op.f("ck_evidence_items_quantity_has_a_unit"),
        ),
        sa.CheckConstraint(
            "gross_g >= 0 AND net_g >= 0", name=op.f("ck_evidence_items_weights_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["authorisation_id"], ["authorisations.id"], name="fk_evidence_items_authorisation_id"
        ),
        sa.ForeignKeyConstraint(["buy_id"], ["buys.id"], name="fk_evidence_items_buy_id"),
        sa.ForeignKeyConstraint(
            ["investigation_id"], ["investigations.id"], name="fk_evidence_items_investigation_id"
        ),
        sa.ForeignKeyConstraint(
            ["officer_code_id"], ["covert_codes.id"], name="fk_evidence_items_officer_code_id"
        ),
        sa.UniqueConstraint(
            "investigation_id", "item_no", name="uq_evidence_items_investigation_id_item_no"
        ),
        sa.UniqueConstraint("nue", name="uq_evidence_items_nue"),
    )
    op.create_index("ix_evidence_items_authorisation_id", "evidence_items", ["authorisation_id"])
    op.create_index("ix_evidence_items_buy_id", "evidence_items", ["buy_id"])
    op.create_index("ix_evidence_items_officer_code_id", "evidence_items", ["officer_code_id"])
    index_scope("evidence_items")


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
