"""First tables: legal vehicles, case certifications, limitation events, check ins, lapses."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record, words

revision = "0013_from_legal_vehicles"
down_revision = "0012_from_reviews"
branch_labels = None
depends_on = None

TABLES = (
    "legal_vehicles",
    "case_certifications",
    "limitation_events",
    "check_ins",
    "lapses",
)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "legal_vehicles",
        *record(),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            words(
                "vehiclekind",
                "SCP",
                "SCP_TTD",
                "OPORT",
                "INV",
                "ARCH",
                "NOPERS",
                "COOP",
                "PROC",
                "SUST",
                "DIVERT",
                "COURT_BOND",
            ),
            nullable=False,
        ),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("approved_by_id", sa.Uuid(), nullable=False),
        sa.Column("formalised_on", sa.Date()),
        sa.Column("resolved_on", sa.Date()),
        sa.Column("court", sa.String()),
        sa.Column("rit", sa.String()),
        sa.Column("defender_name_sealed", sa.LargeBinary()),
        sa.Column("term_months", sa.Integer()),
        sa.Column("no_prior_conviction", sa.Boolean()),
        sa.Column("prior_scp_checked", sa.Boolean()),
        sa.Column("diagnostic_report", sa.String()),
        sa.Column("next_hearing_on", sa.Date()),
        sa.Column("regional_approval_no", sa.String()),
        sa.Column("penalty_stated", sa.String()),
        sa.Column("dismissal_asked_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_legal_vehicles"),
        sa.CheckConstraint(
            "resolved_on >= formalised_on", name=op.f("ck_legal_vehicles_resolved_after_formalised")
        ),
        sa.CheckConstraint("term_months > 0", name=op.f("ck_legal_vehicles_term_above_zero")),
        sa.ForeignKeyConstraint(
            ["approved_by_id"], ["users.id"], name="fk_legal_vehicles_approved_by_id"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["banked_cases.id"], name="fk_legal_vehicles_case_id"),
        sa.UniqueConstraint("case_id", name="uq_legal_vehicles_case_id"),
    )
    op.create_index("ix_legal_vehicles_approved_by_id", "legal_vehicles", ["approved_by_id"])
    index_scope("legal_vehicles")
    op.create_table(
        "case_certifications",
        *record(),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("certified_by_id", sa.Uuid(), nullable=False),
        sa.Column("certified_on", sa.Date(), nullable=False),
        sa.Column("findings", JSON, nullable=False),
        sa.Column("note", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_case_certifications"),
        sa.ForeignKeyConstraint(
            ["case_id"], ["banked_cases.id"], name="fk_case_certifications_case_id"
        ),
        sa.ForeignKeyConstraint(
            ["certified_by_id"], ["users.id"], name="fk_case_certifications_certified_by_id"
        ),
    )
    op.create_index("ix_case_certifications_case_id", "case_certifications", ["case_id"])
    op.create_index(
        "ix_case_certifications_certified_by_id", "case_certifications", ["certified_by_id"]
    )
    index_scope("case_certifications")
    op.create_table(
        "limitation_events",
        *record(),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            words(
                "limitationeventkind",
                "FORMALISATION",
                "NEW_OFFENCE",
                "ABSENCE_ABROAD",
                "PROCEEDINGS_STALLED",
                "SUSPENSION",
                "TOLLING",
            ),
            nullable=False,
        ),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date()),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_limitation_events"),
        sa.CheckConstraint(
            "ended_on >= began_on", name=op.f("ck_limitation_events_ends_after_it_starts")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["banked_cases.id"], name="fk_limitation_events_case_id"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["users.id"], name="fk_limitation_events_recorded_by_id"
        ),
    )
    op.create_index("ix_limitation_events_case_id", "limitation_events", ["case_id"])
    op.create_index("ix_limitation_events_recorded_by_id", "limitation_events", ["recorded_by_id"])
    index_scope("limitation_events")
    op.create_table(
        "check_ins",
        *record(),
        sa.Column("series_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("planned_at", MOMENT),
        sa.Column("place", sa.String()),
        sa.Column("window_days", sa.Integer(), nullable=False),
        sa.Column(
            "mode",
            words("contactmode", "IN_PERSON", "PHONE", "VIDEO", "HOME_VISIT"),
            nullable=False,
        ),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            words(
                "checkinstatus",
                "PLANNED",
                "DUE",
                "KEPT",
                "KEPT_LATE",
                "RESCHEDULED",
                "MISSED_EXCUSED",
                "MISSED",
                "FOLLOWED_UP",
                "CANCELLED",
            ),
            nullable=False,
        ),
        sa.Column("opened_at", MOMENT),
        sa.Column("done_at", MOMENT),
        sa.Column(
            "excuse_code",
            words(
                "excusereason",
                "WORK",
                "STUDY",
                "HEALTH",
                "CARE",
                "CUSTODY",
                "BEREAVEMENT",
                "TRANSPORT",
                "OFFICE_CLOSED",
                "PHONE_LOST",
                "OTHER",
            ),
        ),
        sa.Column("missed_reason", sa.String()),
        sa.Column("reviewed_by_id", sa.Uuid()),
        sa.Column("note", sa.String()),
        sa.Column("moved_from_id", sa.Uuid()),
        sa.Column("asked_by", words("askedby", "PERSON", "WORKER", "OFFICE")),
        sa.PrimaryKeyConstraint("id", name="pk_check_ins"),
        sa.CheckConstraint(
            "status <> 'MISSED_EXCUSED' OR excuse_code IS NOT NULL",
            name=op.f("ck_check_ins_excused_with_reason"),
        ),
        sa.CheckConstraint(
            "status <> 'FOLLOWED_UP' OR (missed_reason IS NOT NULL AND reviewed_by_id IS NOT NULL)",
            name=op.f("ck_check_ins_followed_up_by_another"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('KEPT', 'KEPT_LATE') OR done_at IS NOT NULL",
            name=op.f("ck_check_ins_kept_at_some_time"),
        ),
        sa.CheckConstraint("moved_from_id <> id", name=op.f("ck_check_ins_not_moved_from_itself")),
        sa.CheckConstraint(
            "reviewed_by_id <> worker_id", name=op.f("ck_check_ins_reviewed_by_another")
        ),
        sa.CheckConstraint("length(note) <= 280", name=op.f("ck_check_ins_short_note")),
        sa.CheckConstraint("window_days >= 0", name=op.f("ck_check_ins_window_not_negative")),
        sa.ForeignKeyConstraint(
            ["moved_from_id"], ["check_ins.id"], name="fk_check_ins_moved_from_id"
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by_id"], ["users.id"], name="fk_check_ins_reviewed_by_id"
        ),
        sa.ForeignKeyConstraint(
            ["series_id"], ["check_in_series.id"], name="fk_check_ins_series_id"
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["users.id"], name="fk_check_ins_worker_id"),
    )
    op.create_index("ix_check_ins_moved_from_id", "check_ins", ["moved_from_id"])
    op.create_index("ix_check_ins_reviewed_by_id", "check_ins", ["reviewed_by_id"])
    op.create_index(
        "ix_check_ins_series_id_due_on",
        "check_ins",
        ["series_id", "due_on"],
        unique=True,
        sqlite_where=sa.text("status NOT IN ('RESCHEDULED', 'CANCELLED')"),
        postgresql_where=sa.text("status NOT IN ('RESCHEDULED', 'CANCELLED')"),
    )
    op.create_index("ix_check_ins_status_due_on", "check_ins", ["status", "due_on"])
    op.create_index("ix_check_ins_worker_id", "check_ins", ["worker_id"])
    index_scope("check_ins")
    op.create_table(
        "lapses",
        *record(),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("paper_id", sa.Uuid()),
        sa.Column("released_by_id", sa.Uuid()),
        sa.Column("released_at", MOMENT),
        sa.Column("court_dismissal_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name="pk_lapses"),
        sa.CheckConstraint(
            "(released_by_id IS NULL) = (released_at IS NULL)",
            name=op.f("ck_lapses_released_by_somebody"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["banked_cases.id"], name="fk_lapses_case_id"),
        sa.ForeignKeyConstraint(["notice_id"], ["person_notices.id"], name="fk_lapses_notice_id"),
        sa.ForeignKeyConstraint(["paper_id"], ["issued_papers.id"], name="fk_lapses_paper_id"),
        sa.ForeignKeyConstraint(["released_by_id"], ["users.id"], name="fk_lapses_released_by_id"),
    )
    op.create_index("ix_lapses_case_id", "lapses", ["case_id"])
    op.create_index("ix_lapses_notice_id", "lapses", ["notice_id"])
    op.create_index("ix_lapses_paper_id", "lapses", ["paper_id"])
    op.create_index("ix_lapses_released_by_id", "lapses", ["released_by_id"])
    index_scope("lapses")


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
