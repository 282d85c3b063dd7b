"""A form takes effect once, and of two people at one row the second is told."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from dmi.access.models.places import Agency
from dmi.access.models.records import AuditEntry, Move
from dmi.access.models.users import RoleGrant
from dmi.access.user_acts import propose_role
from dmi.people.models.links import PoliceReportRef
from dmi.policy.roles import Role
from dmi.policy.states import RoleGrantStatus
from dmi.settings import beside
from dmi.store.database import begin_writing, db
from dmi.web.models import Idempotency
from tests.builders import somebody
from tests.desk.signing import enter
from tests.pages import says
from tests.people import Town

REPORT = {"number": "Parte 77", "unit": "OS7", "on": "20-11-2026", "note": ""}
EDITORS = 8
BUSY = 503


def report_form(town: Town) -> str:
    """Return the address of a form that writes one row each time."""
    return f"/pathways/{somebody(town).id}/refer-to-report"


def reports(town: Town) -> list[str]:
    """Return the numbers of the reports on file."""
    town.session.expire_all()
    return list(town.session.scalars(select(PoliceReportRef.number)))


@pytest.mark.rule("S26", "X24")
def test_the_same_form_twice_is_done_once(client: FlaskClient, town: Town) -> None:
    path = report_form(town)
    enter(client, town, "fis1")
    first = client.post(path, data=REPORT | {"once": "a"})
    second = client.post(path, data=REPORT | {"once": "a"})
    assert (first.status_code, first.location) == (second.status_code, second.location)
    assert reports(town) == ["Parte 77"]
    other = client.post(path, data=REPORT | {"once": "a", "number": "Parte 78"})
    assert other.status_code == 422
    assert "Parte 78" in other.text
    assert reports(town) == ["Parte 77"]
    assert client.post(path, data=REPORT | {"once": "b"}).status_code == 303
    assert reports(town) == ["Parte 77", "Parte 77"]


@pytest.mark.rule("S26")
def test_a_refused_form_may_be_sent_again_and_a_key_is_ones_own(
    client: FlaskClient, town: Town
) -> None:
    path = report_form(town)
    enter(client, town, "fis1")
    assert client.post(path, data=REPORT | {"once": "a", "on": "31-02-2026"}).status_code == 400
    assert client.post(path, data=REPORT | {"once": "a"}).status_code == 303
    enter(client, town, "pol1")
    client.post("/my-account/role", data={"once": "a", "role": "POL"})
    kept = town.session.scalars(select(Idempotency.user_id)).all()
    assert sorted(kept, key=str) == sorted([town.users["fis1"].id, town.users["pol1"].id], key=str)


@pytest.mark.rule("S26", "X24")
def test_two_hundred_double_submits_in_parallel_are_one_each(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    path = report_form(town)
    enter(client, town, "fis1")
    cookie = client.get_cookie("dmi_session")
    assert cookie is not None

    def send(number: int) -> int:
        browser = app.test_client()
        browser.set_cookie("dmi_session", cookie.value)
        typed = REPORT | {"number": f"Parte {number // 2}", "once": f"key-{number // 2}"}
        status = BUSY
        while status == BUSY:  # a crowded SQLite says so after a while; whoever tries again gets in
            status = browser.post(path, data=typed).status_code
        return status

    with ThreadPoolExecutor(EDITORS) as crowd:
        answers = list(crowd.map(send, range(400)))
    assert set(answers) == {303}
    assert sorted(reports(town)) == sorted(f"Parte {number}" for number in range(200))
    acts = select(AuditEntry).where(AuditEntry.event == "people.police_report.referenced")
    assert len(town.session.scalars(acts).all()) == 200


@pytest.mark.rule("S26")
def test_every_form_in_the_templates_carries_its_key() -> None:
    forms = 0
    for template in sorted(Path(beside("templates")).rglob("*.html")):
        source = template.read_text("utf-8")
        for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", source, flags=re.DOTALL):
            assert "once()" in form or "hidden(" in form, template.name
            forms += 1
    assert forms > 15


def told(client: FlaskClient, town: Town, grant: RoleGrant) -> str:
    """Confirm a role after somebody else has."""
    stale = {"row_version": "1"}
    enter(client, town, "jef2")
    answer = client.post(f"/role-grants/{grant.id}/refuse-role", data=stale | {"reason": "No va."})
    assert answer.status_code == 409
    return says(answer)


@pytest.mark.rule("S26", "X24")
def test_of_eight_at_one_row_one_acts_and_seven_are_told(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    cookies = []
    for number in range(EDITORS):
        enter(client, town, f"jef{number % 2 + 1}")
        cookie = client.get_cookie("dmi_session")
        assert cookie is not None
        cookies.append(cookie.value)
    holder = [name for name in town.users if name.startswith(("ts", "fis", "pol"))]
    grants = [
        propose_role(town.acting("adm1"), town.users[name], role=role)
        for name in holder
        for role in (Role.SOCIAL_WORKER, Role.PROSECUTOR, Role.POLICE_ANALYST)
        if _fits(name, role)
    ]
    town.session.commit()
    assert len(grants) >= len(holder)
    for grant in grants:
        start = Barrier(EDITORS)

        def press(value: str, start: Barrier = start, grant_id: UUID = grant.id) -> int:
            browser = app.test_client()
            browser.set_cookie("dmi_session", value)
            start.wait()
            path = f"/role-grants/{grant_id}/confirm-role"
            return browser.post(path, data={"row_version": "1"}).status_code

        with ThreadPoolExecutor(EDITORS) as crowd:
            answers = sorted(crowd.map(press, cookies))
        assert answers == [303] + [409] * (EDITORS - 1)
        town.session.rollback()
        town.session.expire_all()
        assert grant.status is RoleGrantStatus.GRANTED
        moves = select(Move).where(Move.object_ref == grant.id, Move.step == "confirm_role")
        assert len(town.session.scalars(moves).all()) == 1
    page = told(client, town, grants[0])
    assert "cambió esto el 23-11-2026 11:00" in page
    assert "No va." in page


def _fits(name: str, role: Role) -> bool:
    kinds = {"ts": Role.SOCIAL_WORKER, "fi": Role.PROSECUTOR, "po": Role.POLICE_ANALYST}
    return kinds[name[:2]] is role


@pytest.mark.rule("S26", "X24")
def test_five_hundred_rounds_of_eight_editors_lose_no_edit(app: Flask, town: Town) -> None:
    row = town.session.scalars(select(Agency).limit(1)).one()
    row_id, first = row.id, row.row_version
    town.session.rollback()
    start = Barrier(EDITORS)

    def edit(number: int) -> list[str]:
        accepted = []
        with app.app_context():
            session = db.session()
            session.info["acting"] = None
            for turn in range(500):
                read = session.get_one(Agency, row_id, populate_existing=True)
                version = read.row_version
                session.rollback()
                start.wait()
                accepted += _rename(row_id, version, f"{number}-{turn}")
                start.wait()
            db.session.remove()
        return accepted

    with ThreadPoolExecutor(EDITORS) as crowd:
        accepted = [name for found in crowd.map(edit, range(EDITORS)) for name in found]
    town.session.expire_all()
    last = town.session.get_one(Agency, row_id)
    assert last.row_version - first == len(accepted) == 500
    assert last.name in accepted


def _rename(row_id: UUID, version: int, name: str) -> list[str]:
    """Save a name over the version that was read; return it if it was accepted."""
    session = db.session()
    begin_writing(session)
    try:
        row = session.get_one(Agency, row_id, populate_existing=True)
        is_fresh = row.row_version == version
        if is_fresh:
            row.name = name
        session.commit()
    except StaleDataError:
        session.rollback()
        return []
    return [name] if is_fresh else []
