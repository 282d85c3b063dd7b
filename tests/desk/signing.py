"""Signing a test's browser in without the password's cost."""

from flask.testing import FlaskClient

from dmi.accounts.sessions import open_session
from dmi.accounts.views.signing import COOKIE
from tests.people import Town


def enter(client: FlaskClient, town: Town, name: str) -> None:
    """Give the browser the session of one user."""
    town.session.info["acting"] = None
    token = open_session(town.session, town.users[name], town.roles[name], town.clock())
    town.session.commit()
    client.set_cookie(COOKIE, token)
