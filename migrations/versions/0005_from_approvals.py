"""First tables: approvals, role grants, sessions, persons."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record, words

revision = "0005_from_approvals"
down_revision = "0004_from_grants"
branch_labels = None
depends_on = None

TABLES = (
    "approvals",
    "role_grants",
    "sessions",
    "persons",
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "approvals",
        *record(),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("target_ref", sa.Uuid(), nullable=False),
        sa.Column("payload_sealed", sa.LargeBinary()),
        sa.Column("payload_hash", sa.String(64), nullable=False),
        sa.Column("confirmer_roles", JSON, nullable=False),
        sa.Column(
            "status",
            words(
                "approvalstatus",
                "PROPOSED",
                "CONFIRMED",
                "EXECUTED",
                "REFUSED",
                "EXPIRED",
                "WITHDRAWN",
            ),
            nullable=False,
        ),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column(
            "proposer_role",
            words(
                "role",
                "JEF",
                "FIS",
                "POL",
                "HND",
                "DEF",
                "COM",
                "TER",
                "ANA",
                "TS",
                "PSI",
                "LAB",
                "SEC",
                "AUD",
                "ADM",
                "SYS",
            ),
            nullable=False,
        ),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.Column("confirmed_by", sa.Uuid()),
        sa.Column("confirmed_at", MOMENT),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("executed_at", MOMENT),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_approvals"),
        sa.CheckConstraint(
            "proposed_by <> confirmed_by", name=op.f("ck_approvals_two_different_people")
        ),
        sa.ForeignKeyConstraint(["confirmed_by"], ["users.id"], name="fk_approvals_confirmed_by"),
        sa.ForeignKeyConstraint(["proposed_by"], ["users.id"], name="fk_approvals_proposed_by"),
    )
    op.create_index("ix_approvals_confirmed_by", "approvals", ["confirmed_by"])
    op.create_index("ix_approvals_proposed_by", "approvals", ["proposed_by"])
    op.create_index("ix_approvals_target_ref", "approvals", ["target_ref"])
    op.create_index("ix_approvals_waiting", "approvals", ["status", "jurisdiction_id"])
    index_scope("approvals")
    op.create_table(
        "role_grants",
        *record(),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            words(
                "role",
                "JEF",
                "FIS",
                "POL",
                "HND",
                "DEF",
                "COM",
                "TER",
                "ANA",
                "TS",
                "PSI",
                "LAB",
                "SEC",
                "AUD",
                "ADM",
                "SYS",
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            words("rolegrantstatus", "PROPOSED", "GRANTED", "REFUSED", "REVOKED"),
            nullable=False,
        ),
        sa.Column("proposed_by", sa.Uuid()),
        sa.Column("confirmed_by", sa.Uuid()),
        sa.Column("granted_on", sa.Date()),
        sa.Column("until_on", sa.Date()),
        sa.Column("revoked_on", sa.Date()),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_role_grants"),
        sa.CheckConstraint(
            "confirmed_by <> proposed_by", name=op.f("ck_role_grants_confirmed_by_another")
        ),
        sa.CheckConstraint(
            "confirmed_by <> user_id", name=op.f("ck_role_grants_not_confirmed_by_oneself")
        ),
        sa.CheckConstraint("proposed_by <> user_id", name=op.f("ck_role_grants_not_for_oneself")),
        sa.ForeignKeyConstraint(["confirmed_by"], ["users.id"], name="fk_role_grants_confirmed_by"),
        sa.ForeignKeyConstraint(["proposed_by"], ["users.id"], name="fk_role_grants_proposed_by"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_role_grants_user_id"),
    )
    op.create_index("ix_role_grants_confirmed_by", "role_grants", ["confirmed_by"])
    op.create_index("ix_role_grants_proposed_by", "role_grants", ["proposed_by"])
    op.create_index("ix_role_grants_user_id", "role_grants", ["user_id"])
    index_scope("role_grants")
    op.create_table(
        "sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column(
            "acting_role",
            words(
                "role",
                "JEF",
                "FIS",
                "POL",
                "HND",
                "DEF",
                "COM",
                "TER",
                "ANA",
                "TS",
                "PSI",
                "LAB",
                "SEC",
                "AUD",
                "ADM",
                "SYS",
            ),
            nullable=False,
        ),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("stepped_up_at", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.Column(
            "end_reason",
            words("sessionend", "SIGNED_OUT", "IDLE", "EXPIRED", "ROLE_CHANGED", "ENDED_BY_OTHER"),
        ),
        sa.Column("idle_minutes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_sessions_user_id"),
        sa.UniqueConstraint("token_hash", name="uq_sessions_token_hash"),
    )
    op.create_index("ix_sessions_user_id", "sessions", ["user_id"])
    op.create_table(
        "persons",
        *record(),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("run_sealed", sa.LargeBinary()),
        sa.Column("run_index", sa.String(32)),
        sa.Column("given_names_sealed", sa.LargeBinary()),
        sa.Column("surname_1_sealed", sa.LargeBinary()),
        sa.Column("surname_2_sealed", sa.LargeBinary()),
        sa.Column("social_name_sealed", sa.LargeBinary()),
        sa.Column("aliases_sealed", sa.LargeBinary()),
        sa.Column("birth_date_sealed", sa.LargeBinary()),
        sa.Column("sex_registered", words("sex", "FEMALE", "MALE", "OTHER", "UNKNOWN")),
        sa.Column("nationality", sa.String()),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("needs_interpreter", sa.Boolean()),
        sa.Column("salutation", sa.String()),
        sa.Column("phone_sealed", sa.LargeBinary()),
        sa.Column("email_sealed", sa.LargeBinary()),
        sa.Column("accessibility_sealed", sa.LargeBinary()),
        sa.Column("guardian_name_sealed", sa.LargeBinary()),
        sa.Column(
            "custody_status",
            words("custodystatus", "FREE", "CUSTODY", "HOUSE_ARREST", "HOSPITAL", "UNKNOWN"),
            nullable=False,
        ),
        sa.Column("deceased_on", sa.Date()),
        sa.Column(
            "identity_basis",
            words("identitybasis", "RUN_DOCUMENT", "REGISTRY", "TWO_OFFICERS", "RUN_AND_PHOTO"),
        ),
        sa.Column("identity_confirmed_at", MOMENT),
        sa.Column("identity_confirmed_by_id", sa.Uuid()),
        sa.Column("identity_second_by_id", sa.Uuid()),
        sa.Column("is_blocked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_persons"),
        sa.CheckConstraint(
            "identity_confirmed_at IS NULL OR (identity_basis IS NOT NULL AND identity_confirmed_by_id IS NOT NULL)",
            name=op.f("ck_persons_confirmed_by_somebody"),
        ),
        sa.CheckConstraint(
            "identity_second_by_id <> identity_confirmed_by_id",
            name=op.f("ck_persons_two_different_officers"),
        ),
        sa.ForeignKeyConstraint(
            ["identity_confirmed_by_id"], ["users.id"], name="fk_persons_identity_confirmed_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["identity_second_by_id"], ["users.id"], name="fk_persons_identity_second_by_id"
        ),
        sa.UniqueConstraint("code", name="uq_persons_code"),
        sa.UniqueConstraint("run_index", name="uq_persons_run_index"),
    )
    op.create_index("ix_persons_identity_confirmed_by_id", "persons", ["identity_confirmed_by_id"])
    op.create_index("ix_persons_identity_second_by_id", "persons", ["identity_second_by_id"])
    index_scope("persons")


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
