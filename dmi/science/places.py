"""Files beside the incidents: schools, excluded places and areas."""

import gzip
import json
from dataclasses import dataclass
from typing import IO, Any

import numpy as np

from dmi.kernel.wording import fold
from dmi.science import remarks
from dmi.science.geometry import Area, Floats, Truths, haversine
from dmi.science.incidents import Incidents
from dmi.science.remarks import Code, Rejected, Remark, Unusable
from dmi.science.tables import Table, open_table

SCHOOL_ALIASES = {
    "rbd": ("rbd", "id"),
    "nombre": ("nombre", "nom_rbd", "name"),
    "lat": ("lat", "latitud", "latitude"),
    "lon": ("lon", "lng", "longitud", "longitude"),
}
EXCLUDED_ALIASES = {
    "direccion": ("direccion", "address", "block"),
    "lat": ("lat", "latitud", "latitude"),
    "lon": ("lon", "lng", "longitud", "longitude"),
    "radio_m": ("radio_m", "radius_m"),
    "motivo": ("motivo", "reason"),
}
AREA_NAMES = ("sector", "nombre", "name", "comuna")
"""Properties that name an area, the first that it has; without any it is called by its number."""
MOST_DEGREES = (180, 90)
_SHAPES = {"Polygon": 1, "MultiPolygon": 2}
_LEAST_CORNERS = 3


@dataclass(frozen=True, slots=True)
class Places:
    """Named places in degrees; ``lon`` and ``lat`` of shape ``(n,)``."""

    names: tuple[str, ...]
    lon: Floats
    lat: Floats
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Excluded:
    """Where incidents are not counted, such as police stations and courts.

    Attributes:
        addresses: folded; an incident with one of them is left out.
        lon: middles in degrees, shape ``(n,)``.
        lat: the same.
        radius_m: metres around each middle, shape ``(n,)``.
    """

    addresses: frozenset[str]
    lon: Floats
    lat: Floats
    radius_m: Floats
    rejected: tuple[Rejected, ...] = ()

    def covers(self, incidents: Incidents) -> Truths:
        """Say of each incident whether it lies at an excluded place; shape ``(n,)``."""
        listed = np.array([fold(one.strip()) in self.addresses for one in incidents.addresses])
        covered = listed[incidents.address] if incidents.count else np.zeros(0, np.bool_)
        if incidents.degrees is not None:
            lon, lat = incidents.degrees.T
            for place_lon, place_lat, radius in zip(self.lon, self.lat, self.radius_m, strict=True):
                covered |= haversine(lon, lat, place_lon, place_lat) <= radius
        return covered


def read_schools(stream: IO[bytes]) -> Places:
    """Read schools, also as the ministry's directory lists them; rows without place are rejected.

    Args:
        stream: the file from its beginning, seekable; plain or gzip.

    Raises:
        Unusable: E_COLUMN, if a column is missing or the file is no table.
    """
    with open_table(stream) as table:
        at = table.columns(SCHOOL_ALIASES, ("rbd", "lat", "lon"))
        kept, rows, rejected = _rows(table)
        pair = _degrees(table, at, rows)
    good = _on_earth(pair)
    rejected += [
        _without_place(number) for number, fine in zip(kept, good, strict=True) if not fine
    ]
    name = at.get("nombre", at["rbd"])
    names = tuple(row[name].strip() for row, fine in zip(rows, good, strict=True) if fine)
    return Places(names, pair[good, 0], pair[good, 1], _sorted(rejected))


