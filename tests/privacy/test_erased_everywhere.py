"""Somebody who went the whole way is erased: no page fails, and none tells of them."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.access import papers
from dmi.cases.models import BankedCase
from dmi.documents.models import ShelfFile
from dmi.documents.shelf import FileDamaged
from dmi.evidence.models.investigation import Investigation
from dmi.people.models.links import BuySeller
from dmi.policy.states import Stage, ViolationStatus
from dmi.privacy.acts import erasing
from dmi.privacy.words import RetentionRule
from dmi.web.frame import day
from tests.builders import assign
from tests.conftest import Clock
from tests.people import Town
from tests.privacy.purges import erased
from tests.violations.scenes import FACTS, Scene, a_finding, a_report, a_scene, noticed
from tests.walk.crawl import crawl
from tests.walk.hands import ClientHands

ANSWERED = {200, 302, 303, 404, 409}
TOLD = (FACTS[:30], "Sara")


@pytest.fixture
def gone(app: Flask, town: Town, clock: Clock) -> Scene:
    """Erase somebody with buys, a case, an agreement, a report and a finding, a year after."""
    scene = a_scene(town, Stage.TERMINATED)
    scene.pathway.first_nominated_at = clock() - timedelta(days=366)
    report = a_report(scene, ViolationStatus.FOUNDED)
    noticed(scene, report)
    a_finding(scene, report)
    papers.keep(town.acting("fis1"), b"a paper", "application/pdf", scene.pathway)
    for user in ("fis1", "pol1", "ts1"):
        assign(town, user, scene.pathway)
    run = erased(app, town, clock)
    assert run.rule is RetentionRule.PARTICIPANT
    return scene


@pytest.mark.parametrize("user", ["fis1", "pol1", "hnd1", "ts1", "jef1", "aud1", "def1", "sec1"])
def test_everything_that_somebody_reaches_answers(
    gone: Scene, client: FlaskClient, user: str
) -> None:
    town, row = gone.town, gone.pathway
    more = (
        f"/pathways/{row.id}",
        f"/pathways/{row.id}/who-saw",
        f"/cohorts/{row.cohort_id}/board",
        f"/cases/{gone.case.id}",
    )
    opened = list(crawl(ClientHands(client, town), user, set(), *more))
    assert len(opened) > 5
    assert [(one.path, one.answer.status) for one in opened if fails(one.answer.status_code)] == []
    told = [(one.path, word) for one in opened for word in TOLD if word in one.page]
    assert told == []


def fails(status: int) -> bool:
    return status not in ANSWERED


@pytest.mark.parametrize("user", ["fis1", "pol1", "jef1"])
def test_what_hung_on_the_person_does_not_exist_any_more(
    gone: Scene, client: FlaskClient, user: str
) -> None:
    hands = ClientHands(client, gone.town)
    hands.sign_in(user)
    for path in (f"/cases/{gone.case.id}", f"/cases/{gone.case.id}/certify-case"):
        assert client.get(path).status_code == 404, path
    page = client.get("/cases").get_data(as_text=True)
    assert str(gone.case.id) not in page


def test_files_and_what_was_typed_are_gone_and_the_investigation_stays(
    gone: Scene, town: Town, clock: Clock
) -> None:
    file = town.session.scalars(select(ShelfFile)).one()
    assert file.removed_at == clock()
    with pytest.raises(FileDamaged):
        papers.take(file)
    case = town.session.scalars(select(BankedCase)).one()
    assert (case.ruc, case.status) == (erasing.ERASED, "LIVE")
    assert town.session.scalars(select(Investigation.ruc)).all() == ["2600000001-5"]
    assert set(town.session.scalars(select(BuySeller.basis))) == {erasing.ERASED}


def test_the_reader_is_told_the_day(gone: Scene, town: Town, client: FlaskClient) -> None:
    hands = ClientHands(client, town)
    page = hands.look("jef1", f"/pathways/{gone.pathway.id}")
    assert f"Eliminada el {day(town.clock())}" in page
