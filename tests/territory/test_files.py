"""Files as offices publish them: read, or refused with the reason and the line."""

import json
from decimal import Decimal

import pytest

from dmi.territory import files
from dmi.territory.files import Unreadable, decoded, read_areas, read_schools

KNOWN = {"05602": "Algarrobo", "13114": "Las Condes", "13101": "Santiago"}
HEAD = "RBD;DGV_RBD;NOM_RBD;COD_COM_RBD;LATITUD;LONGITUD"
RING = [[-70.58, -33.42], [-70.56, -33.42], [-70.56, -33.40], [-70.58, -33.42]]


def collection(*features: tuple[dict[str, object], dict[str, object]]) -> str:
    listed = [{"properties": told, "geometry": drawn} for told, drawn in features]
    return json.dumps({"type": "FeatureCollection", "features": listed})


def polygon(*rings: list[list[float]]) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": list(rings)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_the_ministrys_list_is_read_in_either_encoding(encoding: str) -> None:
    text = f"{HEAD}\n8911;1;LICEO ÑUÑORCO;13114;-33,408600;-70,566300\n"
    found = read_schools(decoded(text.encode(encoding)), "13114", KNOWN)
    (row,) = found.rows
    assert (row.code, row.name) == ("8911", "LICEO ÑUÑORCO")
    assert (row.lat, row.lon) == (Decimal("-33.408600"), Decimal("-70.566300"))


def test_a_list_with_commas_and_points_is_read_too() -> None:
    found = read_schools("rbd,nombre,lat,lon\n8911,Liceo,-33.4086,-70.5663\n", "13114", KNOWN)
    assert found.rows[0].lon == Decimal("-70.566300")


@pytest.mark.rule("C19")
def test_a_lost_zero_of_the_comunas_code_comes_back_and_an_unknown_code_is_wrong() -> None:
    lines = (
        HEAD,
        "1;1;De Algarrobo;5602;-33,3;-71,6",
        "2;1;De nadie;13999;-33,4;-70,5",
        "3;1;De Las Condes;13114;-33,4;-70,5",
    )
    text = "\n".join(lines)
    coast, city = read_schools(text, "05602", KNOWN), read_schools(text, "13114", KNOWN)
    assert [row.code for row in coast.rows] == ["1"]
    assert [row.code for row in city.rows] == ["3"]
    assert (coast.elsewhere, city.elsewhere) == (1, 1)
    assert [number for number, _ in city.wrong] == [3]


def test_what_is_wrong_is_said_by_line() -> None:
    lines = (
        HEAD,
        ";1;Sin numero;13114;-33,4;-70,5",
        "2;1;;13114;-33,4;-70,5",
        "3;1;Sin lugar;13114;;",
        "4;1;En cero;13114;0;0",
        "5;1;Al reves;13114;-170,5;-33,4",
        "",
        "6;1;Bien;13114;-33,4;-70,5",
    )
    found = read_schools("\n".join(lines), "13114", KNOWN)
    assert found.wrong == [
        (2, files.NO_NUMBER),
        (3, files.NO_NAME),
        (4, files.NO_PLACE),
        (5, files.NO_PLACE),
        (6, files.SWAPPED),
    ]
    assert [row.code for row in found.rows] == ["6"]


@pytest.mark.parametrize("text", ["", "a;b\n1;2\n", "RBD;NOM_RBD;LATITUD\n1;Liceo;-33,4\n"])
def test_a_list_without_its_columns_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_schools(text, "13114", KNOWN)
    assert refusal.value.sentence == files.NOT_A_LIST


def test_areas_are_read_with_their_names_and_holes() -> None:
    drawn = polygon(RING, RING)
    many = {"type": "MultiPolygon", "coordinates": [[RING], [RING]]}
    found = read_areas(collection(({"NOMBRE": " Plaza  norte "}, drawn), ({"name": "Feria"}, many)))
    assert [one.name for one in found] == ["Plaza norte", "Feria"]
    assert [[len(rings) for rings in one.area] for one in found] == [[2], [1, 1]]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("no json", files.NOT_GEOJSON),
        ("[]", files.NOT_GEOJSON),
        ('{"features": 3}', files.NOT_GEOJSON),
        (collection(), files.NO_AREA),
        (collection(({}, polygon(RING))), files.NO_AREA),
        (collection(({"name": "x"}, {"type": "Point", "coordinates": [1, 2]})), files.NOT_GEOJSON),
        (collection(({"name": "x"}, polygon(RING[:3]))), files.NOT_GEOJSON),
        (collection(({"name": "x"}, polygon([[6e6, 3e5]] * 4))), files.OFF_THE_GLOBE),
        (collection(({"name": "x"}, polygon([[1.0, 2.0]] * 5001))), files.TOO_FINE),
        (collection(*[({"name": "x"}, polygon(RING))] * 201), files.TOO_MANY_AREAS),
        ("[" * 100_000, files.NOT_GEOJSON),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_the_reason(text: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_areas(text)
    assert refusal.value.sentence == sentence


def test_a_corner_that_is_no_number_is_refused() -> None:
    text = '{"features": [{"properties": {"name": "x"}, "geometry": {"type": "Polygon", '
    text += '"coordinates": [[[NaN, 1], [1, 2], [2, 3], [3, 4]]]}}]}'
    with pytest.raises(Unreadable):
        read_areas(text)
