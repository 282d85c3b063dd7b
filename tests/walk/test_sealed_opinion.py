"""One opinion given, the other not: nobody but who gave it can tell, on no page and no paper."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import make_url
from sqlalchemy.orm import Session

from dmi.access import sight
from dmi.app import create_app
from dmi.store.database import db
from dmi.store.keys import opened
from tests.conftest import Built, Clock, Visitor, copied
from tests.people import town_of
from tests.sparing import spared
from tests.walk.conftest import Carried
from tests.walk.crawl import crawl
from tests.walk.hands import ClientHands
from tests.walk.thread import Thread

pytestmark = [pytest.mark.no_cover, pytest.mark.one_database]
FORGET = re.compile(r'name="(csrf_token|once)" value="[^"]*"|before=[0-9]+')
"""Tokens, and the number of a line of the log: lines of other places lie between them too."""

OWN = "/my-account"  # sessions and secrets, new each time
GIVERS = ("pol2", "fis1")


def on(app: Flask, clock: Clock) -> Thread:
    """Return hands on an application's database."""
    app.test_client_class = Visitor
    app.config["WTF_CSRF_ENABLED"] = False
    session: Session = db.session()
    session.info[sight.ACTING] = None
    town = town_of(session, clock)
    return Thread(town, clock, ClientHands(app.test_client(), town), app)


@pytest.fixture(scope="module")
def reviewed(
    server: str, founded: Built, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Carried]:
    """Carry one person to an open review in which nobody has given an opinion."""
    folder: Path = tmp_path_factory.mktemp("reviewed")
    clock = Clock()
    with copied(server, founded, folder) as settings:
        app = spared(create_app(settings, clock))
        with app.app_context(), opened(app.extensions["dmi_vault"]):
            thread = on(app, clock)
            thread.place()
            thread.authorise()
            thread.buy(1)
            thread.buy(2)
            thread.person()
            thread.certify()
            thread.open_review()
            db.session.remove()
            db.engine.dispose()
        where = make_url(settings.database_url).database or ""
        yield Carried(database=where, folder=folder, at=clock.at, ids=thread.ids)


def told(
    server: str, reviewed: Carried, folder: Path, giver: str, *, gives: bool
) -> dict[str, str]:
    """Return all that every other user can open, with or without the giver's opinion."""
    clock = Clock()
    found: dict[str, str] = {}
    folder.mkdir()
    with copied(server, reviewed, folder) as settings:
        app = spared(create_app(settings, clock))
        with app.app_context(), opened(app.extensions["dmi_vault"]):
            thread = reviewed.goes_on(on(app, clock))
            form = f"/reviews/{thread.ids['review']}/give-opinion"
            hands = thread.hands
            assert isinstance(hands, ClientHands)
            if gives:
                thread.opine(giver)
            else:
                clock.move(minutes=1)
                hands.sign_in(giver)
                hands.client.get(form)
            clock.at = reviewed.at + timedelta(hours=1)
            review, person = form.rsplit("/", 1)[0], f"/pathways/{thread.ids['person']}"
            for user, role in thread.town.roles.items():
                if user in {giver, "sys1"} or role == "SYS":
                    continue
                for one in crawl(hands, user, set(), review, form, person, "/log", "/approvals"):
                    if one.path.startswith(OWN):
                        continue
                    text = one.page or str(one.answer.data[:0])
                    found[f"{user} {one.path}"] = f"{one.answer.status} {FORGET.sub('', text)}"
            db.session.remove()
            db.engine.dispose()
    return found


@pytest.mark.parametrize("giver", GIVERS)
def test_a_sealed_opinion_changes_nothing_for_anybody_else(
    server: str, reviewed: Carried, tmp_path: Path, giver: str
) -> None:
    before = told(server, reviewed, tmp_path / "without", giver, gives=False)
    after = told(server, reviewed, tmp_path / "with", giver, gives=True)
    assert len(before) > 150
    assert any(path.endswith("/log") for path in before)
    differing = sorted(
        path for path in before.keys() | after if before.get(path) != after.get(path)
    )
    assert differing == []
