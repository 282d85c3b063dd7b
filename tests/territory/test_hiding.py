"""Small counts of a ranking are hidden, and nothing that is shown gives one of them back."""

import csv
import io
import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from dmi.science.sources import SOURCE_WEIGHTS
from dmi.territory.ranking.hiding import is_shown, left_out, shown_steps
from tests.pages import says, sign_in
from tests.people import Town
from tests.science.places import unhurried
from tests.territory.ranking import HEADING, SPREAD, lines, ranked, table

LEAST = 5
SPREADS = (
    SPREAD,
    (14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4),  # one small cell alone
    (14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 1, 1, 1),  # all small ones are alike
    (9, 8, 7, 6, 6, 6, 4, 4, 4, 4),
    (12, 5, 5, 5, 5, 5, 5, 5, 5, 5, 3),
    (30, 9, 8, 7, 2, 1, 1, 1, 1, 1, 1),
    (9, 8, 7, 6, 5, 5, 5, 5, 5, 5, 5),  # nothing is small
)


@unhurried
@given(st.lists(st.integers(0, 12), max_size=12))
def test_what_is_left_of_a_total_never_gives_a_small_count(counts: list[int]) -> None:
    out = left_out(counts, LEAST)
    assert {place for place, count in enumerate(counts) if 0 < count < LEAST} <= out
    if out and max(counts) >= LEAST:
        left = sum(counts[place] for place in out)
        assert len(out) >= 2
        assert left > len(out)


@pytest.mark.rule("F109")
@unhurried
@given(st.lists(st.integers(1, 12), min_size=3, max_size=8))
def test_the_rest_is_never_the_least_that_small_and_other_rows_can_hold(counts: list[int]) -> None:
    out = left_out(counts, LEAST)
    small = [counts[place] for place in out if counts[place] < LEAST]
    if small and len(out) < len(counts):
        least_of_all = len(small) + LEAST * (len(out) - len(small))
        assert sum(counts[place] for place in out) > least_of_all


@unhurried
@given(st.integers(5, 40), st.data())
def test_the_mark_of_a_hidden_part_leaves_its_count_open(whole: int, data: Any) -> None:
    part = data.draw(st.integers(0, whole))
    alike = [one for one in range(whole + 1) if not is_shown(one, whole, LEAST)]
    if is_shown(part, whole, LEAST):
        assert part == 0 or part >= LEAST
        assert whole - part == 0 or whole - part >= LEAST
    else:
        assert part in alike
        assert len(alike) >= 4


@unhurried
@given(st.lists(st.integers(0, 9), min_size=1, max_size=5), st.integers(0, 20))
def test_steps_that_are_shown_together_differ_by_nothing_small(
    between: list[int], rest: int
) -> None:
    reached = list(accumulate(between))
    whole = max(reached[-1] + rest, LEAST)  # with less nothing is tested at all
    shown = shown_steps(reached, whole, LEAST)
    told = [0, *(one for one, fine in zip(reached, shown, strict=True) if fine), whole]
    assert not any(0 < b - a < LEAST for a, b in pairwise(told))


def attack(total: int, shown: Sequence[int], others: int) -> list[range]:
    """Return what each cell that is not shown may hold, for all that a reader can subtract."""
    left = total - sum(shown)
    return [range(1, left - others + 2)] * others


@pytest.mark.rule("F109")
@pytest.mark.parametrize("spread", SPREADS)
@pytest.mark.parametrize("is_weighted", [True, False])
def test_nothing_small_is_shown_and_no_difference_gives_it_back(
    client: FlaskClient, town: Town, spread: tuple[int, ...], is_weighted: bool
) -> None:
    changed: dict[str, Any] = {}
    if not is_weighted:
        changed = {"half_life_days": None, "weights": dict.fromkeys(SOURCE_WEIGHTS, 1.0)}
    run = ranked(town, table(lines(spread)), **changed)
    result = run.result
    shown = [cell["count"] for cell in result["cells"]]
    assert shown
    assert min(shown) >= LEAST
    for left in attack(result["ranking"], shown, result["unranked"]):
        assert len(left) >= 2
    for cell in result["cells"]:
        parts = [cell["recent"]] if cell["recent"] is not None else []
        for part in parts:
            assert not 0 < part < LEAST
            assert not 0 < cell["count"] - part < LEAST
    assert result["cells"][-1]["cumulative"] == pytest.approx(
        sum(cell["share"] for cell in result["cells"]), abs=0.11
    )
    assert [cell["rank"] for cell in result["cells"]] == list(range(1, len(shown) + 1))
    for method in (run.backtest or {"methods": ()})["methods"]:
        held = [
            round(one["hit"] * run.backtest["later"] / 100) for one in method["hits"] if one["hit"]
        ]
        steps = [0, *held, run.backtest["later"]]
        assert not any(0 < b - a < LEAST for a, b in pairwise(steps))
    _nothing_small_outside(client, town, run)


@pytest.mark.rule("F109")
def test_one_mark_stands_for_a_small_sector_and_for_the_one_hidden_beside_it(
    client: FlaskClient, town: Town
) -> None:
    names = ("Norte", "Sur", "Oriente", "Poniente")
    spread = [f"{row},{names[int(row[0])]}" for row in lines((3, 8, 6, 2), every=80)]
    run = ranked(town, table(spread, f"{HEADING},sector"))
    sign_in(client, town, "fis1")
    page = says(client.get(f"/hotspots/{run.id}"))
    columns = re.findall(r'data-label="Hechos"[^>]*>([^<]+)<', page)
    assert columns == ["8", "oculto", "oculto", "oculto"]
    file = client.get(f"/hotspots/{run.id}/ranking.csv").get_data(as_text=True)
    rows = csv.reader(io.StringIO(file))
    told = {row[1]: row[2] for row in rows if row[1:] and row[1] in names}
    assert told == {"Sur": "8", "Norte": "oculto", "Oriente": "oculto", "Poniente": "oculto"}


def _nothing_small_outside(client: FlaskClient, town: Town, run: Any) -> None:
    """Look at what leaves the house: the page, the table and the picture."""
    sign_in(client, town, "fis1")
    page = says(client.get(f"/hotspots/{run.id}"))
    columns = re.findall(r'data-label="Hechos"[^>]*>([^<]+)<', page)
    assert [int(one) for one in columns] == [cell["count"] for cell in run.result["cells"]]
    told = client.get(f"/hotspots/{run.id}/ranking.csv").get_data(as_text=True)
    rows = list(csv.reader(io.StringIO(told)))
    start = next(place for place, row in enumerate(rows) if row and row[0] == "N.º")
    assert [int(row[3]) for row in rows[start + 1 :]] == [int(one) for one in columns]
    picture = client.get(f"/hotspots/{run.id}/map.svg").get_data(as_text=True)
    words = re.findall(r"<text[^>]*>([^<]*)</text>", picture)
    assert set(words) <= {*map(str, range(1, 6)), "100 m", "200 m", "500 m", "1000 m"}


@pytest.mark.rule("F109")
def test_a_cell_below_the_least_is_neither_ranked_nor_placed_in_the_order(town: Town) -> None:
    strong = lines((0,) * 12 + (4,), "flagrancia", every=1)  # few, new and weighty: first by score
    run = ranked(town, table([*lines(SPREAD, "anonima", every=40), *strong]))
    assert 24 not in {cell["col"] for cell in run.result["cells"]}
    assert [24, 0] in run.result["map"]["pale"]
    assert run.result["cells"][0]["rank"] == 1
    assert run.result["map"]["pale"] == sorted(run.result["map"]["pale"])
