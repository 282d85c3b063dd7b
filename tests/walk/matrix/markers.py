"""A word of its own in every text that somebody wrote, so that each page tells whose it shows."""

import re
from collections.abc import Iterator, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dmi.access.triggers import APPEND_ONLY
from dmi.store.base import Record
from dmi.store.columns import Sealed

WORD = re.compile(r"Zq\d{5}")
OF_A_FORM = frozenset(
    {
        "run",
        "birth_date_iso",
        "phone",
        "email",
        "number",
        "period",
        "recipient",
        "payload",
        "error",
        "dedupe_key",
    }
)
"""Texts that a machine reads: another word in them would be no such thing."""
OF_THE_HOUSE = frozenset(
    {"settings", "text_blocks", "text_versions", "saved_searches", "users", "criteria"}
)
"""Tables of what the house says to everybody, and of what is looked for."""
FIXED = frozenset({*APPEND_ONLY, "issued_papers"})
"""Tables whose texts nobody writes twice."""


def mark(session: Session) -> Mapping[str, Record]:
    """Write a word of its own into every text that may be rewritten; return whose each is."""
    found: dict[str, Record] = {}
    with session.no_autoflush:
        for row, name in _texts(session):
            word = f"Zq{len(found):05d}"
            room = getattr(type(row).__table__.c.get(name), "type", sa.Text()).length
            setattr(row, name, f"{word} {getattr(row, name)}"[:room])
            found[word] = row
    session.flush()
    return found


def _texts(session: Session) -> Iterator[tuple[Record, str]]:
    for mapper in sorted(Record.registry.mappers, key=lambda one: one.class_.__name__):
        model = mapper.class_
        if not issubclass(model, Record) or model.__data_class__ is None:
            continue
        if model.__tablename__ in OF_THE_HOUSE | FIXED:
            continue
        plain = {one.key for one in mapper.columns if type(one.type) in {sa.String, sa.Text}}
        sealed = {
            name
            for one in model.__mro__
            for name, kept in vars(one).items()
            if isinstance(kept, Sealed)
        }
        for row in session.scalars(sa.select(model).order_by(model.id)):
            # A text of a single word may be a code that a page looks up.
            yield from (
                (row, name) for name in plain - OF_A_FORM if " " in (getattr(row, name) or "")
            )
            yield from ((row, name) for name in sealed - OF_A_FORM if _is_prose(getattr(row, name)))


def _is_prose(text: str) -> bool:
    return bool(text) and text[0] not in "{["
