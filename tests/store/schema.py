"""What the schema tests share: every model loaded once, and walks over tables."""

from importlib import import_module
from pkgutil import walk_packages

from sqlalchemy import MetaData, PrimaryKeyConstraint, Table, UniqueConstraint

import dmi
from dmi.store.base import Base, Record


def metadata() -> MetaData:
    """Return the metadata with every feature's tables in it."""
    for module in walk_packages(dmi.__path__, "dmi."):
        if "models" in module.name.split("."):
            import_module(module.name)
    return Base.metadata


def records() -> list[type[Record]]:
    """Return every concrete model that is a record, by name."""
    metadata()
    found: list[type[Record]] = []
    waiting = list(Record.__subclasses__())
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        if not model.__dict__.get("__abstract__", False):
            found.append(model)
    return sorted(found, key=lambda model: model.__name__)


def tables_of(package: str) -> dict[str, Table]:
    """Return the tables whose models live in ``package``."""
    known = metadata().tables
    return {
        model.__tablename__: known[model.__tablename__]
        for model in records()
        if model.__module__.startswith(package + ".")
    }


def reachable(tables: MetaData, start: str) -> set[str]:
    """Return every table that a chain of foreign keys leads to from ``start``."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for key in tables.tables[waiting.pop()].foreign_keys:
            aim = key.column.table.name
            if aim not in seen:
                seen.add(aim)
                waiting.append(aim)
    return seen


def unindexed(table: Table) -> list[str]:
    """Return the columns with a foreign key that lead no index, key or unique constraint."""
    leading = {next(iter(index.columns)).name for index in table.indexes}
    leading |= {
        next(iter(constraint.columns)).name
        for constraint in table.constraints
        if isinstance(constraint, (UniqueConstraint, PrimaryKeyConstraint))
    }
    return sorted({key.parent.name for key in table.foreign_keys} - leading)
