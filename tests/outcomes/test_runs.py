"""A locked plan is computed once by the clockwork, stored, and shown as it was stored."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from dmi.outcomes.models.evaluation import EvaluationRun
from dmi.outcomes.words import Verdict
from dmi.owed.models import BackgroundWork
from dmi.policy.plain_states import WorkStatus
from tests.outcomes.place import a_market, counted, evaluated, planned, work
from tests.pages import says, sign_in
from tests.people import Town


@pytest.mark.rule("F108")
def test_las_condes_is_not_told_apart_from_the_others(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    run = evaluated(app, client, town)
    assert run.verdict is Verdict.NOT_DISTINGUISHED
    assert (run.count_before, run.count_after) == (1537, 354)
    found = run.results
    assert found["told"]["others"] == 51
    assert {one["estimator"] for one in found["estimators"]} == {
        *("RATE_RATIO", "DID", "WDD", "ITS", "SYNTH_AREAS"),
    }
    assert {one["estimator"] for one in found["in_time"]} == {"DID", "ITS"}
    assert "W_SHOCK" in run.warnings
    assert run.interval_low is not None
    assert run.interval_high is not None
    assert run.interval_low < 0 < run.interval_high
    page = says(client.get(f"/evaluation-runs/{run.id}"))
    assert "354" in page
    for told in (
        "Se movía igual antes",
        "Dispersión de los meses",
        "Memoria de un mes a otro",
        "inicio 3 meses antes",
        "Distancia a la mezcla",
        "La mezcla sin uno cualquiera",
        "Seguimiento en el tiempo",
        "Muchas manzanas ponderadas",
    ):
        assert told in page, told
    mixed = found["diagnostics"]["mixture"]
    assert sum(share for _area, share in mixed["weights"]) == pytest.approx(1, abs=0.01)
    assert mixed["without_one"][0] <= mixed["without_one"][1]
    assert "<svg" in page


def test_nobody_sees_a_result_before_the_plan_is_locked(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    market = a_market(town).id
    counted(app, client, town)
    plan = planned(client, town, market).id
    refused = client.post(f"/evaluation-plans/{plan}/run", data={})
    assert refused.status_code == 409
    works = select(func.count(BackgroundWork.id)).where(BackgroundWork.status == WorkStatus.QUEUED)
    assert town.session.scalar(works) == 0
    assert work(app, town) == 0
    assert town.session.scalar(select(func.count(EvaluationRun.id))) == 0
    sign_in(client, town, "ana1")
    assert client.get(f"/evaluation-plans/{plan}").status_code == 200
