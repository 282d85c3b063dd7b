"""The list of what is evaluated asks the database as often for fifty markets as for one."""

import pytest
from flask.testing import FlaskClient

from dmi.outcomes.models.evaluation import EvaluationPlan, EvaluationRun
from dmi.outcomes.words import Estimator, Indicator, Verdict
from tests.builders import a_cohort, placed
from tests.desk.signing import enter
from tests.desk.test_statements import SIZES, asked_for
from tests.people import Town
from tests.walk.matrix.counted import RESULT


def a_result(town: Town, number: int) -> None:
    """Write a locked plan of a market of its own with one result."""
    market = a_cohort(town, name=f"{number:02}").market
    plan = EvaluationPlan(
        market_id=market.id,
        version=1,
        source="CEAD",
        unit_code="13114",
        area_name=f"Sector {number}",
        primary_outcome=Indicator.DRUG,
        indicator_label="casos de drogas",
        definition_line="Casos policiales.",
        primary_estimator=Estimator.DID,
        start_month="2025-01",
        window_from="2023-01",
        window_to="2025-12",
        comparison=[],
        buffer=[],
        locked_at=town.clock(),
        locked_by_id=town.users["ana1"].id,
    )
    placed(town, plan, market)
    run = EvaluationRun(
        plan_id=plan.id,
        run_at=town.clock(),
        input_hash="0" * 64,
        results=RESULT,
        warnings=[],
        verdict=Verdict.NOT_DISTINGUISHED,
    )
    placed(town, run, plan)


@pytest.mark.parametrize("user", ["ana1", "jef1", "ter1"])
def test_the_list_stays_within_its_statements(client: FlaskClient, town: Town, user: str) -> None:
    counts = []
    for before, size in zip((0, *SIZES), SIZES, strict=False):
        for number in range(before, size):
            a_result(town, number)
        town.session.commit()
        enter(client, town, user)
        counts.append(asked_for(client, "/evaluation"))
    assert counts[0] <= 6, counts
    assert len(set(counts)) == 1, counts
