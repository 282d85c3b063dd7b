"""An administrator keeps accounts and sees nobody's case."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dmi.access.user_acts import confirm_role, propose_role
from dmi.accounts.sessions import roles_of
from dmi.kernel.refusals import NotKnown, Unmet
from dmi.policy.classes import DataClass
from dmi.policy.matrix import right
from dmi.policy.roles import Role
from dmi.web.guard import OPEN_ENDPOINTS, Declared
from tests.conftest import Clock
from tests.pages import sign_in
from tests.people import Town

KEPT = {
    DataClass.USERS,
    DataClass.SETTINGS,
    DataClass.OPERATIONS,
    DataClass.AUDIT,
    DataClass.TASKS,
    DataClass.APPROVALS,
    DataClass.OWN_WORK,
    DataClass.INCIDENTS,
    DataClass.IMPORTS,
    DataClass.RETENTION,
    DataClass.RIGHTS,
}


@pytest.mark.rule("X22")
def test_an_administrator_reaches_no_page_of_a_case(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    held = {kind for kind in DataClass if right(Role.SYSTEM_ADMIN, kind).access}
    assert held <= KEPT
    sign_in(client, town, "adm1")
    asked = 0
    for rule in app.url_map.iter_rules():
        if rule.endpoint in OPEN_ENDPOINTS or "GET" not in (rule.methods or ()) or rule.arguments:
            continue
        says: Declared = getattr(app.view_functions[rule.endpoint], "declared")  # noqa: B009
        if says.data_class is not None and says.data_class not in KEPT:
            assert client.get(rule.rule).status_code == 404, rule.rule
            asked += 1
    assert asked > 15


@pytest.mark.rule("X22")
def test_a_role_is_nothing_until_the_manager_confirms_it(town: Town, clock: Clock) -> None:
    admin, user = town.acting("adm1"), town.users["ts1"]
    with pytest.raises(Unmet, match="grantee_not_proposer"):
        propose_role(admin, town.users["adm1"], role=Role.SYSTEM_ADMIN)
    grant = propose_role(admin, user, role=Role.JOB_COACH)
    assert roles_of(town.session, user, clock()) == [Role.SOCIAL_WORKER]
    with pytest.raises(NotKnown):
        confirm_role(admin, grant)
    confirm_role(town.acting("jef1"), grant)
    assert roles_of(town.session, user, clock()) == [Role.SOCIAL_WORKER, Role.JOB_COACH]
