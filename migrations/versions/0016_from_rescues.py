"""First tables: rescues, overrides, authorisation codes, buys, obligations."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record, words

revision = "0016_from_rescues"
down_revision = "0015_from_authorisations"
branch_labels = None
depends_on = None

TABLES = (
    "rescues",
    "overrides",
    "authorisation_codes",
    "buys",
    "obligations",
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "rescues",
        *record(),
        sa.Column("checkin_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("attempts", JSON, nullable=False),
        sa.Column("result", words("rescueresult", "REACHED", "NOT_REACHED", "EXCUSED")),
        sa.Column("closed_at", MOMENT),
        sa.Column("place", sa.String()),
        sa.Column("planned_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_rescues"),
        sa.CheckConstraint(
            "(result IS NULL) = (closed_at IS NULL)", name=op.f("ck_rescues_closed_with_result")
        ),
        sa.ForeignKeyConstraint(["checkin_id"], ["check_ins.id"], name="fk_rescues_checkin_id"),
        sa.UniqueConstraint("checkin_id", name="uq_rescues_checkin_id"),
    )
    index_scope("rescues")
    op.create_table(
        "overrides",
        *record(),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid()),
        sa.Column("criterion_id", sa.Uuid(), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary()),
        sa.Column("requested_by_id", sa.Uuid(), nullable=False),
        sa.Column("confirmed_by_id", sa.Uuid()),
        sa.Column("confirmed_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_overrides"),
        sa.CheckConstraint(
            "(confirmed_by_id IS NULL) = (confirmed_at IS NULL)",
            name=op.f("ck_overrides_confirmed_by_somebody"),
        ),
        sa.CheckConstraint("reason_sealed IS NOT NULL", name=op.f("ck_overrides_reason_given")),
        sa.CheckConstraint(
            "requested_by_id <> confirmed_by_id",
            name=op.f("ck_overrides_two_different_prosecutors"),
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["users.id"], name="fk_overrides_confirmed_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["criterion_id"], ["criteria.id"], name="fk_overrides_criterion_id"
        ),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name="fk_overrides_decision_id"),
        sa.ForeignKeyConstraint(
            ["requested_by_id"], ["users.id"], name="fk_overrides_requested_by_id"
        ),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name="fk_overrides_review_id"),
        sa.UniqueConstraint(
            "review_id", "criterion_id", name="uq_overrides_review_id_criterion_id"
        ),
    )
    op.create_index("ix_overrides_confirmed_by_id", "overrides", ["confirmed_by_id"])
    op.create_index("ix_overrides_criterion_id", "overrides", ["criterion_id"])
    op.create_index("ix_overrides_decision_id", "overrides", ["decision_id"])
    op.create_index("ix_overrides_requested_by_id", "overrides", ["requested_by_id"])
    index_scope("overrides")
    op.create_table(
        "authorisation_codes",
        *record(),
        sa.Column("authorisation_id", sa.Uuid(), nullable=False),
        sa.Column("code_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_authorisation_codes"),
        sa.ForeignKeyConstraint(
            ["authorisation_id"],
            ["authorisations.id"],
            name="fk_authorisation_codes_authorisation_id",
        ),
        sa.ForeignKeyConstraint(
            ["code_id"], ["covert_codes.id"], name="fk_authorisation_codes_code_id"
        ),
        sa.UniqueConstraint(
            "authorisation_id", "code_id", name="uq_authorisation_codes_authorisation_id_code_id"
        ),
    )
    op.create_index("ix_authorisation_codes_code_id", "authorisation_codes", ["code_id"])
    index_scope("authorisation_codes")
    op.create_table(
        "buys",
        *record(),
        sa.Column("authorisation_id", sa.Uuid()),
        sa.Column("investigation_id", sa.Uuid(), nullable=False),
        sa.Column("seller_id", sa.Uuid(), nullable=False),
        sa.Column("occurred_at", MOMENT, nullable=False),
        sa.Column("place", sa.String(), nullable=False),
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
            nullable=False,
        ),
        sa.Column("gross_g", sa.Numeric(10, 3)),
        sa.Column("net_g", sa.Numeric(10, 3)),
        sa.Column("purity_pct", sa.Numeric(5, 2)),
        sa.Column("units", sa.Integer()),
        sa.Column("price", sa.Integer()),
        sa.Column("banknotes_sealed", sa.LargeBinary()),
        sa.Column("officer_code_id", sa.Uuid(), nullable=False),
        sa.Column("second_officer_code_id", sa.Uuid()),
        sa.Column("recording", words("recording", "VIDEO", "AUDIO", "NONE"), nullable=False),
        sa.Column("no_recording_reason", sa.String()),
        sa.Column(
            "first_offer_by", words("firstoffer", "PERSON", "OFFICER", "UNCLEAR"), nullable=False
        ),
        sa.Column("no_inducement_ticked", sa.Boolean(), nullable=False),
        sa.Column("minors_present", sa.Boolean(), nullable=False),
        sa.Column("weapon_seen", sa.Boolean(), nullable=False),
        sa.Column(
            "offence_code",
            words("offencecode", "L20000_3", "L20000_4", "GENERIC_MINOR", "GENERIC_MAJOR"),
            nullable=False,
        ),
        sa.Column(
            "standing",
            words("buystanding", "VALID", "CONTESTED", "LATE_RECORD", "UNUSABLE"),
            nullable=False,
        ),
        sa.Column("standing_reason", sa.String()),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("narrative_sealed", sa.LargeBinary()),
        sa.Column("status", words("buystatus", "RECORDED", "UNUSABLE", "ANNULLED"), nullable=False),
        sa.Column("annulled_at", MOMENT),
        sa.Column("annul_reason", sa.String()),
        sa.Column("prosecutor_flagged_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_buys"),
        sa.CheckConstraint(
            "status <> 'ANNULLED' OR (annulled_at IS NOT NULL AND annul_reason IS NOT NULL)",
            name=op.f("ck_buys_annulled_with_reason"),
        ),
        sa.CheckConstraint(
            "status = 'UNUSABLE' OR authorisation_id IS NOT NULL",
            name=op.f("ck_buys_counts_under_authority"),
        ),
        sa.CheckConstraint("net_g <= gross_g", name=op.f("ck_buys_net_within_gross")),
        sa.CheckConstraint("price >= 0", name=op.f("ck_buys_price_not_negative")),
        sa.CheckConstraint(
            "purity_pct BETWEEN 0 AND 100", name=op.f("ck_buys_purity_is_a_percentage")
        ),
        sa.CheckConstraint(
            "recording <> 'NONE' OR no_recording_reason IS NOT NULL",
            name=op.f("ck_buys_silence_is_explained"),
        ),
        sa.CheckConstraint(
            "second_officer_code_id <> officer_code_id", name=op.f("ck_buys_two_different_officers")
        ),
        sa.CheckConstraint("units > 0", name=op.f("ck_buys_units_above_zero")),
        sa.CheckConstraint(
            "status <> 'UNUSABLE' OR standing = 'UNUSABLE'", name=op.f("ck_buys_unusable_stays_so")
        ),
        sa.CheckConstraint(
            "standing <> 'UNUSABLE' OR standing_reason IS NOT NULL",
            name=op.f("ck_buys_unusable_with_reason"),
        ),
        sa.CheckConstraint(
            "gross_g >= 0 AND net_g >= 0", name=op.f("ck_buys_weights_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["authorisation_id"], ["authorisations.id"], name="fk_buys_authorisation_id"
        ),
        sa.ForeignKeyConstraint(
            ["investigation_id"], ["investigations.id"], name="fk_buys_investigation_id"
        ),
        sa.ForeignKeyConstraint(
            ["officer_code_id"], ["covert_codes.id"], name="fk_buys_officer_code_id"
        ),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["users.id"], name="fk_buys_recorded_by_id"),
        sa.ForeignKeyConstraint(
            ["second_officer_code_id"], ["covert_codes.id"], name="fk_buys_second_officer_code_id"
        ),
        sa.ForeignKeyConstraint(["seller_id"], ["seller_labels.id"], name="fk_buys_seller_id"),
    )
    op.create_index("ix_buys_authorisation_id", "buys", ["authorisation_id"])
    op.create_index("ix_buys_investigation_id", "buys", ["investigation_id"])
    op.create_index("ix_buys_officer_code_id", "buys", ["officer_code_id"])
    op.create_index("ix_buys_recorded_by_id", "buys", ["recorded_by_id"])
    op.create_index("ix_buys_second_officer_code_id", "buys", ["second_officer_code_id"])
    op.create_index("ix_buys_seller_id", "buys", ["seller_id"])
    index_scope("buys")
    op.create_table(
        "obligations",
        *record(),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("side", words("obligationside", "PERSON", "INSTITUTION"), nullable=False),
        sa.Column(
            "code",
            words(
                "obligationcode",
                "RESIDENCE",
                "AVOID",
                "TREATMENT",
                "WORK_OR_STUDY",
                "PAYMENT",
                "REPORT",
                "ADDRESS",
                "NO_SALE",
                "CHECK_IN",
                "SERVICE_LEVEL",
                "OTHER",
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("met_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_obligations"),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements.id"], name="fk_obligations_agreement_id"
        ),
    )
    op.create_index("ix_obligations_agreement_id", "obligations", ["agreement_id"])
    index_scope("obligations")


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
