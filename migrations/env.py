"""How Alembic reaches the database: one explicit transaction, guarded before and after."""

import importlib
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from sqlalchemy import Connection

from dmi.access import database_rights, triggers
from dmi.store.base import Base
from dmi.store.columns import Instant

MODELS = sorted(
    str(path.relative_to(Path(__file__).parent.parent)).removesuffix(".py").replace("/", ".")
    for path in (Path(__file__).parent.parent / "dmi").glob("*/models*/**/*.py")
) + sorted(
    str(path.relative_to(Path(__file__).parent.parent)).removesuffix(".py").replace("/", ".")
    for path in (Path(__file__).parent.parent / "dmi").glob("*/models.py")
)
for name in MODELS:
    importlib.import_module(name.removesuffix(".__init__"))


class BrokenReference(RuntimeError):
    """A migration left a row that points to nothing."""


def rendered(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """Write our own column types as what the database sees, so that a migration imports nothing."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, sa.JSON):
        return "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')"
    return False


def run(connection: Connection) -> None:
    """Migrate inside one transaction; SQLite's foreign keys are off until its end."""
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.commit()
        connection = connection.execution_options(dmi_writing=True)
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=rendered,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()
        triggers.create(connection)
        database_rights.create(connection)
        if sqlite:
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                message = f"rows point to nothing: {broken[:5]}"
                raise BrokenReference(message)
    if sqlite:
        connection.commit()
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
