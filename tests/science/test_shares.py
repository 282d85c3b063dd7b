"""Shares of people, hidden cells, and the indicators of an office."""

import gettext
from itertools import product

import numpy as np
import pytest

from dmi.science.fairness import selection_table
from dmi.science.indicators import change, each, share
from dmi.science.shares import difference, wilson
from dmi.science.suppression import hidden, hidden_rows
from tests.house.sources import ROOT


def covered(*counts: int, least: int = 5) -> list[int]:
    """Return the counts that are hidden."""
    return np.array(counts)[hidden(np.array(counts), least)].tolist()


@pytest.mark.rule("E18")
def test_the_indicators_of_a_drug_office() -> None:
    assert each(149, 93) == pytest.approx(1.602, abs=5e-4)
    near = share(20, 62)
    assert near is not None
    assert 100 * near.value == pytest.approx(32.3, abs=0.05)
    assert (near.low, near.high) == pytest.approx((0.2195, 0.4463), abs=5e-5)
    grams = change(100, 250)
    assert grams is not None
    spanish = gettext.translation("outcomes", ROOT / "dmi" / "translations", ["es"]).gettext
    assert grams.as_pct(",") == "+150 %"
    assert grams.as_times(spanish, ",") == "2,5 veces"
    assert grams.as_times() == "2.5 times as much"


def test_of_nothing_there_is_no_share_and_no_change() -> None:
    assert each(3, 0) is None
    assert share(0, 0) is None
    assert change(0, 5) is None
    fall = change(3, 2)
    assert fall is not None
    assert fall.as_pct(",") == "-33,3 %"
    for wrong in ((3, 2), (-1, 2)):
        with pytest.raises(ValueError, match="of"):
            share(*wrong)
    with pytest.raises(ValueError, match="-1"):
        change(-1, 2)


@pytest.mark.rule("E19")
def test_selection_has_honest_limits() -> None:
    assert wilson(7, 20) == pytest.approx((0.1812, 0.5671), abs=5e-5)
    assert wilson(0, 8) == pytest.approx((0, 0.3244), abs=5e-5)
    found = difference(12, 30, 5, 30)
    assert found.p == pytest.approx(0.0840, abs=5e-5)
    assert found.value == pytest.approx(7 / 30)
    # Newcombe's own example, method 10: 56 of 70 less 48 of 80.
    known = difference(56, 70, 48, 80)
    assert (known.low, known.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


@pytest.mark.rule("E19")
def test_a_small_cell_takes_another_with_it() -> None:
    assert covered(3, 4, 20) == [3, 4]
    assert covered(3, 10, 20) == [3, 10]
    assert covered(3, 0, 9) == [3, 9]
    assert covered(5, 6, 20) == []
    assert covered(0, 7, 20) == []


def test_cells_that_their_sum_gives_away_take_a_third() -> None:
    # Two hidden cells that sum to 2 are both 1, and to 8 both 4; 1 and 5 are the least possible.
    assert covered(1, 1, 20) == [1, 1, 20]
    assert covered(4, 4, 30) == [4, 4, 30]
    assert covered(1, 5, 20) == [1, 5, 20]
    assert covered(8, 12, 30, least=10) == [8, 12]
    assert covered(3) == [3]


@pytest.mark.rule("F109")
@pytest.mark.parametrize(("groups", "most"), [(2, 11), (3, 6)])
def test_no_table_of_groups_lets_a_small_cell_follow_from_all_its_sums(
    groups: int, most: int
) -> None:
    attacked = 0
    pairs = list(product(range(most), repeat=2))
    for cells in product(pairs, repeat=groups):
        rows = hidden_rows(np.array(cells))
        if rows is None or not rows.any():
            continue
        attacked += 1
        sizes = [sum(one) for one, hides in zip(cells, rows, strict=True) if hides]
        firsts = [one[0] for one, hides in zip(cells, rows, strict=True) if hides]
        fits = [
            one for one in product(*(range(size + 1) for size in sizes)) if sum(one) == sum(firsts)
        ]
        for at, size in enumerate(sizes):
            if any(0 < part < 5 for part in (firsts[at], size - firsts[at])):
                assert len({one[at] for one in fits}) > 1, cells
        shown = [one for one, hides in zip(cells, rows, strict=True) if not hides]
        assert not any(0 < part < 5 for one in shown for part in one)
    assert attacked > 1000


def test_a_table_whose_sums_give_it_away_is_not_shown() -> None:
    assert selection_table({"women": (0, 3), "men": (0, 12)}) == []
    assert selection_table({"men": (3, 12)}) == []


def test_a_selection_table_shows_no_small_group() -> None:
    rows = {one.group: one for one in selection_table({"a": (12, 30), "b": (25, 50), "c": (2, 9)})}
    assert rows["c"].selected is None
    assert rows["c"].share is None
    assert [one.group for one in rows.values() if one.selected is None] == ["a", "c"]
    whole = {one.group: one for one in selection_table({"a": (12, 30), "b": (5, 30)})}
    assert whole["a"].share == pytest.approx(0.4)
    assert whole["a"].against_rest == difference(12, 30, 5, 30)
    few = selection_table({"a": (12, 30), "b": (0, 8)})
    assert [one.share for one in few] == [0.4, None]
    with pytest.raises(ValueError, match="selected"):
        selection_table({"a": (4, 3)})
