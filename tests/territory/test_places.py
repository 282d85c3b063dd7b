"""Sectors as polygons, schools as the ministry lists them, and places where nothing is counted."""

import io
import json

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from dmi.territory.models.place import ExcludedPlace, School, Sector
from tests.pages import says, sign_in
from tests.people import Town
from tests.territory.registers import SQUARE, a_point, a_register, a_sector

HEAD = "RBD;NOM_RBD;COD_COM_RBD;LATITUD;LONGITUD"


def drawing(*names: str) -> io.BytesIO:
    features = [
        {
            "type": "Feature",
            "properties": {"nombre": name},
            "geometry": {"type": "Polygon", "coordinates": SQUARE[0]},
        }
        for name in names
    ]
    return io.BytesIO(json.dumps({"type": "FeatureCollection", "features": features}).encode())


@pytest.mark.rule("F2")
def test_areas_come_from_a_file_and_are_drawn(client: FlaskClient, town: Town) -> None:
    known = a_sector(town, "Plaza norte")
    known.polygon = None
    sign_in(client, town, "ana1")
    sent = {"file": (drawing("Plaza norte", "Feria sur"), "s.geojson"), "kind": "NEIGHBOURHOOD"}
    assert client.post("/sectors/load", data=sent).status_code == 303
    town.session.expire_all()
    rows = town.session.scalars(select(Sector).order_by(Sector.name)).all()
    assert [row.name for row in rows] == ["Feria sur", "Plaza norte"]
    assert all(row.polygon == SQUARE for row in rows)
    page = says(client.get("/territory"))
    assert page.count('<path class="map-area" d="M') == 2
    assert "2 áreas dibujadas." in page
    assert '<path class="map-area" d="M' in says(client.get(f"/sectors/{known.id}"))


@pytest.mark.parametrize("content", [b"no json", b"", b"\0\0", b'{"features": []}'])
def test_a_file_that_cannot_be_drawn_changes_nothing(
    client: FlaskClient, town: Town, content: bytes
) -> None:
    sign_in(client, town, "ter1")
    sent = {"file": (io.BytesIO(content), "s.geojson"), "kind": "NEIGHBOURHOOD"}
    answer = client.post("/sectors/load", data=sent)
    assert answer.status_code == 400
    assert "file-error" in says(answer)
    assert town.session.scalars(select(Sector)).all() == []


def test_a_file_with_latitude_and_longitude_swapped_is_refused_and_can_be_put_right(
    client: FlaskClient, town: Town
) -> None:
    turned = drawing("Plaza norte").getvalue()
    swapped = json.loads(turned)
    for feature in swapped["features"]:
        for ring in feature["geometry"]["coordinates"]:
            ring[:] = [[lat, lon] for lon, lat in ring]
    wrong = json.dumps(swapped).encode()
    sign_in(client, town, "ter1")

    def send(content: bytes) -> int:
        sent = {"file": (io.BytesIO(content), "s.geojson"), "kind": "NEIGHBOURHOOD"}
        return int(client.post("/sectors/load", data=sent).status_code)

    assert send(drawing("Feria sur").getvalue()) == 303
    assert send(wrong) == 400
    town.session.expire_all()
    assert [row.name for row in town.session.scalars(select(Sector))] == ["Feria sur"]
    lines = [HEAD, "1;Liceo;13114;-70,55;-33,41"]
    listed = {"file": (io.BytesIO("\n".join(lines).encode()), "x.csv")}
    answer = client.post("/schools/load", data=listed)
    assert answer.status_code == 400
    assert "están cambiadas" in says(answer)
    assert town.session.scalars(select(School)).all() == []
    sure = {"file": (io.BytesIO("\n".join(lines).encode()), "x.csv"), "is_sure": "y"}
    assert client.post("/schools/load", data=sure).status_code == 303
    town.session.execute(delete(School))
    town.session.commit()
    # Where the first file was the wrong one, the right one of the same areas replaces it.
    first = town.session.scalars(select(Sector)).one()
    first.polygon = [[[[lat, lon] for lon, lat in ring] for ring in rings] for rings in SQUARE]
    town.session.commit()
    assert send(drawing("Feria sur").getvalue()) == 303


