"""The report to the council: figures of a quarter, small ones and what gives them back hidden."""

import io
from dataclasses import replace
from uuid import UUID

import pypdf
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.documents.models import IssuedPaper
from dmi.outcomes.models.evaluation import CouncilReport
from dmi.outcomes.tallies import council
from dmi.outcomes.tallies.workload import Quarter, quarter_of
from dmi.outcomes.views.council_wording import has_council
from tests.outcomes.place import newest
from tests.outcomes.scenes import a_procedure, a_sector, seeded
from tests.outcomes.tables import csv_rows, tables_of
from tests.pages import says, sign_in
from tests.people import Town

REASON = "Un procedimiento de mayo se había contado dos veces."
LETTER = {
    "prior_reference": "Acuerdo de la sesión ordinaria de marzo",
    "signatory_name": "Inés Muestra",
    "signatory_post": "Directora de Seguridad Pública",
    "initials": "IMM/jmm",
    "complaints": "12",
    "complaints_on_time": "11",
    "limits_text": "Si la venta se movió a otro lugar.",
}


def last_quarter(town: Town) -> Quarter:
    """Return the newest quarter that has ended."""
    return quarter_of(town.clock().date()).before


def drafted(client: FlaskClient, town: Town, period: str = "", **said: str) -> CouncilReport:
    """Write a report as the analyst."""
    sign_in(client, town, "ana1")
    data = {**LETTER, "period": period or str(last_quarter(town)), **said}
    answer = client.post("/council-reports/new", data=data)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    newest(town, CouncilReport)
    return town.session.get_one(CouncilReport, UUID(answer.location.rsplit("/", 1)[1]))


def test_the_draft_sets_every_count_beside_what_the_council_reads(
    client: FlaskClient, town: Town
) -> None:
    seeded(town)
    report = drafted(client, town)
    people, work, *_rest = tables_of(says(client.get(f"/council-reports/{report.id}")))
    told = {row[0]: row[1:] for row in people}
    assert told["Personas invitadas"] == ["11", "10–19"]
    assert told["Cartas entregadas"] == ["10", "10–19"]
    assert told["Asistieron a la reunión"] == ["8", "<10 cifra oculta"]
    assert told["Egresadas"] == ["5", "<10 cifra oculta"]
    assert told["Otras salidas"] == ["3", "<10 cifra oculta"]
    assert [row[0] for row in work] == [
        "Personas detenidas",
        "Puntos reducidos",
        "Reuniones realizadas",
        "Asistieron a ellas",
        "Se incorporaron después",
    ]
    for name in ("fis1", "com1", "ter1"):
        sign_in(client, town, name)
        page = says(client.get(f"/council-reports/{report.id}"))
        assert {row[0]: row[1:] for row in tables_of(page)[0]}["Egresadas"] == ["<10"], name


@pytest.mark.rule("C61")
def test_nobody_outside_reads_a_count_under_ten_nor_one_that_gives_it_back(
    client: FlaskClient, town: Town
) -> None:
    seeded(town)
    quarter = last_quarter(town)
    for count in (6, 3):
        a_procedure(town, quarter.first, a_sector(town, f"Cuadrante {count}"), detained=count)
    town.session.commit()
    report = drafted(client, town)
    told = council.told(town.acting("ana1"), report)
    late = [one.public for one in told.complaints]
    assert late == ["12", "*"], "eleven on time would tell that one was late"
    assert told.work[0].count == 9
    assert told.work[0].public == "<10"
    groups = [one for one in told.groups if 0 < one.reviewed.count < 10]
    assert groups, "the scene holds a small group"
    assert all(one.reviewed.public == "<10" for one in groups)
    body = str(told.body())
    assert "count" not in body
    kept = drafted(client, town, complaints="20", complaints_on_time="10")
    whole = council.told(town.acting("ana1"), kept)
    assert [one.public for one in whole.complaints] == ["20", "10"]


@pytest.mark.rule("C68")
def test_detentions_stand_in_one_table_with_what_the_call_ins_brought(
    client: FlaskClient, town: Town
) -> None:
    cohort, _people = seeded(town)
    assert cohort.callin_on is not None
    quarter = quarter_of(cohort.callin_on)
    a_procedure(town, quarter.first, a_sector(town, "Cuadrante 12"), detained=14)
    town.session.commit()
    report = drafted(client, town, str(quarter))
    row_id = report.id
    page = tables_of(says(client.get(f"/council-reports/{row_id}")))
    told = {row[0]: row[1] for row in page[1]}
    assert told["Personas detenidas"] == "14"
    assert told["Reuniones realizadas"] == "1"
    for language, heads in (("es", "Detenciones"), ("en", "Arrests")):
        client.get(f"/language?to={language}")
        sheets = pypdf.PdfReader(
            io.BytesIO(client.get(f"/council-reports/{row_id}/papers/p19c.pdf").data)
        ).pages
        width, height = (float(one) / 72 * 25.4 for one in sheets[0].mediabox[2:])
        assert (round(width), round(height)) == (216, 330)
        text = " ".join(" ".join(one.extract_text().split()) for one in sheets)
        row = text.partition(heads)[2]
        assert "14" in row
        assert "<10" in row
        assert "INÉS MUESTRA" in text
        assert "IMM/jmm" in text


