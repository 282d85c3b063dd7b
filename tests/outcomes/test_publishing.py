"""A report is published once and for ever; what is wrong is corrected by another, or withdrawn."""

from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.access.approvals import confirm, propose
from dmi.documents.models import IssuedPaper, NotEditable
from dmi.kernel.refusals import Unmet
from dmi.outcomes.models.evaluation import EvaluationRun, OutcomeReport
from dmi.policy.states import CohortStage
from dmi.profiles.profile import load
from dmi.territory.models.cohort import Cohort
from tests.builders import a_cohort
from tests.outcomes.place import PLAN, evaluated, newest, planned, work
from tests.pages import says, sign_in
from tests.people import Town
from tests.programme.gates import others_met, reviewed

SAID = {"harms_text": "Dos reclamos.", "limits_text": "Si la venta se movió a otro lugar."}
REASON = "El recuento de mayo contó dos veces un procedimiento."


def written(client: FlaskClient, town: Town, run: EvaluationRun, **said: str) -> OutcomeReport:
    """Write the mayor's page of a run's cohort."""
    cohort = town.session.scalars(
        select(Cohort).where(Cohort.market_id == run.plan.market_id)
    ).first()
    data = {**SAID, "cohort_id": str(cohort.id if cohort else ""), **said}
    answer = client.post(f"/evaluation-runs/{run.id}/mayors-page", data=data)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return fresh(town, answer.location.rsplit("/", 1)[1])


def fresh(town: Town, row_id: str | UUID) -> OutcomeReport:
    """Return a report as it stands now."""
    newest(town, OutcomeReport)
    town.session.expire_all()
    return town.session.get_one(OutcomeReport, UUID(str(row_id)))


def published(client: FlaskClient, town: Town, report: OutcomeReport) -> OutcomeReport:
    """Publish a report as the analyst."""
    row_id = report.id
    answer = client.post(f"/outcome-reports/{row_id}/publish-report", data={})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return fresh(town, row_id)


def review_all(town: Town, cohort: Cohort) -> None:
    """Write a review for each month that the place asks for."""
    for number in range(1, 13):
        reviewed(town, cohort, f"2025-{number:02}")


def close(town: Town, cohort_id: UUID) -> None:
    """Close a cohort by its two people; what others judge is met."""
    cohort = town.session.get_one(Cohort, cohort_id)
    with others_met("outcome_report_published"):
        approval = propose(town.acting("jef1"), "M.close_cohort", cohort)
        confirm(town.acting("aud1"), approval, town.actor("jef1"), cohort)


