"""Users and roles: proposed by one, confirmed by another, ended at once."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.access.models.places import Agency
from dmi.access.models.users import RoleGrant, SignedIn, User
from dmi.access.user_acts import (
    confirm_role,
    confirm_user,
    give_code,
    propose_role,
    propose_user,
)
from dmi.kernel.refusals import NotKnown, Unmet
from dmi.policy.roles import AgencyType, Role
from dmi.policy.states import RoleGrantStatus, UserStatus
from tests.accounts.gatekeeping import code_at, knock, shown_codes, shown_secret
from tests.builders import a_cohort, assign
from tests.conftest import Clock
from tests.pages import says, sign_in
from tests.people import Town

REASON = "Dejo la institucion el viernes pasado."
LONG = "una laguna verde con garzas"


def agency(town: Town, kind: AgencyType = AgencyType.MUNICIPALITY) -> Agency:
    return town.session.scalars(select(Agency).where(Agency.agency_type == kind)).one()


def a_user(town: Town, name: str = "nueva1") -> User:
    return propose_user(
        town.acting("adm1"), agency(town), sign_in_name=name, display_name="Nueva Persona"
    )


def test_a_user_is_proposed_confirmed_and_chooses_a_password(
    client: FlaskClient, town: Town, clock: Clock
) -> None:
    sign_in(client, town, "adm1")
    path = f"/agencies/{agency(town).id}/propose-user"
    typed = {"sign_in_name": "nueva1", "display_name": "Nueva Persona"}
    assert client.post(path, data=typed).status_code == 303
    assert client.post(path, data=typed).status_code == 400
    user = town.session.scalars(select(User).where(User.sign_in_name == "nueva1")).one()
    assert client.post(f"/users/{user.id}/confirm-user").status_code == 404
    client.post(f"/users/{user.id}/propose-role", data={"role": "TS"})
    grant = town.session.scalars(select(RoleGrant).where(RoleGrant.user_id == user.id)).one()

    sign_in(client, town, "jef1")
    assert f"/users/{user.id}" in says(client.get("/users"))
    shown = says(client.post(f"/users/{user.id}/confirm-user"))
    code = re.findall(r"<code>([^<]+)</code>", shown)[0]
    assert client.post(f"/role-grants/{grant.id}/confirm-role").status_code == 303
    assert (user.status, grant.status) == (UserStatus.ACTIVE, RoleGrantStatus.GRANTED)
    assert code not in says(client.get(f"/users/{user.id}"))

    client.delete_cookie("dmi_session")
    secret, signed = shown_secret(client.get("/first-sign-in"))
    first = {"sign_in_name": "nueva1", "code": code, "password": LONG, "again": LONG}
    first |= {"secret": signed, "proof": "000000"}
    wrong = client.post("/first-sign-in", data=first)
    assert wrong.status_code == 400
    assert (user.password_hash, shown_secret(wrong)) == (None, (secret, signed))
    first["proof"] = code_at(clock, secret)
    codes = shown_codes(client.post("/first-sign-in", data=first))
    assert len(codes) == 10
    assert client.post("/first-sign-in", data=first).status_code == 400
    assert knock(client, "nueva1", LONG, code_at(clock, secret)).status_code == 400
    assert knock(client, "nueva1", LONG, code_at(clock, secret, 1)).location == "/"
    assert knock(client, "nueva1", LONG, codes[0]).location == "/"


@pytest.mark.parametrize(
    ("password", "again"),
    [
        ("corta", "corta"),
        ("una laguna verde " * 8, "una laguna verde " * 8),
        (LONG, LONG + "x"),
        ("aaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaa"),
        ("segundaoportunidad1", "segundaoportunidad1"),
        ("nueva1nueva1nueva1", "nueva1nueva1nueva1"),
    ],
)
def test_a_weak_password_keeps_the_code(
    client: FlaskClient, town: Town, clock: Clock, password: str, again: str
) -> None:
    user = a_user(town)
    confirm_user(town.acting("jef1"), user)
    code = give_code(town.acting("jef1"), user)
    town.session.commit()
    secret, signed = shown_secret(client.get("/first-sign-in"))
    typed = {"sign_in_name": "nueva1", "code": code, "password": password, "again": again}
    typed |= {"secret": signed, "proof": code_at(clock, secret)}
    assert client.post("/first-sign-in", data=typed).status_code == 400
    assert user.password_hash is None
    assert user.one_time_code_hash is not None


@pytest.mark.rule("S7")
def test_nobody_confirms_what_they_proposed_or_their_own_role(town: Town) -> None:
    user = a_user(town)
    user.proposed_by = town.users["jef1"].id
    with pytest.raises(Unmet, match="confirmer_not_proposer"):
        confirm_user(town.acting("jef1"), user)
    with pytest.raises(NotKnown):
        confirm_user(town.acting("adm1"), user)
    grant = propose_role(town.acting("adm1"), town.users["jef2"], role=Role.PROGRAMME_MANAGER)
    with pytest.raises(Unmet, match="grantee_not_confirmer"):
        confirm_role(town.acting("jef2"), grant)


def test_roles_that_do_not_fit_are_refused(town: Town) -> None:
    admin = town.acting("adm1")
    with pytest.raises(Unmet, match="role_fits_agency"):
        propose_role(admin, town.users["ts1"], role=Role.PROSECUTOR)
    with pytest.raises(Unmet, match="role_fits_others"):
        propose_role(admin, town.users["ts1"], role=Role.CLERK)
    with pytest.raises(Unmet, match="grantee_not_proposer"):
        propose_role(admin, town.users["adm1"], role=Role.SYSTEM_ADMIN)


def test_a_revoked_role_ends_its_sessions_at_once(client: FlaskClient, town: Town) -> None:
    user = town.users["ts2"]
    grant = town.session.scalars(select(RoleGrant).where(RoleGrant.user_id == user.id)).one()
    sign_in(client, town, "ts2")
    assert client.get("/my-log").status_code == 200
    cookie = client.get_cookie("dmi_session")
    assert cookie is not None
    sign_in(client, town, "jef1")
    answer = client.post(f"/role-grants/{grant.id}/revoke-role", data={"reason": REASON})
    assert answer.status_code == 303
    assert grant.status is RoleGrantStatus.REVOKED
    kept = town.session.scalars(select(SignedIn).where(SignedIn.user_id == user.id)).one()
    assert kept.ended_at is not None
    client.set_cookie("dmi_session", cookie.value)
    assert client.get("/my-log").status_code == 303


def test_nobody_leaves_while_people_wait_for_them(client: FlaskClient, town: Town) -> None:
    cohort = a_cohort(town)
    assign(town, "ts2", cohort)
    sign_in(client, town, "jef1")
    path = f"/users/{town.users['ts2'].id}/deactivate-user"
    assert client.post(path, data={"reason": REASON}).status_code == 409
    assert town.users["ts2"].status is UserStatus.ACTIVE


def test_refusing_a_user_and_a_role_takes_a_reason(client: FlaskClient, town: Town) -> None:
    user = a_user(town)
    grant = propose_role(town.acting("adm1"), user, role=Role.SOCIAL_WORKER)
    sign_in(client, town, "jef1")
    assert client.post(f"/users/{user.id}/refuse-user", data={"reason": "no"}).status_code == 400
    path = f"/role-grants/{grant.id}/refuse-role"
    assert client.post(path, data={"reason": REASON}).status_code == 303
    path = f"/users/{user.id}/refuse-user"
    assert client.post(path, data={"reason": REASON}).status_code == 303
    assert (user.status, grant.status) == (UserStatus.REFUSED, RoleGrantStatus.REFUSED)


def test_users_are_for_those_who_keep_them(client: FlaskClient, town: Town) -> None:
    user = a_user(town)
    for name in ("fis1", "ts1", "sec1", "def1", "hnd1"):
        sign_in(client, town, name)
        for path in ("/users", f"/users/{user.id}", f"/users/{user.id}/confirm-user"):
            assert client.get(path).status_code == 404, (name, path)
