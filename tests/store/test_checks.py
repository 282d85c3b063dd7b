"""Every check of every table refuses the row it was written against, by its own name."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum as Words
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Connection,
    Enum,
    LargeBinary,
    create_engine,
    insert,
)
from sqlalchemy.exc import IntegrityError

from dmi.store.base import Record
from dmi.store.columns import Instant
from tests.store.bad_asked import BAD_ASKED, GOOD_ASKED
from tests.store.bad_blocks import BAD_BLOCKS, GOOD_BLOCKS
from tests.store.bad_community import BAD_COMMUNITY, GOOD_COMMUNITY
from tests.store.bad_counts import BAD_COUNTS, GOOD_COUNTS
from tests.store.bad_judged import BAD_JUDGED, GOOD_JUDGED
from tests.store.bad_reports import BAD_REPORTS, GOOD_REPORTS
from tests.store.bad_rows import GOOD, NOW, TODAY, Row, bad_rows
from tests.store.bad_sheets import BAD_SHEETS, GOOD_SHEETS
from tests.store.schema import metadata, records

OTHERS = ("dmi.access.", "dmi.profiles.", "dmi.documents.")
MODELS = {m.__name__: m for m in records() if not m.__module__.startswith(OTHERS)}
BAD = bad_rows() | BAD_COUNTS | BAD_COMMUNITY | BAD_SHEETS | BAD_REPORTS | BAD_ASKED | BAD_JUDGED
BAD |= BAD_BLOCKS
NEEDED = GOOD | GOOD_COUNTS | GOOD_COMMUNITY | GOOD_SHEETS | GOOD_REPORTS | GOOD_ASKED | GOOD_JUDGED
NEEDED |= GOOD_BLOCKS
FILLINGS: dict[type, Any] = {
    bool: False,
    int: 1,
    str: "words",
    date: TODAY,
    Decimal: Decimal(1),
    bytes: b"sealed",
}


def _checks(model: type[Record]) -> set[str]:
    """Return the short names of the checks of a table that are not closed lists."""
    table = model.metadata.tables[model.__tablename__]
    start = f"ck_{table.name}_"
    lists = {f"{start}{c.type.name}" for c in table.columns if isinstance(c.type, Enum)}
    named = {str(c.name) for c in table.constraints if isinstance(c, CheckConstraint)}
    return {f"{model.__name__}.{name.removeprefix(start)}" for name in named - lists}


def _filling(column: Column[Any]) -> Any:
    if isinstance(column.type, Enum) and column.type.enum_class is not None:
        return next(iter(column.type.enum_class))
    if isinstance(column.type, Instant):
        return NOW
    if isinstance(column.type, JSON):
        return []
    kind = column.type.python_type
    return uuid4() if kind is UUID else FILLINGS[kind]


def _row(name: str, changes: Row) -> Row:
    """Return a row that holds what it must and nothing else, with ``changes``."""
    table = MODELS[name].metadata.tables[MODELS[name].__tablename__]
    row = {c.name: _filling(c) for c in table.columns if not c.nullable}
    row |= {c.name: b"sealed" for c in table.columns if isinstance(c.type, LargeBinary)}
    row |= {**NEEDED.get(name, {}), **changes}
    for column in table.columns:
        value = row.get(column.name)
        if isinstance(column.type, Enum) and value is not None and not isinstance(value, Words):
            assert column.type.enum_class is not None
            row[column.name] = column.type.enum_class(value)
    return row


@pytest.fixture(scope="module")
def made() -> Iterator[Connection]:
    """Give a database whose foreign keys sleep, so that one row can be tried alone."""
    engine = create_engine("sqlite://")
    metadata().create_all(engine)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def _try(connection: Connection, name: str, changes: Row) -> None:
    table = MODELS[name].metadata.tables[MODELS[name].__tablename__]
    attempt = connection.begin()
    try:
        connection.execute(insert(table).values(_row(name, changes)))
    finally:
        attempt.rollback()


@pytest.mark.parametrize("name", sorted(MODELS))
def test_a_row_with_what_it_must_hold_is_kept(made: Connection, name: str) -> None:
    _try(made, name, {})


@pytest.mark.parametrize("check", sorted(BAD))
def test_a_bad_row_is_refused_by_name(made: Connection, check: str) -> None:
    name, short = check.split(".")
    wanted = f"ck_{MODELS[name].__tablename__}_{short}"
    with pytest.raises(IntegrityError, match=rf"CHECK constraint failed: {wanted}\b"):
        _try(made, name, BAD[check])


def test_every_check_has_its_bad_row() -> None:
    written = {check for model in MODELS.values() for check in _checks(model)}
    assert written == set(BAD)
