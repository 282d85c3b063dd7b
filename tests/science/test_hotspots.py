"""Weights, chance and density, each against its definition written out."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dmi.science.grid import MOST_CELLS, GridTooLarge, grid_over, studied
from dmi.science.hotspots import density, gi_star, percentiles, votes, weights
from tests.science.places import unhurried

EXPECTED = (
    (-0.3350, -0.5645, -0.8307, -0.8307, -0.6452),
    (-0.5645, 1.0234, 1.7341, 1.7341, 0.2343),
    (-0.8307, 0.7865, 1.7341, 1.7341, 0.2343),
    (-0.8307, 0.7865, 1.7341, 1.7341, 0.2343),
    (-0.6452, -0.8307, -0.8307, -0.8307, -0.6452),
)


@pytest.mark.rule("E14")
def test_chance_on_the_known_grid() -> None:
    values = np.zeros((5, 5))
    values[2, 2], values[2, 3], values[0, 0] = 8, 4, 1
    assert np.round(gi_star(values, np.ones((5, 5), np.bool_)), 4).tolist() == [
        list(row) for row in EXPECTED
    ]


counts = arrays(np.int64, (4, 5), elements=st.integers(0, 9)).map(lambda one: one.astype(float))


@unhurried
@given(counts, arrays(np.bool_, (4, 5)))
def test_chance_is_what_getis_and_ord_define(values: np.ndarray, study: np.ndarray) -> None:
    found = gi_star(values, study)
    cells = [cell for cell in product(range(4), range(5)) if study[cell]]
    held = np.array([values[cell] for cell in cells])
    assert np.isnan(found[~study]).all()
    if held.size < 2 or np.ptp(held) == 0:
        assert np.isnan(found).all()
        return
    n, mean = held.size, held.mean()
    spread = np.sqrt((held**2).mean() - mean**2)
    for row, col in cells:
        weight = np.array([abs(row - r) <= 1 and abs(col - c) <= 1 for r, c in cells], dtype=float)
        room = (n * (weight**2).sum() - weight.sum() ** 2) / (n - 1)
        if room == 0:
            assert np.isnan(found[row, col])
        else:
            z = ((weight * held).sum() - mean * weight.sum()) / (spread * np.sqrt(room))
            assert found[row, col] == pytest.approx(z, abs=1e-9)


@unhurried
@given(counts, st.floats(30, 400))
def test_density_is_a_gaussian_around_every_incident(values: np.ndarray, bandwidth: float) -> None:
    found = density(values, 100, bandwidth)
    sigma = bandwidth / 100
    reach = int(4 * sigma)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    for row, col in product(range(4), range(5)):
        wanted = sum(
            values[r, c] * kernel[reach + r - row] * kernel[reach + c - col]
            for r, c in product(range(4), range(5))
            if abs(r - row) <= reach and abs(c - col) <= reach
        )
        assert found[row, col] == pytest.approx(wanted, abs=1e-9)


def test_density_loses_nothing_far_from_the_edge() -> None:
    values = np.zeros((41, 41))
    values[20, 20] = 7
    found = density(values, 100, 200)
    assert found.sum() == pytest.approx(7)
    assert np.unravel_index(found.argmax(), found.shape) == (20, 20)
    assert np.allclose(found, found.T)


@pytest.mark.rule("E16")
def test_a_weight_is_its_sources_and_halves_with_every_half_life() -> None:
    source, age = np.array([1.0, 0.6, 0.3]), np.array([0.0, 180.0, 360.0])
    assert weights(source, age, 180).tolist() == [1.0, 0.3, 0.075]
    assert weights(source, age, 180).sum() == pytest.approx(1.375)
    assert weights(source, age, None).tolist() == source.tolist()


few = st.lists(st.tuples(*[st.integers(0, 3)] * 3), max_size=40)


@unhurried
@given(few)
def test_each_source_votes_once_for_a_cell_and_day(told: list[tuple[int, int, int]]) -> None:
    columns = np.array(told, dtype=np.int64).reshape(-1, 3).T
    found = votes(*columns).tolist()
    first: dict[tuple[int, int, int], int] = {}
    for position, one in enumerate(told):
        first.setdefault(one, position)
    assert found == sorted(first.values())


def test_a_percentile_is_the_share_of_study_cells_that_are_not_above() -> None:
    values, study = np.array([5.0, 1.0, 9.0, 1.0]), np.array([True, True, False, True])
    found = percentiles(values, study)
    assert found[[0, 1, 3]].tolist() == pytest.approx([100, 200 / 3, 200 / 3])
    assert np.isnan(found[2])


metres = st.floats(-5_000, 5_000)


@unhurried
@given(
    st.lists(st.tuples(metres, metres), min_size=1, max_size=30), st.sampled_from([50, 100, 333])
)
def test_every_point_lies_in_its_cell(points: list[tuple[float, float]], side: float) -> None:
    x, y = np.array(points).T
    grid = grid_over(x, y, side)
    cells = grid.cells_of(x, y)
    assert ((cells >= 0) & (cells < grid.size)).all()
    middle_x, middle_y = grid.middles(cells)
    assert (np.abs(np.stack([x - middle_x, y - middle_y])) <= side / 2 + 1e-6).all()
    row, col = grid.places(cells)
    assert (row.min(), col.min()) == (0, 0)
    assert (row.max(), col.max()) == (grid.rows - 1, grid.cols - 1)
    assert grid.sums(cells).sum() == x.size
    assert studied(grid, cells).sum() == np.unique(cells).size
    picture = grid.picture(grid.sums(cells))
    assert picture[row[0], col[0]] == grid.sums(cells)[cells[0]]
    assert grid.flat(picture).tolist() == grid.sums(cells).tolist()


def test_the_same_cells_hold_a_second_file() -> None:
    one = grid_over(np.array([150.0, 390.0]), np.array([250.0, 250.0]), 100)
    other = grid_over(np.array([30.0, 390.0]), np.array([199.0, 250.0]), 100)
    assert (one.x0, one.y0, one.rows, one.cols) == (100, 200, 1, 3)
    assert (other.x0, other.y0) == (0, 100)


def test_a_grid_that_memory_would_not_hold_is_refused() -> None:
    side = int(MOST_CELLS**0.5)
    line = np.array([0.0, side - 1.0])
    assert grid_over(line, line, 1).size == MOST_CELLS
    with pytest.raises(GridTooLarge):
        grid_over(line, np.array([0.0, side]), 1)
