"""Rows of a file of incidents, as complaints of the register; nobody who complained is read."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import NamedTuple
from uuid import UUID

import numpy as np

from dmi.exchange import remarks, spoken
from dmi.exchange.checked import Around, Finding, Line
from dmi.exchange.words import RowCode, RowOutcome
from dmi.kernel.local_time import Once, from_local
from dmi.kernel.wording import fold
from dmi.profiles.profile import load
from dmi.science.geometry import OUTSIDE, Area, Box, Floats, assign
from dmi.science.incident_rows import ALIASES, Reader
from dmi.science.remarks import Code, Rejected
from dmi.science.tables import Table
from dmi.territory.words import ComplaintSource

LONGEST_NUMBER = 60
NOON = time(12)
"""The hour of a day that is written without one; at midnight some days do not begin."""
_BLAMED = {Code.E_DATE: "fecha", Code.E_COORD: "lat", Code.E_ZERO: "lat", Code.E_SOURCE: "fuente"}
_SHORT = 40


class _Place(NamedTuple):
    """Where a row lies: degrees as they are written, and the drawn sector around them."""

    lon: str
    lat: str
    lies_in: UUID | None


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
        self._areas = [
            Area("", {}, tuple(np.array(ring, dtype=np.float64)[:, :2] for ring in rings))
            for _key, rings in around.areas
        ]
        self._next = 2

    def read(self, rows: list[list[str]]) -> Iterator[tuple[Finding | None, Line | None]]:
        """Yield what is to be said of each row and, if it is used, its line; in their order."""
        first, self._next = self._next, self._next + len(rows)
        batch = self._reader.read(rows)
        told: list[tuple[Finding | None, Line | None]] = []
        found = batch.accepted
        for one, (number, lies_in) in enumerate(
            zip(found.row.tolist(), self._sectors_at(found.degrees), strict=True)
        ):
            lon, lat = found.degrees[one].tolist()
            at = _Place(f"{lon:.6f}", f"{lat:.6f}", lies_in)
            told.append(
                self._line(
                    number,
                    rows[number - first],
                    self._sources[found.source[one]],
                    at,
                    is_verified=bool(found.is_verified[one]),
                )
            )
        told += [(self._rejected(one, rows[one.row - first]), None) for one in batch.rejected]
        yield from sorted(told, key=_row_of)

    def _sectors_at(self, degrees: Floats) -> list[UUID | None]:
        """Return the drawn sector that each place lies in; the desk's form finds it alike."""
        found = assign(self._areas, *degrees.T)
        return [None if at == OUTSIDE else self._around.areas[at][0] for at in found.tolist()]

    def _line(
        self,
        number: int,
        cells: list[str],
        source: ComplaintSource,
        place: _Place,
        *,
        is_verified: bool,
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
        named = self._around.sectors.get(fold(said)) if said else None
        sector = named or place.lies_in
        warned = self._unknown_sector(number, said, place) if said and named is None else None
        line = [
            number,
            reference,
            source.value,
            kind.value,
            received.isoformat(),
            *(place.lon, place.lat),
            sector.hex if sector else None,
            source in spoken.ANONYMOUS,
            is_verified,
            spoken.SEEN_AS.get(fold(cell["fuente"])),
        ]
        return warned, line

    def _unknown_sector(self, number: int, said: str, place: _Place) -> Finding:
        """Return what is said of a row whose sector is not on record."""
        sentence = remarks.NO_SECTOR_BUT_PLACE if place.lies_in else remarks.NO_SECTOR
        return Finding(
            number,
            RowOutcome.WARNED,
            RowCode.W_PLACE,
            self._called("sector"),
            sentence,
            {"value": said[:_SHORT]},
        )

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
