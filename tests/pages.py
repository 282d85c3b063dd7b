"""What page tests share: signing in as somebody of the town, and what a page says."""

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.people import Town


def sign_in(client: FlaskClient, town: Town, name: str) -> None:
    """Sign in as one user by the demo's one click."""
    town.session.commit()
    client.delete_cookie("dmi_session")
    answer = client.post(f"/demo/{town.users[name].id}")
    assert answer.status_code == 303, answer.status_code


def says(answer: TestResponse) -> str:
    """Return the page in one line."""
    return " ".join(answer.get_data(as_text=True).split())