def test_the_ministrys_list_brings_the_schools_of_the_comuna(
    client: FlaskClient, town: Town
) -> None:
    lines = (
        HEAD,
        "1;Liceo ÑUBLE;13114;-33,4086;-70,5663",
        "2;De otra parte;13101;-33,4;-70,6",
        "3;De la costa;5602;-33,3;-71,6",
    )
    sign_in(client, town, "ter1")
    content = io.BytesIO("\n".join(lines).encode("latin-1"))
    answer = client.post("/schools/load", data={"file": (content, "d.csv")}, follow_redirects=True)
    page = says(answer)
    assert "1 colegio guardado. 2 están en otras comunas." in page
    assert [row.name for row in town.session.scalars(select(School))] == ["Liceo ÑUBLE"]
    assert "Liceo ÑUBLE" in says(client.get("/schools?words=liceo"))
    assert "Liceo ÑUBLE" not in says(client.get("/schools?words=%25"))


def test_a_list_with_too_many_bad_lines_is_refused_by_line(client: FlaskClient, town: Town) -> None:
    lines = (HEAD, "1;Liceo;13114;-33,4;-70,5", "2;Sin lugar;13114;;")
    sign_in(client, town, "ter1")
    content = io.BytesIO("\n".join(lines).encode())
    answer = client.post("/schools/load", data={"file": (content, "d.csv")})
    assert answer.status_code == 400
    assert "Línea 3: sin latitud o longitud." in says(answer)
    assert town.session.scalars(select(School)).all() == []


def test_schools_turn_their_pages_by_name(client: FlaskClient, town: Town) -> None:
    lines = [HEAD, *(f"{n};Liceo {n:02};13114;-33,4{n:02};-70,5" for n in range(10, 40))]
    sign_in(client, town, "ter1")
    content = io.BytesIO("\n".join(lines).encode())
    client.post("/schools/load", data={"file": (content, "d.csv")})
    first = says(client.get("/schools"))
    assert "Liceo 34" in first
    assert "Liceo 35" not in first
    older = first.split('href="/schools?after=')[1].split('"')[0]
    second = says(client.get(f"/schools?after={older}"))
    assert "Liceo 35" in second
    assert "Liceo 34" not in second


def test_an_excluded_place_says_why_and_is_withdrawn_with_a_reason(
    client: FlaskClient, town: Town
) -> None:
    sign_in(client, town, "jef1")
    given = {"label": "Tribunal", "reason": "Aquí se anota lo de otra parte."}
    answer = client.post("/excluded-places/new", data={**given, "reason": "corto"})
    assert answer.status_code == 400
    given |= {"coordinates": "-33,4086; -70,5663", "radius_m": "100"}
    assert client.post("/excluded-places/new", data=given).status_code == 303
    row = town.session.scalars(select(ExcludedPlace)).one()
    assert (str(row.lat), row.radius_m) == ("-33.408600", 100)
    path = f"/excluded-places/{row.id}/withdraw-excluded-place"
    assert client.post(path, data={"reason": "El tribunal se mudó."}).status_code == 303
    page = says(client.get("/excluded-places"))
    assert "El tribunal se mudó." in page
    assert "withdraw-excluded-place" not in page
    assert client.post(path, data={"reason": "Otra vez lo mismo."}).status_code == 400


def test_a_sector_says_what_the_register_holds_of_it(client: FlaskClient, town: Town) -> None:
    a_register(town)
    row = town.session.scalars(select(Sector)).one()
    sign_in(client, town, "fis1")
    page = says(client.get(f"/sectors/{row.id}"))
    assert "PB-0001" in page
    assert "<dt>Puntos de venta</dt> <dd><a" in page


@pytest.mark.parametrize("name", ["def1", "com1", "ts1", "lab1", "sec1", "adm1"])
def test_who_knows_the_public_part_alone_sees_no_register(
    client: FlaskClient, town: Town, name: str
) -> None:
    row = a_point(town)
    sign_in(client, town, name)
    for path in ("/territory", "/points", f"/points/{row.id}", "/procedures", "/schools"):
        assert client.get(path).status_code == 404


def test_an_empty_territory_says_what_to_do_first(client: FlaskClient, town: Town) -> None:
    sign_in(client, town, "ter1")
    assert "/sectors/load" in says(client.get("/territory"))
    assert "/schools/load" in says(client.get("/schools"))
    assert "/points/new" in says(client.get("/points"))
    sign_in(client, town, "fis1")
    assert "/sectors/load" not in says(client.get("/territory"))


def test_coordinates_without_a_radius_would_exclude_nothing_and_are_refused(
    client: FlaskClient, town: Town
) -> None:
    sign_in(client, town, "jef1")
    given = {"label": "850 BRYANT ST", "reason": "Aquí se anota lo de otra parte."}
    path = "/excluded-places/new"
    answer = client.post(path, data={**given, "coordinates": "-33,4086; -70,5663"})
    assert answer.status_code == 400
    assert "radius_m-error" in says(answer)
    assert client.post(path, data=given).status_code == 303
