"""One's own account: sessions listed and ended, and what proves who one is renewed."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.access.models.users import RoleGrant, SignedIn
from dmi.access.user_acts import confirm_role, deactivate_user, propose_role, revoke_role
from dmi.access.words import SessionEnd
from dmi.policy.roles import Role
from dmi.policy.states import UserStatus
from tests.accounts.gatekeeping import (
    PASSWORD,
    code_at,
    knock,
    recovery_codes,
    shown_codes,
    shown_secret,
    with_telephone,
)
from tests.conftest import Clock
from tests.pages import says, sign_in
from tests.people import Town

ANOTHER = "un faro blanco frente al mar"
REASON = "Dejó la institución el viernes pasado."


def enter(app: Flask, town: Town, name: str, clock: Clock) -> FlaskClient:
    """Sign a fresh browser in with all three proofs."""
    app.config["WTF_CSRF_ENABLED"] = False
    browser = app.test_client()
    answer = knock(browser, town.users[name].sign_in_name, PASSWORD, code_at(clock))
    assert answer.location == "/"
    clock.move(seconds=30)
    return browser


def is_in(browser: FlaskClient) -> bool:
    """Tell whether a browser's session goes on."""
    return browser.get("/my-account").status_code == 200


@pytest.mark.rule("S13", "X17")
def test_two_browsers_are_listed_and_one_ends_the_other(
    app: Flask, town: Town, clock: Clock
) -> None:
    with_telephone(town, "ts1")
    with_telephone(town, "ts2")
    first, second = enter(app, town, "ts1", clock), enter(app, town, "ts1", clock)
    stranger = enter(app, town, "ts2", clock)
    assert says(first.get("/my-account")).count('name="session"') == 1
    mine = town.session.scalars(
        select(SignedIn).where(SignedIn.user_id == town.users["ts1"].id).order_by("started_at")
    ).all()
    path, typed = "/my-account/end-session", {"session": str(mine[1].id)}
    assert stranger.post(path, data=typed).status_code == 303
    assert is_in(second)
    assert first.post(path, data=typed).status_code == 303
    assert (is_in(first), is_in(second), is_in(stranger)) == (True, False, True)


@pytest.mark.rule("S13", "X17", "F124")
@pytest.mark.parametrize("end", ["signed out", "role granted", "role taken", "left"])
def test_a_kept_cookie_is_worth_nothing_after(
    app: Flask, town: Town, clock: Clock, end: str
) -> None:
    user = with_telephone(town, "ts1")
    browser = enter(app, town, "ts1", clock)
    cookie = browser.get_cookie("dmi_session")
    assert cookie is not None
    if end == "signed out":
        browser.post("/sign-out")
    elif end == "role granted":
        grant = propose_role(town.acting("adm1"), user, role=Role.JOB_COACH)
        confirm_role(town.acting("jef1"), grant)
    elif end == "role taken":
        held = town.session.scalars(select(RoleGrant).where(RoleGrant.user_id == user.id)).one()
        revoke_role(town.acting("jef1"), held, reason=REASON)
    else:
        deactivate_user(town.acting("jef1"), user, reason=REASON)
    town.session.commit()
    browser.set_cookie("dmi_session", cookie.value)
    answer = browser.get("/my-account")
    assert (answer.status_code, answer.location) == (303, "/sign-in")


@pytest.mark.rule("S13", "S14")
def test_proving_again_takes_a_code_and_changes_the_token(
    app: Flask, town: Town, clock: Clock
) -> None:
    with_telephone(town, "jef1")
    browser = enter(app, town, "jef1", clock)
    before = browser.get_cookie("dmi_session")
    clock.move(minutes=6)
    answer = browser.post("/my-account/recovery-codes")
    assert answer.location == "/confirm-it-is-you?next=/my-account"
    wrong = browser.post("/confirm-it-is-you", data={"code": "000000", "next": "/my-account"})
    assert wrong.status_code == 400
    assert browser.post("/my-account/recovery-codes").status_code == 303
    right = {"code": code_at(clock), "next": "/my-account"}
    assert browser.post("/confirm-it-is-you", data=right).location == "/my-account"
    assert len(shown_codes(browser.post("/my-account/recovery-codes"))) == 10
    assert browser.post("/confirm-it-is-you", data=right).status_code == 400
    after = browser.get_cookie("dmi_session")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    browser.set_cookie("dmi_session", before.value)
    assert not is_in(browser)


@pytest.mark.rule("S11", "S14")
def test_wrong_codes_at_the_second_door_count_like_at_the_first(
    app: Flask, town: Town, clock: Clock
) -> None:
    user = with_telephone(town, "jef1")
    browser = enter(app, town, "jef1", clock)
    for _ in range(5):
        assert browser.post("/confirm-it-is-you", data={"code": "000000"}).status_code == 400
    assert browser.post("/confirm-it-is-you", data={"code": code_at(clock)}).status_code == 400
    clock.move(minutes=14)
    assert is_in(browser)
    clock.move(minutes=2)
    for _ in range(5):
        browser.post("/confirm-it-is-you", data={"code": "000000"})
    town.session.expire_all()
    assert user.status is UserStatus.LOCKED
    assert not is_in(browser)


