"""Signing in and standing in for the conditions of lower features."""

from contextvars import Context
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dmi.access.guards import GUARDS, Guard
from tests.people import Town


@dataclass
class Browser:
    """A browser without a screen whose every request begins afresh, as on a server."""

    client: FlaskClient

    def get(self, path: str) -> TestResponse:
        """Ask for a page."""
        return Context().run(self.client.get, path)

    def post(self, path: str, typed: dict[str, Any] | None = None) -> TestResponse:
        """Send a form."""
        sent = partial(self.client.post, path, data=typed, content_type="multipart/form-data")
        return Context().run(sent)


def signed_in(client: FlaskClient, town: Town, name: str) -> Browser:
    """Sign in as one of the town's users."""
    town.session.commit()
    browser = Browser(client)
    assert browser.post(f"/demo/{town.users[name].id}").status_code == 303
    return browser


def met(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let conditions that other features answer hold."""
    for name in names:
        monkeypatch.setitem(GUARDS, name, Guard(name, lambda _look: None, of_form=False))
