"""A file is read, looked at, written as a whole, and taken back as a whole."""

import hashlib
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from dmi.access import shelving
from dmi.access.acting import Acting
from dmi.access.acts import ACTS, standing_gaps
from dmi.documents.models import ShelfFile
from dmi.exchange.acts import importing, reading
from dmi.exchange.models import ImportBatch, ImportRow
from dmi.exchange.queries import work_of
from dmi.exchange.words import ImportKind, RowOutcome
from dmi.kernel.refusals import NotKnown, Stale, Unmet
from dmi.policy.plain_states import ImportStatus
from dmi.store.keys import vault
from dmi.territory.models.complaint import Complaint
from dmi.territory.models.place import Sector
from dmi.territory.words import ComplaintSource, IncidentKind, SectorKind
from tests.builders import placed
from tests.exchange.files import GOOD, a_file, applied, checked, read, rows, sent
from tests.people import Town, found_town


def complaints(town: Town) -> list[Complaint]:
    return list(town.session.scalars(select(Complaint).order_by(Complaint.reference)))


def on_the_shelf() -> int:
    folder = vault().folder / "shelf"
    return sum(1 for one in folder.rglob("*") if one.is_file()) if folder.exists() else 0


def again(town: Town, row: ImportBatch, **fields: Any) -> Unmet:
    """Try to apply and return why it was refused."""
    with pytest.raises(Unmet) as refused:
        importing.apply_import(town.acting("pol1"), row, **fields)
    return refused.value


@pytest.mark.rule("F148")
def test_good_rows_become_complaints_and_the_others_are_told(town: Town) -> None:
    placed(town, Sector(name="Colón Oriente", kind=SectorKind.NEIGHBOURHOOD))
    content = a_file(
        GOOD + "Colon Oriente",
        GOOD.replace("C-1", "C-2").replace("municipal", "anonima"),
        GOOD + "Colon Oriente",
        *(rows(30).splitlines()),
        "C-9,mañana,venta,-33.4086,-70.5663,municipal,",
    )
    row = checked(town, content)
    assert row.status is ImportStatus.CHECKED
    assert (row.rows_read, row.rows_good, row.rows_bad, row.rows_repeated) == (34, 32, 1, 1)
    assert complaints(town) == []
    importing.apply_import(town.acting("pol1"), row)
    found = complaints(town)
    assert len(found) == 32
    first, second = found[30], found[31]
    assert (first.reference, first.source, first.kind) == (
        "C-1",
        ComplaintSource.MUNICIPAL,
        IncidentKind.SALE,
    )
    assert (first.lon, first.lat) == (Decimal("-70.566300"), Decimal("-33.408600"))
    assert first.received_at.isoformat() == "2026-10-06T00:15:00+00:00"
    assert first.sector is not None
    assert first.sector.name == "Colón Oriente"
    assert first.import_ref == f"{row.id}:2"
    assert (first.is_anonymous, second.is_anonymous) == (False, True)
    assert {one.complainant_contact_sealed for one in found} == {None}
    assert {one.text_sealed for one in found} == {None}
    said = select(ImportRow.number, ImportRow.outcome, ImportRow.column, ImportRow.code).where(
        ImportRow.outcome != RowOutcome.OK
    )
    assert sorted(town.session.execute(said).all()) == [
        (4, RowOutcome.DUPLICATE, None, "D_FILE"),
        (35, RowOutcome.REJECTED, "fecha", "E_DATE"),
    ]


def test_what_a_cell_held_is_sealed_in_the_database(town: Town) -> None:
    lines = rows(30).splitlines()
    row = read(town, sent(town, a_file(*lines, "C-9,Octubre,venta,-33.4,-70.5,municipal,")))
    said = town.session.scalars(select(ImportRow).where(ImportRow.batch_id == row.id)).one()
    assert "Octubre" in said.told
    assert said.told_sealed is not None
    assert b"Octubre" not in said.told_sealed


