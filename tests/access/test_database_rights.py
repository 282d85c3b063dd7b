"""The roles of PostgreSQL: made at the upgrade, read back at the start, each no wider than said."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import URL, create_engine, func, inspect, make_url, select
from sqlalchemy.exc import DBAPIError

from dmi.access import database_rights
from dmi.access.database_rights import NotesUnguarded, wrong
from dmi.access.triggers import APPEND_ONLY
from dmi.app import create_app
from dmi.cli.main import cli
from dmi.jobs.transactions import writing
from dmi.settings import Settings
from dmi.store.database import db
from dmi.store.database_roles import DatabaseRole, stand_as, take_on
from dmi.store.keys import make_root_key
from dmi.store.migrate import standing, upgrade
from tests.conftest import Clock
from tests.people import Town

pytestmark = pytest.mark.postgresql
PATIENCE = 60
ORDINARY = DatabaseRole.ORDINARY


def refused(role: DatabaseRole, statement: str) -> bool:
    """Tell whether a role lacks the right to a statement."""
    try:
        with db.engine.begin() as connection:
            take_on(connection, role)
            connection.exec_driver_sql(statement)
    except DBAPIError as cause:
        return "permission denied for table" in str(cause)
    return False


@pytest.mark.parametrize("role", DatabaseRole)
def test_no_role_may_change_what_only_grows(town: Town, role: DatabaseRole) -> None:
    for table in APPEND_ONLY:
        column = inspect(db.engine).get_columns(table)[0]["name"]
        assert refused(role, f"UPDATE {table} SET {column} = {column}"), table
        assert refused(role, f"DELETE FROM {table}"), table
        assert refused(role, f"TRUNCATE {table} CASCADE"), table
        assert not refused(role, f"SELECT count(*) FROM {table}"), table


def grants() -> list[tuple[str, str]]:
    """Return what the database itself keeps of grants and policies."""
    query = "SELECT relname, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace"
    parted = "SELECT polname, pg_get_expr(polqual, polrelid) FROM pg_policy"
    with db.engine.connect() as connection:
        both = [*connection.exec_driver_sql(query), *connection.exec_driver_sql(parted)]
    return sorted((str(name), str(kept)) for name, kept in both)


def test_an_upgrade_done_again_leaves_the_same_rights(town: Town) -> None:
    town.session.close()
    before = grants()
    upgrade(db.engine)
    assert grants() == before
    with db.engine.connect() as connection:
        assert wrong(connection) == []


@pytest.mark.rule("X3")
@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("GRANT SELECT ON confidential_notes TO {login}_ordinary", "has SELECT on confidential"),
        ("GRANT SELECT ON confidential_notes TO PUBLIC", "has SELECT on confidential"),
        ("GRANT UPDATE ON audit_entries TO {login}_support", "has UPDATE on audit_entries"),
        ("REVOKE INSERT ON moves FROM {login}_ordinary", "lacks INSERT on moves"),
        ("ALTER TABLE drafts DISABLE ROW LEVEL SECURITY", "no policy drafts_without_notes"),
        ("DROP POLICY drafts_without_notes ON drafts", "no policy drafts_without_notes"),
    ],
)
def test_nothing_starts_over_rights_that_are_not_those_said(
    settings: Settings, change: str, told: str
) -> None:
    engine = create_engine(settings.database_url)
    login = make_url(settings.database_url).username
    with engine.begin() as connection:
        connection.exec_driver_sql(change.format(login=login))
    with pytest.raises(NotesUnguarded, match=f"{told}.*; run dmi db upgrade"):
        create_app(settings)
    upgrade(engine)
    create_app(settings)
    engine.dispose()


def test_jobs_and_commands_stand_in_the_narrower_role(app: Flask, town: Town, clock: Clock) -> None:
    assert {role for role in town.roles.values() if _is_support(role)} == {"TS", "PSI", "LAB"}
    town.session.commit()
    with writing(app, clock()) as acting:
        current = select(func.current_user())
        assert acting.session.scalar(current).endswith("_ordinary")
        stand_as(acting.session, DatabaseRole.SUPPORT)
        assert acting.session.scalar(current).endswith("_support")
        stand_as(acting.session, ORDINARY)
        assert acting.session.scalar(current).endswith("_ordinary")


def _is_support(role: str) -> bool:
    return database_rights.role_for(role) is DatabaseRole.SUPPORT


class Server:
    """The test's PostgreSQL, in the hands of its administrator."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.databases: list[str] = []

    def does(self, *statements: str) -> None:
        """Run statements one by one."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            for one in statements:
                connection.execute(one.encode())

    def founds(self, login: str) -> URL:
        """Return an empty database that belongs to a login."""
        name = f"test_{uuid4().hex[:12]}"
        self.does(f"CREATE DATABASE {name} OWNER {login}")
        self.databases.append(name)
        url = make_url(self.address).set(drivername="postgresql+psycopg")
        return url.set(username=login, database=name)


@pytest.fixture
def administrator(server: str) -> Iterator[Server]:
    """Give the server's administrator."""
    made = Server(server)
    yield made
    made.does(*(f"DROP DATABASE {name} WITH (FORCE)" for name in made.databases))


