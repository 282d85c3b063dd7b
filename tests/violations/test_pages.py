"""What the pages of reports and of an activation say, and what they never say."""

from urllib.parse import urlparse

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dmi.policy.roles import Role
from dmi.policy.states import ViolationStatus
from dmi.profiles.papers import seed_texts
from dmi.violations.acts import activation as acts
from dmi.violations.forms.reports import ReportViolationForm
from dmi.violations.models.activation import ActivationRequest
from dmi.violations.views import wordings
from dmi.violations.words import ViolationSource
from tests.desk.signing import without_token
from tests.pages import says, sign_in
from tests.people import Town
from tests.violations.scenes import (
    FACTS,
    REASONS,
    a_finding,
    a_report,
    a_scene,
    checked,
    heard,
    noticed,
)

ALTERNATIVES = "A change of plan is set aside: it was used twice and did not help."
SPOKEN = ("session", "note", "phrase", "therapy", "summary")


@pytest.mark.rule("F94")
def test_no_field_of_the_form_can_name_a_session_or_a_note(town: Town, client: FlaskClient) -> None:
    scene = a_scene(town)
    names = {name for name, _ in ReportViolationForm.__dict__.items() if not name.startswith("_")}
    assert not [name for name in names if any(word in name for word in SPOKEN)]
    for user in ("pol1", "ts1", "lab1", "jef1", "fis1"):
        sign_in(client, town, user)
        answer = client.get(f"/pathways/{scene.pathway.id}/report-violation")
        page = answer.get_data(as_text=True)
        assert answer.status_code == 200
        offered = [one for one in ViolationSource if f'value="{one.value}"' in page]
        assert offered
        assert "SESSION" not in page
        assert "NOTE" not in page


def test_a_report_is_typed_on_its_page(town: Town, client: FlaskClient) -> None:
    scene = a_scene(town)
    sign_in(client, town, "pol1")
    typed = {
        "kind": "V1",
        "source_kind": "POLICE_REPORT",
        "report_number": "1187",
        "alleged_at": "20-11-2026 10:00",
        "facts": FACTS,
        "first_hand": "y",
    }
    page = f"/pathways/{scene.pathway.id}/report-violation"
    assert client.post(page, data={**typed, "facts": "short"}).status_code == 400
    assert client.post(page, data={**typed, "source_kind": "SESSION"}).status_code == 400
    assert client.post(page, data=typed).status_code == 303
    sign_in(client, town, "jef1")
    assert "Sara Muestra" in says(client.get("/violation-reports"))


def test_what_is_said_and_what_is_answered_stand_side_by_side(
    town: Town, client: FlaskClient
) -> None:
    scene = a_scene(town)
    report = a_report(scene, ViolationStatus.ACCOUNT_TAKEN)
    checked(scene, report)
    noticed(scene, report)
    account = heard(scene, report)
    sign_in(client, town, "jef1")
    page = says(client.get(f"/violation-reports/{report.id}"))
    assert page.count("<blockquote>") == 2
    assert FACTS in page
    assert str(account.text) in page
    for step in ("find-founded", "find-not-proven", "find-unfounded"):
        assert f"/violation-reports/{report.id}/{step}" in page
    sign_in(client, town, "lab1")
    assert FACTS not in says(client.get(f"/violation-reports/{report.id}"))


@pytest.mark.parametrize("role", list(Role))
def test_a_sealed_report_leaves_no_trace_in_the_list(
    town: Town, client: FlaskClient, role: Role
) -> None:
    if role is Role.SCHEDULER:
        return
    scene = a_scene(town)
    a_report(scene, ViolationStatus.UNDER_INQUIRY)
    sign_in(client, town, f"{role.value.lower()}1")
    before = client.get("/violation-reports")
    town.session.info["acting"] = None
    cleared = a_report(scene, ViolationStatus.UNFOUNDED, by="pol2")
    cleared.sealed_at = town.clock()
    town.session.commit()
    after = client.get("/violation-reports")
    assert without_token(before) == without_token(after)
    assert client.get(f"/violation-reports/{cleared.id}").status_code == 404


