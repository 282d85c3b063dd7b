"""A real city, ranked as it was published: cells, counts and what came after."""

from datetime import date

import pytest

from dmi.science.incident_rows import EPOCH
from dmi.science.incidents import Reading
from dmi.science.study import Choices, Study, study
from tests.science.places import san_francisco

AUTUMN = date(2012, 10, 1).toordinal() - EPOCH
TABLE = {
    100: {
        "count": ((0.4233, 42.64), (0.4994, 24.84), (0.5444, 10.91)),
        "kde": ((0.2930, 29.51), (0.4141, 20.60), (0.5686, 11.40)),
        "gi": ((0.3230, 32.53), (0.4510, 22.43), (0.5698, 11.42)),
    },
    200: {
        "count": ((0.4245, 43.03), (0.5167, 25.52), (0.6251, 12.54)),
        "kde": ((0.3979, 40.34), (0.5040, 24.89), (0.6217, 12.47)),
        "gi": ((0.3506, 35.54), (0.4833, 23.87), (0.6148, 12.33)),
    },
}
PLACE = {100: (4029, 42, (88, 82)), 200: (1926, 72, (44, 41))}


@pytest.fixture(scope="module")
def city() -> Reading:
    return san_francisco()


def ranking(city: Reading, cell_m: float, *, until: int | None = AUTUMN) -> Study:
    choices = Choices(
        kinds=("DRUG/NARCOTIC",),
        cell_m=cell_m,
        weights=None,
        half_life_days=None,
        train_until=until,
    )
    return study(city.incidents, choices)


@pytest.mark.rule("E13")
@pytest.mark.parametrize("cell_m", TABLE)
def test_a_real_city_ranks_as_published(city: Reading, cell_m: int) -> None:
    assert (city.rows_read, city.duplicates, city.rejected) == (13_472, 3_319, ())
    found = ranking(city, cell_m)
    first = found.top[0]
    assert (found.study_cells, found.max_cell, (first.col, first.row)) == PLACE[cell_m]
    assert (found.backtest.earlier, found.backtest.later) == (852, 867)
    for method, shares in TABLE[cell_m].items():
        for (hit, pai), one in zip(shares, found.backtest.hits[method].values(), strict=True):
            assert one.hit == pytest.approx(hit, abs=0.0001)
            assert one.pai == pytest.approx(pai, abs=0.006)
    assert found.backtest.winner == "count"


def test_without_a_day_the_earlier_half_is_judged_by_the_later_and_all_rank(city: Reading) -> None:
    found = ranking(city, 100, until=None)
    assert found.ranking == 1_719
    assert found.max_cell == 88
    assert found.backtest == ranking(city, 100).backtest


def test_a_row_with_an_id_and_type_that_came_before_counts_once(city: Reading) -> None:
    assert city.repeated == 13
    assert city.incidents.count == 13_472 - 3_319 - 13


def test_the_middle_of_the_first_cell_is_found_on_the_globe(city: Reading) -> None:
    first = ranking(city, 100).top[0]
    assert (first.lon, first.lat) == pytest.approx((-122.4136, 37.7824), abs=5e-4)