def text_of(url: URL) -> str:
    return url.render_as_string(hide_password=False)


class Office:
    """An installation in production on a database of one login."""

    def __init__(self, folder: Path, url: URL) -> None:
        self.key = folder / "elsewhere" / "root.key"
        self.env = {
            "DMI_MODE": "production",
            "DMI_INSTANCE": str(folder / "instance"),
            "DMI_DATABASE_URL": text_of(url),
            "DMI_KEY_FILE": str(self.key),
        }
        make_root_key(self.key)

    def does(self, *words: str) -> Result:
        """Run one command."""
        return CliRunner().invoke(cli, list(words), env=self.env)

    def fails(self, *words: str) -> str:
        """Return the one sentence with which a command ends."""
        told = self.does(*words)
        assert (told.exit_code, told.stdout) == (1, "")
        assert len(told.stderr.splitlines()) == 1
        return told.stderr


@pytest.mark.rule("X3")
def test_a_login_that_may_not_make_roles_is_told_what_has_to_be_run(
    administrator: Server, tmp_path: Path
) -> None:
    login = f"poor_{uuid4().hex[:6]}"
    administrator.does(f"CREATE ROLE {login} LOGIN")
    url = administrator.founds(login)
    office = Office(tmp_path, url)
    told = office.fails("db", "upgrade")
    assert told.startswith(f"Stopped: {login} may not make roles")
    engine = create_engine(url)
    assert standing(engine) is None
    assert "The database is empty" in office.fails("run")
    asked = told.partition("run: ")[2].partition("; then")[0]
    assert asked.count(";") == 2
    administrator.does(*asked.split("; "))
    assert office.does("db", "upgrade").exit_code == 0
    assert office.does("db", "upgrade").exit_code == 0
    assert "ok    notes closed by the database itself" in office.does("doctor").stdout
    administrator.does(f"REVOKE {login}_support FROM {login}")
    for words in (("run",), ("scheduler",), ("doctor",)):
        assert f"no role {login}_support; run dmi db upgrade" in office.fails(*words)
    engine.dispose()


@pytest.mark.parametrize("ends", ["commit", "rollback"])
def test_two_upgrades_of_one_server_make_the_roles_once(administrator: Server, ends: str) -> None:
    login = f"able_{uuid4().hex[:6]}"
    administrator.does(f"CREATE ROLE {login} LOGIN CREATEROLE")
    engines = [create_engine(administrator.founds(login)) for _ in range(2)]
    failed: list[BaseException] = []

    def second() -> None:
        try:
            upgrade(engines[1])
        except BaseException as cause:  # noqa: BLE001 - the test reports whatever fails
            failed.append(cause)

    waiting = threading.Thread(target=second)
    with engines[0].connect() as first:
        database_rights.create(first)
        waiting.start()
        _until_it_waits(administrator, login)
        getattr(first, ends)()
    waiting.join(PATIENCE)
    assert failed == []
    upgrade(engines[0])
    for engine in engines:
        with engine.connect() as connection:
            assert len(inspect(connection).get_table_names()) > 60
            assert wrong(connection) == []
        engine.dispose()


def _until_it_waits(administrator: Server, login: str) -> None:
    query = "SELECT count(*) FROM pg_stat_activity WHERE usename = %s AND wait_event_type = 'Lock'"
    last = time.monotonic() + PATIENCE
    with psycopg.connect(administrator.address, autocommit=True) as connection:
        while connection.execute(query, [login]).fetchone() != (1,):
            assert time.monotonic() < last, "nobody waits"
            time.sleep(0.05)
