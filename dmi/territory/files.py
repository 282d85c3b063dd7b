"""Files as offices publish them, read without any row: areas as GeoJSON, schools as CSV."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from dmi.kernel.identifiers import Malformed, read_cut
from dmi.kernel.words import N_

MOST_AREAS = 200
MOST_CORNERS = 5000
MOST_SCHOOLS = 20_000
LONGEST_NAME = 120

NOT_GEOJSON = N_("This is not a GeoJSON file of polygons.")
NO_AREA = N_("The file holds no polygon with a name.")
TOO_MANY_AREAS = N_("The file holds more than 200 areas: send it in parts.")
TOO_FINE = N_("An area has more than 5000 corners: simplify it first.")
OFF_THE_GLOBE = N_("The coordinates must be longitude and latitude in degrees (WGS84).")
ODD_NAME = N_("The name of an area holds signs that cannot be printed.")
NOT_A_LIST = N_("The list has no column with the number, the name, the latitude or the longitude.")
TOO_MANY_SCHOOLS = N_("The list holds more than 20000 schools: send that of your region.")
NO_NUMBER = N_("no number")
NO_NAME = N_("no name")
NO_PLACE = N_("no latitude or longitude")
SWAPPED = N_("latitude and longitude out of range, perhaps swapped")

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": ("rbd", "school_code"),
    "name": ("nom_rbd", "nombre", "name"),
    "lat": ("latitud", "lat", "latitude"),
    "lon": ("longitud", "lon", "longitude"),
    "place": ("cod_com_rbd", "cut", "cod_comuna"),
}
"""How the columns are called: the ministry's words first."""

NAMED = ("name", "nombre", "nom", "sector", "cuadrante")


class Unreadable(ValueError):
    """The file as a whole is not what it should be; ``sentence`` says what is."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence for the form."""
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class NamedArea:
    """One area of a file: polygons of rings of [longitude, latitude]."""

    name: str
    area: list[Any]


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """One school of the list."""

    code: str
    name: str
    lon: Decimal
    lat: Decimal


@dataclass(frozen=True, slots=True)
class SchoolList:
    """What a list of schools gave.

    Attributes:
        rows: the schools of the comuna asked for.
        wrong: number of the line in the file and what is wrong with it.
        elsewhere: how many schools lie in other comunas.
    """

    rows: list[SchoolRow]
    wrong: list[tuple[int, str]]
    elsewhere: int


def decoded(content: bytes) -> str:
    """Return the text of a file: UTF-8 with or without its mark, else Latin-1."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def read_areas(text: str) -> list[NamedArea]:
    """Return the named areas of a GeoJSON feature collection.

    Raises:
        Unreadable: it is no such collection, or one of its areas cannot be drawn.
    """
    try:
        features = json.loads(text)["features"]
        found = [
            NamedArea(name, _area(one["geometry"]))
            for one in features
            if (name := _name(one.get("properties") or {}))
        ]
    except (
        *(ValueError, TypeError, LookupError, AttributeError),
        *(ArithmeticError, RecursionError),
    ) as cause:
        sentence = cause.sentence if isinstance(cause, Unreadable) else NOT_GEOJSON
        raise Unreadable(sentence) from cause
    if not found:
        raise Unreadable(NO_AREA)
    if len(found) > MOST_AREAS:
        raise Unreadable(TOO_MANY_AREAS)
    return found


def _name(properties: Mapping[str, Any]) -> str:
    plain = {str(key).lower(): value for key, value in properties.items()}
    for key in NAMED:
        if isinstance(plain.get(key), str) and plain[key].strip():
            name = " ".join(str(plain[key]).split())[:LONGEST_NAME]
            if not name.isprintable():
                raise Unreadable(ODD_NAME)
            return name
    return ""


def _area(geometry: Mapping[str, Any]) -> list[Any]:
    given = geometry["coordinates"]
    polygons = {"Polygon": [given], "MultiPolygon": given}[geometry["type"]]
    area = [[[_corner(place) for place in ring] for ring in rings] for rings in polygons]
    rings = [ring for polygon in area for ring in polygon]
    if not all(area) or not rings or min(map(len, rings)) < 4:  # noqa: PLR2004 - three and back
        raise Unreadable(NOT_GEOJSON)
    if corners(area) > MOST_CORNERS:
        raise Unreadable(TOO_FINE)
    return area


def corners(area: Iterable[Iterable[Sized]]) -> int:
    """Return how many corners an area has in all its rings."""
    return sum(len(ring) for polygon in area for ring in polygon)


def _corner(place: Any) -> list[float]:
    lon, lat = float(place[0]), float(place[1])
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):  # noqa: PLR2004 - degrees
        raise Unreadable(OFF_THE_GLOBE)
    return [round(lon, 6), round(lat, 6)]


def read_schools(text: str, place: str, known: Mapping[str, str]) -> SchoolList:
    """Return the schools of one comuna from the ministry's list.

    Args:
        text: the list; separated by ``;`` with decimal commas, or by ``,`` with decimal points.
        place: code of the comuna whose schools are wanted.
        known: the codes of every comuna; a lost leading zero comes back.

    Raises:
        Unreadable: a column that is needed is missing, or it is too long.
    """
    lines = _rows(text)
    heads = [head.strip().lower() for head in next(lines, (0, []))[1]]
    where = {
        field: next((heads.index(one) for one in names if one in heads), None)
        for field, names in COLUMNS.items()
    }
    if any(where[field] is None for field in ("code", "name", "lat", "lon")):
        raise Unreadable(NOT_A_LIST)
    rows: dict[str, SchoolRow] = {}
    wrong, elsewhere = [], 0
    for number, cells in lines:
        told = {
            field: cells[column].strip() if column is not None and column < len(cells) else ""
            for field, column in where.items()
        }
        try:
            if where["place"] is not None and read_cut(told["place"], known) != place:
                elsewhere += 1
                continue
            row = _school(told)
        except (Malformed, Unreadable) as cause:
            wrong.append((number, cause.sentence))
        else:
            rows[row.code] = row
    return SchoolList(list(rows.values()), wrong, elsewhere)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines that hold something, each with its number in the file."""
    separator = ";" if ";" in text.partition("\n")[0] else ","
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=separator), start=1):
            if number > MOST_SCHOOLS:
                raise Unreadable(TOO_MANY_SCHOOLS)
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error as cause:
        raise Unreadable(NOT_A_LIST) from cause


def _school(told: Mapping[str, str]) -> SchoolRow:
    if not told["code"] or len(told["code"]) > 20:  # noqa: PLR2004 - the column's length
        raise Unreadable(NO_NUMBER)
    if not told["name"]:
        raise Unreadable(NO_NAME)
    lat, lon = _degrees(told["lat"]), _degrees(told["lon"])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # noqa: PLR2004 - degrees
        raise Unreadable(SWAPPED)
    return SchoolRow(told["code"], " ".join(told["name"].split())[:LONGEST_NAME], lon, lat)


def _degrees(text: str) -> Decimal:
    try:
        found = round(Decimal(text.replace(",", ".")), 6)
    except InvalidOperation as cause:
        raise Unreadable(NO_PLACE) from cause
    if not found.is_finite() or not found:
        raise Unreadable(NO_PLACE)
    return found
