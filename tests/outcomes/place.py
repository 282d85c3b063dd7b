"""What the tests of the evaluation share: real counts handed in, a plan, and its long work done."""

import io
from typing import Any
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.access import sight
from dmi.jobs.schedule import run_job
from dmi.outcomes.models.evaluation import CountLoad, EvaluationPlan, EvaluationRun
from dmi.territory.models.cohort import Market
from tests.builders import a_cohort
from tests.pages import sign_in
from tests.people import Town
from tests.science.figures import CEAD, LAS_CONDES, PUBLIC_USE

COUNTS = {
    "source": "CEAD",
    "indicator": "PUBLIC_USE",
    "offence": PUBLIC_USE,
    "unit_kind": "CITYWIDE",
}
PLAN = {
    "source": "CEAD",
    "primary_outcome": "PUBLIC_USE",
    "indicator_label": "consumo en la vía pública",
    "definition_line": "Casos policiales, fuente CEAD, corte 31-12-2025",
    "unit_code": LAS_CONDES,
    "area_name": "Las Condes",
    "start_month": "2019-09",
    "window_from": "2015-01",
    "window_to": "2020-08",
    "primary_estimator": "DID",
    "comparison": "*",
    "buffer": "",
}


def hand_in(client: FlaskClient, content: bytes, name: str = "counts.csv", **said: str) -> Any:
    """Send a file of counts as the analyst."""
    typed = {**COUNTS, **said, "table": (io.BytesIO(content), name)}
    return client.post("/counts/new", data=typed, content_type="multipart/form-data")


def work(app: Flask, town: Town) -> int:
    """Do all long work that waits."""
    town.session.commit()
    done = run_job(app, "work", town.clock())
    town.session.rollback()
    town.session.info[sight.ACTING] = None
    return done


def a_market(town: Town) -> Market:
    """Write a market with one cohort."""
    market = a_cohort(town).market
    town.session.commit()
    return market


def newest(town: Town, model: type[Any]) -> Any:
    """Return the newest row of a kind."""
    town.session.rollback()
    town.session.info[sight.ACTING] = None
    return town.session.scalars(select(model).order_by(model.created_at.desc()).limit(1)).one()


def counted(app: Flask, client: FlaskClient, town: Town) -> CountLoad:
    """Hand in the public counts of the region and have them read."""
    sign_in(client, town, "ana1")
    assert hand_in(client, CEAD.read_bytes(), "cead.csv.gz").status_code == 303
    assert work(app, town) == 1
    found: CountLoad = newest(town, CountLoad)
    return found


def planned(client: FlaskClient, town: Town, market: UUID, **said: str) -> EvaluationPlan:
    """Write a plan as the analyst."""
    answer = client.post(f"/markets/{market}/evaluation-plan", data={**PLAN, **said})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    found: EvaluationPlan = town.session.get_one(
        EvaluationPlan, UUID(answer.location.rsplit("/", 1)[1])
    )
    return found


def evaluated(app: Flask, client: FlaskClient, town: Town) -> EvaluationRun:
    """Carry Las Condes from the file to a stored result."""
    market = a_market(town).id
    counted(app, client, town)
    plan = planned(client, town, market).id
    assert client.post(f"/evaluation-plans/{plan}/lock", data={}).status_code == 303
    assert client.post(f"/evaluation-plans/{plan}/run", data={}).status_code == 303
    assert work(app, town) == 1
    found: EvaluationRun = newest(town, EvaluationRun)
    return found
