"""Rankings through their pages: asked for, watched, read, taken away as a table or a picture."""

import io
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.jobs.schedule import run_job
from dmi.owed.acts import fail_work, start_work
from dmi.owed.models import BackgroundWork
from dmi.territory.models.hotspots import HotSpotRun
from dmi.web import text_files
from tests.builders import placed
from tests.conftest import Clock
from tests.desk.test_statements import counted
from tests.pages import says, sign_in
from tests.people import Town
from tests.territory.ranking import a_ranking, asked, lines, ranked, table

TYPED = {
    "months": "24",
    "kinds": "",
    "cell_m": "100",
    "bandwidth_m": "200",
    "school_m": "300",
    "train_until": "",
    "shares": "10; 20",
    "half_life": "180",
    "weight_flagrancia": "1",
    "weight_compra_controlada": "1",
    "weight_denuncia": "0,6",
    "weight_municipal": "0,6",
    "weight_anonima": "0,3",
}


def sent(client: FlaskClient, content: bytes | None, name: str = "x.csv", **changed: Any) -> Any:
    typed: dict[str, Any] = {**TYPED, **changed}
    if content is not None:
        typed["incidents"] = (io.BytesIO(content), name)
    return client.post("/hotspots/new", data=typed, content_type="multipart/form-data")


def test_an_analyst_asks_watches_and_reads(
    app: Flask, client: FlaskClient, town: Town, clock: Clock
) -> None:
    sign_in(client, town, "ana1")
    assert "Todavía no se ha ordenado nada." in says(client.get("/hotspots"))
    answer = sent(client, table(lines()))
    assert answer.status_code == 303
    waiting = says(client.get(answer.location))
    assert "data-look-again" in waiting
    assert "Esperando su turno" in waiting
    assert client.get(f"{answer.location}/ranking.csv").status_code == 404
    assert client.get(f"{answer.location}/map.svg").status_code == 404
    assert "Ordenándose" in says(client.get("/hotspots"))
    run_job(app, "work", clock.at)
    page = says(client.get(answer.location))
    assert "data-look-again" not in page
    assert "¿Sirve este orden?" in page
    assert "Huella de los datos" in page
    assert "denuncia 0,60" in page
    assert "Ordenado" in says(client.get("/hotspots"))
    run = town.session.scalars(select(HotSpotRun)).one()
    assert run.by_id == town.users["ana1"].id
    assert run.parameters["shares"] == [0.1, 0.2]


def test_the_page_shows_what_was_kept_and_computes_nothing(
    client: FlaskClient, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = placed(town, a_ranking(town))
    monkeypatch.setitem(__import__("sys").modules, "numpy", None)
    sign_in(client, town, "fis1")
    page = says(client.get(f"/hotspots/{run.id}"))
    assert "No elegible: sólo denuncias anónimas" in page
    assert "≥ 2,58" in page
    assert "Las coordenadas son 0, 0" in page
    assert "(E_ZERO)" in page
    assert 'role="img"' in page
    assert 'href="#ranking"' in page
    client.set_cookie("dmi_language", "en")
    page = says(client.get(f"/hotspots/{run.id}"))
    assert "Not eligible: only anonymous tips" in page
    assert "≥ 2.58" in page


def test_the_form_begins_with_the_usual_parameters_or_with_those_of_another(
    client: FlaskClient, town: Town
) -> None:
    sign_in(client, town, "ter1")
    page = says(client.get("/hotspots/new"))
    for value in ('value="24"', 'value="100"', 'value="180"', 'value="0,3"', 'value="1; 2; 5"'):
        assert value in page
    run = placed(town, a_ranking(town))
    run.parameters = {**run.parameters, "cell_m": 250, "shares": [0.015]}
    town.session.commit()
    page = says(client.get(f"/hotspots/new?like={run.id}"))
    assert 'value="250"' in page
    assert 'value="1,5"' in page


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"  \n", "x.csv"),
        (b"%PDF-1.7 ...", "x.csv"),
        (b"PK\x03\x04...", "x.xlsx"),
        (b"\x1f\x8b...", "x.csv.gz"),
        (b"id,fecha\x00", "x.csv"),
        (b"x" * 1001, "x.csv"),
    ],
)
def test_what_is_no_table_is_refused_at_its_field(
    client: FlaskClient,
    town: Town,
    monkeypatch: pytest.MonkeyPatch,
    content: bytes,
    name: str,
) -> None:
    monkeypatch.setattr(text_files, "LARGEST", 1000)
    sign_in(client, town, "ana1")
    answer = sent(client, content, name)
    assert answer.status_code == 400
    assert "incidents-error" in says(answer)
    assert town.session.scalars(select(HotSpotRun)).all() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("cell_m", "99"),
        ("cell_m", "501"),
        ("bandwidth_m", "10"),
        ("half_life", "0"),
        ("months", "61"),
        ("weight_anonima", "11"),
        ("weight_anonima", ""),
        ("shares", "0; 1"),
        ("shares", "1; x"),
        ("shares", "60"),
        ("shares", "1; 2; 3; 4; 5; 6"),
        ("train_until", "01-01-2030"),
    ],
)
def test_a_parameter_out_of_bounds_is_refused_at_its_field(
    client: FlaskClient, town: Town, field: str, value: str
) -> None:
    sign_in(client, town, "ana1")
    answer = sent(client, table(lines()), **{field: value})
    assert answer.status_code == 400
    assert f"{field}-error" in says(answer)


