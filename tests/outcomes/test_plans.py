"""A plan is fixed before anybody sees a result; a change is a new version with its reason."""

import numpy as np
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from dmi.access.models.records import AuditEntry
from dmi.kernel.refusals import Stale
from dmi.outcomes.acts.planning import write_plan
from dmi.outcomes.models.evaluation import EvaluationPlan, EvaluationRun
from dmi.outcomes.rules import FEWEST_COMPARED
from dmi.outcomes.words import Verdict
from dmi.science.areas import Ranked
from dmi.science.placebos import placebo_limits
from dmi.territory.models.cohort import Market
from tests.outcomes.place import (
    COUNTS,
    PLAN,
    a_market,
    counted,
    evaluated,
    hand_in,
    newest,
    planned,
    work,
)
from tests.pages import says, sign_in
from tests.people import Town, found_town
from tests.territory.test_choice_pages import version

WHY = "La fuente corrigió los casos de 2019 en agosto."


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("source", "OTRA"),
        ("primary_outcome", "POPULATION"),
        ("primary_estimator", "RATE_RATIO"),
        ("primary_estimator", "SYNTH_AREAS"),
        ("unit_code", "99999"),
        ("start_month", "2014-12"),
        ("start_month", "septiembre"),
        ("window_to", "2030-01"),
        ("comparison", "13101, 99999"),
        ("comparison", "13114"),
        ("comparison", ""),
        ("comparison", "13101, 13102"),
        ("buffer", "13114"),
    ],
)
def test_a_plan_that_cannot_be_computed_is_refused_at_its_field(
    app: Flask, client: FlaskClient, town: Town, field: str, typed: str
) -> None:
    market = a_market(town).id
    counted(app, client, town)
    answer = client.post(f"/markets/{market}/evaluation-plan", data={**PLAN, field: typed})
    assert answer.status_code == 400
    assert f"{field}-error" in says(answer)
    assert town.session.scalar(select(func.count(EvaluationPlan.id))) == 0


