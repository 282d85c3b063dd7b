"""First tables: recovery codes, sign-in failures, drafts, idempotency, emergency sight."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record, words

revision = "0022_from_recovery_codes"
down_revision = "0021_from_appeals"
branch_labels = None
depends_on = None

TABLES = (
    "recovery_codes",
    "sign_in_failures",
    "drafts",
    "idempotency",
    "break_glasses",
    "audited_rows",
)
ROLES = ("JEF", "FIS", "POL", "HND", "DEF", "COM", "TER", "ANA", "TS", "PSI", "LAB", "SEC", "AUD",
         "ADM", "SYS")  # fmt: skip


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "recovery_codes",
        sa.Column("code_hash", sa.String(32), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("used_at", MOMENT),
        sa.PrimaryKeyConstraint("code_hash", name="pk_recovery_codes"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_recovery_codes_user_id"),
    )
    op.create_index("ix_recovery_codes_user_id", "recovery_codes", ["user_id"])
    op.create_table(
        "sign_in_failures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_index", sa.String(32), nullable=False),
        sa.Column("address_hash", sa.String(32), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column(
            "kind",
            words("failurekind", "PASSWORD", "SECOND_FACTOR", "LOCKED"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_failures"),
    )
    op.create_index(
        "ix_sign_in_failures_account_index_at", "sign_in_failures", ["account_index", "at"]
    )
    op.create_index(
        "ix_sign_in_failures_address_hash_at", "sign_in_failures", ["address_hash", "at"]
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("form", sa.String(80), nullable=False),
        sa.Column("object_ref", sa.Uuid(), nullable=False),
        sa.Column("key_class", sa.String(20), nullable=False),
        sa.Column("key_ref", sa.Uuid()),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_drafts_user_id"),
        sa.UniqueConstraint(
            "user_id", "form", "object_ref", name="uq_drafts_user_id_form_object_ref"
        ),
    )
    op.create_index("ix_drafts_user_id", "drafts", ["user_id"])
    op.create_table(
        "idempotency",
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("body_mac", sa.String(32), nullable=False),
        sa.Column("redirect", sa.String(300), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_idempotency"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_idempotency_user_id"),
    )
    op.create_index("ix_idempotency_user_id", "idempotency", ["user_id"])
    _emergency_sight()
    _audited_rows()


def _emergency_sight() -> None:
    op.create_table(
        "break_glasses",
        *record(),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", words("role", *ROLES), nullable=False),
        sa.Column("classes", JSON, nullable=False),
        sa.Column("linked", JSON, nullable=False),
        sa.Column(
            "category",
            words("breakglasscategory", "LIFE", "CUSTODY", "COURT_TERM", "STAFF_SAFETY"),
            nullable=False,
        ),
        sa.Column("reason_sealed", sa.LargeBinary()),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("stopped_at", MOMENT),
        sa.Column("reviewed_by_id", sa.Uuid()),
        sa.Column("reviewed_at", MOMENT),
        sa.Column("review_result", words("reviewresult", "JUSTIFIED", "NOT_JUSTIFIED")),
        sa.Column("review_reason_sealed", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id", name="pk_break_glasses"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_break_glasses_user_id"),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"], ["users.id"], name="fk_break_glasses_reviewed_by_id"
        ),
        sa.CheckConstraint(
            "subject_id IS NOT NULL", name=op.f("ck_break_glasses_names_one_person")
        ),
        sa.CheckConstraint(
            "reason_sealed IS NOT NULL", name=op.f("ck_break_glasses_reason_written")
        ),
        sa.CheckConstraint(
            "ends_at > started_at", name=op.f("ck_break_glasses_ends_after_it_starts")
        ),
        sa.CheckConstraint(
            "reviewed_by_id <> user_id", name=op.f("ck_break_glasses_reviewed_by_another")
        ),
        sa.CheckConstraint(
            "(review_result IS NULL) = (reviewed_at IS NULL)"
            " AND (review_result IS NULL) = (reviewed_by_id IS NULL)"
            " AND (review_result IS NULL) = (review_reason_sealed IS NULL)",
            name=op.f("ck_break_glasses_reviewed_whole"),
        ),
    )
    op.create_index("ix_break_glasses_sight", "break_glasses", ["user_id", "ends_at"])
    op.create_index("ix_break_glasses_reviewed_by_id", "break_glasses", ["reviewed_by_id"])
    index_scope("break_glasses")


def _audited_rows() -> None:
    """Index which rows the log says were read, also of entries that stand already."""
    op.create_table(
        "audited_rows",
        sa.Column("row_ref", sa.Uuid(), nullable=False),
        sa.Column(
            "audit_seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.PrimaryKeyConstraint("row_ref", "audit_seq", name="pk_audited_rows"),
    )
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute(
        "INSERT INTO audited_rows (row_ref, audit_seq) "
        "SELECT DISTINCT replace(one.value, '-', ''), entry.seq FROM audit_entries AS entry, "
        "json_each(entry.details, '$.rows') AS kind, json_each(kind.value) AS one "
        "WHERE entry.is_read"
        if on_sqlite
        else "INSERT INTO audited_rows (row_ref, audit_seq) "
        "SELECT DISTINCT CAST(one.value AS uuid), entry.seq FROM audit_entries AS entry, "
        "jsonb_each(entry.details->'rows') AS kind, "
        "jsonb_array_elements_text(kind.value) AS one(value) WHERE entry.is_read"
    )


def downgrade() -> None:
    """Drop the tables, and first what fills one of them from another."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    name = "audit_entries_name_rows"
    op.execute(
        f"DROP TRIGGER IF EXISTS {name}"
        if on_sqlite
        else f"DROP TRIGGER IF EXISTS {name} ON audit_entries"
    )
    for name in reversed(TABLES):
        op.drop_table(name)
