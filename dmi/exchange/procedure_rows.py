"""Rows of a file of police procedures: one row each, and one more for each further seizure."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from dmi.exchange import remarks, rules, spoken
from dmi.exchange.checked import Around, Finding, Line
from dmi.exchange.words import ImportKind, RowCode, RowOutcome
from dmi.kernel.identifiers import Malformed
from dmi.kernel.wording import fold
from dmi.profiles.profile import load
from dmi.science.remarks import other_length
from dmi.science.tables import Table

ALIASES = {
    "numero": ("numero", "procedure_no", "number", "parte"),
    "fecha": ("fecha", "date"),
    "unidad": ("unidad", "unit"),
    "origen": ("origen", "origin"),
    "detenidos": ("detenidos", "people_detained", "detained"),
    "ruc": ("ruc", "case_number"),
    "sector": ("sector",),
    "punto": ("punto", "point"),
    "cierre": ("cierre", "closed_on", "closed"),
    "sustancia": ("sustancia", "substance"),
    "cantidad": ("cantidad", "amount"),
    "medida": ("medida", "measure"),
    "pura": ("pura", "is_pure", "pure"),
}
REQUIRED = rules.NEEDED[ImportKind.PROCEDURES]
LONGEST = {"numero": 60, "unidad": 120}
_SHORT = 40
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_SEIZED = ("sustancia", "cantidad", "medida")
_PLACES = Decimal("0.001")
_MOST = Decimal(10**7)
MOST_DIGITS = 4


class _Wrong(Exception):
    """One cell cannot be used as it stands."""

    def __init__(
        self, code: RowCode, column: str, sentence: str, told: dict[str, str] | None = None
    ) -> None:
        super().__init__(sentence)
        self.code, self.column, self.sentence, self.told = code, column, sentence, told or {}


class ProcedureReader:
    """Reads batch after batch of one file and remembers each procedure's first row."""

    def __init__(self, table: Table, around: Around) -> None:
        """Look at the heading, which has every column that is needed."""
        self.at = table.columns(ALIASES)
        self._heading = table.heading
        self._comma = table.has_decimal_comma
        self._around = around
        self._profile = load(around.profile)
        self._seen: dict[str, tuple[int, Line]] = {}
        self._next = 2

    def read(self, rows: list[list[str]]) -> Iterator[tuple[Finding | None, Line | None]]:
        """Yield what is to be said of each row and, if it is used, its line; in their order."""
        for cells in rows:
            number, self._next = self._next, self._next + 1
            if not cells:
                continue
            if len(cells) != len(self._heading):
                remark = other_length(len(cells), len(self._heading))
                wrong = _Wrong(RowCode.E_COLUMN, "", remark.sentence, remark.args)
                yield self._said(number, wrong), None
                continue
            cell = {name: cells[at].strip() for name, at in self.at.items()}
            try:
                line = self._line(number, cell)
            except _Wrong as found:
                yield self._said(number, found), None
                continue
            if line[-1] or line[-2]:
                yield self._warned(number, cell, line), line
                continue
            again = _Wrong(RowCode.D_FILE, "", remarks.IN_FILE)
            yield self._said(number, again, RowOutcome.DUPLICATE), None

    def _line(self, number: int, cell: Mapping[str, str]) -> Line:
        for name in REQUIRED:
            if not cell[name]:
                raise _Wrong(RowCode.E_COLUMN, name, remarks.NO_VALUE, {"column": name})
        for name, most in LONGEST.items():
            if len(cell[name]) > most:
                raise _Wrong(RowCode.E_COLUMN, name, remarks.TOO_LONG, {"most": str(most)})
        for name in ("numero", "unidad", "sector", "punto"):
            if self._profile.holds_a_number(cell.get(name, "")):
                raise _Wrong(RowCode.E_PERSON, name, remarks.PERSON_CELL)
        told, seized = self._told(cell), self._seized(cell)
        first = self._seen.setdefault(cell["numero"], (number, told))
        if first[1] != told:
            raise _Wrong(RowCode.E_SAME, "numero", remarks.SAYS_OTHERWISE, {"row": str(first[0])})
        return [number, cell["numero"], *told, seized, first[0] == number]

    def _told(self, cell: Mapping[str, str]) -> Line:
        """Return what a row says of its procedure."""
        on = self._day(cell, "fecha")
        closed = self._day(cell, "cierre") if cell.get("cierre") else None
        if closed is not None and closed < on:
            raise _Wrong(RowCode.E_DATE, "cierre", remarks.CLOSED_BEFORE)
        origin = self._member(cell, "origen", spoken.ORIGINS)
        sector = self._around.sectors.get(fold(cell.get("sector", "")))
        point = self._around.points.get(cell.get("punto", "").upper())
        return [
            cell["unidad"],
            on.isoformat(),
            origin,
            self._people(cell["detenidos"]),
            self._case(cell.get("ruc", "")),
            sector.hex if sector else None,
            point.hex if point else None,
            closed.isoformat() if closed else None,
        ]

    def _seized(self, cell: Mapping[str, str]) -> Line | None:
        if not any(cell.get(name) for name in _SEIZED):
            return None
        for name in _SEIZED:
            if not cell.get(name):
                raise _Wrong(RowCode.E_COLUMN, name, remarks.NO_VALUE, {"column": name})
        pure = fold(cell.get("pura", ""))
        if pure not in spoken.YES_OR_NO:
            value = cell["pura"][:_SHORT]
            raise _Wrong(RowCode.E_KIND, "pura", remarks.UNKNOWN_WORD, {"value": value})
        return [
            self._member(cell, "sustancia", spoken.SUBSTANCES),
            self._amount(cell["cantidad"]),
            self._member(cell, "medida", spoken.UNITS),
            spoken.YES_OR_NO[pure],
        ]

    def _day(self, cell: Mapping[str, str], name: str) -> date:
        text = cell[name]
        try:
            found = date.fromisoformat(text) if _DAY.fullmatch(text) else None
        except ValueError:
            found = None
        if found is None:
            raise _Wrong(RowCode.E_DATE, name, remarks.NO_DATE, {"value": text[:_SHORT]})
        if found > self._around.today:
            raise _Wrong(RowCode.E_DATE, name, remarks.FUTURE, {"value": text})
        return found

    def _people(self, text: str) -> int:
        if not (text.isascii() and text.isdigit()) or len(text) > MOST_DIGITS:
            raise _Wrong(RowCode.E_NUMBER, "detenidos", remarks.NO_NUMBER, {"value": text[:_SHORT]})
        return int(text)

    def _amount(self, text: str) -> str:
        plain = text.replace(",", ".") if self._comma else text
        try:
            found = Decimal(plain).quantize(_PLACES)
        except InvalidOperation:
            found = Decimal(0)
        if "_" in plain or not found.is_finite() or not 0 < found < _MOST:
            raise _Wrong(RowCode.E_NUMBER, "cantidad", remarks.NO_AMOUNT, {"value": text[:_SHORT]})
        return str(found)

    def _case(self, text: str) -> str | None:
        if not text:
            return None
        try:
            return self._profile.read_case_number(text, self._around.today.year).number
        except Malformed as cause:
            raise _Wrong(RowCode.E_CASE, "ruc", cause.sentence) from cause

    def _member(self, cell: Mapping[str, str], name: str, said: Mapping[str, Any]) -> str:
        found = spoken.member(said, cell[name])
        if found is None:
            value = cell[name][:_SHORT]
            raise _Wrong(RowCode.E_KIND, name, remarks.UNKNOWN_WORD, {"value": value})
        return str(found.value)

    def _warned(self, number: int, cell: Mapping[str, str], line: Line) -> Finding | None:
        """Say of a row that comes in without the place that it names."""
        for name, kept, sentence in (
            ("punto", line[8], remarks.NO_POINT),
            ("sector", line[7], remarks.NO_SECTOR),
        ):
            if cell.get(name) and kept is None and line[-1]:
                absent = _Wrong(RowCode.W_PLACE, name, sentence, {"value": cell[name][:_SHORT]})
                return self._said(number, absent, RowOutcome.WARNED)
        return None

    def _said(
        self,
        number: int,
        wrong: _Wrong,
        outcome: RowOutcome = RowOutcome.REJECTED,
    ) -> Finding:
        at = self.at.get(wrong.column)
        called = "" if at is None else self._heading[at].strip()[:_SHORT]
        return Finding(number, outcome, str(wrong.code), called, wrong.sentence, wrong.told)
