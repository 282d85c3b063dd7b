"""What one place's law or a mode of detail leaves out may stay empty; a number has any shape.

On SQLite a table is not made anew for this: dropping a NOT NULL or a CHECK changes nothing that
is stored, so the written form of the table is changed in place, as SQLite's manual allows, and
its triggers and every other condition stay.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023_a_place_may_hold_less"
down_revision = "0022_from_recovery_codes"
branch_labels = None
depends_on = None

NULLABLE = {
    "buys": ("officer_code_id", "substance"),
    "operations": ("lead_id",),
}
NUMBERED = ("authorisations", "banked_cases", "investigations")
OLD = "ruc LIKE '__________-_'"
NEW = "length(ruc) >= 4"


def upgrade() -> None:
    """Loosen the conditions."""
    if op.get_bind().dialect.name == "sqlite":
        _rewrite(loosen=True)
        return
    for table in NUMBERED:
        op.drop_constraint(op.f(f"ck_{table}_ruc_has_its_shape"), table, type_="check")
        op.create_check_constraint(op.f(f"ck_{table}_ruc_is_a_number"), table, NEW)
    for table, columns in NULLABLE.items():
        for column in columns:
            op.alter_column(table, column, nullable=True)


def downgrade() -> None:
    """Tighten them again; fails where a row has come to stand that they would refuse."""
    if op.get_bind().dialect.name == "sqlite":
        _rewrite(loosen=False)
        return
    for table, columns in NULLABLE.items():
        for column in columns:
            op.alter_column(table, column, nullable=False)
    for table in NUMBERED:
        op.drop_constraint(op.f(f"ck_{table}_ruc_is_a_number"), table, type_="check")
        op.create_check_constraint(op.f(f"ck_{table}_ruc_has_its_shape"), table, OLD)


def _rewrite(*, loosen: bool) -> None:
    bind = op.get_bind()
    bind.exec_driver_sql("PRAGMA writable_schema=ON")
    for table in (*NULLABLE, *NUMBERED):
        written = str(_scalar(bind, f"SELECT sql FROM sqlite_schema WHERE name = '{table}'"))
        bind.execute(
            sa.text("UPDATE sqlite_schema SET sql = :sql WHERE type = 'table' AND name = :table"),
            {"sql": _changed(table, written, loosen=loosen), "table": table},
        )
    version = int(str(_scalar(bind, "PRAGMA schema_version")))
    bind.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema=OFF")
    if not loosen:
        _refuse_what_does_not_fit(bind)


def _scalar(bind: sa.Connection, statement: str) -> object:
    return bind.exec_driver_sql(statement).scalar_one()


def _changed(table: str, written: str, *, loosen: bool) -> str:
    """Return the written form of a table with its conditions loosened or tightened."""
    lines = written.split("\n")
    for place, line in enumerate(lines):
        column = line.strip().partition(" ")[0]
        if column in NULLABLE.get(table, ()):
            bare = line.rstrip().removesuffix(",").rstrip().removesuffix(" NOT NULL")
            comma = "," if line.rstrip().endswith(",") else ""
            lines[place] = f"{bare}{'' if loosen else ' NOT NULL'}{comma} "
    text = "\n".join(lines)
    if table in NUMBERED:
        old = (f"ck_{table}_ruc_has_its_shape CHECK ({OLD})", f"ck_{table}_ruc_is_a_number")
        new = f"{old[1]} CHECK ({NEW})"
        before, after = (old[0], new) if loosen else (new, old[0])
        if before not in text:
            message = f"{table} is not written as expected"
            raise RuntimeError(message)
        text = text.replace(before, after)
    return text


def _refuse_what_does_not_fit(bind: sa.Connection) -> None:
    for table, columns in NULLABLE.items():
        for column in columns:
            query = f"SELECT count(*) FROM {table} WHERE {column} IS NULL"
            if _scalar(bind, query):
                message = f"{table}.{column} is empty somewhere"
                raise RuntimeError(message)
    for table in NUMBERED:
        query = f"SELECT count(*) FROM {table} WHERE NOT ({OLD})"
        if _scalar(bind, query):
            message = f"{table}.ruc has another shape somewhere"
            raise RuntimeError(message)