def test_nothing_is_applied_before_somebody_looked(town: Town) -> None:
    row = read(town, sent(town, a_file(GOOD)))
    assert [gap.guard for gap in again(town, row).gaps] == ["preview_seen"]
    assert complaints(town) == []


@pytest.mark.parametrize("which", ["file_id", "checked_id"])
def test_a_file_that_changed_on_the_shelf_is_never_applied(town: Town, which: str) -> None:
    row = checked(town, a_file(GOOD))
    file = town.session.get_one(ShelfFile, getattr(row, which))
    path = next(
        one
        for one in (vault().folder / "shelf").rglob("*")
        if one.is_file() and one.stat().st_size > file.size_bytes and _is(one, file)
    )
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    assert [gap.guard for gap in again(town, row).gaps] == ["same_file_as_checked"]
    assert complaints(town) == []


def _is(path: Any, file: ShelfFile) -> bool:
    """Tell whether a path is where a file lies: cut, it is whole no more."""
    kept = path.read_bytes()
    path.write_bytes(kept[:-1])
    lies_here = not shelving.is_whole(file)
    path.write_bytes(kept)
    return lies_here


def test_rows_of_another_file_are_never_applied(town: Town) -> None:
    row, other = checked(town, a_file(GOOD)), checked(town, a_file(GOOD.replace("C-1", "C-2")))
    row.checked_id = other.checked_id
    assert [gap.guard for gap in again(town, row).gaps] == ["same_file_as_checked"]


@pytest.mark.parametrize(("bad", "status"), [(1, ImportStatus.CHECKED), (2, ImportStatus.REJECTED)])
def test_more_wrong_rows_than_the_limit_reject_the_file(
    town: Town, bad: int, status: ImportStatus
) -> None:
    wrong = [GOOD.replace("venta", "robo")] * bad
    row = read(town, sent(town, a_file(*rows(20 - bad).splitlines(), *wrong)))
    assert row.status is status
    assert (row.rows_read, row.rows_bad) == (20, bad)
    told = [args for code, _sentence, args in row.said or () if code == "E_ROWS"]
    assert told == ([{"pct": "10", "max": "5"}] if bad > 1 else [])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (a_file("C-1,venta", head="id,tipo"), "E_COLUMN"),
        (a_file(f"{GOOD},x", head="id,fecha,tipo,lat,lon,fuente,sector,rut"), "E_PERSON"),
        (a_file(), "E_ROWS"),
    ],
)
def test_a_rejected_file_says_why_and_leaves_the_shelf(
    town: Town, content: bytes, code: str
) -> None:
    row = read(town, sent(town, content))
    assert row.status is ImportStatus.REJECTED
    assert {one[0] for one in row.said or ()} == {code}
    town.session.commit()
    assert on_the_shelf() == 0


def test_the_gates_of_the_table_judge_what_was_read(town: Town) -> None:
    row = sent(town, a_file("C-1,venta", head="id,tipo"))
    acting = town.acting("sys1")
    work = work_of(acting, row)
    assert work is not None
    made = reading.make(reading.prepare(acting, work), lambda _rows: None)
    gaps = standing_gaps(acting, ACTS["I.check_rows"], row, {"checked": made})
    assert [(gap.guard, gap.args["columns"]) for gap in gaps if gap.guard == "columns_present"] == [
        ("columns_present", "fecha, lat, lon, fuente")
    ]


@pytest.mark.parametrize(
    ("content", "kind", "guard"),
    [
        (b"PK\x03\x04,", ImportKind.INCIDENTS, "file_kind_allowed"),
        (a_file(GOOD), ImportKind.SCHOOLS, "file_kind_allowed"),
        (b"a,b\n" + b"x" * (7 * 1024 * 1024), ImportKind.INCIDENTS, "file_size_allowed"),
    ],
)
def test_a_file_of_another_kind_or_size_is_refused(
    town: Town, content: bytes, kind: ImportKind, guard: str
) -> None:
    with pytest.raises(Unmet, match=guard):
        sent(town, content, kind)


