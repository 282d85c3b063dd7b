"""The wall in the schema: a violation cannot point at a session, and no agent has a name."""

import pytest
from sqlalchemy import JSON, Column, ForeignKey, Integer, MetaData, Table, Uuid

from dmi.evidence.models.authorisation import CovertCode
from dmi.store.base import Record
from tests.store.schema import metadata, reachable, tables_of

SPOKEN = ("session", "note", "phrase", "summary")
BEHIND_THE_WALL = {"session_facts", "confidential_notes"}
SCOPE = set(Record.__annotations__)
VIOLATIONS = sorted(tables_of("dmi.violations"))
COVERT_WORDS = ("officer", "agent", "informant", "covert", "undercover", "buyer")


def _named_after_talk(table: Table) -> list[str]:
    return [c.name for c in table.columns if any(word in c.name for word in SPOKEN)]


def _free_references(table: Table) -> list[str]:
    """Return the columns in which an id could hide without a foreign key."""
    return [
        column.name
        for column in table.columns
        if column.name not in SCOPE
        and not column.foreign_keys
        and (isinstance(column.type, (Uuid, JSON)) or column.name.endswith(("_ref", "_refs")))
    ]


def _names_an_agent(column: Column[object]) -> bool:
    """Tell whether a column speaks of an agent and is not a reference to the code."""
    aims = {key.column.table.name for key in column.foreign_keys}
    return any(word in column.name for word in COVERT_WORDS) and aims != {"covert_codes"}


def test_the_violations_have_their_tables() -> None:
    assert {"violation_reports", "violation_notices", "accounts", "findings"} <= set(VIOLATIONS)


@pytest.mark.rule("F94")
@pytest.mark.parametrize("name", VIOLATIONS)
def test_no_way_leads_from_a_violation_to_a_session(name: str) -> None:
    reached = reachable(metadata(), name)
    assert "pathways" in reached
    assert reached & BEHIND_THE_WALL == set()


@pytest.mark.rule("F94")
@pytest.mark.parametrize("name", sorted(BEHIND_THE_WALL))
def test_no_way_leads_from_a_session_to_a_violation(name: str) -> None:
    assert reachable(metadata(), name) & set(VIOLATIONS) == set()


@pytest.mark.rule("F94")
@pytest.mark.parametrize("name", VIOLATIONS)
def test_no_column_of_a_violation_is_named_after_talk(name: str) -> None:
    assert _named_after_talk(metadata().tables[name]) == []


@pytest.mark.rule("F94")
@pytest.mark.parametrize("name", VIOLATIONS)
def test_no_id_can_hide_in_a_violation(name: str) -> None:
    hiding = set(_free_references(metadata().tables[name]))
    # The charge's number comes from the court and is text.
    assert hiding - {"charge_ref"} == set()


def test_only_the_notes_point_at_a_session() -> None:
    pointing = {
        table.name
        for table in metadata().tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "session_facts"
    }
    assert pointing == {"confidential_notes"}


def test_a_breach_of_the_wall_is_found() -> None:
    tables = MetaData()
    Table("session_facts", tables, Column("id", Integer, primary_key=True))
    Table(
        "progress",
        tables,
        Column("id", Integer, primary_key=True),
        Column("fact_id", ForeignKey("session_facts.id")),
    )
    report = Table(
        "reports",
        tables,
        Column("id", Integer, primary_key=True),
        Column("progress_id", ForeignKey("progress.id")),
        Column("session_hint", Integer),
        Column("source", Uuid),
    )
    assert reachable(tables, "reports") & BEHIND_THE_WALL == {"session_facts"}
    assert _named_after_talk(report) == ["session_hint"]
    assert _free_references(report) == ["source"]


@pytest.mark.rule("S5")
def test_a_covert_code_has_exactly_the_allowed_columns() -> None:
    own = {column.name for column in CovertCode.__table__.columns} - SCOPE
    assert own == {"code", "kind", "handler_id", "register_ref_sealed", "retired_on"}


@pytest.mark.rule("S5")
def test_every_other_column_about_an_agent_is_a_reference_to_the_code() -> None:
    named = [
        f"{table.name}.{column.name}"
        for table in metadata().tables.values()
        for column in table.columns
        if _names_an_agent(column)
    ]
    assert named == []


def test_a_column_for_an_agents_name_is_found() -> None:
    assert _names_an_agent(Column("officer_name", Integer))
    assert not _names_an_agent(Column("place", Integer))
