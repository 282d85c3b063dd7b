"""The mayor's page, and what leaves the house as a table: counts, no person, no small figure."""

import csv
import io

import pypdf
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from dmi.documents.models import IssuedPaper
from dmi.outcomes.models.evaluation import CountLoad, EvaluationRun
from dmi.outcomes.rules import shown
from dmi.store.keys import opened
from tests.outcomes.place import COUNTS, a_market, evaluated, hand_in, newest, planned, work
from tests.outcomes.tables import tables_of
from tests.pages import says, sign_in
from tests.people import Town

SAID = {"harms_text": "Dos reclamos.", "limits_text": "Si la venta se movió a otro lugar."}


def table(answer: TestResponse) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.get_data(as_text=True))))


def test_the_mayors_page_is_one_sheet_in_both_languages_with_its_folio(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    run = evaluated(app, client, town)
    answer = client.post(f"/evaluation-runs/{run.id}/mayors-page", data=SAID)
    page = says(client.get(answer.location))
    for wanted in ("1.537", "354", "30 a 70 %", "16 %", "4 %", "Dos reclamos.", "&lt;10"):
        assert wanted in page, wanted
    assert client.post(f"{answer.location}/papers/p19m/issue", data={}).status_code == 303
    issued = town.session.scalars(select(IssuedPaper).where(IssuedPaper.paper == "P19M")).one()
    assert issued.folio in says(client.get(answer.location))
    texts = {}
    for language in ("es", "en"):
        client.get(f"/language?to={language}")
        sheets = pypdf.PdfReader(
            io.BytesIO(client.get(f"{answer.location}/papers/p19m.pdf").data)
        ).pages
        assert len(sheets) == 1
        texts[language] = " ".join(sheets[0].extract_text().split())
    assert "el cambio no se distingue de la variación normal" in texts["es"]
    assert "cannot be told apart from normal variation" in texts["en"]
    assert "2019-10" in texts["es"]
    assert "p =" not in texts["es"]


@pytest.mark.rule("C61")
def test_small_figures_leave_in_no_table_and_people_only_in_spans(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    market = a_market(town).id
    sign_in(client, town, "ana1")
    months = [f"{2021 + one // 12}-{one % 12 + 1:02}" for one in range(48)]
    rows = [
        f"{area},{month},{3 if place == 30 and area == 'A' else 7 + place % 5}"
        for area in ("A", "B", "C")
        for place, month in enumerate(months)
    ]
    hand_in(client, "\n".join(["area,mes,n", *rows]).encode(), **{**COUNTS, "offence": ""})
    work(app, town)
    said = {"unit_code": "A", "window_from": "2021-01", "window_to": "2024-12"}
    plan = planned(client, town, market, **said, start_month="2024-01", primary_estimator="ITS").id
    client.post(f"/evaluation-plans/{plan}/lock", data={})
    client.post(f"/evaluation-plans/{plan}/run", data={})
    work(app, town)
    run = newest(town, EvaluationRun)
    told = {row[0]: row[1] for row in table(client.get(f"/evaluation-runs/{run.id}/months.csv"))}
    assert told["2023-07"] == "<5"
    assert "*" in told.values()
    assert "3" not in told.values()
    sign_in(client, town, "ter1")
    assert "&lt;5" in says(client.get(f"/evaluation-runs/{run.id}"))
    sign_in(client, town, "ana1")
    assert "&lt;5" not in says(client.get(f"/evaluation-runs/{run.id}"))
    report = client.post(f"/evaluation-runs/{run.id}/mayors-page", data=SAID).location
    public = says(client.get(report))
    assert "&lt;10" in public
    assert " 9 " not in public.partition("<tbody>")[2].partition("</tbody>")[0]
    assert [shown(count, 10) for count in (0, 9, 10)] == ["0", "<10", "10"]


@pytest.mark.rule("C61", "X29")
def test_no_sum_mean_share_or_band_of_a_result_gives_a_small_count_back(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    market = a_market(town).id
    sign_in(client, town, "ana1")
    months = [f"{2021 + one // 12}-{one % 12 + 1:02}" for one in range(42)]
    own = [20 + one % 3 for one in range(30)] + [48, 4, 48, 50, 49, 51] + [0, 1, 0, 1, 0, 1]
    beside = [12] * 30 + [7, 7, 7, 7, 6, 6] + [2, 1, 2, 1, 2, 1]
    rows = [
        f"{area},{month},{count}"
        for area, counts in (("A", own), ("B", beside))
        for month, count in zip(months, counts, strict=True)
    ]
    hand_in(client, "\n".join(["area,mes,n", *rows]).encode(), **{**COUNTS, "offence": ""})
    work(app, town)
    said = {
        "primary_estimator": "ITS",
        "unit_code": "A",
        "window_from": "2021-01",
        "window_to": "2024-06",
    }
    plan = planned(client, town, market, **said, start_month="2024-01").id
    client.post(f"/evaluation-plans/{plan}/lock", data={})
    client.post(f"/evaluation-plans/{plan}/run", data={})
    work(app, town)
    run = newest(town, EvaluationRun)
    told = run.results["told"]
    assert (told["before"], told["after"], told["others_after"]) == (250, 3, 9)
    report = client.post(f"/evaluation-runs/{run.id}/mayors-page", data=SAID).location
    pages = {"ana1": report, "com1": f"/evaluation-runs/{run.id}"}
    for user, path in pages.items():
        sign_in(client, town, user)
        page = says(client.get(path))
        assert "de 40 a &lt;10 casos." in page
        assert "casos al mes antes" not in page, "three in six months are 0,5 a month"
        assert "casos menos" not in page
        found = [row for one in tables_of(client.get(path).text) for row in one]
        rows_told = {row[0]: row[1] for row in found if row[0] in months}
        hidden = [month for month in months[30:36] if rows_told[month] in {"*", "<10"}]
        assert len(hidden) > 1, "the window before the start has a sum of its own"
        assert [rows_told[month] for month in months[36:]] == ["0", "<10"] * 3
    file = table(client.get(f"/evaluation-runs/{run.id}/months.csv"))
    assert {row[1] for row in file if row[0] in months[30:]}.isdisjoint("123456789")
    sheet = client.get(f"{report}/papers/p19m.pdf").data
    text = " ".join(pypdf.PdfReader(io.BytesIO(sheet)).pages[0].extract_text().split())
    assert "<10" in text
    assert "casos al mes antes" not in text


@pytest.mark.rule("U7")
def test_blocks_leave_in_the_layout_of_seattle(app: Flask, client: FlaskClient, town: Town) -> None:
    market = a_market(town).id
    sign_in(client, town, "ana1")
    quarters = [f"{year}-Q{quarter}" for year in (2023, 2024) for quarter in (1, 2, 3, 4)]
    blocks = [
        f"{block};{quarter};{place};{int(block == 'B1')}"
        for block in ("B1", "B2")
        for place, quarter in enumerate(quarters)
    ]
    whole = "\n".join(["block;trimestre;n;tratada", *blocks]).encode()
    said = {"offence": "", "unit_kind": "BLOCK", "market_id": str(market)}
    for indicator in ("CALLS", "VIOLENT"):
        hand_in(client, whole, **{**COUNTS, **said, "indicator": indicator})
    other = whole.replace(b"B2", b"B3").replace(b";1;0", b";7;0")
    hand_in(client, other, **{**COUNTS, **said, "indicator": "CALLS", "source": "Municipal"})
    months = [f"{2023 + one // 12}-{one % 12 + 1:02}" for one in range(24)]
    series = [f"{area},{month},20" for area in ("A", "B") for month in months]
    hand_in(client, "\n".join(["area,mes,n", *series]).encode(), **{**COUNTS, "offence": ""})
    assert work(app, town) == 4
    assert newest(town, CountLoad) is not None
    plan = planned(
        client,
        town,
        market,
        unit_code="A",
        window_from="2023-01",
        window_to="2024-12",
        start_month="2024-05",
        primary_estimator="ITS",
    ).id
    found = table(client.get(f"/evaluation-plans/{plan}/blocks.csv"))
    assert found[0] == ["id", "time", "treated", "calls", "violent"]
    assert len(found) == 1 + 2 * 8
    assert [row[:3] for row in found if row[0] == "B1"] == [
        ["B1", str(time), str(int(time >= 6))] for time in range(1, 9)
    ]
    assert {row[2] for row in found if row[0] == "B2"} == {"0"}
    assert found[3][3:] == ["2", "2"]


def test_production_refuses_words_that_nobody_approved(
    app: Flask, client: FlaskClient, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = evaluated(app, client, town)
    report = client.post(f"/evaluation-runs/{run.id}/mayors-page", data=SAID).location
    monkeypatch.setattr("dmi.access.papers.newest_text", lambda *_words: None)
    with opened(app.extensions["dmi_vault"]):
        assert client.get(f"{report}/papers/p19m.pdf").status_code == 409
        assert client.post(f"{report}/papers/p19m/issue", data={}).status_code == 409
    assert client.get(report).status_code == 200


def test_readers_of_figures_read_the_page_and_write_nothing(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    run = evaluated(app, client, town)
    report = client.post(f"/evaluation-runs/{run.id}/mayors-page", data=SAID).location
    for name in ("jef1", "fis1", "ter1", "def1", "com1", "aud1"):
        sign_in(client, town, name)
        assert client.get(report).status_code == 200, name
        assert client.get("/evaluation").status_code == 200, name
        assert client.get(f"/evaluation-runs/{run.id}/mayors-page").status_code == 404, name
        assert client.post(f"{report}/papers/p19m/issue", data={}).status_code == 404, name
    sign_in(client, town, "sec1")
    assert client.get(report).status_code == 404
