"""A ranking on paper says what its page says: order, reasons, what is hidden, its parameters."""

import io
import re

from flask.testing import FlaskClient
from pypdf import PdfReader

from tests.pages import sign_in
from tests.people import Town
from tests.territory.ranking import HEADING, asked, lines, ranked, table


def words(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    pages = PdfReader(io.BytesIO(answer.data)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def test_the_paper_holds_the_order_its_reasons_and_what_it_was_made_of(
    client: FlaskClient, town: Town
) -> None:
    tips = lines((0,) * 12 + (9,), "anonima")
    run = ranked(town, table([*lines(), *tips]))
    sign_in(client, town, "ana1")
    told = words(client, f"/hotspots/{run.id}/ranking.pdf")
    assert run.result is not None
    first = run.result["cells"][0]
    assert "1 Celda 0/0. Tipos de fuente, 1: denuncia. En los últimos 90 días: 9." in told
    assert f"{first['score']:.2f}".replace(".", ",") in told
    assert "Celda 24/0. No elegible: sólo denuncias anónimas." in told
    assert run.input_hash in told
    assert "Lado de una celda 100 m" in told
    assert "Los recuentos bajo 5 no se muestran." in told
    assert told.count("Tipos de fuente,") == len(run.result["cells"])
    answer = client.get(f"/hotspots/{run.id}/ranking.pdf")
    assert PdfReader(io.BytesIO(answer.data)).pages[0].images != []


def test_thin_data_put_sectors_on_paper(client: FlaskClient, town: Town) -> None:
    rows = [f"{row},{('Norte', 'Sur')[int(row[0]) % 2]}" for row in lines((3, 8, 6, 2), every=60)]
    run = ranked(town, table(rows, f"{HEADING},sector"))
    sign_in(client, town, "ana1")
    told = words(client, f"/hotspots/{run.id}/ranking.pdf")
    assert "Los datos son pocos." in told
    assert "N.º Sector Hechos 1 Sur 10" in told


def test_a_file_that_could_not_be_used_says_why_on_paper(client: FlaskClient, town: Town) -> None:
    run = ranked(town, table(lines(), "id,fecha,clase,lat,lon,fuente"))
    sign_in(client, town, "ana1")
    told = words(client, f"/hotspots/{run.id}/ranking.pdf")
    assert "No se ordenó nada. Al archivo le falta la columna tipo." in told


def test_what_was_not_ranked_yet_has_no_paper(client: FlaskClient, town: Town) -> None:
    run = asked(town, table(lines()))
    sign_in(client, town, "ana1")
    assert client.get(f"/hotspots/{run.id}/ranking.pdf").status_code == 404