@pytest.mark.rule("S10")
def test_another_password_and_another_telephone(app: Flask, town: Town, clock: Clock) -> None:
    user = with_telephone(town, "ts1")
    old = recovery_codes(town, user)
    browser, elsewhere = enter(app, town, "ts1", clock), enter(app, town, "ts1", clock)
    short = {"password": "corta", "again": "corta"}
    assert browser.post("/my-account/password", data=short).status_code == 400
    typed = {"password": ANOTHER, "again": ANOTHER}
    assert browser.post("/my-account/password", data=typed).status_code == 303
    assert (is_in(browser), is_in(elsewhere)) == (True, False)

    secret, signed = shown_secret(browser.get("/my-account/second-factor"))
    proof = {"secret": signed, "proof": code_at(clock)}
    assert browser.post("/my-account/second-factor", data=proof).status_code == 400
    forged = {"secret": secret, "proof": code_at(clock, secret)}
    assert browser.post("/my-account/second-factor", data=forged).status_code == 400
    proof["proof"] = code_at(clock, secret)
    codes = shown_codes(browser.post("/my-account/second-factor", data=proof))
    name = user.sign_in_name
    clock.move(seconds=30)
    assert knock(browser, name, ANOTHER, code_at(clock)).status_code == 400
    assert knock(browser, name, ANOTHER, old[0]).status_code == 400
    assert knock(browser, name, PASSWORD, codes[0]).status_code == 400
    assert knock(browser, name, ANOTHER, codes[0]).location == "/"
    assert knock(browser, name, ANOTHER, code_at(clock, secret)).location == "/"


@pytest.mark.rule("S13")
def test_a_role_is_changed_by_a_new_session(client: FlaskClient, town: Town) -> None:
    user = town.users["ts1"]
    grant = propose_role(town.acting("adm1"), user, role=Role.JOB_COACH)
    confirm_role(town.acting("jef1"), grant)
    sign_in(client, town, "ts1")
    page = says(client.get("/my-account"))
    assert "LAB" in page
    assert client.post("/my-account/role", data={"role": "FIS"}).location == "/my-account"
    assert client.post("/my-account/role", data={"role": "LAB"}).location == "/"
    roles = [
        (one.acting_role, one.end_reason)
        for one in town.session.scalars(
            select(SignedIn).where(SignedIn.user_id == user.id).order_by(SignedIn.ended_at)
        )
    ]
    assert sorted(roles, key=str) == sorted(
        [(Role.SOCIAL_WORKER, SessionEnd.ROLE_CHANGED), (Role.JOB_COACH, None)], key=str
    )


@pytest.mark.rule("S13")
def test_an_administrator_ends_the_sessions_of_a_lost_telephone(
    app: Flask, client: FlaskClient, town: Town, clock: Clock
) -> None:
    user = with_telephone(town, "ts1")
    browser = enter(app, town, "ts1", clock)
    path = f"/users/{user.id}/end-sessions"
    sign_in(client, town, "fis1")
    assert client.post(path).status_code == 404
    sign_in(client, town, "adm1")
    assert "última actividad" in says(client.get(f"/users/{user.id}"))
    assert client.post(path).status_code == 303
    assert not is_in(browser)


@pytest.mark.rule("S10", "S8")
def test_a_lost_second_factor_takes_two_people_and_a_new_code(
    client: FlaskClient, town: Town, clock: Clock
) -> None:
    user = with_telephone(town, "ts1")
    old = recovery_codes(town, user)
    sign_in(client, town, "adm1")
    path = f"/users/{user.id}/reset-second-factor"
    assert client.post(path, data={"reason": REASON}).status_code == 303
    town.session.expire_all()
    assert user.factor_secret
    sign_in(client, town, "jef1")
    page = says(client.get("/approvals"))
    approval = page.split("/approvals/")[1].split('"')[0]
    assert client.post(f"/approvals/{approval}/confirm").status_code == 303
    town.session.expire_all()
    assert (user.factor_secret, user.password_hash) == ("", None)
    assert knock(client, user.sign_in_name, PASSWORD, old[0]).status_code == 400

    sign_in(client, town, "adm1")
    assert client.get(f"/users/{user.id}/give-code").status_code == 404
    sign_in(client, town, "jef1")
    assert f"/users/{user.id}/give-code" in says(client.get(f"/users/{user.id}"))
    shown = says(client.post(f"/users/{user.id}/give-code"))
    assert user.sign_in_name in shown
    with_telephone(town, "ts1")
    assert client.get(f"/users/{user.id}/give-code").status_code == 404
