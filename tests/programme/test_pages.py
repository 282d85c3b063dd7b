"""A cohort's steps and statements through their pages."""

from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.policy.states import CohortStage
from dmi.programme.models import Statement
from dmi.territory.models.cohort import Cohort
from tests.builders import a_cohort, a_pathway
from tests.pages import says, sign_in
from tests.people import Town
from tests.programme.gates import others_met

SEEN = "Carta firmada y fechada, vista en el original."


def test_a_statement_is_signed_by_name_and_day(client: FlaskClient, town: Town) -> None:
    cohort = a_cohort(town, CohortStage.PROPOSED)
    sign_in(client, town, "jef1")
    path = f"/cohorts/{cohort.id}/statements"
    assert client.get(path).status_code == 200
    answer = client.post(path, data={"guard": "deputies_named", "text": SEEN})
    assert answer.status_code == 303
    kept = town.session.scalars(select(Statement)).one()
    assert (kept.guard, kept.by_id) == ("deputies_named", town.users["jef1"].id)
    assert SEEN in says(client.get(path))


def test_a_short_or_foreign_statement_is_refused(client: FlaskClient, town: Town) -> None:
    cohort = a_cohort(town, CohortStage.PROPOSED)
    sign_in(client, town, "jef1")
    path = f"/cohorts/{cohort.id}/statements"
    short = client.post(path, data={"guard": "deputies_named", "text": "visto"})
    assert short.status_code == 400
    assert "text-error" in says(short)
    assert client.post(path, data={"guard": "no_such", "text": SEEN}).status_code == 400
    sign_in(client, town, "aud1")
    assert client.get(path).status_code == 200
    assert client.post(path, data={"guard": "deputies_named", "text": SEEN}).status_code in {
        400,
        404,
    }
    sign_in(client, town, "ter1")
    assert client.get(path).status_code == 404
    assert town.session.scalars(select(Statement)).all() == []


def test_a_step_page_names_what_is_missing_and_then_takes_the_step(
    client: FlaskClient, town: Town
) -> None:
    cohort = a_cohort(town, CohortStage.PROPOSED)
    sign_in(client, town, "jef1")
    path = f"/cohorts/{cohort.id}/commit-cohort"
    page = says(client.get(path))
    assert f'href="/cohorts/{cohort.id}/statements"' in page
    assert client.post(path).status_code == 409
    for name in (
        "commitments_current",
        "deputies_named",
        "training_complete",
        "readiness_list_complete",
    ):
        client.post(f"/cohorts/{cohort.id}/statements", data={"guard": name, "text": SEEN})
    assert client.post(path).status_code == 303
    town.session.expire_all()
    found = town.session.get(Cohort, cohort.id)
    assert found is not None
    assert found.stage is CohortStage.COMMITTED


def test_the_cohort_counts_its_people_and_tells_its_steps(client: FlaskClient, town: Town) -> None:
    cohort = a_cohort(town)
    a_pathway(town, cohort, surname="Uno")
    a_pathway(town, cohort, surname="Dos")
    with others_met():
        sign_in(client, town, "jef1")
        page = says(client.get(f"/cohorts/{cohort.id}"))
        assert "<b>2</b>" in page
        assert "Muestra" not in page
        assert f"/cohorts/{cohort.id}/schedule-callin" in page
        sign_in(client, town, "ana1")
        assert "<b>2</b>" not in says(client.get(f"/cohorts/{cohort.id}"))


def test_every_step_page_opens_for_its_roles_and_for_no_other(
    client: FlaskClient, town: Town
) -> None:
    cohort = a_cohort(town, CohortStage.MAINTENANCE)
    steps = ("suspend-cohort", "close-cohort", "abandon-cohort", "begin-maintenance")
    with others_met():
        sign_in(client, town, "jef1")
        for step in steps:
            assert client.get(f"/cohorts/{cohort.id}/{step}").status_code == 200, step
        sign_in(client, town, "ts1")
        for step in steps:
            assert client.get(f"/cohorts/{cohort.id}/{step}").status_code == 404, step
