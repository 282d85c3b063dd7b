"""What each role of PostgreSQL may do with each table, from one list (X3, security.md 4).

The grants are made anew after every upgrade and read back at every start. SQLite has no roles.
"""

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import DBAPIError

from dmi.access.triggers import APPEND_ONLY
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Access, right
from dmi.policy.roles import Role
from dmi.store.database_roles import DatabaseRole, login_of, name_of, quoted, take_on

NOTES, DRAFTS, REVISION = "confidential_notes", "drafts", "alembic_version"
POLICIES = {
    DatabaseRole.ORDINARY: ("drafts_without_notes", "key_class <> 'confidential'"),
    DatabaseRole.SUPPORT: ("drafts_with_notes", "true"),
}
"""Which drafts a role finds: a note that is being typed is a note."""

VERBS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
SHOWN = 3


class NotesUnguarded(RuntimeError):
    """PostgreSQL itself would not keep notes and log: the application does not start."""


def role_for(role: Role) -> DatabaseRole:
    """Return in which role of the database somebody's transactions run."""
    reads = Access.R in right(role, DataClass.CONFIDENTIAL_NOTES).access
    return DatabaseRole.SUPPORT if reads else DatabaseRole.ORDINARY


def allowed(role: DatabaseRole, table: str) -> tuple[str, ...]:
    """Return what a role may do with a table."""
    if table == REVISION:
        return ()
    if table in APPEND_ONLY:
        return ("SELECT", "INSERT")
    if table == NOTES:
        return ("SELECT", "INSERT", "UPDATE") if role is DatabaseRole.SUPPORT else ()
    return ("SELECT", "INSERT", "UPDATE", "DELETE")


def create(connection: Connection) -> None:
    """Make the roles that are missing, and every grant anew on the tables that exist.

    Raises:
        NotesUnguarded: the login may not make roles; says what who may has to run.
    """
    if connection.dialect.name == "sqlite":
        return
    for role in DatabaseRole:
        _make(connection, role)
    schema = quoted(connection, connection.exec_driver_sql("SELECT current_schema()").scalar_one())
    both = ", ".join(quoted(connection, name_of(connection, role)) for role in DatabaseRole)
    do = connection.exec_driver_sql
    do(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC, {both}")
    do(f"GRANT USAGE ON SCHEMA {schema} TO {both}")
    do(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {both}")
    tables = inspect(connection).get_table_names()
    for role in DatabaseRole:
        name = quoted(connection, name_of(connection, role))
        for verbs in {allowed(role, table) for table in tables} - {()}:
            where = ", ".join(one for one in tables if allowed(role, one) == verbs)
            do(f"GRANT {', '.join(verbs)} ON {where} TO {name}")
    if DRAFTS in tables:
        _part_drafts(connection)


def wrong(connection: Connection) -> list[str]:
    """Return what is missing of roles and grants, and what goes beyond them."""
    if connection.dialect.name == "sqlite":
        return []
    tables = inspect(connection).get_table_names()
    if not tables:
        return []
    names = {role: name_of(connection, role) for role in DatabaseRole}
    absent = [f"no role {names[role]}" for role in DatabaseRole if not _stands(connection, role)]
    if absent:
        return absent
    wanted = {
        (name, table, verb)
        for role, name in names.items()
        for table in tables
        for verb in allowed(role, table)
    }
    held = _held(connection, list(names.values()))
    found = [f"{role} lacks {verb} on {table}" for role, table, verb in sorted(wanted - held)]
    found += [f"{role} has {verb} on {table}" for role, table, verb in sorted(held - wanted)]
    parted = _parted(connection)
    return found + [f"no policy {name}" for name, _rows in POLICIES.values() if name not in parted]


def check_if_built(engine: Engine) -> None:
    """Refuse to start where the database would show notes; an empty one is not yet built."""
    with engine.connect() as connection:
        found = wrong(connection)
    if found:
        message = f"the database guards its notes badly: {', '.join(found[:SHOWN])}"
        raise NotesUnguarded(f"{message}; run dmi db upgrade")


def _make(connection: Connection, role: DatabaseRole) -> None:
    """Make a role of the login; another database's upgrade may do so at the same time."""
    login = quoted(connection, login_of(connection))
    name = quoted(connection, name_of(connection, role))
    for deed in (f"CREATE ROLE {name}", f"GRANT {name} TO {login}"):
        if not _stands(connection, role):
            _does(connection, deed)
    if not _stands(connection, role):
        names = [quoted(connection, name_of(connection, one)) for one in DatabaseRole]
        made = "; ".join(f"CREATE ROLE {one}" for one in names)
        message = f"{login} may not make roles; let PostgreSQL's administrator run: {made}"
        raise NotesUnguarded(f"{message}; GRANT {', '.join(names)} TO {login}; then upgrade again")


def _does(connection: Connection, deed: str) -> None:
    """Try a statement; whether it was refused is seen by what stands afterwards."""
    try:
        with connection.begin_nested():
            connection.exec_driver_sql(deed)
    except DBAPIError:
        return


def _stands(connection: Connection, role: DatabaseRole) -> bool:
    """Tell whether the login may take a role on."""
    tried = connection.begin_nested()
    try:
        take_on(connection, role)
    except DBAPIError:
        return False
    finally:
        tried.rollback()
    return True


def _part_drafts(connection: Connection) -> None:
    connection.exec_driver_sql(f"ALTER TABLE {DRAFTS} ENABLE ROW LEVEL SECURITY")
    for role, (policy, rows) in POLICIES.items():
        name = quoted(connection, name_of(connection, role))
        connection.exec_driver_sql(f"DROP POLICY IF EXISTS {policy} ON {DRAFTS}")
        connection.exec_driver_sql(f"CREATE POLICY {policy} ON {DRAFTS} TO {name} USING ({rows})")


def _parted(connection: Connection) -> set[str]:
    """Return the policies that part the drafts, none where they are not obeyed."""
    query = (
        "SELECT polname FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid "
        "WHERE relrowsecurity AND polrelid = to_regclass(%(table)s)"
    )
    return set(connection.exec_driver_sql(query, {"table": DRAFTS}).scalars())


def _held(connection: Connection, names: list[str]) -> set[tuple[str, str, str]]:
    """Return what the roles may do, by whatever grant."""
    query = (
        "SELECT rolname, relname, verb "
        "FROM pg_roles, pg_class, unnest(CAST(%(verbs)s AS text[])) AS verb "
        "WHERE rolname = ANY(%(names)s) AND relkind IN ('r', 'p') "
        "AND relnamespace = CAST(current_schema() AS regnamespace) "
        "AND has_table_privilege(pg_roles.oid, pg_class.oid, verb)"
    )
    found = connection.exec_driver_sql(query, {"verbs": list(VERBS), "names": names})
    return {(role, table, verb) for role, table, verb in found}
