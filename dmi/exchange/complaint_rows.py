"""Rows of a file of incidents, as complaints of the register; nobody who complained is read."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from dmi.exchange import remarks, spoken
from dmi.exchange.checked import Around, Finding, Line
from dmi.exchange.words import RowCode, RowOutcome
from dmi.kernel.local_time import Once, from_local
from dmi.kernel.wording import fold
from dmi.profiles.profile import load
from dmi.science.geometry import Box
from dmi.science.incident_rows import ALIASES, Reader
from dmi.science.remarks import Code, Rejected
from dmi.science.tables import Table
from dmi.territory.words import ComplaintSource

LONGEST_NUMBER = 60
NOON = time(12)
"""The hour of a day that is written without one; at midnight some days do not begin."""
_BLAMED = {Code.E_DATE: "fecha", Code.E_COORD: "lat", Code.E_ZERO: "lat", Code.E_SOURCE: "fuente"}
_SHORT = 40


class ComplaintReader:
    """Reads batch after batch of one file."""

    def __init__(self, table: Table, around: Around, box: Box | None) -> None:
        """Look at the heading, which has every column that is needed."""
        self.at = table.columns(ALIASES)
        self._heading = table.heading
        self._around = around
        self._profile = load(around.profile)
        self._reader = Reader(table, today=around.today, sources=spoken.SOURCES, box=box)
        self._sources = tuple(spoken.SOURCES.values())
        self._next = 2

    def read(self, rows: list[list[str]]) -> Iterator[tuple[Finding | None, Line | None]]:
        """Yield what is to be said of each row and, if it is used, its line; in their order."""
        first, self._next = self._next, self._next + len(rows)
        batch = self._reader.read(rows)
        told: list[tuple[Finding | None, Line | None]] = []
        found = batch.accepted
        for place, number in enumerate(found.row.tolist()):
            lon, lat = found.degrees[place].tolist()
            source = self._sources[found.source[place]]
            told.append(
                self._line(number, rows[number - first], source, (f"{lon:.6f}", f"{lat:.6f}"))
            )
        told += [(self._rejected(one, rows[one.row - first]), None) for one in batch.rejected]
        yield from sorted(told, key=_row_of)

    def _line(
        self, number: int, cells: list[str], source: ComplaintSource, place: tuple[str, str]
    ) -> tuple[Finding | None, Line | None]:
        cell = {name: cells[at].strip() for name, at in self.at.items()}
        reference, said = cell["id"], cell.get("sector", "")
        if len(reference) > LONGEST_NUMBER:
            most = {"most": str(LONGEST_NUMBER)}
            return self._bad(number, RowCode.E_COLUMN, "id", remarks.TOO_LONG, most), None
        for name in ("id", "sector"):
            if self._profile.holds_a_number(cell.get(name, "")):
                return self._bad(number, RowCode.E_PERSON, name, remarks.PERSON_CELL), None
        kind = spoken.member(spoken.INCIDENTS, cell["tipo"])
        if kind is None:
            value = {"value": cell["tipo"][:_SHORT]}
            return self._bad(number, RowCode.E_KIND, "tipo", remarks.UNKNOWN_WORD, value), None
        received = self._moment(cell["fecha"])
        if received is None or received > self._around.at:
            sentence = remarks.NO_HOUR if received is None else remarks.FUTURE
            value = {"value": cell["fecha"][:_SHORT]}
            return self._bad(number, RowCode.E_DATE, "fecha", sentence, value), None
        sector = self._around.sectors.get(fold(said)) if said else None
        warned = None
        if said and sector is None:
            warned = Finding(
                number,
                RowOutcome.WARNED,
                RowCode.W_PLACE,
                self._called("sector"),
                remarks.NO_SECTOR,
                {"value": said[:_SHORT]},
            )
        line = [
            number,
            reference,
            source.value,
            kind.value,
            received.isoformat(),
            *place,
            sector.hex if sector else None,
            source in spoken.ANONYMOUS,
        ]
        return warned, line

    def _moment(self, text: str) -> datetime | None:
        """Return the instant that a cell names; nothing if that night has it twice or never.

        A day alone that has not reached noon yet is today, and counts as now.
        """
        written = datetime.fromisoformat(text)
        if written.tzinfo is not None:
            return written.astimezone(UTC)
        alone = len(text) == len("2026-11-23")
        hour = NOON if alone else written.time()
        found = from_local(date.fromisoformat(text[:10]), hour, self._around.zone)
        if not isinstance(found, Once):
            return None
        return min(found.at, self._around.at) if alone else found.at

    def _rejected(self, one: Rejected, cells: list[str]) -> Finding:
        remark = one.remark
        column = remark.args.get("column") or _BLAMED.get(remark.code, "")
        args = {name: value[:_SHORT] for name, value in remark.args.items()}
        held = self._profile.holds_a_number
        if column in self.at and len(cells) == len(self._heading) and held(cells[self.at[column]]):
            return self._bad(one.row, RowCode.E_PERSON, column, remarks.PERSON_CELL)
        return Finding(
            one.row,
            RowOutcome.REJECTED,
            remark.code.value,
            self._called(column),
            remark.sentence,
            args,
        )

    def _bad(
        self,
        number: int,
        code: RowCode,
        column: str,
        sentence: str,
        args: dict[str, str] | None = None,
    ) -> Finding:
        called = self._called(column)
        return Finding(number, RowOutcome.REJECTED, code.value, called, sentence, args or {})

    def _called(self, column: str) -> str:
        """Return a column as the file calls it."""
        return self._heading[self.at[column]].strip()[:_SHORT] if column in self.at else ""


def _row_of(told: tuple[Finding | None, Line | None]) -> int:
    finding, line = told
    return int(line[0]) if line is not None else finding.row if finding is not None else 0
