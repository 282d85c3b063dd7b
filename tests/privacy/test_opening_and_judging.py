"""Who may open an emergency sight, how often, and who judges it afterwards."""

from threading import Thread
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.access.models.records import AuditEntry
from dmi.owed.models import Task
from dmi.policy.plain_states import TaskStatus
from dmi.policy.states import CohortStage
from tests.builders import a_cohort, a_pathway, somebody
from tests.conftest import Clock
from tests.desk.signing import without_token
from tests.pages import says, sign_in
from tests.people import Town, found_town
from tests.privacy.emergencies import OPEN, REASON, all_of_them, asked, opens, the_one


@pytest.mark.rule("S9", "F116")
def test_unknown_and_foreign_codes_are_answered_alike_and_only_when_all_else_holds(
    client: FlaskClient, town: Town, clock: Clock
) -> None:
    somebody(town)
    abroad = found_town(town.session, clock, "13115")
    far = a_pathway(abroad, a_cohort(abroad, CohortStage.MAINTENANCE, "Lejana"), surname="Lejos")
    sign_in(client, town, "fis2")
    unknown, foreign = (client.post(OPEN, data=asked(code)) for code in ("P-Lejox", "P-Lejos"))
    assert unknown.status_code == 400
    alike = without_token(foreign).replace("P-Lejos", "P-Lejox")
    assert without_token(unknown) == alike
    short = {"reason": "Too short to say."}
    known, missing = (
        client.post(OPEN, data=asked(code, **short)) for code in ("P-Muestra", "P-Mxxstra")
    )
    assert known.status_code == 400
    assert without_token(known) == without_token(missing).replace("P-Mxxstra", "P-Muestra")
    for part in ("Muestra", "Sara", "P-", "P-Mues", "%", "P-Muestra OR 1=1"):
        assert client.post(OPEN, data=asked(part)).status_code == 400, part
    assert all_of_them(town) == []
    assert far.id is not None
    denied = town.session.scalars(
        select(AuditEntry).where(AuditEntry.event == "privacy.emergency.not_found")
    ).all()
    assert len(denied) == 8
    assert {(str(one.outcome), str(one.details)) for one in denied} == {("DENY", "{}")}


@pytest.mark.rule("S9", "F118")
def test_three_in_thirty_days_and_one_at_a_time(
    client: FlaskClient, town: Town, clock: Clock
) -> None:
    somebody(town)
    for _ in range(3):
        assert opens(client, town, "pol2", "P-Muestra").status_code == 303
        again = client.post(OPEN, data=asked("P-Muestra"))
        assert again.status_code == 409
        assert "Ya tiene uno abierto" in says(again)
        client.post(f"/emergency-sights/{all_of_them(town)[-1].id}/stop")
        clock.move(days=1)
    refused = opens(client, town, "pol2", "P-Muestra")
    assert refused.status_code == 409
    assert "30 días" in says(refused)
    assert REASON in says(refused)
    unknown = client.post(OPEN, data=asked("P-Nobody"))
    assert without_token(unknown).replace("P-Nobody", "P-Muestra") == without_token(refused)
    assert opens(client, town, "fis2", "P-Muestra").status_code == 303
    clock.move(days=28)
    assert opens(client, town, "pol2", "P-Muestra").status_code == 303
    assert len(all_of_them(town)) == 5


@pytest.mark.rule("S9", "S14")
def test_it_asks_who_one_is_and_why(client: FlaskClient, town: Town, clock: Clock) -> None:
    somebody(town)
    sign_in(client, town, "ts2")
    wrongs: list[dict[str, object]] = [
        {"reason": "x" * 29},
        {"category": "CURIOSITY"},
        {"classes": []},
    ]
    for wrong in wrongs:
        assert client.post(OPEN, data=asked("P-Muestra", **wrong)).status_code == 400, wrong
    clock.move(minutes=6)
    assert client.get(OPEN).location == f"/confirm-it-is-you?next={OPEN}"
    stale = client.post(OPEN, data=asked("P-Muestra"))
    assert stale.status_code == 409
    assert all_of_them(town) == []
    client.post("/confirm-it-is-you", data={"next": OPEN})
    assert client.post(OPEN, data=asked("P-Muestra")).status_code == 303
    for user in ("psi1", "lab1", "sec1", "def1", "hnd1", "com1", "aud1", "adm1", "ana1"):
        sign_in(client, town, user)
        assert client.get(OPEN).status_code == 404, user
        assert client.post(OPEN, data=asked("P-Muestra")).status_code == 404, user


