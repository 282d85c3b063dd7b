"""The base of every table: naming convention, the scope that sight reads, optimistic versions."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

from sqlalchemy import Enum, Integer, MetaData, Uuid, event
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from dmi.store.columns import Instant, Sealed

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every mapped class; names of constraints follow one convention."""

    metadata = MetaData(naming_convention=CONVENTION)


class Record(Base):
    """A row with an identity made in Python and the scope that sight reads.

    The scope (jurisdiction, agency, compartment, cohort, subject) is copied from the row's
    parent by ``acting.add``; ``key_ref`` names the person whose key seals the row, or is empty
    for the installation's own key. References below ``access`` stay bare ids.
    """

    __abstract__ = True
    __slug__: ClassVar[str] = ""
    __machine__: ClassVar[str] = ""
    __state__: ClassVar[str] = ""
    __author__: ClassVar[str] = "created_by"
    __data_class__: ClassVar[Any] = None

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, sort_order=-10)
    created_at: Mapped[datetime] = mapped_column(Instant, sort_order=90)
    created_by: Mapped[UUID | None] = mapped_column(Uuid, sort_order=91)
    row_version: Mapped[int] = mapped_column(Integer, sort_order=92)
    jurisdiction_id: Mapped[UUID | None] = mapped_column(Uuid, index=True, sort_order=93)
    agency_id: Mapped[UUID | None] = mapped_column(Uuid, sort_order=94)
    compartment_id: Mapped[UUID | None] = mapped_column(Uuid, sort_order=95)
    cohort_id: Mapped[UUID | None] = mapped_column(Uuid, index=True, sort_order=96)
    subject_id: Mapped[UUID | None] = mapped_column(Uuid, index=True, sort_order=97)
    key_ref: Mapped[UUID | None] = mapped_column(Uuid, sort_order=98)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - a class attribute by protocol
        """Let a change of a row that somebody else changed first fail as stale."""
        return {"version_id_col": cls.row_version}

    def __init__(self, **values: Any) -> None:
        """Give the row its id before anything is sealed under it."""
        values.setdefault("id", uuid4())
        self.id = values.pop("id")
        for name, value in values.items():
            if not hasattr(type(self), name):
                message = f"{type(self).__name__} has no {name!r}"
                raise TypeError(message)
            setattr(self, name, value)

    def stand(self, state: str) -> None:
        """Put the row into a state of its machine; the engine alone calls this."""
        kind = type(self).__table__.c[self.__state__].type
        if not isinstance(kind, Enum) or kind.enum_class is None:
            message = f"{type(self).__name__} has no closed list of states"
            raise TypeError(message)
        setattr(self, self.__state__, kind.enum_class(state))


class Scoped:
    """The five scope columns by name, in the order in which a child copies them."""

    COLUMNS: ClassVar[tuple[str, ...]] = (
        "jurisdiction_id",
        "agency_id",
        "compartment_id",
        "cohort_id",
        "subject_id",
        "key_ref",
    )


@event.listens_for(Record, "before_insert", propagate=True)
def _seal_new(_mapper: object, _connection: object, row: Record) -> None:
    Sealed.settle(row)


@event.listens_for(Record, "before_update", propagate=True)
def _seal_changed(_mapper: object, _connection: object, row: Record) -> None:
    Sealed.settle(row)