def test_an_empty_register_is_refused_at_its_months(client: FlaskClient, town: Town) -> None:
    sign_in(client, town, "ana1")
    answer = sent(client, None)
    assert answer.status_code == 400
    assert "months-error" in says(answer)


def test_a_file_that_could_not_be_used_says_why_on_its_page(
    client: FlaskClient, town: Town
) -> None:
    run = ranked(town, table(lines(), "id,fecha,clase,lat,lon,fuente"))
    sign_in(client, town, "aud1")
    page = says(client.get(f"/hotspots/{run.id}"))
    assert "No se ordenó nada." in page
    assert "Al archivo le falta la columna tipo. (E_COLUMN)" in page
    assert client.get(f"/hotspots/{run.id}/ranking.csv").status_code == 200
    assert client.get(f"/hotspots/{run.id}/map.svg").status_code == 404
    assert "No utilizable" in says(client.get("/hotspots"))


def test_a_ranking_that_failed_says_so(client: FlaskClient, town: Town) -> None:
    run = asked(town, table(lines()))
    work = town.session.get_one(BackgroundWork, run.work_id)
    start_work(town.acting("sys1"), work)
    fail_work(town.acting("sys1"), work, error="MemoryError")
    sign_in(client, town, "ana1")
    page = says(client.get(f"/hotspots/{run.id}"))
    assert "No se pudo hacer el ordenamiento." in page
    assert "Ordenar de nuevo" in page
    assert "Falló" in says(client.get("/hotspots"))


def test_thin_data_say_so_and_show_sectors(client: FlaskClient, town: Town) -> None:
    rows = [f"{row},{('Norte', 'Sur')[int(row[0]) % 2]}" for row in lines((3, 8, 6, 2), every=60)]
    run = ranked(town, table(rows, "id,fecha,tipo,lat,lon,fuente,sector"))
    sign_in(client, town, "ana1")
    page = says(client.get(f"/hotspots/{run.id}"))
    assert "Los datos son pocos." in page
    assert "24 meses, desde el" in page
    assert "Sur" in client.get(f"/hotspots/{run.id}/ranking.csv").get_data(as_text=True)


def test_no_cell_of_the_table_that_is_taken_away_is_a_formula(
    client: FlaskClient, town: Town
) -> None:
    run = placed(town, a_ranking(town))
    kept = dict(run.result)
    kept["cells"] = [{**kept["cells"][0], "sector": "=1+1"}]
    run.result = kept
    sign_in(client, town, "ana1")
    answer = client.get(f"/hotspots/{run.id}/ranking.csv")
    text = answer.get_data(as_text=True)
    assert '"\'=1+1"' in text
    assert re.findall(r'(?:^|,)"[=+@-]', text, re.MULTILINE) == []
    assert answer.headers["Content-Disposition"] == "attachment; filename=ranking.csv"


def test_the_picture_stands_alone_and_says_what_it_is(client: FlaskClient, town: Town) -> None:
    run = placed(town, a_ranking(town))
    sign_in(client, town, "ana1")
    answer = client.get(f"/hotspots/{run.id}/map.svg")
    text = answer.get_data(as_text=True)
    assert answer.content_type.startswith("image/svg+xml")
    assert 'xmlns="http://www.w3.org/2000/svg"' in text
    assert "<title" in text
    assert "<desc" in text
    assert "style=" not in text
    assert "<script" not in text


def test_whoever_reads_only_the_public_part_finds_no_ranking(
    client: FlaskClient, town: Town
) -> None:
    run = placed(town, a_ranking(town))
    for name in ("sec1", "ts1", "def1", "com1", "adm1"):
        sign_in(client, town, name)
        for path in ("/hotspots", f"/hotspots/{run.id}", f"/hotspots/{run.id}/ranking.csv"):
            assert client.get(path).status_code == 404, (name, path)
    sign_in(client, town, "fis1")
    assert client.get("/hotspots/new").status_code == 404
    assert sent(client, table(lines())).status_code == 404
    assert "Nuevo ordenamiento" not in says(client.get("/hotspots"))


def test_the_territory_leads_to_the_rankings(client: FlaskClient, town: Town) -> None:
    sign_in(client, town, "pol1")
    assert 'href="/hotspots"' in says(client.get("/sectors"))


def test_the_list_asks_as_often_for_fifty_rankings_as_for_one(
    client: FlaskClient, town: Town
) -> None:
    found = []
    sign_in(client, town, "ana1")
    client.get("/hotspots")
    for size in (1, 10, 50):
        while len(town.session.scalars(select(HotSpotRun.id)).all()) < size:
            placed(town, a_ranking(town))
        town.session.commit()
        with counted() as statements:
            assert client.get("/hotspots").status_code == 200
        found.append(len(statements))
    assert found[0] == found[1] == found[2] <= 6