def test_a_row_that_the_register_knows_is_repeated(town: Town) -> None:
    applied(town, a_file(GOOD))
    row = checked(town, a_file(GOOD, GOOD.replace("C-1", "C-2")))
    assert (row.rows_good, row.rows_repeated) == (1, 1)
    importing.apply_import(town.acting("pol1"), row)
    assert [one.reference for one in complaints(town)] == ["C-1", "C-2"]


def test_a_row_recorded_between_look_and_apply_is_not_written_twice(town: Town) -> None:
    row = checked(town, a_file(GOOD, GOOD.replace("C-1", "C-2")))
    applied(town, a_file(GOOD))
    importing.apply_import(town.acting("pol1"), row)
    assert (row.rows_good, row.rows_repeated) == (1, 1)
    assert [one.reference for one in complaints(town)] == ["C-1", "C-2"]


def test_another_place_may_have_the_same_number(town: Town) -> None:
    abroad = found_town(town.session, town.clock, "13115")
    applied(abroad, a_file(GOOD))
    town.session.info["acting"] = None
    row = checked(town, a_file(GOOD))
    assert (row.rows_good, row.rows_repeated) == (1, 0)


def test_a_discarded_file_leaves_the_shelf_and_writes_nothing(town: Town) -> None:
    row = checked(town, a_file(GOOD))
    town.session.commit()
    assert on_the_shelf() == 2
    importing.discard_import(town.acting("pol1"), row, reason="Sent by mistake.")
    assert on_the_shelf() == 2, "a step that is not kept yet deletes nothing"
    town.session.commit()
    assert on_the_shelf() == 0
    assert complaints(town) == []
    assert "out_of_step" in {gap.guard for gap in again(town, row).gaps}


def test_a_step_that_is_given_up_keeps_the_file(town: Town) -> None:
    row = checked(town, a_file(GOOD))
    town.session.commit()
    importing.discard_import(town.acting("pol1"), row, reason="Sent by mistake.")
    town.session.rollback()
    town.session.commit()
    assert on_the_shelf() == 2


def test_a_file_sent_twice_stays_until_the_last_of_both_is_done(town: Town) -> None:
    first, second = checked(town, a_file(GOOD)), checked(town, a_file(GOOD))
    town.session.commit()
    importing.discard_import(town.acting("pol1"), first, reason="Sent twice.")
    town.session.commit()
    importing.apply_import(town.acting("pol1"), second)
    town.session.commit()
    assert len(complaints(town)) == 1
    assert on_the_shelf() == 0


def test_the_file_lies_encrypted_and_leaves_when_applied(town: Town) -> None:
    row = checked(town, a_file(GOOD))
    town.session.commit()
    kept = [one.read_bytes() for one in (vault().folder / "shelf").rglob("*") if one.is_file()]
    assert len(kept) == 2
    assert not any(b"municipal" in one or b"C-1" in one for one in kept)
    importing.apply_import(town.acting("pol1"), row)
    town.session.commit()
    assert on_the_shelf() == 0
    assert row.sha256 == hashlib.sha256(a_file(GOOD)).hexdigest()


def test_whoever_comes_second_changes_nothing(town: Town) -> None:
    row = checked(town, a_file(GOOD))
    town.session.commit()
    late = town.acting("pol1")
    table = ImportBatch.__table__
    town.session.execute(
        table.update().where(table.c.id == row.id).values(status="DISCARDED", row_version=9)
    )
    with pytest.raises(Stale):
        importing.apply_import(late, row)
    assert complaints(town) == []


@pytest.mark.parametrize("name", ["fis1", "ts1", "aud1", "sec1"])
def test_who_brings_no_files_finds_no_step(town: Town, name: str) -> None:
    with pytest.raises(NotKnown):
        sent(town, a_file(GOOD), by=name)
    row = checked(town, a_file(GOOD))
    with pytest.raises(NotKnown):
        importing.apply_import(_acting(town, name), row)
    assert complaints(town) == []


def _acting(town: Town, name: str) -> Acting:
    return town.acting(name)
