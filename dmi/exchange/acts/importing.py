"""A file comes in: sent, looked at, written as a whole, discarded, or taken back as a whole."""

import hashlib
from collections.abc import Iterator

from sqlalchemy.exc import IntegrityError

from dmi.access import papers, shelving
from dmi.access.acting import Acting
from dmi.access.acts import act, write
from dmi.documents.models import ShelfFile
from dmi.exchange import guards, queries, remarks, rules  # noqa: F401 - the conditions of these steps
from dmi.exchange.acts import writing
from dmi.exchange.checked import Checked, Finding, Line, in_parts, lines_of, sealed_in
from dmi.exchange.models import ImportBatch
from dmi.exchange.words import ImportKind, RowCode, RowOutcome, RowUse
from dmi.kernel.refusals import Stale, Unmet, UnmetCondition
from dmi.owed.acts import ask_work
from dmi.owed.words import WorkType
from dmi.policy.classes import DataClass
from dmi.policy.plain_states import ImportStatus

MEDIA_TYPE = "text/csv"


@act("I.upload_file", needs=("kind", "name"))
def upload_file(
    acting: Acting, _place: None, *, kind: ImportKind, name: str, content: bytes
) -> ImportBatch:
    """Keep a file on the encrypted shelf and ask for its rows to be read."""
    row = ImportBatch(
        jurisdiction_id=acting.by.jurisdiction_ids[0],
        kind=kind,
        name=name[: rules.LONGEST_NAME],
        sha256=hashlib.sha256(content).hexdigest(),
        size_bytes=len(content),
    )
    acting.add(row)
    row.file_id = papers.keep(acting, content, MEDIA_TYPE, row).id
    ask_work(
        acting,
        WorkType.IMPORT,
        {"import": str(row.id)},
        queries.work_key(row),
        content.count(b"\n") + 1,
        about=row,
    )
    return row


@act("I.check_rows", needs=("checked",))
def check_rows(acting: Acting, row: ImportBatch, *, checked: Checked) -> None:
    """Write down what becomes of each row, and lay the good ones beside the file."""
    good = sealed_in(row.kind, row.sha256, _unknown(acting, row, checked))
    _write_down(acting, row, checked)
    row.checked_id = papers.keep(acting, good, "application/jsonl", row).id


@act("I.reject_file", needs=("checked",))
def reject_file(acting: Acting, row: ImportBatch, *, checked: Checked) -> None:
    """Write down why a file is not used; it leaves the shelf."""
    if not checked.stops:
        share = rules.per_cent(checked.rows_bad, checked.rows_read)
        most = str(acting.number("bad_rows_max"))
        told = {"pct": share, "max": most}
        checked.warnings.append(
            Finding(0, RowOutcome.REJECTED, RowCode.E_ROWS.value, "", remarks.TOO_MANY_WRONG, told)
        )
    _write_down(acting, row, checked)
    _clear(acting, row)


@write("exchange.preview.seen", data_class=DataClass.IMPORTS)
def see_preview(acting: Acting, row: ImportBatch) -> ImportBatch:
    """Note that somebody who may apply the import looked at what it would write."""
    row.previewed_at = acting.at
    return row


@act("I.apply_import")
def apply_import(acting: Acting, row: ImportBatch) -> None:
    """Write every good row in one transaction; a row that stands by now is counted as repeated.

    Raises:
        Stale: somebody else applied or discarded it, or wrote one of its rows, at the same time.
    """
    acting.session.refresh(row, with_for_update=True)
    if row.status is not ImportStatus.CHECKED:
        raise Stale
    row.applied_at = acting.at
    try:
        for part in in_parts(lines_of(_good_rows(acting, row)), rules.ROWS_AT_ONCE):
            _write_part(acting, row, part)
    except IntegrityError as cause:
        raise Stale from cause
    _clear(acting, row)


@act("I.discard_import", needs=("reason",))
def discard_import(acting: Acting, row: ImportBatch, *, reason: str) -> None:  # noqa: ARG001 - kept by the move
    """Use nothing of a file; it leaves the shelf."""
    _clear(acting, row)


@act("I.undo_import", needs=("reason",))
def undo_import(acting: Acting, row: ImportBatch, *, reason: str) -> None:  # noqa: ARG001 - kept by the move
    """Take every record that a file made out again; only the log tells that they were there.

    Raises:
        Unmet: somebody built on one of them at the same time.
    """
    try:
        is_whole = writing.unmake(acting, row)
    except IntegrityError as cause:
        raise _used() from cause
    if not is_whole:
        raise _used()
    row.undone_at = acting.at


def _unknown(acting: Acting, row: ImportBatch, checked: Checked) -> Iterator[Line]:
    """Yield the good rows that the register does not know yet, and note the others."""
    for part in in_parts(checked.good(), rules.ROWS_AT_ONCE):
        standing = queries.known(acting, row, part)
        for line in part:
            if line[0] in standing:
                checked.note(_in_register(line[0]))
            else:
                yield line


def _write_part(acting: Acting, row: ImportBatch, part: list[Line]) -> None:
    standing = queries.known(acting, row, part)
    writing.write_lines(acting, row, [line for line in part if line[0] not in standing])
    writing.note(acting, row, [_in_register(number) for number in sorted(standing)])
    row.rows_repeated = (row.rows_repeated or 0) + len(standing)


def _in_register(number: int) -> Finding:
    code = RowCode.D_REGISTER.value
    return Finding(number, RowOutcome.DUPLICATE, code, "", remarks.IN_REGISTER, {})


def _write_down(acting: Acting, row: ImportBatch, checked: Checked) -> None:
    row.columns = checked.columns
    row.rows_read, row.rows_bad = checked.rows_read, checked.rows_bad
    row.rows_repeated = checked.rows_repeated
    row.said = [[one.code, one.sentence, one.args] for one in (*checked.stops, *checked.warnings)]
    writing.note(acting, row, checked.listed)


def _clear(acting: Acting, row: ImportBatch) -> None:
    """Take what is left of a file off the shelf."""
    for key in (row.file_id, row.checked_id):
        file = acting.session.get(ShelfFile, key) if key else None
        if file is not None and file.removed_at is None:
            shelving.remove(acting, file)


def _good_rows(acting: Acting, row: ImportBatch) -> bytes:
    return papers.take(acting.session.get_one(ShelfFile, row.checked_id))


def _used() -> Unmet:
    how = {"n": 1, "records": RowUse.REFERRED}
    return Unmet((UnmetCondition("rows_not_used_elsewhere", how),))
