"""Column types that refuse what must not be stored."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Self, cast, overload
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from dmi.store.keys import KeyDestroyed, vault

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


class Instant(TypeDecorator[datetime]):
    """A moment in UTC with microseconds; a naive datetime is refused."""

    impl = sa.DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[datetime]:
        """Keep the zone where the database can."""
        return dialect.type_descriptor(sa.DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Refuse a naive moment, store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment needs its zone"
            raise ValueError(message)
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: sa.Dialect) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def words(kind: type[StrEnum], name: str = "") -> sa.Enum:
    """Return the column type of a closed list: the member's value as text, with a CHECK.

    ``name`` names the CHECK where one table holds the same list twice.
    """
    return sa.Enum(
        kind,
        values_callable=lambda members: [str(member.value) for member in members],
        native_enum=False,
        create_constraint=True,
        length=max(len(str(member.value)) for member in kind),
        name=name or kind.__name__.lower(),
        validate_strings=True,
    )


def sealed_column() -> Mapped[bytes | None]:
    """Return the ciphertext column behind a ``Sealed`` attribute."""
    return mapped_column(sa.LargeBinary, deferred=False)


class Sealed:
    """A text attribute kept as AES-GCM ciphertext bound to table, column and row id.

    What is written before the row knows its key owner waits in memory and is sealed when the
    row is flushed.
    """

    def __init__(self, column: str) -> None:
        """Name the ciphertext column."""
        self.column = column
        self.name = column

    def __set_name__(self, _owner: type, name: str) -> None:
        """Remember the attribute's own name."""
        self.name = name

    @overload
    def __get__(self, row: None, owner: type) -> Self: ...
    @overload
    def __get__(self, row: object, owner: type) -> str: ...
    def __get__(self, row: object | None, owner: type) -> Self | str:
        """Open the text; an empty column reads as an empty text, and so does an erased one."""
        if row is None:
            return self
        waiting = row.__dict__.get("_waiting_to_be_sealed", {})
        if self.column in waiting:
            return cast("str", waiting[self.column])
        kept = getattr(row, self.column)
        if kept is None:
            return ""
        try:
            return vault().open(*_place(row, self.column), kept)
        except KeyDestroyed:
            return ""

    def __set__(self, row: object, text: str | None) -> None:
        """Keep the text until the row is flushed; the empty text empties the column."""
        if not text:
            row.__dict__.get("_waiting_to_be_sealed", {}).pop(self.column, None)
            setattr(row, self.column, None)
            return
        row.__dict__.setdefault("_waiting_to_be_sealed", {})[self.column] = text
        setattr(row, self.column, b"waiting")

    @staticmethod
    def settle(row: object) -> None:
        """Seal whatever waits on ``row``."""
        waiting = row.__dict__.pop("_waiting_to_be_sealed", None) or {}
        for column, text in waiting.items():
            setattr(row, column, vault().seal(*_place(row, column), text))


def _place(row: object, column: str) -> tuple[str, UUID | None, bytes]:
    """Return key class, key owner and the additional data that bind one cell."""
    model = cast("Any", row)
    key_class = getattr(type(row), "__key_class__", "identity")
    owner = model.id if getattr(type(row), "__owns_key__", False) else model.key_ref
    return key_class, owner, f"{model.__tablename__}.{column}.{model.id}".encode()
