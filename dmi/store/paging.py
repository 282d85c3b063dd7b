"""Keyset paging: newest first by moment and id, or by a word and id; never by offset."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Date, Select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

PAGE_ROWS = 25

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a longer list and the cursor of the next, older ones."""

    rows: Sequence[Row]
    older: str | None


def cursor(at: date, row_id: UUID) -> str:
    """Return the opaque mark of one row by its moment or day."""
    return base64.urlsafe_b64encode(f"{at.isoformat()} {row_id}".encode()).decode()


def read_cursor(mark: str) -> tuple[datetime, UUID] | None:
    """Return the row that ``mark`` stands for, or nothing when it is not one of ours."""
    try:
        at, row_id = base64.urlsafe_b64decode(mark.encode()).decode().split(" ")
        return datetime.fromisoformat(at), UUID(row_id)
    except (ValueError, binascii.Error):
        return None


def newest_first(
    session: Session,
    query: Select[Row],
    at: InstrumentedAttribute[datetime] | InstrumentedAttribute[date],
    row_id: InstrumentedAttribute[UUID],
    *,
    mark: str | None,
    size: int = PAGE_ROWS,
) -> Page[Row]:
    """Return one page of ``query`` after ``mark``; one statement however long the list is."""
    after = read_cursor(mark) if mark else None
    if after is not None:
        moment, last_id = after
        since = moment.date() if isinstance(at.type, Date) else moment
        query = query.where(tuple_(at, row_id) < (since, last_id))
    found: list[Any] = list(
        session.scalars(query.order_by(at.desc(), row_id.desc()).limit(size + 1))
    )
    if len(found) <= size:
        return Page(found, None)
    last = found[size - 1]
    return Page(found[:size], cursor(getattr(last, at.key), getattr(last, row_id.key)))


def in_order(
    session: Session,
    query: Select[Row],
    word: InstrumentedAttribute[str],
    row_id: InstrumentedAttribute[UUID],
    *,
    mark: str | None,
    size: int = PAGE_ROWS,
) -> Page[Row]:
    """Return one page of ``query`` by ``word`` after ``mark``; one statement, however long."""
    after = _read_word(mark) if mark else None
    if after is not None:
        query = query.where(tuple_(word, row_id) > after)
    found: list[Any] = list(session.scalars(query.order_by(word, row_id).limit(size + 1)))
    if len(found) <= size:
        return Page(found, None)
    last = found[size - 1]
    told = f"{getattr(last, row_id.key)} {getattr(last, word.key)}"
    return Page(found[:size], base64.urlsafe_b64encode(told.encode()).decode())


def _read_word(mark: str) -> tuple[str, UUID] | None:
    """Return the word and the row that ``mark`` stands for, or nothing when it is none of ours."""
    try:
        row_id, _, word = base64.urlsafe_b64decode(mark.encode()).decode().partition(" ")
        return word, UUID(row_id)
    except (ValueError, binascii.Error):
        return None
