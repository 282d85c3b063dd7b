"""Police work by quarter and place: gross and net, drug by drug, and never without the call-ins."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dmi.outcomes.tallies.workload import quarter_of, workload
from dmi.territory.queries import point as points
from dmi.territory.words import PointStatus, ProcedureOrigin, Purity, Substance, Unit
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
    # The third one was reduced in another quarter: that it sells again is no loss of this one.
    assert (row.reduced, row.back, row.net, row.near) == (2, 0, 2, 1)
    assert (total.is_total, total.detained) == (True, 4)
    assert [(one.unit, float(one.amount), float(one.before)) for one in found.seized] == [
        (Unit.DOSE, 2, 0),
        (grams, 40.5, 10),
    ]
    assert found.seized[1].change is not None
    assert found.seized[1].change.pct == pytest.approx(305)


@pytest.mark.parametrize("days", [15, 90, 91])
def test_a_point_that_comes_back_in_the_next_quarter_leaves_the_net_of_its_own(
    app: Flask, town: Town, days: int
) -> None:
    quarter = quarter_of(town.clock().date()).before.before
    north = scenes.a_sector(town, "Norte")
    back = quarter.last + timedelta(days=days)
    scenes.a_point(town, north, (ACTIVE, quarter.first), (REDUCED, quarter.last), (AGAIN, back))
    town.session.commit()
    acting = town.acting("jef1")
    row = workload(acting, quarter, least=1).rows[0]
    register = points.reduced(acting, quarter.first, quarter.last)
    assert (row.reduced, row.net) == (len(register.gross), len(register.net))
    assert (row.reduced, row.back) == (1, int(days <= 90))
    following = workload(acting, quarter_of(back), least=1).rows
    assert [(one.reduced, one.net) for one in following] == [(0, 0)]


def test_a_procedure_counts_in_the_quarter_in_which_it_was_closed(
    app: Flask, town: Town, client: FlaskClient
) -> None:
    day, name = closed_quarter(town)
    quarter = quarter_of(day)
    eve = quarter.first - timedelta(days=1)
    cocaine = ((Substance.COCAINE, "30", Unit.G),)
    scenes.a_procedure(town, eve, detained=2, closed_on=day, seized=cocaine)
    scenes.a_procedure(town, day, detained=7, closed_on=quarter.last + timedelta(days=1))
    scenes.a_procedure(town, day, detained=9, is_open=True)
    town.session.commit()
    found = workload(town.acting("jef1"), quarter, least=1)
    assert (found.rows[-1].procedures, found.rows[-1].detained, found.open) == (1, 2, 1)
    assert [float(one.amount) for one in found.seized] == [30]
    before = workload(town.acting("jef1"), quarter.before, least=1)
    assert (before.rows[-1].procedures, before.seized, before.open) == (0, [], 0)
    for user, told in (
        ("jef1", "y por eso en ningún trimestre: 1."),
        ("fis1", "no están cerrados"),
    ):
        sign_in(client, town, user)
        assert told in says(client.get(f"/indicators/workload?quarter={name}"))


def test_what_is_pure_is_not_added_to_what_is_cut(app: Flask, town: Town) -> None:
    day, _name = closed_quarter(town)
    for amount, is_pure in (("100", True), ("900", False), ("5", None)):
        seized = ((Substance.COCAINE, amount, Unit.G),)
        scenes.a_procedure(town, day, seized=seized, is_pure=is_pure)
    town.session.commit()
    found = workload(town.acting("jef1"), quarter_of(day), least=1).seized
    assert [(one.purity, float(one.amount)) for one in found] == [
        (Purity.CUT, 900),
        (Purity.PURE, 100),
        (Purity.UNKNOWN, 5),
    ]


@pytest.mark.rule("E18")
def test_the_page_says_the_indicators_with_share_limits_and_times(
    app: Flask, town: Town, client: FlaskClient
) -> None:
    day, name = closed_quarter(town)
    before = quarter_of(day).before.first
    for number in range(93):
        seized = ((Substance.CANNABIS, "250", Unit.G),) if number == 0 else ()
        scenes.a_procedure(town, day, detained=1 + (number < 56), seized=seized)
    scenes.a_procedure(town, before, seized=((Substance.CANNABIS, "100", Unit.G),))
    for number in range(62):
        metres = 200 if number < 20 else 900
        scenes.a_point(town, None, (ACTIVE, before), (REDUCED, day), metres=metres)
    sign_in(client, town, "jef1")
    worked, seizures, _began = tables_of(client.get(f"/indicators/workload?quarter={name}").text)
    total = next(row for row in worked if row[0] == "Todos los lugares")
    assert total[1:9] == [
        *("93", "149", "1,6", "62", "0", "62"),
        *("20/62", "32,3 % (22,0–44,6 %)"),
    ]
    assert seizures[0][3:] == ["250", "100", "+150 % (2,5 veces)"]


def test_the_share_of_tips_is_of_the_people_detained_of_whom_it_is_known(
    app: Flask, town: Town, client: FlaskClient
) -> None:
    day, name = closed_quarter(town)
    for origin, detained in (
        (ProcedureOrigin.ANONYMOUS_TIP, 12),
        (ProcedureOrigin.FLAGRANCY, 2),
        (ProcedureOrigin.FLAGRANCY, 2),
        (ProcedureOrigin.UNKNOWN, 4),
    ):
        scenes.a_procedure(town, day, origin=origin, detained=detained)
    sign_in(client, town, "jef1")
    rows = tables_of(client.get(f"/indicators/workload?quarter={name}").text)[1]
    told = {row[0]: row[1:] for row in rows}
    assert told["Denuncia anónima"] == ["1", "12", "75 %"]
    assert told["Flagrancia"] == ["2", "4", "25 %"]
    assert told["Sin dato"] == ["1", "4", "20 %"]


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
    assert len(called) == len(arrests) == 12
    assert arrests[2] == "12"
    assert (
        called[9:]
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
    assert rows[-1] == ["No hubo reunión", *["–"] * 8, "0", "0", "0"]


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