def test_a_cohort_closes_once_its_report_is_published_and_not_before(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    run = evaluated(app, client, town)
    report = written(client, town, run)
    cohort = town.session.get_one(Cohort, report.cohort_id)
    cohort.stage = CohortStage.MAINTENANCE
    review_all(town, cohort)
    town.session.commit()
    with pytest.raises(Unmet) as refused:
        close(town, cohort.id)
    assert [gap.guard for gap in refused.value.gaps] == ["outcome_report_published"]
    assert refused.value.gaps[0].args["href"] == "/evaluation"
    report = published(client, town, report)
    assert report.published_by_id == town.users["ana1"].id
    assert report.suppression == 10
    close(town, report.cohort_id)
    assert town.session.get_one(Cohort, report.cohort_id).stage is CohortStage.CLOSED


def test_a_report_of_another_cohort_or_one_withdrawn_closes_nothing(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    run = evaluated(app, client, town)
    report = published(client, town, written(client, town, run))
    mine = town.session.get_one(Cohort, report.cohort_id)
    other = Cohort(
        market_id=mine.market_id, name="Otra", public_programme_name="Segunda Oportunidad"
    )
    other.cohort_id = other.id
    for one in (mine, other):
        one.stand(CohortStage.MAINTENANCE.value)
    town.acting("jef1").add(other, under=mine)
    town.session.commit()
    for one in (mine, other):
        review_all(town, one)
    with pytest.raises(Unmet, match="outcome_report_published"):
        close(town, other.id)
    town.session.commit()
    client.post(f"/outcome-reports/{report.id}/withdraw-report", data={"reason": REASON})
    report = fresh(town, report.id)
    assert report.withdrawal_reason == REASON
    with pytest.raises(Unmet, match="outcome_report_published"):
        close(town, report.cohort_id)


def test_what_is_published_is_never_edited_back(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    run = evaluated(app, client, town)
    report = published(client, town, written(client, town, run))
    for name, value in (("harms_text", "Ninguno."), ("body", {}), ("cohort_id", None)):
        kept = getattr(report, name)
        setattr(report, name, value)
        with pytest.raises(NotEditable, match=name):
            town.session.flush()
        town.session.rollback()
        report = fresh(town, report.id)
        assert getattr(report, name) == kept
    again = client.post(f"/outcome-reports/{report.id}/publish-report", data={})
    assert again.status_code == 409
    assert "una corrección es otro informe" in says(again)


@pytest.mark.parametrize("field", SAID)
def test_no_number_of_identity_is_written_on_what_the_public_reads(
    app: Flask, client: FlaskClient, town: Town, field: str
) -> None:
    run = evaluated(app, client, town)
    typed = {**SAID, field: "Una persona, 12.345.678-5, reclamó."}
    answer = client.post(f"/evaluation-runs/{run.id}/mayors-page", data=typed)
    assert answer.status_code == 400
    assert f'id="{field}-error"' in answer.text
    assert town.session.scalars(select(OutcomeReport)).all() == []


def test_a_correction_names_what_it_corrects_and_both_pages_say_so(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    run = evaluated(app, client, town)
    first = published(client, town, written(client, town, run))
    beside = written(client, town, run)
    refused = client.post(f"/outcome-reports/{beside.id}/publish-report", data={})
    assert refused.status_code == 409
    assert "Escriba este como su corrección" in says(refused)
    cohort = str(first.cohort_id)
    data = {**SAID, "cohort_id": cohort, "corrects_id": str(first.id)}
    for wrong in (data, {**data, "cohort_id": "", "corrects_reason": REASON}):
        answer = client.post(f"/evaluation-runs/{run.id}/mayors-page", data=wrong)
        assert answer.status_code == 400
    second = published(
        client,
        town,
        written(client, town, run, corrects_id=str(first.id), corrects_reason=REASON),
    )
    told = says(client.get(f"/outcome-reports/{first.id}"))
    assert "Reemplazado por una corrección" in told
    assert f"/outcome-reports/{second.id}" in told
    told = says(client.get(f"/outcome-reports/{second.id}"))
    assert REASON in told
    assert f"/outcome-reports/{first.id}" in told


def test_a_result_of_a_plan_that_was_changed_since_is_not_published(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    run = evaluated(app, client, town)
    report = written(client, town, run).id
    changed = {**PLAN, "primary_estimator": "ITS", "change_reason": REASON}
    second = planned(client, town, run.plan.market_id, **changed).id
    refused = client.post(f"/outcome-reports/{report}/publish-report", data={})
    assert refused.status_code == 409
    assert "versión más nueva de este plan" in says(refused)
    assert fresh(town, report).published_at is None
    town.clock.move(minutes=5)
    client.post(f"/evaluation-plans/{second}/lock", data={})
    client.post(f"/evaluation-plans/{second}/run", data={})
    assert work(app, town) == 1
    town.session.expire_all()
    later = town.session.scalars(select(EvaluationRun).where(EvaluationRun.plan_id == second)).one()
    page = published(client, town, written(client, town, later))
    for told in (
        says(client.get(f"/evaluation-runs/{later.id}")),
        says(client.get(f"/outcome-reports/{page.id}")),
        says(client.get(f"/evaluation-plans/{second}")),
    ):
        assert "antes de ver resultados" not in told
        assert "antes de que alguien viera" not in told
        assert "después de un resultado anterior" in told
    assert REASON in says(client.get(f"/outcome-reports/{page.id}"))


def test_publishing_issues_the_paper_and_withdrawing_voids_it_with_its_reason(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    run = evaluated(app, client, town)
    report = published(client, town, written(client, town, run))
    paper = town.session.get_one(IssuedPaper, report.paper_id)
    assert (paper.paper, paper.voided_at) == ("P19M", None)
    assert paper.folio in says(client.get(f"/outcome-reports/{report.id}"))
    short = client.post(f"/outcome-reports/{report.id}/withdraw-report", data={"reason": "mal"})
    assert short.status_code == 400
    client.post(f"/outcome-reports/{report.id}/withdraw-report", data={"reason": REASON})
    town.session.rollback()
    town.session.expire_all()
    paper = town.session.get_one(IssuedPaper, report.paper_id)
    assert paper.void_reason == REASON
    sign_in(client, town, "com1")
    assert REASON in says(client.get(f"/outcome-reports/{report.id}"))
    for path in ("publish-report", "withdraw-report"):
        assert client.get(f"/outcome-reports/{report.id}/{path}").status_code == 404


def test_people_are_told_as_they_were_when_the_page_was_published(
    app: Flask, client: FlaskClient, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = evaluated(app, client, town)
    report = published(client, town, written(client, town, run))
    assert report.body is not None
    assert set(report.body["people"]) == {"invited", "attended", "enrolled", "completed"}
    later = dict.fromkeys(report.body["people"], "40-49")
    monkeypatch.setattr("dmi.outcomes.views.publishing.people", lambda *_asked: later)
    monkeypatch.setattr("dmi.outcomes.views.wordings.people", lambda *_asked: later)
    assert "40-49" not in says(client.get(f"/outcome-reports/{report.id}"))
    draft = written(client, town, run)
    assert "40-49" in says(client.get(f"/outcome-reports/{draft.id}"))


def test_a_place_without_the_paper_publishes_the_page_alone(
    app: Flask, client: FlaskClient, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = evaluated(app, client, town)
    report = written(client, town, run)
    for room in ("acts", "views"):
        monkeypatch.setattr(f"dmi.outcomes.{room}.publishing.load", lambda _code: load("xx"))
    report = published(client, town, report)
    assert (report.paper_id, report.suppression) == (None, 10)
    assert says(client.get(f"/outcome-reports/{report.id}")).count("Publicado el") == 1


def test_a_cohort_without_a_result_has_nothing_to_publish(town: Town) -> None:
    cohort = a_cohort(town, CohortStage.MAINTENANCE)
    review_all(town, cohort)
    with pytest.raises(Unmet, match="outcome_report_published"):
        close(town, cohort.id)
