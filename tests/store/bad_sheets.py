"""The same of the delivery sheets: bad rows, and what a good one needs."""

from tests.store.bad_rows import NOW, ONE, Row

GOOD_SHEETS: dict[str, Row] = {"DeliverySheet": {"second_deliverer_id": ONE}}

BAD_SHEETS: dict[str, Row] = {
    "DeliverySheet.approver_is_not_who_asked": {
        "asked_by_id": ONE,
        "approved_by_id": ONE,
        "approved_at": NOW,
        "paper_id": ONE,
    },
    "DeliverySheet.approved_whole": {"approved_by_id": ONE, "approved_at": NOW},
    "DeliverySheet.two_different_deliverers": {"deliverer_id": ONE},
    "DeliverySheet.few_copies": {"copies": 5},
    "DeliverySheet.returned_whole": {"returned_at": NOW, "returned_to_id": ONE},
    "DeliverySheet.no_more_than_printed": {
        "returned_at": NOW,
        "returned_to_id": ONE,
        "copies_returned": 2,
    },
}
