"""What came in by file: the files, what is said of their rows, and what the register knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.models.users import User
from dmi.exchange.checked import Around, Line
from dmi.exchange.models import ImportBatch, ImportRow
from dmi.exchange.words import ImportKind, RowOutcome, RowUse
from dmi.kernel.wording import fold
from dmi.owed.models import BackgroundWork
from dmi.policy.classes import DataClass
from dmi.store.base import Base, Record
from dmi.store.paging import Page, newest_first
from dmi.territory.models.complaint import Complaint, ComplaintCheck
from dmi.territory.models.place import Sector
from dmi.territory.models.point import SalePoint
from dmi.territory.models.procedure import Procedure, Seizure
from dmi.territory.queries.hotspots import rings_of
from dmi.territory.words import SectorKind

PAGE_ROWS = 50
MADE: dict[ImportKind, type[Record]] = {
    ImportKind.INCIDENTS: Complaint,
    ImportKind.PROCEDURES: Procedure,
}
"""Which records the rows of a kind become."""
CAME_ALONG = (Seizure.__table__, ComplaintCheck.__table__)
"""Tables whose rows an import writes under its records."""


@dataclass(frozen=True, slots=True)
class Used:
    """How many records of an import are used elsewhere, and how."""

    count: int
    how: RowUse


def batches(acting: Acting, mark: str | None) -> Page[ImportBatch]:
    """Return a page of the files that the reader may know, the newest first."""
    query = sight.narrow(select(ImportBatch), acting, ImportBatch)
    found = newest_first(acting.session, query, ImportBatch.created_at, ImportBatch.id, mark=mark)
    acting.saw(DataClass.IMPORTS, *(row.id for row in found.rows))
    return found


def batch(acting: Acting, row_id: UUID) -> ImportBatch:
    """Return one file that the reader may know."""
    found = sight.fetch(acting, ImportBatch, row_id)
    acting.saw(DataClass.IMPORTS, found.id)
    return found


def names_of(acting: Acting, rows: Sequence[ImportBatch]) -> dict[UUID, str]:
    """Return who sent each file, by the id of the user."""
    ids = {row.created_by for row in rows}
    query = select(User.id, User.display_name).where(User.id.in_(ids))
    return {user.id: user.display_name for user in acting.session.execute(query)}


def work_of(acting: Acting, row: ImportBatch) -> BackgroundWork | None:
    """Return the work that reads a file."""
    query = select(BackgroundWork).where(BackgroundWork.dedupe_key == work_key(row))
    return acting.session.scalars(query).one_or_none()


def work_key(row: ImportBatch) -> str:
    """Return by what name a file is read once."""
    return f"import {row.id}"


def listed(acting: Acting, row: ImportBatch, after: int = 0) -> tuple[list[ImportRow], int | None]:
    """Return a page of what is said of rows, in their order, and after which the next begins."""
    query = _said(row).where(ImportRow.number > after).limit(PAGE_ROWS + 1)
    found = list(acting.session.scalars(query))
    return found[:PAGE_ROWS], found[PAGE_ROWS - 1].number if len(found) > PAGE_ROWS else None


def all_listed(acting: Acting, row: ImportBatch) -> list[ImportRow]:
    """Return everything that is kept of what is said of rows."""
    return list(acting.session.scalars(_said(row)))


def _said(row: ImportBatch) -> Select[ImportRow]:
    return (
        select(ImportRow)
        .where(ImportRow.batch_id == row.id, ImportRow.outcome != RowOutcome.OK)
        .order_by(ImportRow.number)
    )


def around(acting: Acting, row: ImportBatch) -> Around:
    """Return what the rows of a file are read against."""
    session, home = acting.session, row.jurisdiction_id
    query = select(Sector.name, Sector.id, Sector.kind, Sector.polygon).where(
        Sector.jurisdiction_id == home
    )
    sectors = session.execute(query).all()
    kinds = list(SectorKind)
    drawn = [one for one in sectors if one.polygon]
    points = select(SalePoint.code, SalePoint.id).where(
        SalePoint.jurisdiction_id == home, SalePoint.withdrawn_at.is_(None)
    )
    return Around(
        at=acting.at,
        today=acting.today,
        zone=acting.zone,
        profile=acting.profile,
        sectors={fold(one.name): one.id for one in sectors},
        points={code.upper(): key for code, key in session.execute(points)},
        areas=tuple(
            (one.id, tuple(rings_of(one.polygon)))
            for one in sorted(drawn, key=lambda one: kinds.index(one.kind))
        ),
    )


def drawn(acting: Acting, row: ImportBatch) -> tuple[float, float, float, float] | None:
    """Return west, south, east and north of the sectors that are drawn, in degrees."""
    query = select(Sector.polygon).where(Sector.jurisdiction_id == row.jurisdiction_id)
    corners = [one for area in acting.session.scalars(query) for one in _corners(area or [])]
    if not corners:
        return None
    lon, lat = zip(*corners, strict=True)
    return min(lon), min(lat), max(lon), max(lat)


def _corners(area: list[Any]) -> list[tuple[float, float]]:
    if area and not isinstance(area[0], list):
        return [(float(area[0]), float(area[1]))]
    return [corner for part in area for corner in _corners(part)]


def known(acting: Acting, row: ImportBatch, lines: Sequence[Line]) -> set[int]:
    """Return the numbers of the lines of which the register knows the thing already."""
    numbers = {line[1] for line in lines}
    if row.kind is ImportKind.PROCEDURES:
        own = set(acting.session.scalars(made_by(row)))  # its first row came a part before
        called = procedures_called(acting, row, numbers)
        taken = {number for number, key in called.items() if key not in own}
        return {line[0] for line in lines if line[1] in taken}
    query = select(Complaint.source, Complaint.reference).where(
        Complaint.jurisdiction_id == row.jurisdiction_id, Complaint.reference.in_(numbers)
    )
    pairs = {(source.value, number) for source, number in acting.session.execute(query)}
    return {line[0] for line in lines if (line[2], line[1]) in pairs}


def procedures_called(acting: Acting, row: ImportBatch, numbers: set[str]) -> dict[str, UUID]:
    """Return the procedures of these numbers that stand in the place of a file."""
    query = select(Procedure.procedure_no, Procedure.id).where(
        Procedure.jurisdiction_id == row.jurisdiction_id, Procedure.procedure_no.in_(numbers)
    )
    return {one.procedure_no: one.id for one in acting.session.execute(query)}


def made_by(row: ImportBatch) -> Select[UUID | None]:
    """Return the ids of the records that a file made."""
    return select(ImportRow.object_ref).where(
        ImportRow.batch_id == row.id, ImportRow.outcome == RowOutcome.OK
    )


def used(acting: Acting, row: ImportBatch) -> Used | None:
    """Return how the records of an import are used elsewhere: nothing if nobody touched them."""
    model = MADE[row.kind]
    changed = model.row_version > 1
    referred = _referred(model, row)
    query = select(func.count(model.id), func.count(model.id).filter(or_(*referred))).where(
        model.id.in_(made_by(row)), or_(changed, *referred)
    )
    count, elsewhere = acting.session.execute(query).one()
    if not count:
        return None
    return Used(count, RowUse.REFERRED if elsewhere else RowUse.CHANGED)


def _referred(model: type[Record], row: ImportBatch) -> list[ColumnElement[bool]]:
    """Return the condition of being named by a row of each table that can name the model's."""
    home = model.__table__
    found: list[ColumnElement[bool]] = []
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table is not home:
                continue
            names = key.parent == home.c.id
            if table in CAME_ALONG:
                names &= table.c.created_at != row.applied_at
            found.append(select(table.c.id).where(names).correlate(home).exists())
    return found
