"""The same of the self-check, the monthly review and what people say: bad rows, and good ones."""

from tests.store.bad_rows import ONE, TODAY, YESTERDAY, Row

GOOD_ASKED: dict[str, Row] = {
    "FidelityAnswer": {"evidence": "Seen and dated"},
    "Feedback": {"body_sealed": b"sealed"},
}

BAD_ASKED: dict[str, Row] = {
    "FidelityAnswer.evidence_written": {"evidence": "Seen       "},
    "FidelityAnswer.item_of_the_list": {"item": 21},
    "Feedback.answer_after_receipt": {"received_on": TODAY, "answer_by": YESTERDAY},
    "Feedback.answered_in_words": {"status": "ANSWERED", "handler_id": ONE},
    "Feedback.handled_by_somebody": {"status": "WITH_HANDLER"},
    "Feedback.says_what": {"body_sealed": None},
    "MaintenanceReview.calls_not_negative": {"calls": -1},
    "MaintenanceReview.ratio_of_calls": {"baseline_ratio": 1},
    "MaintenanceReview.return_answered": {"trigger_hit": True},
}
