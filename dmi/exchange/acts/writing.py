"""Rows of a file become records, many in one statement; what they became can be taken back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, delete, insert
from sqlalchemy.engine import CursorResult

from dmi.access.acting import Acting
from dmi.exchange import queries
from dmi.exchange.checked import Finding, Line
from dmi.exchange.models import ImportBatch, ImportRow
from dmi.exchange.words import ImportKind, RowOutcome
from dmi.store.base import Record, Scoped
from dmi.store.columns import Sealed
from dmi.territory.models.complaint import Complaint, ComplaintCheck
from dmi.territory.models.procedure import Procedure, Seizure
from dmi.territory.queries.waves import drawn, wave_at
from dmi.territory.words import (
    CheckOutcome,
    ComplaintSource,
    IncidentKind,
    ProcedureOrigin,
    SeenAs,
    Substance,
    Unit,
)

Values = dict[str, Any]
_LONGEST_COLUMN = 60


def write_lines(acting: Acting, row: ImportBatch, lines: Sequence[Line]) -> None:
    """Make the records of some good rows, and note which row made which."""
    if row.kind is ImportKind.PROCEDURES:
        refs = _procedures(acting, row, lines)
    else:
        refs = _complaints(acting, row, lines)
    made = [
        {"batch_id": row.id, "number": number, "outcome": RowOutcome.OK, "object_ref": ref}
        for number, ref in refs.items()
    ]
    _insert(acting, ImportRow, row, made)


def note(acting: Acting, row: ImportBatch, findings: Iterable[Finding]) -> None:
    """Keep what is said of rows; what comes out of their cells is sealed."""
    told = [_sealed(row, one) for one in findings]
    _insert(acting, ImportRow, row, told)


def unmake(acting: Acting, row: ImportBatch) -> bool:
    """Delete the records that the file made; return whether nobody had changed one of them."""
    model, made = queries.MADE[row.kind], queries.made_by(row)
    if model is Complaint:
        _delete(
            acting,
            ComplaintCheck,
            ComplaintCheck.complaint_id.in_(made),
            ComplaintCheck.created_at == row.applied_at,
        )
    if model is Procedure:
        _delete(
            acting,
            Seizure,
            Seizure.procedure_id.in_(made),
            Seizure.created_at == row.applied_at,
        )
    gone = _delete(acting, model, model.id.in_(made), model.row_version == 1)
    noted = _delete(
        acting, ImportRow, ImportRow.batch_id == row.id, ImportRow.outcome == RowOutcome.OK
    )
    return gone == noted


def _complaints(acting: Acting, row: ImportBatch, lines: Sequence[Line]) -> Mapping[int, UUID]:
    refs: dict[int, UUID] = {}
    made, looked_into = [], []
    waves = drawn(acting, row.jurisdiction_id)
    for line in lines:
        number, reference, source, kind, received, lon, lat, sector, is_anonymous = line[:9]
        is_verified, seen_as = line[9:]
        refs[number] = uuid4()
        by_id = acting.by.id if is_verified else None
        if is_verified:
            looked_into.append(_check(acting, row, refs[number]))
        made.append(
            {
                "id": refs[number],
                "reference": reference,
                "source": ComplaintSource(source),
                "kind": IncidentKind(kind),
                "received_at": datetime.fromisoformat(received),
                "lon": Decimal(lon),
                "lat": Decimal(lat),
                "cohort_id": wave_at(waves, (float(lon), float(lat))),
                "sector_id": UUID(sector) if sector else None,
                "is_anonymous": is_anonymous,
                "import_ref": f"{row.id}:{number}",
                "seen_as": SeenAs(seen_as) if seen_as else None,
                "verified_at": acting.at if is_verified else None,
                "verified_by_id": by_id,
            }
        )
    _insert(acting, Complaint, row, made)
    _insert(acting, ComplaintCheck, row, looked_into)
    return refs


def _check(acting: Acting, row: ImportBatch, complaint_id: UUID) -> Values:
    """Return the finding that a file brings along: whoever brings it in answers for it."""
    one = ComplaintCheck(
        complaint_id=complaint_id,
        seq=1,
        outcome=CheckOutcome.CONFIRMED,
        at=acting.at,
        by_id=acting.by.id,
        key_ref=row.key_ref,
    )
    one.reason = f"{row.name}: verificado = 1"
    Sealed.settle(one)
    kept = ("id", "complaint_id", "seq", "outcome", "at", "by_id", "reason_sealed")
    return {name: getattr(one, name) for name in kept}


def _procedures(acting: Acting, row: ImportBatch, lines: Sequence[Line]) -> Mapping[int, UUID]:
    refs: dict[int, UUID] = {}
    procedures: dict[str, UUID] = {}
    made, seized = [], []
    later = {line[1] for line in lines if not line[-1]}
    if later:
        procedures.update(queries.procedures_called(acting, row, later))
    for line in lines:
        number, procedure_no, unit, on, origin, people, ruc, sector, point, closed = line[:10]
        if line[-1]:
            refs[number] = procedures[procedure_no] = uuid4()
            made.append(
                {
                    "id": refs[number],
                    "procedure_no": procedure_no,
                    "unit": unit,
                    "on": date.fromisoformat(on),
                    "origin": ProcedureOrigin(origin),
                    "people_detained": people,
                    "ruc": ruc,
                    "sector_id": UUID(sector) if sector else None,
                    "point_id": UUID(point) if point else None,
                    "closed_on": date.fromisoformat(closed) if closed else None,
                }
            )
        if line[10]:
            substance, amount, measure, is_pure = line[10]
            seized.append(
                {
                    "procedure_id": procedures[procedure_no],
                    "substance": Substance(substance),
                    "amount": Decimal(amount),
                    "unit": Unit(measure),
                    "is_pure": is_pure,
                }
            )
    _insert(acting, Procedure, row, made)
    _insert(acting, Seizure, row, seized)
    return refs


def _insert(
    acting: Acting, model: type[Record], row: ImportBatch, values: Sequence[Values]
) -> None:
    """Insert rows with the scope of the file, in one statement: no act is taken on each."""
    if not values:
        return
    scope = {name: getattr(row, name) for name in Scoped.COLUMNS}
    always = {**scope, "created_at": acting.at, "created_by": acting.by.id, "row_version": 1}
    acting.session.execute(insert(model), [{"id": uuid4(), **always, **one} for one in values])


def _delete(acting: Acting, model: type[Record], *where: ColumnElement[bool]) -> int:
    statement = delete(model).where(*where).execution_options(synchronize_session=False)
    done = cast("CursorResult[Any]", acting.session.execute(statement))
    return done.rowcount


def _sealed(row: ImportBatch, finding: Finding) -> Values:
    one = ImportRow(
        batch_id=row.id,
        number=finding.row,
        outcome=finding.outcome,
        code=finding.code,
        column=finding.column[:_LONGEST_COLUMN] or None,
        text=finding.sentence,
        key_ref=row.key_ref,
    )
    one.told = json.dumps(finding.args) if finding.args else ""
    Sealed.settle(one)
    kept = ("id", "batch_id", "number", "outcome", "code", "column", "text", "told_sealed")
    return {name: getattr(one, name) for name in kept}
