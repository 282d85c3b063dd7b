"""Reading a whole file batch by batch; this module loads numpy and is imported where work is done.

Rows are compared by a hash of 64 bits: among a hundred thousand the chance of one false repetition
is 3 in 10^10.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from dmi.exchange import procedure_rows, remarks, rules
from dmi.exchange.checked import Around, Checked, Finding, Line
from dmi.exchange.complaint_rows import ComplaintReader
from dmi.exchange.procedure_rows import ProcedureReader
from dmi.exchange.words import ImportKind, RowCode, RowOutcome
from dmi.kernel.headings import person_columns
from dmi.science import incident_rows
from dmi.science.geometry import Box
from dmi.science.remarks import Unusable
from dmi.science.tables import Aliases, Table, open_table

REACH = 0.6
"""How far beyond the drawn sectors a place may lie, in degrees: about sixty kilometres."""


class RowReader(Protocol):
    """Whoever reads the rows of one kind."""

    at: dict[str, int]

    def read(self, rows: list[list[str]]) -> Iterator[tuple[Finding | None, Line | None]]:
        """Yield what is to be said of each row and its line."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the files of one kind look.

    Attributes:
        aliases: the names that each column may have.
        same: the values of a line by which two rows are the same thing.
    """

    aliases: Aliases
    same: Callable[[Line], Any]


def _source_and_number(line: Line) -> tuple[str, str]:
    return line[2], line[1]


def _procedure_and_seizure(line: Line) -> tuple[Any, ...]:
    return line[1], tuple(line[10] or ())


LAYOUTS = {
    ImportKind.INCIDENTS: Layout(incident_rows.ALIASES, _source_and_number),
    ImportKind.PROCEDURES: Layout(procedure_rows.ALIASES, _procedure_and_seizure),
}


def check(
    content: bytes,
    kind: ImportKind,
    around: Around,
    *,
    drawn: tuple[float, float, float, float] | None,
    tell: Callable[[int], None],
) -> Checked:
    """Read a file and say of each row what becomes of it.

    Args:
        content: the file.
        kind: what it brings.
        around: what it is read against.
        drawn: west, south, east and north of the sectors that are drawn, in degrees.
        tell: called after every batch with the rows read so far.
    """
    checked = Checked()
    try:
        with open_table(io.BytesIO(content)) as table:
            _read(table, kind, checked, tell, lambda one: _reader(one, kind, around, drawn))
    except Unusable as cause:
        remark = cause.remark
        checked.stops.append(_of_file(remark.code.value, remark.sentence, **remark.args))
    return checked


def _read(
    table: Table,
    kind: ImportKind,
    checked: Checked,
    tell: Callable[[int], None],
    make: Callable[[Table], RowReader],
) -> None:
    layout, needed = LAYOUTS[kind], rules.NEEDED[kind]
    found = table.columns(layout.aliases)
    if not found.keys() & set(needed):  # perhaps a row of data: nothing of it is kept
        columns = ", ".join(needed)
        checked.stops = [_of_file(RowCode.E_COLUMN, remarks.NO_HEADING, column=columns)]
        return
    checked.columns = [name.strip() for name in table.heading]
    checked.stops = [
        _of_file(RowCode.E_PERSON, remarks.PERSON_COLUMN, column=name)
        for name in person_columns(checked.columns)
    ]
    checked.stops += [
        _of_file(RowCode.E_COLUMN, remarks.NO_COLUMN, column=name)
        for name in needed
        if name not in found
    ]
    if checked.stops:
        return
    read = {found[name] for name in (*needed, *rules.OPTIONAL[kind]) if name in found}
    unread = [name for at, name in enumerate(checked.columns) if at not in read]
    if unread:
        columns = ", ".join(unread)
        checked.warnings = [_of_file(RowCode.W_UNREAD, remarks.UNREAD, column=columns)]
    _rows(table, make(table), layout, checked, tell)
    if not checked.rows_read and not checked.stops:
        checked.stops.append(_of_file(RowCode.E_ROWS, remarks.NO_ROWS))


def _rows(
    table: Table,
    reader: RowReader,
    layout: Layout,
    checked: Checked,
    tell: Callable[[int], None],
) -> None:
    seen: set[int] = set()
    for rows in table.batches(rules.ROWS_AT_ONCE):
        if checked.rows_read + len(rows) > rules.MOST_ROWS:
            most = str(rules.MOST_ROWS)
            checked.stops.append(_of_file(RowCode.E_ROWS, remarks.TOO_MANY, most=most))
            return
        for finding, line in reader.read(rows):
            checked.rows_read += 1
            if line is None:
                if finding is not None:
                    checked.note(finding)
                continue
            _use(checked, layout, seen, line, finding)
        tell(checked.rows_read)


def _use(
    checked: Checked, layout: Layout, seen: set[int], line: Line, finding: Finding | None
) -> None:
    """Keep a good row, unless the same stands in the file before."""
    whole, same = hash(repr(line[1:])), hash(layout.same(line))
    if same in seen:
        sentence = remarks.IN_FILE if whole in seen else remarks.SAME_NUMBER
        checked.note(Finding(line[0], RowOutcome.DUPLICATE, RowCode.D_FILE.value, "", sentence, {}))
        return
    seen.update((whole, same))
    if finding is not None:
        checked.note(finding)
    checked.use(line)


def _reader(
    table: Table,
    kind: ImportKind,
    around: Around,
    drawn: tuple[float, float, float, float] | None,
) -> RowReader:
    if kind is ImportKind.PROCEDURES:
        return ProcedureReader(table, around)
    box = None
    if drawn is not None:
        west, south, east, north = drawn
        box = Box(west - REACH, south - REACH, east + REACH, north + REACH)
    return ComplaintReader(table, around, box)


def _of_file(code: str, sentence: str, **args: str) -> Finding:
    return Finding(0, RowOutcome.REJECTED, str(code), "", sentence, args)
