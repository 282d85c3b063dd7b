"""The two roles in which PostgreSQL runs our transactions; one of them is refused the notes.

Both belong to the login of the database's address and are named after it, so that installations
with logins of their own share one server without sharing roles.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from dmi.store.database import db

ROLE = "database_role"


class DatabaseRole(StrEnum):
    """In which role a transaction runs; what each may do stands in ``access.database_rights``."""

    ORDINARY = "ordinary"
    SUPPORT = "support"


def stand_as(session: Session, role: DatabaseRole) -> None:
    """Let a session's transactions run in a role, one that is open from here on."""
    if session.info.get(ROLE, DatabaseRole.ORDINARY) is role:
        return
    session.info[ROLE] = role
    if session.in_transaction() and session.get_bind().dialect.name == "postgresql":
        take_on(session.connection(), role)


@contextmanager
def reaching_notes(session: Session) -> Iterator[None]:
    """Let a purge reach a person's notes by their ids, and go back; nobody is shown one."""
    before = session.info.get(ROLE, DatabaseRole.ORDINARY)
    stand_as(session, DatabaseRole.SUPPORT)
    yield
    stand_as(session, before)


def take_on(connection: Connection, role: DatabaseRole) -> None:
    """Run the open transaction in a role; with its end the connection is the login's again."""
    connection.exec_driver_sql(f"SET LOCAL ROLE {quoted(connection, name_of(connection, role))}")


def login_of(connection: Connection) -> str:
    """Return the name under which a connection signed in at PostgreSQL."""
    driver: Any = connection.connection.driver_connection
    return str(driver.info.user)


def name_of(connection: Connection, role: DatabaseRole) -> str:
    """Return what a role is called on this server."""
    return f"{login_of(connection)}_{role}"


def quoted(connection: Connection, name: str) -> str:
    """Return a name as it may stand in a statement."""
    return connection.dialect.identifier_preparer.quote(name)


@event.listens_for(db.session, "after_begin")
def _begin(session: Session, _transaction: object, connection: Connection) -> None:
    """Begin in the narrower role where nobody chose: jobs, commands and who is not signed in."""
    if connection.dialect.name == "postgresql":
        take_on(connection, session.info.get(ROLE, DatabaseRole.ORDINARY))
