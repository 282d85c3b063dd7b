"""A whole life walked once on a database of its own: under a mode of detail, or elsewhere."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy.orm import Session

from dmi.access import sight
from dmi.app import create_app
from dmi.profiles.models import Setting
from dmi.store.database import db
from dmi.store.keys import opened
from dmi.store.migrate import upgrade
from tests.conftest import MONDAY, Clock, Visitor, built, copied
from tests.people import found_town, town_of
from tests.sparing import spared
from tests.walk.crawl import Opened
from tests.walk.hands import ClientHands
from tests.walk.places import CL, Ways
from tests.walk.thread import Thread


@dataclass(frozen=True)
class Life:
    """Where somebody lives, in which mode, and what is sent although nobody asked for it."""

    ways: Ways = CL
    chosen: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Lived:
    """The thread at its end, and the browser that walked it."""

    thread: Thread
    client: FlaskClient
    database: Path


def words_of(opened: Opened) -> str:
    """Return what a page or a paper says."""
    if opened.answer.mimetype != "application/pdf":
        return opened.answer.get_data(as_text=True)
    pages = PdfReader(io.BytesIO(opened.answer.data)).pages
    return "\n".join(page.extract_text() for page in pages)


@contextmanager
def lived(life: Life, folder: Path) -> Iterator[Lived]:
    """Walk one person from the sector to the filed case, on SQLite."""

    def found(_app: Flask) -> None:
        upgrade(db.engine)
        session: Session = db.session()
        session.info[sight.ACTING] = None
        town = found_town(session, lambda: MONDAY, life.ways.code, life.ways.profile)
        for name, value in life.chosen.items():
            _choose(session, life.ways.profile, name, value)
        session.commit()
        assert town.place.profile == life.ways.profile

    base = built("", folder / "base", found, profile=life.ways.profile)
    clock = Clock()
    with copied("", base, folder) as settings:
        app = spared(create_app(settings, clock))
        app.test_client_class = Visitor
        app.config["WTF_CSRF_ENABLED"] = False
        with app.app_context(), opened(app.extensions["dmi_vault"]):
            session: Session = db.session()
            session.info[sight.ACTING] = None
            town = town_of(session, clock, life.ways.code)
            client = app.test_client()
            thread = Thread(
                town, clock, ClientHands(client, town), app, ways=life.ways, also=life.also
            )
            thread.until_supported()
            thread.violate()
            thread.activate()
            yield Lived(thread, client, folder / "dmi.sqlite3")
            db.session.remove()
            db.engine.dispose()


def _choose(session: Session, profile: str, name: str, value: str) -> None:
    day = MONDAY.date()
    session.add(
        Setting(
            name=name,
            profile=profile,
            value=value,
            in_force_from=day,
            set_by_ref="test",
            approved_on=day,
            created_at=MONDAY,
        )
    )
