"""An import is taken back as a whole, and only while nobody built on what it brought."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from dmi.access.models.records import AuditEntry, Move
from dmi.exchange.acts import importing
from dmi.exchange.words import ImportKind
from dmi.kernel.refusals import Unmet
from dmi.policy.plain_states import ImportStatus
from dmi.store.base import Base
from dmi.territory.models.complaint import Complaint, ComplaintCheck
from dmi.territory.models.procedure import Procedure, Seizure
from dmi.territory.words import CheckOutcome, IncidentKind, Substance, Unit
from tests.builders import placed
from tests.exchange.files import GOOD, PROCEDURES, a_file, applied, checked, rows
from tests.people import Town

TRACES = {"audit_entries", "audited_rows", "chain_heads", "moves", "import_batches", "shelf_files"}
WHY = "The office sent the file of another year."
PROCEDURE = "P-1;2026-10-05;PDI Oriente;flagrancia;2;;pasta base;12,5;gramos;"
PLANTS = "P-1;2026-10-05;PDI Oriente;flagrancia;2;;plantas;3;plantas;"


def complaints(town: Town) -> list[Complaint]:
    return list(town.session.scalars(select(Complaint).order_by(Complaint.reference)))


def tables(connection: Connection) -> dict[str, list[Any]]:
    """Return every row of every table but those that may tell of what was there."""
    return {
        table.name: sorted(map(repr, connection.execute(select(table))))
        for table in Base.metadata.sorted_tables
        if table.name not in TRACES
    }


@pytest.mark.rule("F148")
def test_undoing_leaves_nothing_but_the_log(town: Town) -> None:
    applied(town, a_file(GOOD.replace("C-1", "D-1")))
    row = checked(town, a_file(GOOD, *rows(30).splitlines(), GOOD.replace("C-1", "D-1")))
    town.session.commit()
    before = tables(town.session.connection())
    importing.apply_import(town.acting("pol1"), row)
    town.session.flush()
    assert tables(town.session.connection()) != before
    town.clock.move(hours=1)
    importing.undo_import(town.acting("pol1"), row, reason=WHY)
    town.session.flush()
    assert tables(town.session.connection()) == before
    assert row.status is ImportStatus.UNDONE
    moves = town.session.scalars(select(Move).where(Move.object_ref == row.id))
    assert ("undo_import", WHY) in {(one.step, one.reason) for one in moves}
    verbs = set(town.session.scalars(select(AuditEntry.event)))
    assert {"exchange.import.applied", "exchange.import.undone"} <= verbs


def test_undoing_asks_for_a_reason(town: Town) -> None:
    row = applied(town, a_file(GOOD))
    with pytest.raises(Unmet, match="reason_given"):
        importing.undo_import(town.acting("pol1"), row, reason="Wrong.")
    assert len(complaints(town)) == 1


@pytest.mark.parametrize("how", ["changed", "looked into"])
def test_an_import_whose_rows_are_used_is_not_undone(town: Town, how: str) -> None:
    row = applied(town, a_file(GOOD, GOOD.replace("C-1", "C-2")))
    complaint = complaints(town)[0]
    if how == "changed":
        complaint.kind = IncidentKind.USE
        town.session.flush()
    else:
        town.clock.move(hours=1)
        check = ComplaintCheck(
            complaint_id=complaint.id,
            seq=1,
            outcome=CheckOutcome.CONFIRMED,
            at=town.clock(),
            by_id=town.users["ter1"].id,
        )
        check.reason = "A patrol saw it."
        placed(town, check, complaint)
    with pytest.raises(Unmet) as refused:
        importing.undo_import(town.acting("pol1"), row, reason=WHY)
    gap = refused.value.gaps[0]
    assert (gap.guard, gap.args["n"]) == ("rows_not_used_elsewhere", 1)
    assert len(complaints(town)) == 2


def test_procedures_come_in_with_their_seizures_and_go_again(town: Town) -> None:
    before = tables(town.session.connection())
    row = checked(town, a_file(PROCEDURE, PLANTS, head=PROCEDURES), ImportKind.PROCEDURES)
    importing.apply_import(town.acting("pol1"), row)
    procedure = town.session.scalars(select(Procedure)).one()
    assert (procedure.procedure_no, procedure.people_detained) == ("P-1", 2)
    assert {(one.substance, one.amount) for one in procedure.seizures} == {
        (Substance.COCA_BASE, Decimal("12.500")),
        (Substance.CANNABIS_PLANT, Decimal("3.000")),
    }
    again = checked(town, a_file(PROCEDURE, head=PROCEDURES), ImportKind.PROCEDURES)
    assert (again.rows_good, again.rows_repeated) == (0, 1)
    town.session.expunge(procedure)
    importing.undo_import(town.acting("pol1"), row, reason=WHY)
    after = tables(town.session.connection())
    assert after["procedures"] == before["procedures"]
    assert after["seizures"] == before["seizures"] == []


def test_a_seizure_added_by_hand_keeps_the_import(town: Town) -> None:
    row = applied(town, a_file(PROCEDURE, head=PROCEDURES), ImportKind.PROCEDURES)
    procedure = town.session.scalars(select(Procedure)).one()
    town.clock.move(hours=1)
    seizure = Seizure(
        procedure_id=procedure.id, substance=Substance.LSD, amount=Decimal(1), unit=Unit.DOSE
    )
    placed(town, seizure, procedure)
    with pytest.raises(Unmet, match="rows_not_used_elsewhere"):
        importing.undo_import(town.acting("pol1"), row, reason=WHY)


def test_seizures_of_a_later_part_join_their_procedure(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dmi.exchange.rules.ROWS_AT_ONCE", 1)
    applied(town, a_file(PROCEDURE, PLANTS, head=PROCEDURES), ImportKind.PROCEDURES)
    assert town.session.scalar(select(func.count(Seizure.id))) == 2
