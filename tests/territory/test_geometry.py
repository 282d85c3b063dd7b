"""Distances, areas and cells against figures that were computed elsewhere (E15)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmi.territory.drawing import Mark, draw
from dmi.territory.geometry import distance_m, inside, nearest, rounded

HERE, THERE = (-70.5663, -33.4086), (-70.5700, -33.4100)
SQUARE = [[[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]], [[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]]]
LAS_CONDES = st.tuples(st.floats(-70.60, -70.43), st.floats(-33.48, -33.37))


def test_the_distance_is_that_of_the_sphere() -> None:
    assert distance_m(HERE, THERE) == pytest.approx(377.07, abs=0.005)
    assert distance_m(HERE, HERE) == 0


def test_the_nearest_is_found_and_nothing_among_nothing() -> None:
    found = nearest(HERE, [("far", (-70.60, -33.45)), ("near", THERE)])
    assert found is not None
    assert found[0] == "near"
    assert found[1] == pytest.approx(377.07, abs=0.005)
    assert nearest(HERE, []) is None


def test_a_hole_is_outside_and_a_border_counts_once() -> None:
    assert inside((3, 3), SQUARE)
    assert not inside((1.5, 1.5), SQUARE)
    assert not inside((5, 3), SQUARE)
    right = [[[[4, 0], [8, 0], [8, 4], [4, 4], [4, 0]]]]
    assert [inside((4, 3), SQUARE), inside((4, 3), right)].count(True) == 1


@given(LAS_CONDES, st.sampled_from([100, 250, 500]))
def test_a_rounded_place_lies_within_its_cell_and_is_its_own_middle(
    place: tuple[float, float], cell: int
) -> None:
    middle = rounded(place, cell)
    assert distance_m(place, middle) <= cell * 0.7072
    assert rounded(middle, cell) == pytest.approx(middle, abs=1e-9)


@pytest.mark.rule("F9")
def test_places_of_one_cell_cannot_be_told_apart() -> None:
    middle = rounded(HERE, 100)
    step = 0.0003  # 28 to 33 m
    told = {
        rounded((middle[0] + east * step, middle[1] + north * step), 100)
        for east in (-1, 0, 1)
        for north in (-1, 0, 1)
    }
    assert len(told) == 1
    assert rounded((middle[0] + 0.002, middle[1]), 100) not in told


def test_a_map_keeps_north_up_and_shows_everything() -> None:
    found = draw(
        [("Square", SQUARE)], [Mark("North", "active", (2, 3.5)), Mark("South", "active", (2, 0.5))]
    )
    assert found is not None
    north, south = found.spots
    assert north.y < south.y
    assert all(0 <= one.x <= found.width and 0 <= one.y <= found.height for one in found.spots)
    assert found.shapes[0].paths[0].count("M") == 2  # the outline and its hole
    assert draw([], []) is None
