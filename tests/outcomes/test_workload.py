"""Police work by quarter and place: gross and net, drug by drug, and never without the call-ins."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dmi.outcomes.tallies.workload import quarter_of, workload
from dmi.territory.words import PointStatus, ProcedureOrigin, Substance, Unit
from tests.outcomes import scenes
from tests.outcomes.tables import csv_rows, tables_of
from tests.pages import says, sign_in
from tests.people import Town, found_town

ACTIVE, REDUCED, AGAIN = PointStatus.ACTIVE, PointStatus.REDUCED, PointStatus.REACTIVATED
HEADING = "Trabajo policial, no impacto"


def closed_quarter(town: Town) -> tuple[date, str]:
    quarter = quarter_of(town.clock().date()).before
    return quarter.first + timedelta(days=20), str(quarter)


def test_a_quarter_is_counted_gross_and_net_near_schools_and_drug_by_drug(
    app: Flask, town: Town
) -> None:
    day, _name = closed_quarter(town)
    before = quarter_of(day).before.first
    north = scenes.a_sector(town, "Norte")
    base, grams = Substance.COCA_BASE, Unit.G
    scenes.a_procedure(town, day, north, detained=3, seized=((base, "40.5", grams),))
    scenes.a_procedure(town, day, north, seized=((base, "2", Unit.DOSE),))
    scenes.a_procedure(town, before, north, seized=((base, "10", grams),))
    taken_back = scenes.a_procedure(town, day, north, detained=50)
    taken_back.withdrawn_at, taken_back.withdrawn_by_id = town.clock(), town.users["ter1"].id
    taken_back.key_ref = taken_back.id
    taken_back.withdrawn_reason = "Written twice."
    scenes.a_point(town, north, (ACTIVE, before), (REDUCED, day), metres=200)
    scenes.a_point(town, north, (ACTIVE, before), (REDUCED, day), metres=900)
    scenes.a_point(town, north, (REDUCED, before), (AGAIN, day))
    town.session.commit()
    found = workload(town.acting("jef1"), quarter_of(day), least=1)
    (row, total) = found.rows
    assert (row.place, row.procedures, row.detained, row.each) == ("Norte", 2, 4, 2)
    assert (row.reduced, row.reactivated, row.net, row.near) == (2, 1, 1, 1)
    assert (total.is_total, total.detained) == (True, 4)
    assert [(one.unit, float(one.amount), float(one.before)) for one in found.seized] == [
        (Unit.DOSE, 2, 0),
        (grams, 40.5, 10),
    ]
    assert found.seized[1].change is not None
    assert found.seized[1].change.pct == pytest.approx(305)


def test_the_share_of_tips_is_of_what_is_known(app: Flask, town: Town, client: FlaskClient) -> None:
    day, name = closed_quarter(town)
    for origin, count in ((ProcedureOrigin.ANONYMOUS_TIP, 6), (ProcedureOrigin.FLAGRANCY, 2)):
        for _one in range(count):
            scenes.a_procedure(town, day, origin=origin)
    for _one in range(2):
        scenes.a_procedure(town, day, origin=ProcedureOrigin.UNKNOWN)
    sign_in(client, town, "jef1")
    rows = tables_of(client.get(f"/indicators/workload?quarter={name}").text)[1]
    told = {row[0]: row[1:] for row in rows}
    assert told["Denuncia anónima"] == ["6", "75 %"]
    assert told["Sin dato"] == ["2", "20 %"]


@pytest.mark.rule("C68")
@pytest.mark.parametrize("where", ["/indicators/workload", "/indicators/workload.csv"])
@pytest.mark.parametrize("user", ["jef1", "fis1", "com1"])
def test_people_detained_never_stand_without_what_the_call_ins_brought(
    app: Flask, town: Town, client: FlaskClient, where: str, user: str
) -> None:
    day, name = closed_quarter(town)
    scenes.a_procedure(town, day, detained=12)
    cohort, _people = scenes.seeded(town)
    cohort.callin_on = day
    sign_in(client, town, user)
    answer = client.get(f"{where}?quarter={name}")
    rows = csv_rows(answer.text) if where.endswith("csv") else tables_of(answer.text)[0]
    called = next(row for row in rows if row[0].startswith("Reunión de Sembrada"))
    arrests = next(row for row in rows if row[0] == "Todos los lugares")
    assert len(called) == len(arrests) == 11
    assert arrests[2] == "12"
    assert (
        called[8:]
        == {
            "jef1": ["10", "8", "8"] if where.endswith("workload") else ["*", "*", "*"],
            "fis1": ["*", "*", "*"],
            "com1": ["10–19", "<10", "<10"],
        }[user]
    )
    assert HEADING in says(answer) or where.endswith("csv")


def test_without_a_call_in_the_same_table_says_so(
    app: Flask, town: Town, client: FlaskClient
) -> None:
    day, name = closed_quarter(town)
    scenes.a_procedure(town, day, detained=12)
    sign_in(client, town, "jef1")
    rows = tables_of(client.get(f"/indicators/workload?quarter={name}").text)[0]
    assert rows[-1] == ["No hubo reunión", *["–"] * 7, "0", "0", "0"]


def test_a_quarter_that_still_runs_is_for_those_who_read_every_count(
    app: Flask, town: Town, client: FlaskClient
) -> None:
    now, before = quarter_of(town.clock().date()), quarter_of(town.clock().date()).before
    for user, first in (("jef1", now), ("pol1", before), ("com1", before)):
        sign_in(client, town, user)
        page = says(client.get(f"/indicators/workload?quarter={now}"))
        assert f'aria-current="page">{first}</a>' in page
        assert (f">{now}<" in page) == (user == "jef1")
    sign_in(client, town, "jef1")
    name = client.get(f"/indicators/workload.csv?quarter={now}").headers["Content-Disposition"]
    assert f"workload-{before}.csv" in name


def test_another_comuna_counts_for_nothing(app: Flask, town: Town) -> None:
    day, _name = closed_quarter(town)
    abroad = found_town(town.session, town.clock, "13115")
    scenes.a_procedure(abroad, day, detained=30)
    town.session.commit()
    assert workload(town.acting("jef1"), quarter_of(day), least=1).rows[-1].detained == 0


def test_clerk_handler_and_administrator_have_no_figures(
    app: Flask, town: Town, client: FlaskClient
) -> None:
    cohort, _people = scenes.seeded(town)
    for user in ("sec1", "hnd1", "adm1"):
        sign_in(client, town, user)
        for where in ("/indicators", "/indicators/workload", f"/cohorts/{cohort.id}/funnel"):
            assert client.get(where).status_code == 404, (user, where)
