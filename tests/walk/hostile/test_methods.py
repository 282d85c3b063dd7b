"""Tokens, methods, sizes and fields that no form has, over the whole URL map."""

from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.access.models.records import AuditEntry
from dmi.app import LARGEST_REQUEST
from dmi.web.guard import OPEN_ENDPOINTS
from tests.desk.signing import enter
from tests.people import Town
from tests.walk.hostile.asking import counted, doors
from tests.walk.hostile.rehearsal import rehearsed
from tests.walk.hostile.values import URLENCODED
from tests.walk.matrix.world import World

pytestmark = [pytest.mark.no_cover, pytest.mark.one_database]

NOBODYS = uuid4()
SMUGGLED = {
    "status": "ACTIVE",
    "stage": "GRADUATED",
    "decided_by": "x",
    "decided_by_id": "x",
    "agency_id": "x",
    "jurisdiction_id": "x",
    "created_by": "x",
    "id": "x",
    "secret <b>": "x",
}


def addresses(app: Flask) -> list[tuple[str, frozenset[str]]]:
    """Return an address with unknown ids and the declared methods, for every path."""
    urls = app.url_map.bind("localhost")
    found: dict[str, frozenset[str]] = {}
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in OPEN_ENDPOINTS:
            url = urls.build(rule.endpoint, dict.fromkeys(rule.arguments, NOBODYS))
            found[url] = found.get(url, frozenset()) | frozenset(rule.methods or ())
    return list(found.items())


@pytest.mark.rule("X18")
def test_no_unsafe_request_passes_without_its_token_or_from_elsewhere(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    before = counted(town.session)
    enter(client, town, "fis1")
    posts = [url for url, methods in addresses(app) if "POST" in methods]
    assert len(posts) > 150
    for url in posts:
        bare = client.post(url, data={"reason": "x"})
        assert bare.status_code == 400, url
        assert "ya no es válido" in bare.text or "no longer valid" in bare.text, url
        for site in ("cross-site", "same-site"):
            assert client.post(url, headers={"Sec-Fetch-Site": site}).status_code == 400, url
    assert counted(town.session) == before


@pytest.mark.rule("X18")
def test_another_method_is_refused_and_looking_changes_nothing(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    before = counted(town.session)
    for url, methods in addresses(app):
        enter(client, town, "fis1")  # some pages of the gate end the session
        assert not methods & {"PUT", "PATCH", "DELETE", "TRACE"}, url
        for method in ("PUT", "PATCH", "DELETE", *({"GET", "POST"} - methods)):
            assert client.open(url, method=method).status_code == 405, (method, url)
        for method in ("HEAD", "OPTIONS") if "GET" in methods else ("OPTIONS",):
            assert client.open(url, method=method).status_code < 500, (method, url)
    assert counted(town.session) == before


@pytest.mark.rule("X18")
def test_no_page_changes_anything_when_it_is_looked_at(world: World) -> None:
    before = counted(world.town.session)
    clients = {
        role: world.enter(world.readers[role, "own", "given"])
        for role in ("JEF", "FIS", "POL", "TS", "SEC", "DEF", "ADM", "AUD")
    }
    opened = 0
    for client in clients.values():
        for rule in world.app.url_map.iter_rules():
            if rule.endpoint in OPEN_ENDPOINTS or "GET" not in (rule.methods or ()):
                continue
            slug = rule.rule.split("/")[1]
            row = next(iter(world.rows.get(slug, {})), uuid4())
            url = world.app.url_map.bind("localhost").build(
                rule.endpoint, dict.fromkeys(rule.arguments, row)
            )
            opened += client.get(url).status_code == 200
    assert opened > 300
    assert counted(world.town.session) == before


def test_what_is_too_large_is_refused_before_anything_reads_it(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    before = counted(town.session)
    enter(client, town, "fis1")
    body = b"x" * (LARGEST_REQUEST + 2_000_000)
    for url, methods in addresses(app):
        if "POST" in methods:
            answer = client.post(url, data=body, content_type=URLENCODED)
            assert answer.status_code == 413, url
    assert counted(town.session) == before


@pytest.mark.rule("X23")
def test_fields_that_no_form_has_are_ignored_and_their_names_written_down(world: World) -> None:
    session, wrong = world.town.session, []
    before = counted(session)
    opened = list(doors(world))
    latest = session.scalar(select(AuditEntry.seq).order_by(AuditEntry.seq.desc()).limit(1)) or 0
    session.rollback()
    with rehearsed():
        for door in opened:
            plain = door.client.post(door.path, data={})
            laden = door.client.post(door.path, data=SMUGGLED)
            if plain.status_code != laden.status_code:
                wrong.append(f"{door.path}: {plain.status_code} {laden.status_code}")
    noted = session.scalars(
        select(AuditEntry).where(
            AuditEntry.seq > latest, AuditEntry.event == "web.form.extra_fields"
        )
    ).all()
    assert not wrong, "\n".join(wrong)
    assert len(noted) == len(opened)
    for entry in noted:
        names = set(entry.details["fields"])
        assert {"decided_by", "agency_id", "jurisdiction_id", "created_by", "id"} <= names
        assert "secret <b>" not in names
        assert entry.details["count"] >= len(names) + 1
    assert counted(session) == before


@pytest.mark.rule("X18")
def test_asking_for_the_head_of_a_page_takes_no_step(world: World) -> None:
    before = counted(world.town.session)
    for door in doors(world):
        if "GET" in door.route.methods.split(","):
            looked = door.client.get(door.path).status_code
            assert door.client.head(door.path).status_code == looked, door.path
    assert counted(world.town.session) == before
