"""The register of the territory: schools, excluded places, points, complaints, procedures."""

import sqlalchemy as sa
from alembic import op
from first_columns import JSON, MOMENT, index_scope, record, words

revision = "0025_register_of_the_territory"
down_revision = "0024_from_purge_runs"
branch_labels = None
depends_on = None

TABLES = (
    "schools",
    "excluded_places",
    "sale_points",
    "point_changes",
    "complaints",
    "complaint_checks",
    "procedures",
    "seizures",
)
ON_THE_GLOBE = "lon BETWEEN -180 AND 180 AND lat BETWEEN -90 AND 90"
BOTH_OR_NONE = "(lon IS NULL) = (lat IS NULL)"
WITHDRAWN = (
    "withdrawn_at IS NULL OR (withdrawn_by_id IS NOT NULL AND withdrawn_reason_sealed IS NOT NULL)"
)
STATUSES = ("ACTIVE", "UNDER_INVESTIGATION", "REDUCED", "REACTIVATED")
SOURCES = (
    "PDI_134 SAFE_LINE SAFE_LINE_OLD PATROL MUNICIPAL RESIDENT DESK INVESTIGATION ORGANISATION"
)
SOURCE = words("complaintsource", *SOURCES.split())


def _withdrawn(table: str) -> list[sa.Column[object] | sa.Constraint]:
    return [
        sa.Column("withdrawn_at", MOMENT),
        sa.Column("withdrawn_by_id", sa.Uuid()),
        sa.Column("withdrawn_reason_sealed", sa.LargeBinary()),
        _key(table, "withdrawn_by_id", "users"),
        _check(table, "withdrawn_with_reason", WITHDRAWN),
    ]


def _place(table: str) -> tuple[sa.CheckConstraint, sa.CheckConstraint]:
    return (
        _check(table, "both_coordinates_or_none", BOTH_OR_NONE),
        _check(table, "lies_on_the_globe", ON_THE_GLOBE),
    )


