"""Which investigative fields this installation may hold and show.

The maps say what each field of a form or of an act is kept as; where the mode of detail closes
that, the form does not offer it, the act does not see it and no page shows it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from dmi.access.acting import Acting

AUTHORISATION: Mapping[str, str] = MappingProxyType(
    {
        "codes": "Authorisation.codes",
        "conditions": "Authorisation.conditions",
        "place": "Authorisation.place",
        "scope": "Authorisation.scope",
    }
)
ITEM: Mapping[str, str] = MappingProxyType(
    {
        "description": "EvidenceItem.description",
        "gross_g": "EvidenceItem.gross_g",
        "net_g": "EvidenceItem.net_g",
        "place": "EvidenceItem.place",
        "purity_pct": "EvidenceItem.purity_pct",
        "quantity": "EvidenceItem.quantity",
        "storage_place": "EvidenceItem.storage_place",
        "unit": "EvidenceItem.unit",
    }
)
BUY: Mapping[str, str] = MappingProxyType(
    {
        "banknotes": "Buy.banknotes",
        "description": "EvidenceItem.description",
        "gross_g": "Buy.gross_g",
        "narrative": "Buy.narrative",
        "net_g": "Buy.net_g",
        "officer_code": "Buy.officer_code",
        "place": "Buy.place",
        "price": "Buy.price",
        "quantity": "EvidenceItem.quantity",
        "second_officer_code": "Buy.second_officer_code",
        "seller_description": "SellerLabel.description",
        "substance": "Buy.substance",
        "unit": "EvidenceItem.unit",
        "units": "Buy.units",
    }
)
RESULT: Mapping[str, str] = MappingProxyType(
    {
        "gross_g": "LabResult.gross_g",
        "net_g": "LabResult.net_g",
        "purity_pct": "LabResult.purity_pct",
        "substance": "LabResult.substance",
    }
)
LINK: Mapping[str, str] = MappingProxyType({"note": "CustodyLink.note"})
OPERATION: Mapping[str, str] = MappingProxyType({"lead": "Operation.lead"})
CODE: Mapping[str, str] = MappingProxyType({"register_ref": "CovertCode.register_ref"})


def shown(acting: Acting, field: str, value: Any) -> Any:
    """Return the value where its field is open, or nothing."""
    return value if acting.holds(field) else None
