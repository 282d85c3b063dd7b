"""The engine and its sessions, with the durability that decisions 4.8 asks for."""

import hashlib
import sqlite3
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, event, func, select
from sqlalchemy.orm import Session

db = SQLAlchemy(session_options={"expire_on_commit": False})

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "busy_timeout": 15000,
    "secure_delete": 1,
}
SWITCHED_ON = ("synchronous_commit", "fsync")
"""Settings of PostgreSQL without which an answered act could be lost."""


class NotDurable(RuntimeError):
    """The database does not keep what it was told to keep: the application does not start."""


def prepare(engine: Engine) -> None:
    """Set and assert durability on every connection of ``engine``."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "connect", _prepare_postgresql)


def begin_writing(session: Session) -> None:
    """Open the session's transaction for writing at once, so that two writers queue up."""
    if session.in_transaction():
        return
    if not session.in_transaction():
        session.connection(execution_options={"dmi_writing": True})


def queue_up(session: Session, word: str) -> None:
    """Let whoever brings the same word wait until this transaction ends.

    SQLite has one writer at a time anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        number = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], signed=True)
        session.execute(select(func.pg_advisory_xact_lock(number)))


def forget_earlier_pages(engine: Engine) -> None:
    """Empty SQLite's write-ahead file: what was erased would stand there until it is used again.

    PostgreSQL clears earlier rows by its own vacuum.
    """
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")
    for name, value in PRAGMAS.items():
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        in_memory = name == "journal_mode" and found == "memory"
        if found != value and not in_memory:
            message = f"SQLite keeps {name} at {found!r}, not {value!r}"
            raise NotDurable(message)


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("dmi_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _prepare_postgresql(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO on")
        off = []
        for name in SWITCHED_ON:
            cursor.execute(f"SHOW {name}")
            if cursor.fetchone()[0] != "on":
                off.append(name)
    connection.commit()
    if off:
        message = f"PostgreSQL runs without {' and '.join(off)}"
        raise NotDurable(message)
