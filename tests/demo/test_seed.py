"""The demo is written once and stays."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from dmi.access.models.users import User
from dmi.accounts.sessions import check
from dmi.demo.seed import seed
from dmi.demo.staff import PASSWORD, STAFF
from dmi.policy.roles import Role
from dmi.store.database import db
from dmi.store.keys import opened
from tests.conftest import Clock


@pytest.fixture
def seeded(app: Flask, clock: Clock) -> Flask:
    """Seed the demo on the clock's Monday."""
    seed(app)
    return app


def test_every_role_has_somebody() -> None:
    assert {member.role for member in STAFF} == set(Role)
    twice = [Role.PROSECUTOR, Role.POLICE_ANALYST, Role.SOCIAL_WORKER, Role.PROGRAMME_MANAGER]
    for role in twice:
        assert len([member for member in STAFF if member.role is role]) > 1


def test_a_later_day_keeps_what_stands_and_says_so(
    seeded: Flask, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    clock.move(days=40)
    seed(seeded)
    assert "is kept as it stands" in capsys.readouterr().out
    with seeded.app_context(), opened(seeded.extensions["dmi_vault"]):
        session = db.session()
        session.info["acting"] = None
        assert session.scalar(select(func.count()).select_from(User)) == len(STAFF)
        assert check(session, "fis1", PASSWORD) is not None
        assert check(session, "sys1", PASSWORD) is None