def read_excluded(stream: IO[bytes]) -> Excluded:
    """Read places where nothing is counted: an address, or a middle and a radius in metres.

    Args:
        stream: the file from its beginning, seekable; plain or gzip.

    Raises:
        Unusable: E_COLUMN, if it has neither addresses nor middles with a radius.
    """
    with open_table(stream) as table:
        at = table.columns(EXCLUDED_ALIASES)
        has_middles = {"lat", "lon", "radio_m"} <= at.keys()
        if "direccion" not in at and not has_middles:
            raise Unusable(Remark(Code.E_COLUMN, remarks.NO_COLUMN, {"column": "direccion"}))
        kept, rows, rejected = _rows(table)
        pair, radius = np.full((len(rows), 2), np.nan), np.full(len(rows), np.nan)
        if has_middles:
            pair = _degrees(table, at, rows)
            radius = table.numbers([row[at["radio_m"]] for row in rows])
    addresses = [fold(row[at["direccion"]].strip()) if "direccion" in at else "" for row in rows]
    good = _on_earth(pair) & (radius > 0)
    rejected += [
        _without_place(number)
        for number, fine, address in zip(kept, good, addresses, strict=True)
        if not fine and not address
    ]
    return Excluded(
        frozenset(addresses) - {""}, pair[good, 0], pair[good, 1], radius[good], _sorted(rejected)
    )


def read_areas(stream: IO[bytes]) -> tuple[Area, ...]:
    """Read areas from GeoJSON in WGS84: features or geometries, Polygon or MultiPolygon.

    Args:
        stream: the file from its beginning; plain or gzip.

    Raises:
        Unusable: E_COLUMN, if it is no such file or holds no area.
    """
    packed = stream.read()
    try:
        plain = gzip.decompress(packed) if packed[:2] == b"\x1f\x8b" else packed
        whole = json.loads(plain)
        features = whole["features"] if whole["type"] == "FeatureCollection" else [whole]
        areas = tuple(_area(one, number) for number, one in enumerate(features, 1))
    except (AttributeError, EOFError, KeyError, OSError, TypeError, ValueError) as broken:
        remark = Remark(Code.E_COLUMN, remarks.NO_AREAS, {"why": str(broken)})
        raise Unusable(remark) from broken
    if not areas:
        raise Unusable(Remark(Code.E_COLUMN, remarks.NO_AREAS, {"why": "0"}))
    return areas


def _area(feature: Any, number: int) -> Area:
    """Return one feature or bare geometry."""
    geometry = feature["geometry"] if feature["type"] == "Feature" else feature
    coordinates = geometry["coordinates"]
    polygons = [coordinates] if _SHAPES[geometry["type"]] == 1 else coordinates
    rings = tuple(_ring(ring) for polygon in polygons for ring in polygon)
    if not rings:
        raise ValueError("an area has no ring")
    told = {key: str(value) for key, value in (feature.get("properties") or {}).items()}
    folded = {fold(key): value for key, value in told.items()}
    name = next((folded[key] for key in AREA_NAMES if folded.get(key)), str(number))
    return Area(name, told, rings)


def _ring(corners: Any) -> Floats:
    ring = np.array([corner[:2] for corner in corners], dtype=np.float64)
    if ring.shape[0] < _LEAST_CORNERS or not (np.abs(ring) <= MOST_DEGREES).all():
        raise ValueError(f"a ring is {ring[:_LEAST_CORNERS].tolist()}")
    return ring


def _rows(table: Table) -> tuple[list[int], list[list[str]], list[Rejected]]:
    """Return the rows that are as long as the heading with their numbers, and the others."""
    numbers: list[int] = []
    rows: list[list[str]] = []
    rejected: list[Rejected] = []
    width = len(table.heading)
    for number, row in enumerate((row for batch in table.batches() for row in batch), 2):
        if len(row) == width:
            numbers.append(number)
            rows.append(row)
        elif row:
            rejected.append(Rejected(number, remarks.other_length(len(row), width)))
    return numbers, rows, rejected


def _degrees(table: Table, at: dict[str, int], rows: list[list[str]]) -> Floats:
    columns = [table.numbers([row[at[name]] for row in rows]) for name in ("lon", "lat")]
    return np.column_stack(columns)


def _on_earth(pair: Floats) -> Truths:
    """Say of each longitude and latitude whether there is such a place, and not 0, 0."""
    good: Truths = (np.abs(pair) <= MOST_DEGREES).all(axis=1) & (pair != 0).any(axis=1)
    return good


def _without_place(number: int) -> Rejected:
    return Rejected(number, Remark(Code.E_COORD, remarks.NO_PLACE))


def _sorted(rejected: list[Rejected]) -> tuple[Rejected, ...]:
    return tuple(sorted(rejected, key=lambda one: one.row))
