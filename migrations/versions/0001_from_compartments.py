"""First tables: compartments, jurisdictions, audit entries, chain heads, shelf files, folio series, issued papers, outbox messages."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record, words

revision = "0001_from_compartments"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "compartments",
    "jurisdictions",
    "audit_entries",
    "chain_heads",
    "shelf_files",
    "folio_series",
    "issued_papers",
    "outbox_messages",
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "compartments",
        *record(),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("closed_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_compartments"),
        sa.UniqueConstraint("code", name="uq_compartments_code"),
    )
    index_scope("compartments")
    op.create_table(
        "jurisdictions",
        *record(),
        sa.Column("code", sa.String(5), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("region_code", sa.String(2), nullable=False),
        sa.Column("profile", sa.String(8), nullable=False),
        sa.Column("time_zone", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_jurisdictions"),
        sa.UniqueConstraint("code", name="uq_jurisdictions_code"),
    )
    index_scope("jurisdictions")
    op.create_table(
        "audit_entries",
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
            autoincrement=True,
        ),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("event", sa.String(80), nullable=False),
        sa.Column("actor_id", sa.Uuid()),
        sa.Column("actor_role", sa.String(4), nullable=False),
        sa.Column("agency_id", sa.Uuid()),
        sa.Column("session_ref", sa.String(64)),
        sa.Column("request_id", sa.String(40), nullable=False),
        sa.Column("object_class", sa.String(40), nullable=False),
        sa.Column("object_ref", sa.Uuid()),
        sa.Column("subject_ref", sa.Uuid()),
        sa.Column("outcome", words("auditoutcome", "ALLOW", "DENY", "ERROR"), nullable=False),
        sa.Column("is_read", sa.Boolean(), nullable=False),
        sa.Column("details", JSON, nullable=False),
        sa.Column("prev_hash", sa.String(64), nullable=False),
        sa.Column("leaf_hash", sa.String(64), nullable=False),
        sa.Column("chain_key", sa.String(40)),
        sa.Column("chain_seq", sa.Integer()),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_entries"),
        sa.UniqueConstraint("chain_key", "chain_seq", name="uq_audit_entries_chain_key_chain_seq"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_entries_actor", "audit_entries", ["actor_id", "seq"])
    op.create_index("ix_audit_entries_subject", "audit_entries", ["subject_ref", "seq"])
    op.create_table(
        "chain_heads",
        sa.Column("chain_key", sa.String(40), nullable=False),
        sa.Column("head_hash", sa.String(64), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("chain_key", name="pk_chain_heads"),
    )
    op.create_table(
        "shelf_files",
        *record(),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(80), nullable=False),
        sa.Column("kid", sa.String(32), nullable=False),
        sa.Column(
            "key_class",
            words("keyclass", "IDENTITY", "EVIDENCE", "CONFIDENTIAL", "BACKUP"),
            nullable=False,
        ),
        sa.Column("verified_at", MOMENT),
        sa.Column("removed_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_shelf_files"),
        sa.CheckConstraint("size_bytes >= 0", name=op.f("ck_shelf_files_size_not_negative")),
    )
    op.create_index("ix_shelf_files_sha256", "shelf_files", ["sha256"])
    index_scope("shelf_files")
    op.create_table(
        "folio_series",
        *record(),
        sa.Column("prefix", sa.String(8), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_folio_series"),
        sa.UniqueConstraint("prefix", "year", name="uq_folio_series_prefix_year"),
    )
    index_scope("folio_series")
    op.create_table(
        "issued_papers",
        *record(),
        sa.Column("folio", sa.String(24), nullable=False),
        sa.Column(
            "paper",
            words(
                "paperid",
                "P01I",
                "P01R",
                "P01C",
                "P01E",
                "P01A",
                "P02",
                "P03",
                "P04",
                "P05",
                "P06",
                "P07F",
                "P07A",
                "P07R",
                "P07P",
                "P07S",
                "P08",
                "P09O",
                "P09S",
                "P10",
                "P11",
                "P12A",
                "P12N",
                "P12P",
                "P13",
                "P14",
                "P15",
                "P15F",
                "P16",
                "P17L",
                "P17C",
                "P18D",
                "P18W",
                "P19C",
                "P19M",
                "P19V",
                "P20A",
                "P20N",
                "P21",
                "P22S",
                "P22M",
                "P22P",
                "P23",
                "X",
            ),
            nullable=False,
        ),
        sa.Column("text_version_ref", sa.String(36), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("subject_ref", sa.String(36)),
        sa.Column("object_ref", sa.String(36), nullable=False),
        sa.Column(
            "classification",
            words("classification", "ORDINARY", "RESERVED", "PERSONAL", "INTERNAL", "PUBLIC"),
            nullable=False,
        ),
        sa.Column("official_unit", sa.String(120)),
        sa.Column("official_year", sa.Integer()),
        sa.Column("official_number", sa.String(20)),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("issue_place", sa.String(80)),
        sa.Column("issued_by_ref", sa.String(36), nullable=False),
        sa.Column("initials", sa.String(20)),
        sa.Column("enclosures", sa.Text()),
        sa.Column("signatories", JSON, nullable=False),
        sa.Column("qr_token", sa.String(43)),
        sa.Column("verification_code", sa.String(9), nullable=False),
        sa.Column("body_hash", sa.String(64), nullable=False),
        sa.Column("left_at", MOMENT),
        sa.Column("voided_at", MOMENT),
        sa.Column("void_reason", sa.Text()),
        sa.Column("replaced_by_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_issued_papers"),
        sa.CheckConstraint("folio NOT LIKE 'DMI%'", name=op.f("ck_issued_papers_folio_is_neutral")),
        sa.CheckConstraint("folio LIKE '%-____-______'", name=op.f("ck_issued_papers_folio_shape")),
        sa.CheckConstraint(
            "(official_number IS NULL) = (official_unit IS NULL)",
            name=op.f("ck_issued_papers_number_of_a_unit"),
        ),
        sa.CheckConstraint(
            "(voided_at IS NULL) = (void_reason IS NULL)",
            name=op.f("ck_issued_papers_void_has_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"], ["issued_papers.id"], name="fk_issued_papers_replaced_by_id"
        ),
        sa.UniqueConstraint("folio", name="uq_issued_papers_folio"),
        sa.UniqueConstraint(
            "official_unit",
            "classification",
            "official_year",
            "official_number",
            name="uq_issued_papers_official_number",
        ),
        sa.UniqueConstraint("qr_token", name="uq_issued_papers_qr_token"),
    )
    op.create_index("ix_issued_papers_object_ref", "issued_papers", ["object_ref"])
    op.create_index("ix_issued_papers_replaced_by_id", "issued_papers", ["replaced_by_id"])
    index_scope("issued_papers")
    op.create_table(
        "outbox_messages",
        *record(),
        sa.Column("channel", words("channel", "EMAIL", "SMS", "PRINTED"), nullable=False),
        sa.Column("recipient_sealed", sa.LargeBinary()),
        sa.Column("body_sealed", sa.LargeBinary()),
        sa.Column("not_before", MOMENT, nullable=False),
        sa.Column("dedupe_key", sa.String(120), nullable=False),
        sa.Column(
            "status",
            words(
                "messagestatus",
                "QUEUED",
                "SENDING",
                "SENT",
                "DELIVERED",
                "FAILED",
                "SUPPRESSED",
                "CANCELLED",
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_at", MOMENT),
        sa.Column("sent_at", MOMENT),
        sa.Column("delivered_at", MOMENT),
        sa.Column("failure", sa.String()),
        sa.Column("wish_ref", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_outbox_messages"),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_outbox_messages_attempts_not_negative")),
        sa.CheckConstraint(
            "recipient_sealed IS NOT NULL AND body_sealed IS NOT NULL",
            name=op.f("ck_outbox_messages_says_what_to_whom"),
        ),
        sa.UniqueConstraint("dedupe_key", name="uq_outbox_messages_dedupe_key"),
    )
    op.create_index(
        "ix_outbox_messages_status_not_before", "outbox_messages", ["status", "not_before"]
    )
    index_scope("outbox_messages")


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
