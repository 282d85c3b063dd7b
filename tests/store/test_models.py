"""The tables as a whole: named, indexed, classed, and without deletes that spread."""

import pytest
from sqlalchemy import (
    CheckConstraint,
    Column,
    Enum,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    create_engine,
    inspect,
)
from sqlalchemy.orm import configure_mappers

from dmi.policy.classes import DataClass
from dmi.policy.machines import MACHINES
from dmi.store.base import CONVENTION, Base, Record
from tests.store.schema import metadata, records, unindexed

POSTGRESQL_NAME = 63
PREFIXES = {
    "check_constraint": "ck",
    "table_or_column_check_constraint": "ck",
    "column_check_constraint": "ck",
    "unique_constraint": "uq",
    "foreign_key_constraint": "fk",
    "primary_key_constraint": "pk",
}
MACHINES_OF_THE_THREAD = {
    *("M", "P", "B", "L", "D", "N", "V", "C", "E", "AU", "BY"),
    *("J", "OP", "Y", "RE", "MU", "CO", "T", "TK", "W", "O", "X"),
}

TABLES = sorted(metadata().tables.values(), key=lambda table: table.name)
RECORDS = records()


def _named(table: Table) -> list[str]:
    names = [str(constraint.name or "") for constraint in table.constraints]
    return names + [str(index.name or "") for index in table.indexes]


def test_every_table_can_be_made() -> None:
    engine = create_engine("sqlite://")
    metadata().create_all(engine)
    assert set(inspect(engine).get_table_names()) == set(metadata().tables)
    engine.dispose()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_foreign_key_leads_an_index(table: Table) -> None:
    assert unindexed(table) == []


def test_a_foreign_key_without_an_index_is_found() -> None:
    tables = MetaData()
    Table("parents", tables, Column("id", Integer, primary_key=True))
    child = Table(
        "children",
        tables,
        Column("id", Integer, primary_key=True),
        Column("parent_id", ForeignKey("parents.id")),
    )
    assert unindexed(child) == ["parent_id"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_constraints_are_named_by_the_convention(table: Table) -> None:
    for constraint in table.constraints:
        prefix = PREFIXES[constraint.__visit_name__]
        assert str(constraint.name).startswith(f"{prefix}_{table.name}"), constraint
    for index in table.indexes:
        assert str(index.name).startswith(f"ix_{table.name}"), index


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_name_stands_twice_or_is_cut_by_postgresql(table: Table) -> None:
    names = _named(table)
    assert len(names) == len(set(names))
    assert [name for name in names if len(name) > POSTGRESQL_NAME] == []


def test_the_convention_names_every_kind() -> None:
    assert set(CONVENTION) == {"ix", "uq", "ck", "fk", "pk"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_foreign_key_deletes_or_nulls_in_passing(table: Table) -> None:
    assert [key.parent.name for key in table.foreign_keys if key.ondelete or key.onupdate] == []


def test_no_relationship_deletes_in_passing() -> None:
    configure_mappers()
    walked = [relation for mapper in Base.registry.mappers for relation in mapper.relationships]
    assert walked
    assert [r for r in walked if r.cascade.delete or r.cascade.delete_orphan] == []


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_every_record_has_a_data_class(model: type[Record]) -> None:
    assert isinstance(model.__data_class__, DataClass)
    assert (model.__doc__ or "").strip()


def test_slugs_are_unique_and_plain() -> None:
    slugs = [model.__slug__ for model in RECORDS if model.__slug__]
    assert len(slugs) == len(set(slugs))
    assert [slug for slug in slugs if slug != slug.lower() or "_" in slug] == []


LIVING = [model for model in RECORDS if model.__machine__]


@pytest.mark.parametrize("model", LIVING, ids=lambda model: model.__name__)
def test_a_living_row_holds_the_states_of_its_machine(model: type[Record]) -> None:
    column = model.__table__.c[model.__state__]
    assert isinstance(column.type, Enum)
    assert column.type.enum_class is MACHINES[model.__machine__].states
    assert not column.nullable
    assert model.__slug__


def test_each_machine_of_the_thread_has_one_table() -> None:
    keys = [model.__machine__ for model in LIVING]
    assert len(keys) == len(set(keys))
    assert set(keys) >= MACHINES_OF_THE_THREAD


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_closed_list_is_checked_by_the_database(table: Table) -> None:
    checked = {str(c.name) for c in table.constraints if isinstance(c, CheckConstraint)}
    for column in table.columns:
        if isinstance(column.type, Enum):
            assert f"ck_{table.name}_{column.type.name}" in checked
