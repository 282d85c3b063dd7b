"""The gate: three proofs, one answer for every fault, and a count that survives a restart."""

import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select
from werkzeug.test import TestResponse

from dmi.access.models.factors import RecoveryCode, SignInFailure
from dmi.access.models.records import AuditEntry
from dmi.access.models.users import SignedIn
from dmi.access.user_acts import unlock_user
from dmi.accounts import gate
from dmi.app import create_app
from dmi.kernel.refusals import NotKnown, Unmet
from dmi.policy.states import UserStatus
from dmi.settings import Mode, Settings
from dmi.store.database import db
from tests.accounts.gatekeeping import PASSWORD, code_at, knock, recovery_codes, with_telephone
from tests.conftest import Clock, Visitor
from tests.desk.signing import without_token
from tests.pages import says
from tests.people import Town

WRONG = "una laguna azul sin garzas"
REASON = "Llamé a la persona y se identificó."


def fail(client: FlaskClient, name: str, times: int, address: str = "10.0.0.1") -> None:
    """Try a wrong password so many times."""
    for _ in range(times):
        assert knock(client, name, WRONG, "000000", address).status_code == 400


def is_in(answer: TestResponse) -> bool:
    """Tell whether the gate opened."""
    return answer.status_code == 303 and answer.location == "/"


@pytest.mark.rule("S10")
def test_all_three_open_and_no_two_do(client: FlaskClient, town: Town, clock: Clock) -> None:
    name = with_telephone(town, "fis1").sign_in_name
    right = code_at(clock)
    assert not is_in(knock(client, name, PASSWORD, ""))
    assert not is_in(knock(client, name, PASSWORD, "123456"))
    assert not is_in(knock(client, name, WRONG, right))
    assert is_in(knock(client, name, PASSWORD, right))


@pytest.mark.rule("S11", "X20")
def test_a_code_opens_once_and_only_near_its_half_minute(
    client: FlaskClient, town: Town, clock: Clock
) -> None:
    name = with_telephone(town, "fis1").sign_in_name
    assert not is_in(knock(client, name, PASSWORD, code_at(clock, steps=-2)))
    assert not is_in(knock(client, name, PASSWORD, code_at(clock, steps=2)))
    early = code_at(clock, steps=-1)
    assert is_in(knock(client, name, PASSWORD, early))
    assert not is_in(knock(client, name, PASSWORD, early))
    now = code_at(clock)
    assert is_in(knock(client, name, PASSWORD, f"{now[:3]} {now[3:]}"))
    assert not is_in(knock(client, name, PASSWORD, early))
    assert not is_in(knock(client, name, PASSWORD, now))


@pytest.mark.rule("S10")
def test_a_recovery_code_opens_once_and_is_kept_as_a_hash(
    client: FlaskClient, town: Town, clock: Clock
) -> None:
    user = with_telephone(town, "fis1")
    codes = recovery_codes(town, user)
    other = recovery_codes(town, with_telephone(town, "fis2"))
    assert len(set(codes)) == 10
    assert not is_in(knock(client, user.sign_in_name, PASSWORD, other[0]))
    assert is_in(knock(client, user.sign_in_name, PASSWORD, codes[0].lower().replace("-", " ")))
    assert not is_in(knock(client, user.sign_in_name, PASSWORD, codes[0]))
    kept = list(town.session.scalars(select(RecoveryCode.code_hash)))
    assert not set(kept) & {code.replace("-", "") for code in codes}


