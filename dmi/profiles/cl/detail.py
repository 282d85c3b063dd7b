"""Which investigative fields stay empty in each mode of detail.

``reference_only`` keeps numbers, dates, a place code and whether a buy was recorded, so that
every gate can still be judged; ``none`` also drops what would describe the substance and the
place. ``full`` closes nothing.
"""

_NARRATIVE = frozenset(
    {
        "Authorisation.codes",
        "Authorisation.conditions",
        "Authorisation.scope",
        "Buy.banknotes",
        "Buy.narrative",
        "Buy.officer_code",
        "Buy.price",
        "Buy.second_officer_code",
        "CovertCode.code",
        "CovertCode.register_ref",
        "CustodyLink.note",
        "EvidenceItem.description",
        "EvidenceItem.officer_code",
        "EvidenceItem.storage_place",
        "Operation.lead",
        "SellerLabel.description",
    }
)
_DESCRIPTION = frozenset(
    {
        "Authorisation.place",
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
        "EvidenceItem.unit",
        "LabResult.gross_g",
        "LabResult.net_g",
        "LabResult.purity_pct",
        "LabResult.substance",
    }
)

CLOSED_FIELDS = {
    "full": frozenset[str](),
    "reference_only": _NARRATIVE,
    "none": _NARRATIVE | _DESCRIPTION,
}