def test_a_locked_plan_says_who_locked_it_and_is_locked_once(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    market = a_market(town).id
    counted(app, client, town)
    plan = planned(client, town, market).id
    assert len(newest(town, EvaluationPlan).comparison) == 51
    assert client.get(f"/evaluation-plans/{plan}/lock").status_code == 200
    assert client.post(f"/evaluation-plans/{plan}/lock", data={}).status_code == 303
    row = newest(town, EvaluationPlan)
    assert (row.locked_at, row.locked_by_id) == (town.clock(), town.users["ana1"].id)
    assert client.post(f"/evaluation-plans/{plan}/lock", data={}).status_code == 409
    events = set(town.session.scalars(select(AuditEntry.event)))
    assert {"outcomes.plan.written", "outcomes.plan.locked"} <= events


def test_a_difference_in_differences_says_how_many_areas_it_needs(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    market = a_market(town).id
    counted(app, client, town)
    path = f"/markets/{market}/evaluation-plan"
    few = {**PLAN, "comparison": "13101, 13102"}
    assert "necesita 39 sectores de comparación y aquí hay 2" in says(client.post(path, data=few))
    assert planned(client, town, market, **{**few, "primary_estimator": "ITS"}).version == 1
    ranked = [Ranked(0.3, 1, many + 1, np.linspace(0.5, 2.0, many)) for many in (38, 39)]
    assert [placebo_limits(one) is None for one in ranked] == [True, False]
    assert FEWEST_COMPARED == 39


def test_a_plan_opened_before_another_version_was_written_is_stale(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    market = a_market(town).id
    counted(app, client, town)
    path = f"/markets/{market}/evaluation-plan"
    seen = version(says(client.get(path)))
    planned(client, town, market, row_version=seen)
    own = "Casos vistos por mí, corte 30-06-2026"
    late = {**PLAN, "definition_line": own, "row_version": seen}
    answer = client.post(path, data=late)
    assert answer.status_code == 409
    assert own in says(answer)
    late |= {"change_reason": WHY, "row_version": version(says(client.get(path)))}
    planned(client, town, market, **late)
    assert client.post(path, data=late).status_code == 409
    assert town.session.scalar(select(func.count(EvaluationPlan.id))) == 2
    with pytest.raises(Stale):
        write_plan(town.acting("ana1"), town.session.get_one(Market, market), standing=1)


def test_a_change_needs_a_reason_and_is_printed_beside_the_result(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    run = evaluated(app, client, town)
    first, market = run.plan_id, run.plan.market_id
    changed = {**PLAN, "primary_estimator": "ITS"}
    path = f"/markets/{market}/evaluation-plan"
    assert client.post(path, data=changed).status_code == 400
    answer = client.post(path, data={**changed, "change_reason": WHY})
    assert answer.status_code == 303
    second = answer.location
    for stale in ("lock", "run"):
        assert client.post(f"/evaluation-plans/{first}/{stale}", data={}).status_code == 409
    assert client.post(f"{second}/run", data={}).status_code == 409
    assert client.post(f"{second}/lock", data={}).status_code == 303
    assert client.post(f"{second}/run", data={}).status_code == 303
    assert work(app, town) == 1
    runs = list(town.session.scalars(select(EvaluationRun)))
    later = next(one for one in runs if one.plan_id != first)
    assert later.results["primary"] == "ITS"
    assert WHY in says(client.get(f"/evaluation-runs/{later.id}"))
    assert WHY not in says(client.get(f"/evaluation-runs/{run.id}"))
    assert WHY in says(client.get(second))


def test_a_plan_whose_counts_are_gone_is_not_locked_and_its_result_says_so(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    run = evaluated(app, client, town)
    load = run.results["loads"][0]
    page = f"/evaluation-runs/{run.id}"
    before = says(client.get(page))
    client.post(f"/count-loads/{load}/undo", data={"reason": WHY})
    after = says(client.get(page))
    assert "se retiraron casos" not in before
    assert "se retiraron casos" in after
    again = {**PLAN, "change_reason": WHY}
    assert (
        client.post(f"/markets/{run.plan.market_id}/evaluation-plan", data=again).status_code == 400
    )


def test_a_gap_stops_the_work_and_is_said_in_words(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    market = a_market(town).id
    sign_in(client, town, "ana1")
    months = [f"{2022 + one // 12}-{one % 12 + 1:02}" for one in range(36) if one != 20]
    rows = [f"{area},{month},9" for area in ("A", "B") for month in months]
    hand_in(client, "\n".join(["area,mes,n", *rows]).encode(), **{**COUNTS, "offence": ""})
    work(app, town)
    said = {"unit_code": "A", "window_from": "2022-01", "window_to": "2024-12"}
    plan = planned(client, town, market, **said, start_month="2024-01", primary_estimator="ITS").id
    client.post(f"/evaluation-plans/{plan}/lock", data={})
    client.post(f"/evaluation-plans/{plan}/run", data={})
    assert work(app, town) == 1
    run = newest(town, EvaluationRun)
    assert (run.verdict, run.results["fault"]) == (Verdict.INSUFFICIENT, "E_GAP")
    page = says(client.get(f"/evaluation-runs/{run.id}"))
    assert "Faltan casos de algunos meses" in page
    assert client.get(f"/evaluation-runs/{run.id}/months.csv").status_code == 200


def test_another_place_knows_nothing_of_it(app: Flask, client: FlaskClient, town: Town) -> None:
    run = evaluated(app, client, town)
    plan, market, load = run.plan_id, run.plan.market_id, run.results["loads"][0]
    abroad = found_town(town.session, town.clock, "13115")
    sign_in(client, abroad, "ana1")
    for path in (
        f"/evaluation-runs/{run.id}",
        f"/evaluation-plans/{plan}",
        f"/count-loads/{load}",
        f"/markets/{market}/evaluation-plan",
        f"/evaluation-runs/{run.id}/months.csv",
    ):
        assert client.get(path).status_code == 404, path
    assert "Las Condes" not in says(client.get("/evaluation"))
    assert client.post(f"/evaluation-plans/{plan}/run", data={}).status_code == 404
