"""The front door: nothing undeclared opens, every answer is protected, refusals tell nothing."""

from uuid import uuid4

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from dmi.app import create_app
from dmi.settings import Settings
from dmi.web.assets import A_YEAR
from dmi.web.guard import OPEN_ENDPOINTS, check_declared
from dmi.web.headers import CSP, HEADERS
from tests.desk.signing import without_token
from tests.people import Town

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


def enter(client: FlaskClient, town: Town, user: str) -> None:
    """Sign in by the demo's one click."""
    assert client.post(f"/demo/{town.users[user].id}").status_code == 303


@pytest.mark.rule("S1")
def test_a_route_that_declares_nothing_fails_the_start(settings: Settings) -> None:
    made = create_app(settings)
    check_declared(made)
    made.view_functions["silent"] = lambda: "open"
    made.url_map.add(made.url_rule_class("/silent", endpoint="silent"))
    with pytest.raises(RuntimeError, match="silent"):
        check_declared(made)


@pytest.mark.rule("S16")
@pytest.mark.parametrize("path", ["/sign-in", "/nothing-here", "/health", "/static/dmi.js", "/"])
def test_every_answer_carries_the_headers(client: FlaskClient, town: Town, path: str) -> None:
    with client.get(path) as answer:
        answer.get_data()
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert "'unsafe-inline'" not in CSP
    if not path.startswith("/static/"):
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_static_file_is_kept_until_it_changes(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        address = url_for("static", filename="dmi.js")
    assert "?v=" in address
    with client.get(address) as answer:
        assert answer.cache_control.max_age == A_YEAR
        assert not answer.cache_control.no_store


@pytest.mark.rule("S15")
def test_no_unsafe_request_passes_without_its_token(app: Flask, town: Town) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        if rule.endpoint in OPEN_ENDPOINTS or not UNSAFE & set(rule.methods or ()):
            continue
        values = {name: uuid4() for name in rule.arguments}
        with app.test_request_context():
            url = app.url_map.bind("localhost").build(rule.endpoint, values)
        answer = client.post(url)
        assert answer.status_code in {400, 303}, url
        if answer.status_code == 303:
            assert answer.headers["Location"] == "/sign-in"


@pytest.mark.rule("S15")
def test_another_sites_request_is_refused_whatever_it_carries(
    client: FlaskClient, town: Town
) -> None:
    user = town.users["fis1"].id
    foreign = client.post(f"/demo/{user}", headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 400
    own = client.post(f"/demo/{user}", headers={"Sec-Fetch-Site": "same-origin"})
    assert own.status_code == 303


@pytest.mark.rule("S15")
def test_no_page_changes_anything_when_it_is_only_looked_at(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        assert "TRACE" not in (rule.methods or ())


def test_ten_megabytes_are_refused_and_nothing_breaks(client: FlaskClient, town: Town) -> None:
    enter(client, town, "fis1")
    answer = client.post("/language", data={"next": "x" * 10_000_000})
    assert answer.status_code == 413
    assert "<main" in answer.get_data(as_text=True)


def test_unknown_addresses_say_nothing(client: FlaskClient, town: Town) -> None:
    enter(client, town, "fis1")
    first = client.get("/nothing-here")
    second = client.get(f"/pathways/{uuid4()}/nothing")
    assert first.status_code == second.status_code == 404
    assert without_token(first) == without_token(second)
