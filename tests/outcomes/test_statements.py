"""The figures of fifty people, places or cohorts cost as many statements as those of one."""

from flask import Flask
from flask.testing import FlaskClient

from dmi.policy.states import CohortStage
from tests.builders import a_cohort
from tests.desk.test_statements import SIZES, asked_for
from tests.outcomes import scenes
from tests.outcomes.test_workload import closed_quarter
from tests.pages import sign_in
from tests.people import Town

MOST_OF_A_LIST = 6
MOST_OF_FIGURES = 12


def test_list_quarter_and_cohort_stay_within_their_statements(
    app: Flask, town: Town, client: FlaskClient
) -> None:
    day, name = closed_quarter(town)
    cohort = a_cohort(town, CohortStage.MAINTENANCE)
    cohort.callin_on = day
    counts: dict[str, list[int]] = {}
    for before, size in zip((0, *SIZES), SIZES, strict=False):
        for number in range(before, size):
            scenes.went(town, cohort, f"Num{number}", scenes.CAME, day)
            scenes.a_procedure(town, day, scenes.a_sector(town, f"Sector {number}"))
            if number:
                a_cohort(town, CohortStage.MAINTENANCE, f"Otra {number}").callin_on = day
        sign_in(client, town, "jef1")
        for where in (
            "/indicators",
            f"/indicators/workload?quarter={name}",
            f"/cohorts/{cohort.id}/funnel",
        ):
            counts.setdefault(where, []).append(asked_for(client, where))
    for where, each in counts.items():
        most = MOST_OF_A_LIST if where == "/indicators" else MOST_OF_FIGURES
        assert each[0] <= most, (where, each)
        # One person alone is no group to compare: that page asks for nobody's age.
        assert each[0] in {each[1], each[1] - where.endswith("funnel")}, (where, each)
        assert each[1] == each[2], (where, each)