def test_publishing_fixes_the_figures_and_gives_the_letter_its_folio(
    client: FlaskClient, town: Town
) -> None:
    seeded(town)
    report = drafted(client, town)
    row_id = report.id
    sheet = f"/council-reports/{row_id}/papers/p19c"
    assert client.get(f"{sheet}.pdf").status_code == 200
    assert client.post(f"{sheet}/issue", data={}).status_code == 409
    answer = client.post(f"/council-reports/{row_id}/publish-to-council", data={})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    issued = town.session.scalars(select(IssuedPaper).where(IssuedPaper.paper == "P19C")).one()
    before = says(client.get(f"/council-reports/{row_id}"))
    assert issued.folio in before
    assert "Contado" not in before
    seeded(town, "Otra")
    town.session.commit()
    assert tables_of(says(client.get(f"/council-reports/{row_id}"))) == tables_of(before)
    annex = csv_rows(client.get(f"/council-reports/{row_id}/annex.csv").get_data(as_text=True))
    assert {cell for row in annex[1:] for cell in row[1:]} <= {"<10", "10–19", "20–29"}


def test_one_report_stands_on_a_quarter_and_a_second_one_corrects_it(
    client: FlaskClient, town: Town
) -> None:
    seeded(town)
    report = drafted(client, town)
    first = report.id
    client.post(f"/council-reports/{first}/publish-to-council", data={})
    again = {**LETTER, "period": str(last_quarter(town))}
    answer = client.post("/council-reports/new", data=again)
    assert answer.status_code == 400
    assert "diga qué cambia" in says(answer)
    second = drafted(client, town, corrects_reason=REASON)
    assert second.corrects_id == first
    row_id = second.id
    assert client.post(f"/council-reports/{row_id}/publish-to-council", data={}).status_code == 303
    assert "Reemplazado por una corrección" in says(client.get(f"/council-reports/{first}"))
    client.post(f"/council-reports/{row_id}/withdraw-from-council", data={"reason": REASON})
    assert f"{REASON}" in says(client.get(f"/council-reports/{row_id}"))


def test_the_form_says_what_is_wrong(client: FlaskClient, town: Town) -> None:
    sign_in(client, town, "ana1")
    running = str(quarter_of(town.clock().date()))
    wrong = {**LETTER, "period": running, "complaints": "3", "complaints_on_time": "4"}
    answer = client.post("/council-reports/new", data=wrong)
    assert answer.status_code == 400
    page = says(answer)
    assert "Elija una de las opciones" in page
    assert "Se respondieron más de los que se recibieron" in page
    answer = client.post("/council-reports/new", data={})
    assert says(answer).count("Complete este campo") >= 7


def test_whoever_reads_results_reads_the_report_and_only_the_analyst_writes(
    client: FlaskClient, town: Town
) -> None:
    report = drafted(client, town)
    row_id = report.id
    for name in ("jef1", "fis1", "ter1", "def1", "com1", "aud1"):
        sign_in(client, town, name)
        assert client.get("/council-reports").status_code == 200, name
        assert client.get(f"/council-reports/{row_id}").status_code == 200, name
        assert client.get("/council-reports/new").status_code == 404, name
        for path in ("publish-to-council", "withdraw-from-council"):
            assert client.post(f"/council-reports/{row_id}/{path}").status_code == 404, name
    sign_in(client, town, "sec1")
    assert client.get(f"/council-reports/{row_id}").status_code == 404
    assert client.get("/council-reports").status_code == 404


def test_a_place_without_a_council_says_so(
    client: FlaskClient, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, town, "ana1")
    assert "El Consejo aún no tiene informe" in says(client.get("/council-reports"))
    monkeypatch.setattr("dmi.outcomes.views.council.has_council", lambda _acting: False)
    client.get("/language?to=en")
    page = says(client.get("/council-reports"))
    assert "This place has no report to a council" in page
    assert "Write a report" not in page
    assert client.get("/council-reports/new").status_code == 303


def test_the_invented_place_has_no_council(town: Town) -> None:
    here = town.acting("ana1")
    assert has_council(here)
    assert not has_council(replace(here, profile="xx"))
