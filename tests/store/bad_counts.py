"""The same of counts, plans, results and marks: bad rows, and what a good one needs."""

from tests.store.bad_rows import NOW, ONE, Row

GOOD_COUNTS: dict[str, Row] = {
    "EvaluationPlan": {
        "window_from": "2023-01",
        "start_month": "2024-01",
        "window_to": "2024-12",
    },
}

BAD_COUNTS: dict[str, Row] = {
    "AreaCount.events_not_negative": {"events": -1},
    "CountLoad.undone_whole": {"undone_at": NOW, "undone_by_id": ONE},
    "EvaluationPlan.change_reasoned": {"version": 2},
    "EvaluationPlan.locked_by_somebody": {"locked_at": NOW},
    "EvaluationPlan.starts_in_window": {"start_month": "2025-01"},
    "EvaluationRun.counts_not_negative": {"count_before": -1, "count_after": 1},
    "MarketScore.number_counts_from_one": {"number": 0},
    "MarketScore.ranking_with_its_place": {"ranked_as": {"number": 1}},
    "MarketScore.reason_written": {"score_reason": "Because"},
    "MarketScore.score_within_its_scale": {"score": 11},
}
