"""The same of computations on files under a plan: bad rows, and what a good one needs."""

from tests.store.bad_rows import NOW, Row

_GOOD: Row = {"number": 1, "input_hash": "0" * 64}
_BAD: dict[str, Row] = {
    "another_reasoned": {"number": 2},
    "done_with_its_results": {"run_at": NOW},
    "input_hash_is_sha256": {"input_hash": "0"},
}

GOOD_BLOCKS: dict[str, Row] = {"BlockAnalysis": _GOOD, "FollowUpAnalysis": _GOOD}

BAD_BLOCKS: dict[str, Row] = {
    f"{model}.{check}": row for model in GOOD_BLOCKS for check, row in _BAD.items()
}
