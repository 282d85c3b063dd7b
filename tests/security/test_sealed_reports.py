"""A report found to be nothing leaves no page, no step and no line of the timeline."""

import re
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from dmi.people.words import IdentityBasis
from dmi.policy.states import ViolationStatus
from dmi.violations.acts import reports as acts
from dmi.violations.models.report import ViolationReport
from dmi.violations.words import MatchResult
from dmi.web.steps import STEP_PAGES
from tests.desk.signing import without_token
from tests.pages import sign_in
from tests.people import Town
from tests.violations.scenes import a_report, a_scene

READERS = ("jef1", "fis1", "ts1", "def1")


@pytest.mark.rule("S3")
def test_every_page_of_a_sealed_report_is_unknown(client: FlaskClient, town: Town) -> None:
    scene = a_scene(town)
    report = a_report(scene, ViolationStatus.UNDER_INQUIRY)
    paths = [
        f"/violation-reports/{{}}/{key.partition('.')[2].replace('_', '-')}"
        for key, page in STEP_PAGES.items()
        if page.model is ViolationReport
    ]
    paths += ["/violation-reports/{}", "/violation-reports/{}/check-identity"]
    sign_in(client, town, "jef1")
    assert client.get(paths[-2].format(report.id)).status_code == 200
    report.sealed_at = town.clock()
    for user in READERS:
        sign_in(client, town, user)
        for path in paths:
            sealed, unknown = client.get(path.format(report.id)), client.get(path.format(uuid4()))
            assert sealed.status_code == 404, (user, path)
            assert without_token(sealed) == without_token(unknown), (user, path)


def test_the_timeline_is_the_same_without_the_sealed_report(
    client: FlaskClient, town: Town
) -> None:
    scene = a_scene(town)
    person = f"/pathways/{scene.pathway.id}"
    before = {}
    for user in READERS:
        sign_in(client, town, user)
        before[user] = _timeline(client, person)
    report = a_report(scene, ViolationStatus.UNDER_INQUIRY)
    acts.check_identity(
        town.acting("fis1"),
        report,
        method=next(iter(IdentityBasis)),
        result=MatchResult.DIFFERENT,
    )
    sign_in(client, town, "jef1")
    assert _timeline(client, person) != before["jef1"]
    acts.find_wrong_person(town.acting("jef1"), report)
    for user in READERS:
        sign_in(client, town, user)
        assert _timeline(client, person) == before[user], user


def _timeline(client: FlaskClient, path: str) -> str:
    page = client.get(path).get_data(as_text=True)
    return re.sub(r'name="(csrf_token|once)"[^>]*>|value="[^"]{60,}"', "", page)
