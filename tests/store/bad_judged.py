"""The same of the counts of judgments: bad rows, and what a good one needs."""

from tests.store.bad_rows import NOW, TODAY, YESTERDAY, Row

GOOD_JUDGED: dict[str, Row] = {
    "JudgedGroup": {"formalised_from": YESTERDAY, "formalised_to": YESTERDAY, "counted_on": TODAY},
}

BAD_JUDGED: dict[str, Row] = {
    "JudgedGroup.counted_afterwards": {"counted_on": YESTERDAY},
    "JudgedGroup.days_in_order": {"formalised_from": TODAY},
    "JudgedGroup.parts_of_a_whole": {"convicted": 2},
    "JudgedGroup.somebody_formalised": {"formalised": 0, "judged": 0, "convicted": 0},
    "JudgedGroup.withdrawn_with_reason": {"withdrawn_at": NOW},
}