@pytest.mark.rule("S12", "X19")
def test_every_fault_has_one_answer_one_cost_and_the_same_statements(
    client: FlaskClient, town: Town, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = with_telephone(town, "fis1").sign_in_name
    held = with_telephone(town, "ts1").sign_in_name
    fail(client, held, 5, "10.0.0.2")
    proposed = town.users["ts2"]
    proposed.status = UserStatus.DEACTIVATED
    town.session.commit()
    hashed: list[str] = []
    real = gate.check_password_hash

    def counting(kept: str, password: str) -> bool:
        hashed.append(password)
        return real(kept, password)

    monkeypatch.setattr(gate, "check_password_hash", counting)
    answers, statements = [], []
    cases = (
        ("uno.de.fuera", WRONG, "000000"),
        (name, WRONG, "000000"),
        (name, PASSWORD, "000000"),
        (proposed.sign_in_name, PASSWORD, "000000"),
        (held, PASSWORD, code_at(clock)),
    )
    for number, (who, password, code) in enumerate(cases):
        made: list[str] = []

        def note(_c: Any, _u: Any, statement: str, *_rest: Any, made: list[str] = made) -> None:
            made.append(re.sub(r"\s+", " ", statement)[:60])

        event.listen(db.engine, "before_cursor_execute", note)
        answer = knock(client, who, password, code, f"10.0.1.{number}")
        event.remove(db.engine, "before_cursor_execute", note)
        answers.append(without_token(answer).replace(who, "NAME").replace(code, "CODE"))
        statements.append(made)
    assert len(hashed) == len(cases)
    assert set(answers) == {answers[0]}
    assert answers[0].startswith("400")
    assert PASSWORD not in answers[0]
    assert statements[0] == statements[1] == statements[3]


@pytest.mark.rule("S11", "X20")
def test_the_sixth_try_waits_whatever_it_proves(
    client: FlaskClient, town: Town, clock: Clock, settings: Settings
) -> None:
    name = with_telephone(town, "fis1").sign_in_name
    other = with_telephone(town, "fis2").sign_in_name
    fail(client, name, 5)
    assert not is_in(knock(client, name, PASSWORD, code_at(clock), "10.0.0.9"))
    assert is_in(knock(client, other, PASSWORD, code_at(clock), "10.0.0.1"))

    again = create_app(settings, clock)
    again.test_client_class = Visitor
    again.config["WTF_CSRF_ENABLED"] = False
    assert not is_in(knock(again.test_client(), name, PASSWORD, code_at(clock), "10.0.0.9"))

    clock.move(minutes=15, seconds=1)
    assert is_in(knock(client, name, PASSWORD, code_at(clock), "10.0.0.9"))
    fail(client, name, 4)
    assert is_in(knock(client, name, PASSWORD, code_at(clock, steps=1)))


@pytest.mark.rule("S11")
def test_an_address_that_tries_many_names_waits(
    client: FlaskClient, town: Town, clock: Clock
) -> None:
    name = with_telephone(town, "fis1").sign_in_name
    for number in range(10):
        fail(client, f"nadie{number}", 1)
    assert not is_in(knock(client, name, PASSWORD, code_at(clock), "10.0.0.1"))
    assert is_in(knock(client, name, PASSWORD, code_at(clock), "10.0.0.2"))
    clock.move(minutes=5, seconds=1)
    assert is_in(knock(client, name, PASSWORD, code_at(clock), "10.0.0.1"))


@pytest.mark.rule("S11", "X20")
def test_ten_in_a_day_lock_until_a_second_person_frees(
    client: FlaskClient, town: Town, clock: Clock
) -> None:
    user = with_telephone(town, "adm1")
    name = user.sign_in_name
    assert is_in(knock(client, name, PASSWORD, code_at(clock)))
    held = client.get_cookie("dmi_session")
    fail(client, name, 5)
    assert not is_in(knock(client, name, PASSWORD, code_at(clock, steps=1)))
    clock.move(minutes=16)
    assert user.status is UserStatus.ACTIVE
    fail(client, name, 5)
    town.session.expire_all()
    assert user.status is UserStatus.LOCKED
    assert held is not None
    client.set_cookie("dmi_session", held.value)
    assert client.get("/users").status_code == 303
    clock.move(days=2)
    assert not is_in(knock(client, name, PASSWORD, code_at(clock)))

    with pytest.raises(Unmet, match="confirmer_not_self"):
        unlock_user(town.acting("adm1"), user, reason=REASON)
    with pytest.raises(NotKnown):
        unlock_user(town.acting("fis1"), user, reason=REASON)
    unlock_user(town.acting("jef1"), user, reason=REASON)
    town.session.commit()
    assert is_in(knock(client, name, PASSWORD, code_at(clock)))
    assert town.session.scalars(select(SignInFailure)).all() == []


def test_a_refused_try_leaves_one_line_without_the_name(
    client: FlaskClient, town: Town, clock: Clock
) -> None:
    fail(client, "alguien.inventado", 1)
    lines = town.session.scalars(
        select(AuditEntry).where(AuditEntry.event == "accounts.session.refused")
    ).all()
    assert [line.details["kind"] for line in lines] == ["PASSWORD"]
    assert "alguien" not in str([line.details for line in lines])
    (kept,) = town.session.scalars(select(SignInFailure))
    assert "10.0.0.1" not in f"{kept.address_hash} {kept.account_index}"


@pytest.mark.rule("C64")
def test_the_gate_says_what_the_law_says(client: FlaskClient, town: Town) -> None:
    client.set_cookie("dmi_language", "es")
    assert "Ley 21.459" in says(client.get("/sign-in?password="))
    client.set_cookie("dmi_language", "en")
    assert "Law 21.459" in says(client.get("/sign-in?password="))


@pytest.mark.rule("C64")
@pytest.mark.parametrize(("name", "minutes"), [("fis1", 15), ("pol1", 15), ("ts1", 30)])
def test_a_session_sleeps_by_role_and_ends_after_twelve_hours(
    client: FlaskClient, town: Town, clock: Clock, name: str, minutes: int
) -> None:
    user = with_telephone(town, name)
    assert is_in(knock(client, user.sign_in_name, PASSWORD, code_at(clock)))
    clock.move(minutes=minutes)
    assert client.get("/my-log").status_code == 200
    clock.move(minutes=minutes, seconds=1)
    assert client.get("/my-log").status_code == 303

    assert is_in(knock(client, user.sign_in_name, PASSWORD, code_at(clock)))
    for _ in range(12 * 60 // 10):
        clock.move(minutes=10)
        assert client.get("/my-log").status_code == 200
    clock.move(minutes=10)
    assert client.get("/my-log").status_code == 303


@pytest.mark.rule("X17")
def test_outside_the_demo_the_cookie_belongs_to_this_host_over_tls(
    settings: Settings, town: Town, clock: Clock, app: Flask
) -> None:
    user = with_telephone(town, "fis1")
    app.extensions["dmi_settings"] = _production(settings)
    app.config["WTF_CSRF_ENABLED"] = False
    answer = knock(app.test_client(), user.sign_in_name, PASSWORD, code_at(clock))
    (cookie,) = [one for one in answer.headers.getlist("Set-Cookie") if "dmi_session" in one]
    for part in ("__Host-dmi_session=", "; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"):
        assert part in cookie, part
    assert "Domain" not in cookie
    kept = town.session.scalars(select(SignedIn)).one()
    token = cookie.split("=", 1)[1].split(";")[0]
    assert token not in kept.token_hash


@pytest.mark.rule("S10")
def test_outside_the_demo_nobody_comes_in_without_a_second_factor(
    settings: Settings, town: Town, clock: Clock, app: Flask, client: FlaskClient
) -> None:
    user = with_telephone(town, "fis1", secret="")
    assert is_in(knock(client, user.sign_in_name, PASSWORD, ""))
    app.extensions["dmi_settings"] = _production(settings)
    assert not is_in(knock(client, user.sign_in_name, PASSWORD, ""))
    assert client.post(f"/demo/{user.id}").status_code == 404


def _production(settings: Settings) -> Settings:
    return replace(settings, mode=Mode.PRODUCTION)