def _check(table: str, name: str, text: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(text, name=op.f(f"ck_{table}_{name}"))


def _key(table: str, column: str, of: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{of}.id"], name=f"fk_{table}_{column}")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "schools",
        *record("jurisdiction_id"),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("school_code", sa.String(20), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("lon", sa.Numeric(9, 6), nullable=False),
        sa.Column("lat", sa.Numeric(9, 6), nullable=False),
        *_withdrawn("schools"),
        sa.PrimaryKeyConstraint("id", name="pk_schools"),
        _check("schools", "lies_on_the_globe", ON_THE_GLOBE),
        _key("schools", "jurisdiction_id", "jurisdictions"),
        sa.UniqueConstraint(
            "jurisdiction_id", "school_code", name="uq_schools_jurisdiction_id_school_code"
        ),
    )
    op.create_index("ix_schools_withdrawn_by_id", "schools", ["withdrawn_by_id"])
    index_scope("schools")
    op.create_table(
        "excluded_places",
        *record("jurisdiction_id"),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("lon", sa.Numeric(9, 6)),
        sa.Column("lat", sa.Numeric(9, 6)),
        sa.Column("radius_m", sa.Integer()),
        sa.Column("reason", sa.String(), nullable=False),
        *_withdrawn("excluded_places"),
        sa.PrimaryKeyConstraint("id", name="pk_excluded_places"),
        *_place("excluded_places"),
        _check("excluded_places", "radius_above_zero", "radius_m > 0"),
        _check("excluded_places", "radius_has_its_middle", "radius_m IS NULL OR lon IS NOT NULL"),
        _key("excluded_places", "jurisdiction_id", "jurisdictions"),
    )
    op.create_index("ix_excluded_places_withdrawn_by_id", "excluded_places", ["withdrawn_by_id"])
    index_scope("excluded_places")
    op.create_table(
        "sale_points",
        *record("jurisdiction_id"),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("sector_id", sa.Uuid()),
        sa.Column("address_hint", sa.String()),
        sa.Column("lon", sa.Numeric(9, 6)),
        sa.Column("lat", sa.Numeric(9, 6)),
        sa.Column("detected_on", sa.Date(), nullable=False),
        sa.Column("source", SOURCE, nullable=False),
        sa.Column("drugs_seen", JSON),
        sa.Column("nearest_school_id", sa.Uuid()),
        sa.Column("school_distance_m", sa.Integer()),
        sa.Column("status", words("pointstatus", *STATUSES), nullable=False),
        *_withdrawn("sale_points"),
        sa.PrimaryKeyConstraint("id", name="pk_sale_points"),
        *_place("sale_points"),
        _check("sale_points", "distance_not_negative", "school_distance_m >= 0"),
        _check(
            "sale_points",
            "school_with_its_distance",
            "(nearest_school_id IS NULL) = (school_distance_m IS NULL)",
        ),
        _key("sale_points", "jurisdiction_id", "jurisdictions"),
        _key("sale_points", "nearest_school_id", "schools"),
        _key("sale_points", "sector_id", "sectors"),
        sa.UniqueConstraint("jurisdiction_id", "code", name="uq_sale_points_jurisdiction_id_code"),
    )
    op.create_index("ix_sale_points_nearest_school_id", "sale_points", ["nearest_school_id"])
    op.create_index("ix_sale_points_sector_id", "sale_points", ["sector_id"])
    op.create_index("ix_sale_points_withdrawn_by_id", "sale_points", ["withdrawn_by_id"])
    index_scope("sale_points")
    op.create_table(
        "point_changes",
        *record(),
        sa.Column("point_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("from_status", words("from_status", *STATUSES)),
        sa.Column("to_status", words("to_status", *STATUSES), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String()),
        sa.Column("undoes_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("id", name="pk_point_changes"),
        _check("point_changes", "seq_counts_from_one", "seq > 0"),
        _check("point_changes", "undone_with_reason", "undoes_id IS NULL OR reason IS NOT NULL"),
        _key("point_changes", "by_id", "users"),
        _key("point_changes", "point_id", "sale_points"),
        _key("point_changes", "undoes_id", "point_changes"),
        sa.UniqueConstraint("point_id", "seq", name="uq_point_changes_point_id_seq"),
    )
    op.create_index("ix_point_changes_by_id", "point_changes", ["by_id"])
    op.create_index("ix_point_changes_undoes_id", "point_changes", ["undoes_id"])
    index_scope("point_changes")
    op.create_table(
        "complaints",
        *record("jurisdiction_id"),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(60)),
        sa.Column("source", SOURCE, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column(
            "kind",
            words("incidentkind", "SALE", "USE", "WEAPON", "VIOLENCE", "NUISANCE", "OTHER"),
            nullable=False,
        ),
        sa.Column("sector_id", sa.Uuid()),
        sa.Column("point_id", sa.Uuid()),
        sa.Column("lon", sa.Numeric(9, 6)),
        sa.Column("lat", sa.Numeric(9, 6)),
        sa.Column("text_sealed", sa.LargeBinary()),
        sa.Column("is_anonymous", sa.Boolean(), nullable=False),
        sa.Column("complainant_contact_sealed", sa.LargeBinary()),
        sa.Column("verified_by_id", sa.Uuid()),
        sa.Column("verified_at", MOMENT),
        sa.Column("import_ref", sa.String(80)),
        *_withdrawn("complaints"),
        sa.PrimaryKeyConstraint("id", name="pk_complaints"),
        _check(
            "complaints",
            "anonymous_without_contact",
            "NOT is_anonymous OR complainant_contact_sealed IS NULL",
        ),
        *_place("complaints"),
        _check(
            "complaints", "verified_by_somebody", "(verified_at IS NULL) = (verified_by_id IS NULL)"
        ),
        _key("complaints", "jurisdiction_id", "jurisdictions"),
        _key("complaints", "point_id", "sale_points"),
        _key("complaints", "sector_id", "sectors"),
        _key("complaints", "verified_by_id", "users"),
        sa.UniqueConstraint(
            "jurisdiction_id",
            "source",
            "reference",
            name="uq_complaints_jurisdiction_id_source_reference",
        ),
    )
    op.create_index("ix_complaints_point_id", "complaints", ["point_id"])
    op.create_index("ix_complaints_received", "complaints", ["received_at", "id"])
    op.create_index("ix_complaints_sector_id", "complaints", ["sector_id"])
    op.create_index("ix_complaints_verified_by_id", "complaints", ["verified_by_id"])
    op.create_index("ix_complaints_withdrawn_by_id", "complaints", ["withdrawn_by_id"])
    index_scope("complaints", "jurisdiction_id")
    op.create_table(
        "complaint_checks",
        *record(),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column(
            "outcome",
            words("checkoutcome", "CONFIRMED", "NOT_CONFIRMED", "TAKEN_BACK"),
            nullable=False,
        ),
        sa.Column("checked_at", MOMENT, nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id", name="pk_complaint_checks"),
        _check("complaint_checks", "reason_written", "reason_sealed IS NOT NULL"),
        _check("complaint_checks", "seq_counts_from_one", "seq > 0"),
        _key("complaint_checks", "by_id", "users"),
        _key("complaint_checks", "complaint_id", "complaints"),
        sa.UniqueConstraint("complaint_id", "seq", name="uq_complaint_checks_complaint_id_seq"),
    )
    op.create_index("ix_complaint_checks_by_id", "complaint_checks", ["by_id"])
    index_scope("complaint_checks")
    op.create_table(
        "procedures",
        *record("jurisdiction_id"),
        sa.Column("jurisdiction_id", sa.Uuid(), nullable=False),
        sa.Column("procedure_no", sa.String(60), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("point_id", sa.Uuid()),
        sa.Column("sector_id", sa.Uuid()),
        sa.Column(
            "origin",
            words("procedureorigin", "ANONYMOUS_TIP", "COMPLAINT", "FLAGRANCY", "ORDER", "UNKNOWN"),
            nullable=False,
        ),
        sa.Column("people_detained", sa.Integer(), nullable=False),
        sa.Column("ruc", sa.String(12)),
        sa.Column("closed_on", sa.Date()),
        *_withdrawn("procedures"),
        sa.PrimaryKeyConstraint("id", name="pk_procedures"),
        _check("procedures", "closed_after_it_was_done", "closed_on >= done_on"),
        _check("procedures", "detained_not_negative", "people_detained >= 0"),
        _check("procedures", "ruc_is_a_number", "length(ruc) >= 4"),
        _key("procedures", "jurisdiction_id", "jurisdictions"),
        _key("procedures", "point_id", "sale_points"),
        _key("procedures", "sector_id", "sectors"),
        sa.UniqueConstraint(
            "jurisdiction_id", "procedure_no", name="uq_procedures_jurisdiction_id_procedure_no"
        ),
    )
    op.create_index("ix_procedures_point_id", "procedures", ["point_id"])
    op.create_index("ix_procedures_sector_id", "procedures", ["sector_id"])
    op.create_index("ix_procedures_withdrawn_by_id", "procedures", ["withdrawn_by_id"])
    index_scope("procedures", "jurisdiction_id")
    op.create_table(
        "seizures",
        *record(),
        sa.Column("procedure_id", sa.Uuid(), nullable=False),
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
        sa.Column("amount", sa.Numeric(10, 3), nullable=False),
        sa.Column("unit", words("unit", "G", "UNIT", "DOSE", "PLANT"), nullable=False),
        sa.Column("is_pure", sa.Boolean()),
        sa.PrimaryKeyConstraint("id", name="pk_seizures"),
        _check("seizures", "amount_above_zero", "amount > 0"),
        _key("seizures", "procedure_id", "procedures"),
    )
    op.create_index("ix_seizures_procedure_id", "seizures", ["procedure_id"])
    index_scope("seizures")


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TABLES):
        op.drop_table(name)
