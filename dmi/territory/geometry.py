"""Distances, areas and cells on the ground, computed without any row.

A place is (longitude, latitude) in degrees, WGS84; an area is a list of polygons, each a list of
rings, each a list of places, the first ring outside and the others holes.
"""

import math
from collections.abc import Iterable, Sequence
from typing import TypeVar

EARTH_M = 6_371_008.8
"""Mean radius of the earth (IUGG), metres."""

NARROWEST = 0.01
GRID = 25
"""Places per side of the grid that tells how much of an area lies in another."""

Place = tuple[float, float]
Ring = Sequence[Sequence[float]]
Area = Sequence[Sequence[Ring]]
Key = TypeVar("Key")


def distance_m(one: Place, other: Place) -> float:
    """Return the great-circle distance in metres (haversine)."""
    lon, lat, other_lon, other_lat = map(math.radians, (*one, *other))
    half = (
        math.sin((other_lat - lat) / 2) ** 2
        + math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    )
    return 2 * EARTH_M * math.asin(math.sqrt(half))


def nearest(place: Place, among: Iterable[tuple[Key, Place]]) -> tuple[Key, float] | None:
    """Return what lies nearest to a place and how many metres away; nothing among nothing."""
    measured = [(distance_m(place, where), key) for key, where in among]
    if not measured:
        return None
    metres, key = min(measured, key=lambda pair: pair[0])
    return key, metres


def inside(place: Place, area: Area) -> bool:
    """Return whether a place lies in an area: in a polygon's outer ring and in none of its holes.

    Ray casting; of two areas that share a border exactly one holds a place on it.
    """
    return any(_in_ring(place, rings[0]) and not _in_holes(place, rings) for rings in area if rings)


def apart_m(place: Place, area: Area) -> float:
    """Return how many metres a place lies from an area; none inside it.

    Equirectangular at the place: within 30 km its error is below 0.1 %.
    """
    if inside(place, area):
        return 0.0
    rings = [ring for polygon in area for ring in polygon]
    return min(_from_ring(place, ring) for ring in rings)


def within_m(
    places: Iterable[tuple[Key, Place]], area: Area, metres: float
) -> list[tuple[Key, Place]]:
    """Return the places that lie in an area or at most so many metres from it.

    A box around it is looked at first: an area may have thousands of corners.
    """
    around = box([area], [])
    if around is None:
        return []
    west, south, east, north = around
    tall = math.degrees(metres / EARTH_M)
    wide = tall / max(math.cos(math.radians(max(abs(south), abs(north)))), NARROWEST)
    return [
        (key, place)
        for key, place in places
        if west - wide <= place[0] <= east + wide
        and south - tall <= place[1] <= north + tall
        and apart_m(place, area) <= metres
    ]


def share_within(area: Area, other: Area) -> float:
    """Return which share of an area lies in another, from 0 to 1, told by a grid in each part."""
    parts = [(_surface(polygon), polygon) for polygon in area]
    whole = sum(surface for surface, _ in parts)
    if not whole:
        return 0.0
    return sum(surface * _share_of_part(polygon, other) for surface, polygon in parts) / whole


def _share_of_part(polygon: Sequence[Ring], other: Area) -> float:
    around = box([[polygon]], [])
    if around is None:
        return 0.0
    west, south, east, north = around
    steps = [(number + 0.5) / GRID for number in range(GRID)]
    grid = [(west + x * (east - west), south + y * (north - south)) for x in steps for y in steps]
    own = [place for place in grid if inside(place, [polygon])]
    return sum(inside(place, other) for place in own) / len(own) if own else 0.0


def _surface(polygon: Sequence[Ring]) -> float:
    """Return how large an outline is, in square degrees; its holes do not matter for a share."""
    ring = polygon[0]
    turns = (
        one[0] * two[1] - two[0] * one[1]
        for one, two in zip(ring, [*ring[1:], ring[0]], strict=True)
    )
    return abs(sum(turns)) / 2


def _from_ring(place: Place, ring: Ring) -> float:
    per_degree = math.radians(1) * EARTH_M
    wide = per_degree * math.cos(math.radians(place[1]))
    flat = [((x - place[0]) * wide, (y - place[1]) * per_degree) for x, y, *_ in ring]
    return min(_from_side(*pair) for pair in zip(flat, [*flat[1:], flat[0]], strict=True))


def _from_side(start: Place, end: Place) -> float:
    """Return how far the origin lies from a straight side."""
    x, y = end[0] - start[0], end[1] - start[1]
    length = x * x + y * y
    along = -(start[0] * x + start[1] * y) / length if length else 0.0
    near = min(1.0, max(0.0, along))
    return math.hypot(start[0] + near * x, start[1] + near * y)


def _in_holes(place: Place, rings: Sequence[Ring]) -> bool:
    return any(_in_ring(place, hole) for hole in rings[1:])


def _in_ring(place: Place, ring: Ring) -> bool:
    x, y = place
    found = False
    for start, end in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (start[1] > y) != (end[1] > y):
            crossing = start[0] + (y - start[1]) * (end[0] - start[0]) / (end[1] - start[1])
            found ^= x < crossing
    return found


def rounded(place: Place, cell_m: int) -> Place:
    """Return the middle of the cell of ``cell_m`` metres that a place lies in.

    The cells are counted from the equator and, along each row of them, from Greenwich: every
    place of a cell gives the same middle, which therefore tells no more than the cell.
    """
    lat_step = math.degrees(cell_m / EARTH_M)
    lat = (math.floor(place[1] / lat_step) + 0.5) * lat_step
    lon_step = lat_step / math.cos(math.radians(lat))
    lon = (math.floor(place[0] / lon_step) + 0.5) * lon_step
    return lon, lat


def box(areas: Iterable[Area], places: Iterable[Place]) -> tuple[float, float, float, float] | None:
    """Return west, south, east and north of everything given; nothing around nothing."""
    found = [(float(x), float(y)) for area in areas for rings in area for x, y, *_ in rings[0]]
    found += list(places)
    if not found:
        return None
    lons, lats = zip(*found, strict=True)
    return min(lons), min(lats), max(lons), max(lats)