@pytest.mark.rule("S9", "F118")
def test_manager_and_auditor_are_told_and_one_of_them_judges(
    client: FlaskClient, town: Town, clock: Clock
) -> None:
    somebody(town)
    opens(client, town, "ts2", "P-Muestra")
    opened = the_one(town)
    tasks = town.session.scalars(select(Task)).all()
    told = {town.users[name].id for name in ("jef1", "jef2", "aud1")}
    assert {task.owner_id for task in tasks} == told
    assert {task.due_on.day for task in tasks if task.due_on} == {26}
    here = f"/emergency-sights/{opened.id}"
    sign_in(client, town, "aud1")
    assert here in says(client.get("/"))
    page = says(client.get(here))
    assert REASON in page
    assert "Sara Muestra" not in page
    early = client.post(f"{here}/review", data={"result": "JUSTIFIED", "reason": REASON})
    assert early.status_code == 409
    clock.move(hours=73)
    sign_in(client, town, "jef1")
    assert "chip-bad" in says(client.get("/emergency-sights"))
    sign_in(client, town, "aud1")
    assert client.post(f"{here}/review", data={"result": "JUSTIFIED"}).status_code == 400
    done = client.post(f"{here}/review", data={"result": "NOT_JUSTIFIED", "reason": REASON})
    assert done.status_code == 303
    assert (the_one(town).review_result, the_one(town).reviewed_by_id) == (
        "NOT_JUSTIFIED",
        town.users["aud1"].id,
    )
    assert {task.status for task in town.session.scalars(select(Task))} == {TaskStatus.DONE}
    again = client.post(f"{here}/review", data={"result": "JUSTIFIED", "reason": REASON})
    assert again.status_code == 409
    assert the_one(town).review_result == "NOT_JUSTIFIED"


@pytest.mark.rule("S9")
def test_nobody_judges_their_own_or_touches_anothers(
    client: FlaskClient, town: Town, clock: Clock
) -> None:
    somebody(town)
    opens(client, town, "jef1", "P-Muestra", classes=["evidence"])
    opened = the_one(town)
    assert {task.owner_id for task in town.session.scalars(select(Task))} == {
        town.users[name].id for name in ("jef2", "aud1")
    }
    here = f"/emergency-sights/{opened.id}"
    for user in ("fis1", "ts2", "pol1"):
        sign_in(client, town, user)
        for path in (here, f"/emergency-sights/{uuid4()}"):
            assert client.get(path).status_code == 404, user
        assert client.post(f"{here}/stop").status_code == 404, user
        assert client.get(f"{here}/review").status_code == 404, user
        assert here not in says(client.get("/emergency-sights")), user
    sign_in(client, town, "jef2")
    assert client.post(f"{here}/stop").status_code == 404
    assert the_one(town).stopped_at is None
    clock.move(hours=2)
    sign_in(client, town, "jef1")
    assert f"{here}/review" not in says(client.get(here))
    own = client.post(f"{here}/review", data={"result": "JUSTIFIED", "reason": REASON})
    assert own.status_code == 409
    assert "Nadie revisa lo que abrió" in says(own)
    assert the_one(town).review_result is None
    abroad = found_town(town.session, clock, "13115")
    sign_in(client, abroad, "jef1")
    assert client.get(here).status_code == 404


@pytest.mark.rule("S9")
def test_eight_at_once_open_one(app: Flask, client: FlaskClient, town: Town) -> None:
    somebody(town)
    sign_in(client, town, "pol2")
    cookie = client.get_cookie("dmi_session")
    assert cookie is not None
    statuses: list[int] = []

    def send() -> None:
        one = app.test_client()
        one.set_cookie("dmi_session", cookie.value)
        statuses.append(one.post(OPEN, data=asked("P-Muestra")).status_code)

    threads = [Thread(target=send) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(statuses) == [303] + [409] * 7
    assert len(all_of_them(town)) == 1
