"""Points and areas: distances, projections, and on which side of a border a point lies."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dmi.science.geometry import (
    OUTSIDE,
    Area,
    Projection,
    assign,
    box_of,
    fitted,
    haversine,
    inside,
    near,
)
from tests.science.places import comunas, unhurried

SIDE = 4
POINTS = {
    "13114": (-70.5663, -33.4086),
    "13101": (-70.6506, -33.4378),
    "13123": (-70.6100, -33.4260),
    None: (-71.6, -33.04),
}


def area(*rings: list[tuple[float, float]]) -> Area:
    return Area("", {}, tuple(np.array(ring, dtype=np.float64) for ring in rings))


def holds(one: Area, lon: float, lat: float) -> bool:
    return bool(inside(one, np.array([lon]), np.array([lat]))[0])


def square(low: float, high: float) -> list[tuple[float, float]]:
    return [(low, low), (high, low), (high, high), (low, high), (low, low)]


@pytest.mark.rule("E15")
def test_known_points_lie_in_their_comunas_and_are_as_far_apart_as_known() -> None:
    areas = comunas()
    lon, lat = np.array(list(POINTS.values())).T
    found = assign(areas, lon, lat)
    codes = [None if one == OUTSIDE else areas[one].properties["cut_comuna"] for one in found]
    assert codes == list(POINTS)
    metres = haversine(*np.array([[-70.5663], [-33.4086], [-70.5700], [-33.4100]]))
    assert metres[0] == pytest.approx(377.07, abs=0.005)


def test_a_hole_is_outside_and_an_island_in_it_inside() -> None:
    one = area(square(0, 10), square(2, 8), square(4, 6))
    assert [holds(one, lon, 5.0) for lon in (1, 3, 5, 7, 9, 11)] == [
        *(True, False, True, False, True, False)
    ]


def test_the_direction_of_a_ring_and_its_closing_corner_do_not_matter() -> None:
    for ring in (square(0, 1), square(0, 1)[::-1], square(0, 1)[:-1]):
        assert holds(area(ring), 0.5, 0.5)
        assert not holds(area(ring), 1.5, 0.5)


shift = st.floats(-0.45, 0.45).map(lambda value: round(value, 3))


@st.composite
def tilings(draw: st.DrawFn) -> tuple[list[Area], np.ndarray]:
    """A square cut into quadrangles with crooked inner corners, and points on their borders."""
    corner = {
        (c, r): (
            c + (draw(shift) if 0 < c < SIDE else 0.0),
            r + (draw(shift) if 0 < r < SIDE else 0.0),
        )
        for c in range(SIDE + 1)
        for r in range(SIDE + 1)
    }
    areas = [
        area([corner[c, r], corner[c + 1, r], corner[c + 1, r + 1], corner[c, r + 1]])
        for c in range(SIDE)
        for r in range(SIDE)
    ]
    ends = [(one, (one[0] + 1, one[1])) for one in corner] + [
        (one, (one[0], one[1] + 1)) for one in corner
    ]
    part = draw(st.floats(0, 1))
    points = [corner[one] for one in corner]
    points += [
        tuple(np.add(corner[a], np.multiply(part, np.subtract(corner[b], corner[a]))))
        for a, b in ends
        if b in corner
    ]
    points += draw(st.lists(st.tuples(st.floats(0, SIDE), st.floats(0, SIDE)), max_size=20))
    return areas, np.array(points)


@unhurried
@given(tilings())
def test_every_point_of_a_tiled_square_lies_in_exactly_one_tile(
    tiling: tuple[list[Area], np.ndarray],
) -> None:
    areas, points = tiling
    lon, lat = points.T
    count = np.sum([inside(one, lon, lat) for one in areas], axis=0)
    within = (lon < SIDE) & (lat < SIDE)
    # A point nearer to the western or southern rim than a float can say may fall off it.
    on_rim = (lon <= 0) | (lat <= 0)
    assert (count[within & ~on_rim] == 1).all()
    assert (count <= 1).all()


degrees = st.tuples(st.floats(-180, 180), st.floats(-80, 80))


@unhurried
@given(degrees, degrees)
def test_it_is_as_far_there_as_back_and_nowhere_farther_than_around(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    there = haversine(*map(np.array, (*one, *other)))
    assert there == pytest.approx(haversine(*map(np.array, (*other, *one))))
    assert 0 <= there <= 20_015_200
    assert haversine(*map(np.array, (*one, *one))) == 0


@unhurried
@given(st.floats(-0.3, 0.3), st.floats(-0.25, 0.25))
def test_a_plane_is_true_within_thirty_kilometres_and_leads_back(east: float, north: float) -> None:
    plane = Projection(-70.57, -33.41)
    lon, lat = np.array([-70.57 + east]), np.array([-33.41 + north])
    x, y = plane.project(lon, lat)
    back = plane.unproject(x, y)
    assert np.allclose(back, (lon, lat), atol=1e-9)
    true = haversine(lon, lat, np.array([-70.57]), np.array([-33.41]))[0]
    if true < 30_000:
        assert np.hypot(x, y)[0] == pytest.approx(true, rel=1e-3, abs=1e-3)


def test_the_plane_of_a_file_is_read_back_into_degrees() -> None:
    lon, lat = np.random.default_rng(1).uniform((-70.6, -33.5), (-70.4, -33.3), (50, 2)).T
    x, y = Projection(-70.5, -33.4).project(lon, lat)
    back = fitted(np.column_stack([x + 1e6, y + 5e6]), np.column_stack([lon, lat]))
    assert np.allclose(back.unproject(x + 1e6, y + 5e6), (lon, lat), atol=1e-6)


def test_schools_are_counted_up_to_the_distance_itself() -> None:
    lon, lat = np.array([-70.5663, -70.0]), np.array([-33.4086, -33.0])
    there = (np.array([-70.5700, -70.5663]), np.array([-33.4100, -33.4086]))
    assert near(lon, lat, *there, 300).tolist() == [1, 0]
    assert near(lon, lat, *there, 378).tolist() == [2, 0]
    assert near(lon, lat, there[0][1:], there[1][1:], 0.0).tolist() == [1, 0]


def test_the_box_around_areas_holds_them_all() -> None:
    box = box_of([area(square(0, 1)), area(square(3, 4))])
    assert (box.west, box.south, box.east, box.north) == (0, 0, 4, 4)
    assert box.holds(np.array([0.0, 2.0, 5.0]), np.array([4.0, 2.0, 2.0])).tolist() == [
        *(True, True, False)
    ]
