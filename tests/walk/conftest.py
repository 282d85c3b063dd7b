"""One person carried to running support; tests go on from a copy of that day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import make_url
from sqlalchemy.orm import Session

from dmi.access import sight
from dmi.app import create_app
from dmi.store.database import db
from dmi.store.keys import opened
from tests.conftest import Built, Clock, Visitor, copied
from tests.people import town_of
from tests.sparing import spared
from tests.walk.hands import ClientHands
from tests.walk.thread import Thread


@dataclass(frozen=True, kw_only=True)
class Carried(Built):
    """The database and the folder after the walk, when it ended and what it met."""

    at: datetime
    ids: dict[str, str]

    def goes_on(self, thread: Thread) -> Thread:
        """Put a thread on a copy of this database where the walk ended."""
        thread.clock.at = self.at
        thread.ids = dict(self.ids)
        return thread


@pytest.fixture(scope="session")
def carried(
    server: str, founded: Built, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Carried]:
    """Carry one person to running support, every step through its page."""
    folder: Path = tmp_path_factory.mktemp("carried")
    clock = Clock()
    with copied(server, founded, folder) as settings:
        app = spared(create_app(settings, clock))
        app.test_client_class = Visitor
        app.config["WTF_CSRF_ENABLED"] = False
        with app.app_context(), opened(app.extensions["dmi_vault"]):
            session: Session = db.session()
            session.info[sight.ACTING] = None
            town = town_of(session, clock)
            thread = Thread(town, clock, ClientHands(app.test_client(), town), app)
            thread.until_supported()
            db.session.remove()
            db.engine.dispose()
        where = make_url(settings.database_url).database or ""
        yield Carried(database=where, folder=folder, at=clock.at, ids=thread.ids)
