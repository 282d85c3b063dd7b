"""What was told to the database stays: asserted at every connection."""

import sqlite3

import pytest
from flask import Flask

from dmi.app import create_app
from dmi.settings import Settings
from dmi.store import database
from dmi.store.database import NotDurable, db


@pytest.mark.rule("S25")
def test_every_connection_keeps_what_it_was_told(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            for name, value in database.PRAGMAS.items():
                found = connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                assert found == value, name
        else:
            assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
            assert connection.exec_driver_sql("SHOW fsync").scalar() == "on"


@pytest.mark.rule("S25")
def test_a_connection_that_would_forget_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(database.PRAGMAS, "page_count", -1)
    connection = sqlite3.connect(":memory:")
    with pytest.raises(NotDurable, match="page_count"):
        database._prepare_sqlite(connection, None)
    connection.close()


@pytest.mark.rule("S25")
def test_nothing_starts_on_a_database_that_would_forget(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    if settings.database_url.startswith("sqlite"):
        monkeypatch.setitem(database.PRAGMAS, "page_count", -1)
        reason = "SQLite keeps page_count at"
    else:
        switches = (*database.SWITCHED_ON, "zero_damaged_pages")
        monkeypatch.setattr(database, "SWITCHED_ON", switches)
        reason = "PostgreSQL runs without zero_damaged_pages"
    with pytest.raises(NotDurable, match=reason):
        create_app(settings)
