"""First tables: authorisations, agreements, make ups, delivery rounds."""

import sqlalchemy as sa
from alembic import op
from first_columns import MOMENT, index_scope, record, words

revision = "0015_from_authorisations"
down_revision = "0014_from_criterion_answers"
branch_labels = None
depends_on = None

TABLES = (
    "authorisations",
    "agreements",
    "make_ups",
    "delivery_rounds",
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "authorisations",
        *record(),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column(
            "regime",
            words("authorisationregime", "L20000_25", "CPP_226B", "GENERIC"),
            nullable=False,
        ),
        sa.Column(
            "technique", words("technique", "UNDERCOVER", "BUYER", "INFORMANT"), nullable=False
        ),
        sa.Column("ruc", sa.String(12), nullable=False),
        sa.Column("operation_id", sa.Uuid(), nullable=False),
        sa.Column("granted_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "grantor_rank",
            words("grantorrank", "PROSECUTOR", "REGIONAL", "NATIONAL"),
            nullable=False,
        ),
        sa.Column("granted_at", MOMENT, nullable=False),
        sa.Column("mode", words("grantmode", "WRITTEN", "PHONE"), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", MOMENT, nullable=False),
        sa.Column("valid_to", MOMENT, nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("place", sa.String()),
        sa.Column("proposed_by", sa.String()),
        sa.Column("police_force", sa.String(), nullable=False),
        sa.Column("max_buys", sa.Integer()),
        sa.Column("conditions", sa.String()),
        sa.Column("revoked_at", MOMENT),
        sa.Column("revoke_reason", sa.String()),
        sa.Column("renews_id", sa.Uuid()),
        sa.Column("is_late_record", sa.Boolean(), nullable=False),
        sa.Column(
            "status",
            words("authorisationstatus", "IN_FORCE", "RENEWED", "REVOKED", "LAPSED"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_authorisations"),
        sa.CheckConstraint("max_buys > 0", name=op.f("ck_authorisations_allows_a_buy")),
        sa.CheckConstraint(
            "valid_to > valid_from", name=op.f("ck_authorisations_ends_after_it_starts")
        ),
        sa.CheckConstraint(
            "technique <> 'INFORMANT' OR proposed_by IS NOT NULL",
            name=op.f("ck_authorisations_informant_was_proposed"),
        ),
        sa.CheckConstraint(
            "status <> 'REVOKED' OR (revoked_at IS NOT NULL AND revoke_reason IS NOT NULL)",
            name=op.f("ck_authorisations_revoked_with_reason"),
        ),
        sa.CheckConstraint(
            "ruc LIKE '__________-_'", name=op.f("ck_authorisations_ruc_has_its_shape")
        ),
        sa.ForeignKeyConstraint(
            ["granted_by_id"], ["users.id"], name="fk_authorisations_granted_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operations.id"], name="fk_authorisations_operation_id"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name="fk_authorisations_recorded_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["renews_id"], ["authorisations.id"], name="fk_authorisations_renews_id"
        ),
        sa.UniqueConstraint("reference", name="uq_authorisations_reference"),
    )
    op.create_index("ix_authorisations_granted_by_id", "authorisations", ["granted_by_id"])
    op.create_index("ix_authorisations_operation_id", "authorisations", ["operation_id"])
    op.create_index("ix_authorisations_recorded_by_id", "authorisations", ["recorded_by_id"])
    op.create_index("ix_authorisations_renews_id", "authorisations", ["renews_id"])
    index_scope("authorisations")
    op.create_table(
        "agreements",
        *record(),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("text_version_id", sa.Uuid(), nullable=False),
        sa.Column("duration_months", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date()),
        sa.Column("ends_on", sa.Date()),
        sa.Column("signed_at", MOMENT),
        sa.Column("scan_id", sa.Uuid()),
        sa.Column("is_voluntary", sa.Boolean(), nullable=False),
        sa.Column("is_understood", sa.Boolean(), nullable=False),
        sa.Column("interpreter_name", sa.String()),
        sa.Column("copy_given", sa.Boolean(), nullable=False),
        sa.Column("defender_signed_at", MOMENT),
        sa.Column("paper_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_agreements"),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_agreements_ends_after_it_starts")),
        sa.CheckConstraint("duration_months > 0", name=op.f("ck_agreements_lasts_some_time")),
        sa.CheckConstraint(
            "signed_at IS NULL OR (is_voluntary AND is_understood)",
            name=op.f("ck_agreements_signed_freely"),
        ),
        sa.ForeignKeyConstraint(["offer_id"], ["offers.id"], name="fk_agreements_offer_id"),
        sa.ForeignKeyConstraint(["paper_id"], ["issued_papers.id"], name="fk_agreements_paper_id"),
        sa.ForeignKeyConstraint(["scan_id"], ["shelf_files.id"], name="fk_agreements_scan_id"),
        sa.ForeignKeyConstraint(
            ["text_version_id"], ["text_versions.id"], name="fk_agreements_text_version_id"
        ),
        sa.UniqueConstraint("offer_id", name="uq_agreements_offer_id"),
    )
    op.create_index("ix_agreements_paper_id", "agreements", ["paper_id"])
    op.create_index("ix_agreements_scan_id", "agreements", ["scan_id"])
    op.create_index("ix_agreements_text_version_id", "agreements", ["text_version_id"])
    index_scope("agreements")
    op.create_table(
        "make_ups",
        *record(),
        sa.Column("attendance_id", sa.Uuid(), nullable=False),
        sa.Column("kind", words("makeupkind", "SESSION", "HOME", "ONE_TO_ONE"), nullable=False),
        sa.Column(
            "status",
            words("makeupstatus", "OFFERED", "HELD", "MISSED", "CANCELLED"),
            nullable=False,
        ),
        sa.Column("offered_at", MOMENT, nullable=False),
        sa.Column("for_at", MOMENT, nullable=False),
        sa.Column("late_allowed_by_id", sa.Uuid()),
        sa.Column("late_reason", sa.String()),
        sa.Column("attended_at", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.Column("missed_at", MOMENT),
        sa.Column("conducted_by_id", sa.Uuid()),
        sa.Column("second_by_id", sa.Uuid()),
        sa.Column("letter_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_make_ups"),
        sa.CheckConstraint("for_at > offered_at", name=op.f("ck_make_ups_comes_after_the_offer")),
        sa.CheckConstraint(
            "ended_at >= attended_at", name=op.f("ck_make_ups_ends_after_it_starts")
        ),
        sa.CheckConstraint(
            "status <> 'HELD' OR (attended_at IS NOT NULL AND conducted_by_id IS NOT NULL)",
            name=op.f("ck_make_ups_held_by_somebody"),
        ),
        sa.CheckConstraint(
            "late_allowed_by_id IS NULL OR late_reason IS NOT NULL",
            name=op.f("ck_make_ups_late_with_reason"),
        ),
        sa.CheckConstraint(
            "status <> 'MISSED' OR missed_at IS NOT NULL",
            name=op.f("ck_make_ups_missed_at_some_time"),
        ),
        sa.CheckConstraint(
            "second_by_id <> conducted_by_id", name=op.f("ck_make_ups_two_different_people")
        ),
        sa.ForeignKeyConstraint(
            ["attendance_id"], ["attendances.id"], name="fk_make_ups_attendance_id"
        ),
        sa.ForeignKeyConstraint(
            ["conducted_by_id"], ["users.id"], name="fk_make_ups_conducted_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["late_allowed_by_id"], ["users.id"], name="fk_make_ups_late_allowed_by_id"
        ),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name="fk_make_ups_letter_id"),
        sa.ForeignKeyConstraint(["second_by_id"], ["users.id"], name="fk_make_ups_second_by_id"),
    )
    op.create_index("ix_make_ups_attendance_id", "make_ups", ["attendance_id"])
    op.create_index("ix_make_ups_conducted_by_id", "make_ups", ["conducted_by_id"])
    op.create_index("ix_make_ups_late_allowed_by_id", "make_ups", ["late_allowed_by_id"])
    op.create_index("ix_make_ups_letter_id", "make_ups", ["letter_id"])
    op.create_index("ix_make_ups_second_by_id", "make_ups", ["second_by_id"])
    index_scope("make_ups")
    op.create_table(
        "delivery_rounds",
        *record(),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("deliverer_id", sa.Uuid(), nullable=False),
        sa.Column("second_deliverer_id", sa.Uuid(), nullable=False),
        sa.Column("planned_on", sa.Date()),
        sa.Column("address_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            words(
                "deliveryroundstatus",
                "ASSIGNED",
                "ATTEMPTED",
                "SERVED",
                "REFUSED",
                "EXHAUSTED",
                "STOPPED",
            ),
            nullable=False,
        ),
        sa.Column(
            "stop_reason",
            words(
                "stopreason",
                "MOVED",
                "IN_CUSTODY",
                "HOSPITAL",
                "DECEASED",
                "WRONG_PERSON",
                "UNSAFE",
                "NO_SUCH_ADDRESS",
                "CALLED_OFF",
            ),
        ),
        sa.PrimaryKeyConstraint("id", name="pk_delivery_rounds"),
        sa.CheckConstraint("number > 0", name=op.f("ck_delivery_rounds_number_counts_from_one")),
        sa.CheckConstraint(
            "status <> 'STOPPED' OR stop_reason IS NOT NULL",
            name=op.f("ck_delivery_rounds_stopped_with_reason"),
        ),
        sa.CheckConstraint(
            "second_deliverer_id <> deliverer_id",
            name=op.f("ck_delivery_rounds_two_different_deliverers"),
        ),
        sa.ForeignKeyConstraint(
            ["address_id"], ["addresses.id"], name="fk_delivery_rounds_address_id"
        ),
        sa.ForeignKeyConstraint(
            ["deliverer_id"], ["users.id"], name="fk_delivery_rounds_deliverer_id"
        ),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name="fk_delivery_rounds_letter_id"),
        sa.ForeignKeyConstraint(
            ["second_deliverer_id"], ["users.id"], name="fk_delivery_rounds_second_deliverer_id"
        ),
        sa.UniqueConstraint("letter_id", "number", name="uq_delivery_rounds_letter_id_number"),
    )
    op.create_index("ix_delivery_rounds_address_id", "delivery_rounds", ["address_id"])
    op.create_index("ix_delivery_rounds_deliverer_id", "delivery_rounds", ["deliverer_id"])
    op.create_index(
        "ix_delivery_rounds_second_deliverer_id", "delivery_rounds", ["second_deliverer_id"]
    )
    index_scope("delivery_rounds")


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
