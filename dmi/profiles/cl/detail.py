"""Which investigative fields stay empty in each mode of detail.

``reference_only`` keeps numbers, dates and a place code, so that every gate can still be
judged; ``none`` also drops what would describe the substance. ``full`` closes nothing.
"""

_NARRATIVE = frozenset(
    {
        "Authorisation.codes",
        "Authorisation.conditions",
        "Authorisation.scope",
        "Buy.banknotes",
        "Buy.lat",
        "Buy.lon",
        "Buy.narrative",
        "Buy.officer_code",
        "Buy.price_clp",
        "Buy.recording",
        "Buy.second_officer_code",
        "CovertCode.code",
        "CovertCode.register_ref",
        "CustodyLink.note",
        "EvidenceItem.description",
        "EvidenceItem.officer_code",
        "EvidenceItem.storage_place",
        "Operation.lead",
    }
)
_DESCRIPTION = frozenset(
    {
        "Buy.gross_g",
        "Buy.net_g",
        "Buy.place",
        "Buy.purity_pct",
        "Buy.substance",
        "Buy.units",
        "EvidenceItem.gross_g",
        "EvidenceItem.net_g",
        "EvidenceItem.place",
        "EvidenceItem.purity_pct",
        "EvidenceItem.quantity",
    }
)

CLOSED_FIELDS = {
    "full": frozenset[str](),
    "reference_only": _NARRATIVE,
    "none": _NARRATIVE | _DESCRIPTION,
}
