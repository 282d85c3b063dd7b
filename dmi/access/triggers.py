"""Triggers that keep the log append-only on both databases, from one list (decisions 4.8)."""

from sqlalchemy import Connection, Engine, inspect

APPEND_ONLY = (
    *("audit_entries", "audited_rows", "moves", "custody_links", "paper_copies"),
    *("market_scores", "baselines", "market_choices"),
)
LOG, NAMED = "audit_entries", "audited_rows"
NAMES_ROWS = "audit_entries_name_rows"
_BOTH = ("update", "delete")


class LogUnguarded(RuntimeError):
    """A table that must only grow could be changed: the application does not start."""


def names(table: str, dialect: str) -> tuple[str, ...]:
    """Return the names of the triggers that must stand on a table."""
    verbs = _BOTH if dialect == "sqlite" else (*_BOTH, "truncate")
    return tuple(f"{table}_no_{verb}" for verb in verbs)


def create(connection: Connection) -> None:
    """Create every trigger anew on the tables that exist."""
    dialect = connection.dialect.name
    for table in _present(connection):
        if dialect == "sqlite":
            for verb in _BOTH:
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
                connection.exec_driver_sql(
                    f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
                )
        else:
            _create_postgresql(connection, table)
    if {LOG, NAMED} <= set(_present(connection)):
        _name_rows(connection, dialect)


def missing(connection: Connection) -> list[str]:
    """Return the names of triggers that should stand and do not."""
    dialect = connection.dialect.name
    present = _present(connection)
    wanted = [name for table in present for name in names(table, dialect)]
    wanted += [NAMES_ROWS] if {LOG, NAMED} <= set(present) else []
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if dialect == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    found = {row[0] for row in connection.exec_driver_sql(query)}
    return [name for name in wanted if name not in found]


def check_if_built(engine: Engine) -> None:
    """Refuse to start over a log that could be edited; an empty database is not yet built."""
    with engine.connect() as connection:
        gone = missing(connection)
    if gone:
        message = f"triggers are missing: {', '.join(gone)}; run dmi db upgrade"
        raise LogUnguarded(message)


def _present(connection: Connection) -> list[str]:
    tables = set(inspect(connection).get_table_names())
    return [table for table in APPEND_ONLY if table in tables]


def _create_postgresql(connection: Connection, table: str) -> None:
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION dmi_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' only grows'; END $$"
    )
    for verb in (*_BOTH, "truncate"):
        scope = "STATEMENT" if verb == "truncate" else "ROW"
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_{verb} ON {table}")
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
            f"FOR EACH {scope} EXECUTE FUNCTION dmi_only_grows()"
        )


def _name_rows(connection: Connection, dialect: str) -> None:
    """Let the database itself note which rows a read entry names, in the same statement."""
    if dialect == "sqlite":
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {NAMES_ROWS}")
        connection.exec_driver_sql(
            "CREATE TRIGGER audit_entries_name_rows AFTER INSERT ON audit_entries "
            "WHEN NEW.is_read BEGIN INSERT INTO audited_rows (row_ref, audit_seq) "
            "SELECT DISTINCT replace(one.value, '-', ''), NEW.seq "
            "FROM json_each(NEW.details, '$.rows') AS kind, json_each(kind.value) AS one; END"
        )
        return
    connection.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION dmi_name_rows() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN INSERT INTO audited_rows (row_ref, audit_seq) "
        "SELECT DISTINCT CAST(one.value AS uuid), NEW.seq "
        "FROM jsonb_each(NEW.details->'rows') AS kind, "
        "jsonb_array_elements_text(kind.value) AS one(value); RETURN NULL; END $$"
    )
    connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {NAMES_ROWS} ON {LOG}")
    connection.exec_driver_sql(
        f"CREATE TRIGGER {NAMES_ROWS} AFTER INSERT ON {LOG} "
        "FOR EACH ROW WHEN (NEW.is_read) EXECUTE FUNCTION dmi_name_rows()"
    )