def test_the_identity_is_checked_by_a_police_analyst(town: Town, client: FlaskClient) -> None:
    scene = a_scene(town)
    report = a_report(scene, ViolationStatus.UNDER_INQUIRY)
    sign_in(client, town, "pol2")
    assert f"/violation-reports/{report.id}/check-identity" in says(
        client.get("/violation-reports")
    )
    page = f"/violation-reports/{report.id}/check-identity"
    assert FACTS not in says(client.get(page))
    assert client.post(page, data={"result": "SAME"}).status_code == 400
    typed = {"result": "SAME", "method": "RUN_AND_PHOTO"}
    assert client.post(page, data=typed).status_code == 303
    assert client.get(f"/violation-reports/{report.id}").status_code == 404


@pytest.mark.rule("F98")
def test_both_ways_take_the_same_number_of_steps(town: Town, client: FlaskClient) -> None:
    scene = a_scene(town)
    finding = a_finding(scene, a_report(scene, ViolationStatus.FOUNDED))
    common = {"finding": str(finding.id), "reasons": REASONS, "alternatives": ALTERNATIVES}
    case = f"/cases/{scene.case.id}"
    sign_in(client, town, "fis1")
    page = says(client.get(f"{case}/activation"))
    ways = [f"{case}/request-activation", f"{case}/decide-not-to-activate"]
    assert [page.count(f'class="button button-wide" href="{way}"') for way in ways] == [1, 1]
    second = {"second_by": str(town.users["fis2"].id)}
    declined = client.post(ways[1], data={**common, **second})
    asked = client.post(ways[0], data={**common, "next_steps": "Pedir audiencia."})
    for answer, paper in ((declined, "p12n"), (asked, "p12a")):
        assert answer.status_code == 303
        shown = says(client.get(urlparse(answer.location).path))
        assert shown.count(f"/papers/{paper}.pdf") == 1


@pytest.mark.rule("F98")
def test_both_papers_are_filled_alike(town: Town, client: FlaskClient) -> None:
    scene = a_scene(town)
    seed_texts(town.session, "cl", town.clock())
    finding = a_finding(scene, a_report(scene, ViolationStatus.FOUNDED))
    request = acts.request_activation(
        town.acting("fis1"),
        scene.case,
        finding=finding.id,
        reasons=REASONS,
        alternatives=ALTERNATIVES,
        next_steps="Pedir audiencia.",
    )
    scene.two(
        "B.confirm_filing",
        scene.case,
        "fis1",
        "fis2",
        charge_ref="RIT 99-2026",
        defender_notified_at=town.clock(),
    )
    sign_in(client, town, "fis2")
    for code in ("p12a", "p12n"):
        answer = client.get(f"/activation-requests/{request.id}/papers/{code}.pdf")
        assert (answer.status_code, answer.data[:4]) == (200, b"%PDF"), says(answer)[:400]


def test_the_notice_says_what_when_and_until_when(town: Town, app: Flask) -> None:
    scene = a_scene(town)
    report = a_report(scene, ViolationStatus.NOTICE_SENT)
    notice = noticed(scene, report)
    with app.test_request_context():
        wording = wordings.notice_wording(town.acting("ts1"), report)
    assert wording.values["commitment_text"] == notice.body
    assert wording.values["reply_deadline"] == f"{notice.account_due_on:%d-%m-%Y}"
    assert wording.values["person_name"] == "Sara Muestra"
    assert wording.values["proposed_response"]


def test_only_prosecutors_and_the_defence_read_the_activation(
    town: Town, client: FlaskClient
) -> None:
    scene = a_scene(town)
    for user in ("ts1", "jef1", "pol1", "psi1", "sec1"):
        sign_in(client, town, user)
        assert client.get(f"/cases/{scene.case.id}/activation").status_code == 404
    assert town.session.query(ActivationRequest).count() == 0
