"""The same of comparisons of blocks: bad rows, and what a good one needs."""

from tests.store.bad_rows import NOW, Row

GOOD_BLOCKS: dict[str, Row] = {"BlockAnalysis": {"number": 1, "input_hash": "0" * 64}}

BAD_BLOCKS: dict[str, Row] = {
    "BlockAnalysis.another_reasoned": {"number": 2},
    "BlockAnalysis.done_with_its_results": {"run_at": NOW},
    "BlockAnalysis.input_hash_is_sha256": {"input_hash": "0"},
}
