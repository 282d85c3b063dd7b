"""Files beside the incidents: schools of the ministry, excluded places, areas."""

import gzip
import io
import json
from typing import Any

import pytest

from dmi.science.places import Excluded, Places, read_areas, read_excluded, read_schools
from dmi.science.remarks import Unusable
from tests.science.places import comunas, reading, rows

SQUARE = [[[0, 0], [1, 0], [1, 1], [0, 0]]]


def schools(text: str, encoding: str = "utf-8") -> Places:
    return read_schools(io.BytesIO(text.encode(encoding)))


def excluded(text: str) -> Excluded:
    return read_excluded(io.BytesIO(text.encode()))


def geojson(whole: Any) -> io.BytesIO:
    return io.BytesIO(json.dumps(whole).encode())


def test_the_ministrys_directory_is_read_as_it_comes() -> None:
    text = "AGNO;RBD;NOM_RBD;LATITUD;LONGITUD\n2025;8888;Liceo Ñandú;-33,4086;-70,5663\n"
    text += "2025;8889;Escuela sin lugar;;\n2025;8890;Escuela en el mar;0;0\n2025;8891\n"
    found = schools(text, "latin-1")
    assert found.names == ("Liceo Ñandú",)
    assert (found.lon.tolist(), found.lat.tolist()) == ([-70.5663], [-33.4086])
    assert [(one.row, one.remark.code) for one in found.rejected] == [
        (3, "E_COORD"),
        (4, "E_COORD"),
        (5, "E_COLUMN"),
    ]


@pytest.mark.parametrize("missing", ["rbd", "lat", "lon"])
def test_schools_without_a_column_are_refused(missing: str) -> None:
    with pytest.raises(Unusable, match=f"E_COLUMN.*{missing}"):
        schools("rbd,lat,lon\n1,-33,-70\n".replace(missing, "x", 1))


def test_incidents_at_excluded_addresses_and_in_excluded_circles_are_covered() -> None:
    found = reading(
        "id,fecha,tipo,lat,lon,direccion\n"
        "1,2026-10-01,venta,-33.4086,-70.5663,Calle 1\n"
        "2,2026-10-01,venta,-33.4100,-70.5700,Calle 2\n"
        "3,2026-10-01,venta,-33.5,-70.6, COMISARÍA 17 \n"
    ).incidents
    places = excluded(
        "direccion;lat;lon;radio_m;motivo\nComisaria 17;;;;cuartel\n"
        ";-33,4086;-70,5663;376;juzgado\n"
        ";;;;nada\n;-33,4;-70,5;0;sin radio\n"
    )
    assert places.covers(found).tolist() == [True, False, True]
    assert [one.row for one in places.rejected] == [4, 5]
    wider = excluded("lat,lon,radio_m\n-33.4086,-70.5663,378\n")
    assert wider.covers(found).tolist() == [True, True, False]


def test_addresses_alone_are_enough_and_neither_is_refused() -> None:
    found = reading(rows()).incidents
    assert not excluded("direccion,motivo\nCalle 1,x\n").covers(found).any()
    with pytest.raises(Unusable, match="E_COLUMN"):
        excluded("lat,lon,motivo\n-33,-70,x\n")


def test_fifty_two_comunas_have_names_and_codes() -> None:
    areas = comunas()
    assert len(areas) == 52
    codes = {one.properties["cut_comuna"]: one.name for one in areas}
    assert codes["13114"] == "Las Condes"


def test_areas_come_as_features_geometries_and_several_polygons() -> None:
    one = {"type": "Polygon", "coordinates": SQUARE}
    two = {"type": "MultiPolygon", "coordinates": [SQUARE, [[[5, 5], [6, 5, 9], [6, 6]]]]}
    feature = {"type": "Feature", "properties": {"SECTOR": "Norte", "nombre": "x"}, "geometry": two}
    nameless = {"type": "Feature", "properties": None, "geometry": one}
    (bare,) = read_areas(geojson(one))
    assert (bare.name, len(bare.rings)) == ("1", 1)
    whole = json.dumps({"type": "FeatureCollection", "features": [feature, nameless]}).encode()
    found = read_areas(io.BytesIO(gzip.compress(whole)))
    assert [(area.name, len(area.rings)) for area in found] == [("Norte", 2), ("2", 1)]


@pytest.mark.parametrize(
    "whole",
    [
        {"type": "FeatureCollection", "features": []},
        {"type": "Point", "coordinates": [0, 0]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [350000, 6290000], [1, 1]]]},
        {"type": "Polygon"},
        [1, 2],
    ],
)
def test_what_holds_no_areas_is_refused(whole: Any) -> None:
    with pytest.raises(Unusable, match="E_COLUMN"):
        read_areas(geojson(whole))


def test_what_is_no_geojson_is_refused() -> None:
    with pytest.raises(Unusable, match="E_COLUMN"):
        read_areas(io.BytesIO(b"id,fecha\n"))
