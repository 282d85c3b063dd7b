"""Signing a test's browser in without the password's cost, and comparing what it is told."""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dmi.accounts.sessions import open_session
from dmi.accounts.views.signing import COOKIE
from tests.people import Town


def enter(client: FlaskClient, town: Town, name: str) -> None:
    """Give the browser the session of one user."""
    town.session.info["acting"] = None
    token = open_session(town.session, town.users[name], town.roles[name], town.clock())
    town.session.commit()
    client.set_cookie(COOKIE, token)


def without_token(answer: TestResponse) -> str:
    """Return status and page without what no two forms share: the token and the form's key."""
    page = re.sub(r'name="(csrf_token|once)" value="[^"]*"', "", answer.get_data(as_text=True))
    return f"{answer.status_code} {page}"
