"""A batch of rows of an incident file, column by column."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import NamedTuple

import numpy as np

from dmi.kernel.wording import fold
from dmi.science import remarks
from dmi.science.geometry import Box, Floats, Integers, Truths
from dmi.science.remarks import Code, Rejected, Remark, Unusable
from dmi.science.remembered import Names, Remembered
from dmi.science.tables import ROWS_AT_ONCE, Table

ALIASES = {
    "id": ("id", "incident_id", "case_id"),
    "fecha": ("fecha", "date"),
    "tipo": ("tipo", "type", "category"),
    "lat": ("lat", "latitud", "latitude"),
    "lon": ("lon", "lng", "longitud", "longitude"),
    "x_m": ("x_m",),
    "y_m": ("y_m",),
    "fuente": ("fuente", "source"),
    "sector": ("sector", "district"),
    "direccion": ("direccion", "address", "block"),
    "verificado": ("verificado", "verified"),
}
"""The names that each column may have, whatever their case and accents; others are not read."""
REQUIRED = ("id", "fecha", "tipo")
UNNAMED = ""
"""The one source of a file that names none."""
EPOCH = date(1970, 1, 1).toordinal()
"""The ordinal of the day from which days are counted."""
_NO_DAY = -(2**40)
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].+)?")
_DAY_LETTERS = len("2026-11-23")


class _Check(NamedTuple):
    """Why a row is rejected: ``column`` is the cell that the sentence quotes."""

    code: Code
    sentence: str
    column: str = ""


CHECKS = (
    _Check(Code.E_COLUMN, remarks.NO_VALUE, "id"),
    _Check(Code.E_COLUMN, remarks.NO_VALUE, "tipo"),
    _Check(Code.E_DATE, remarks.NO_DATE, "fecha"),
    _Check(Code.E_DATE, remarks.FUTURE, "fecha"),
    _Check(Code.E_COORD, remarks.NO_PLACE),
    _Check(Code.E_ZERO, remarks.ZERO),
    _Check(Code.E_COORD, remarks.SWAPPED),
    _Check(Code.E_COORD, remarks.NOT_ON_EARTH),
    _Check(Code.E_COORD, remarks.OUTSIDE_BOX),
    _Check(Code.E_SOURCE, remarks.NO_SOURCE, "fuente"),
)
"""In this order; of several the first is said."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Rows as columns of shape ``(n,)``.

    ``degrees`` and ``metres`` are of shape ``(n, 2)`` and not numbers if the file has none;
    ``row_hash`` stands for the whole row, ``id_hash`` for its id and type.
    """

    row: Integers
    day: Integers
    kind: Integers
    source: Integers
    sector: Integers
    address: Integers
    is_verified: Truths
    degrees: Floats
    metres: Floats
    row_hash: Integers
    id_hash: Integers

    @classmethod
    def joined(cls, batches: Sequence["Columns"]) -> "Columns":
        """Return one or more batches one after another."""
        names = [one.name for one in fields(cls)]
        return cls(*(np.concatenate([getattr(one, name) for one in batches]) for name in names))

    def where(self, chosen: Truths) -> "Columns":
        """Return the chosen rows."""
        return Columns(*(getattr(self, one.name)[chosen] for one in fields(self)))


class Batch(NamedTuple):
    """Rows read at once: the accepted, the rejected, and how many there were."""

    accepted: Columns
    rejected: list[Rejected]
    rows_read: int


class Reader:
    """Reads batch after batch of one file and remembers the names that it met."""

    def __init__(
        self, table: Table, *, today: date, sources: Iterable[str], box: Box | None
    ) -> None:
        """Look at the heading.

        Raises:
            Unusable: E_COLUMN, if a column that is needed is missing or two say the same.
        """
        self.table = table
        self.at = table.columns(ALIASES, REQUIRED)
        self.has_degrees = {"lon", "lat"} <= self.at.keys()
        self.has_metres = {"x_m", "y_m"} <= self.at.keys()
        if not self.has_degrees and not self.has_metres:
            raise Unusable(Remark(Code.E_COLUMN, remarks.NO_PLACE_COLUMNS))
        self.kinds, self.sectors, self.addresses = Names(), Names(), Names()
        self.sources = tuple(sources) if "fuente" in self.at else (UNNAMED,)
        self._today = today.toordinal() - EPOCH
        self._box = box
        known = {fold(name): index for index, name in enumerate(self.sources)}
        self._source = Remembered(lambda name: known.get(fold(name), -1))
        self._days = Remembered(_day)
        self._verified = Remembered(lambda text: text == "1")
        self._next = 2

    def read(self, rows: list[list[str]]) -> Batch:
        """Return what the rows say; a line without cells is none."""
        width = len(self.table.heading)
        numbers = np.arange(self._next, self._next + len(rows))
        self._next += len(rows)
        lengths = np.fromiter(map(len, rows), np.int64, len(rows))
        whole = np.flatnonzero(lengths == width)
        others = np.flatnonzero((lengths != width) & (lengths > 0))
        rejected = [
            Rejected(int(numbers[one]), remarks.other_length(len(rows[one]), width))
            for one in others
        ]
        if whole.size < len(rows):
            rows, numbers = [rows[one] for one in whole], numbers[whole]
        cells: list[Sequence[str]] = list(zip(*rows, strict=True)) or [()] * width
        columns = self._columns(cells, numbers)
        wrong = self._wrong(columns, cells)
        rejected += [
            self._rejected(int(numbers[one]), rows[one], CHECKS[wrong[one]])
            for one in np.flatnonzero(wrong >= 0)
        ]
        rejected.sort(key=lambda one: one.row)
        return Batch(columns.where(wrong < 0), rejected, len(rows) + others.size)

    def _columns(self, cells: list[Sequence[str]], numbers: Integers) -> Columns:
        if len(self._days) > ROWS_AT_ONCE:  # dates with hours may all differ
            self._days.clear()
        count = numbers.size
        none: Sequence[str] = [""] * count
        ids, kinds = cells[self.at["id"]], cells[self.at["tipo"]]
        sources = cells[self.at["fuente"]] if "fuente" in self.at else none
        optional = {
            name: cells[self.at[name]] if name in self.at else none
            for name in ("sector", "direccion", "verificado")
        }
        return Columns(
            row=numbers,
            day=self._days.of(cells[self.at["fecha"]]),
            kind=self.kinds.of(kinds),
            source=self._source.of(sources),
            sector=self.sectors.of(optional["sector"]),
            address=self.addresses.of(optional["direccion"]),
            is_verified=self._verified.of(optional["verificado"]).astype(np.bool_),
            degrees=self._pair(cells, "lon", "lat", count),
            metres=self._pair(cells, "x_m", "y_m", count),
            row_hash=_hashes(zip(*cells, strict=True), count),
            id_hash=_hashes(zip(ids, kinds, strict=True), count),
        )

    def _pair(self, cells: list[Sequence[str]], first: str, second: str, count: int) -> Floats:
        """Return two columns of numbers side by side, not numbers if the file has them not."""
        if first not in self.at or second not in self.at:
            return np.full((count, 2), np.nan)
        return np.column_stack([self.table.numbers(cells[self.at[one]]) for one in (first, second)])

    def _wrong(self, columns: Columns, cells: list[Sequence[str]]) -> Integers:
        """Return for each row which of CHECKS fails first, or -1."""
        ids = [text.strip() for text in cells[self.at["id"]]]
        pairs = [columns.degrees] * self.has_degrees + [columns.metres] * self.has_metres
        lon, lat = columns.degrees.T
        on_earth = (np.abs(lat) <= 90) & (np.abs(lon) <= 180) | (not self.has_degrees)  # noqa: PLR2004
        inside = np.ones(lon.shape, np.bool_)
        swapped = ~on_earth & (np.abs(lon) <= 90) & (np.abs(lat) <= 180)  # noqa: PLR2004
        if self._box and self.has_degrees:
            inside = self._box.holds(lon, lat)
            swapped = ~inside & self._box.holds(lat, lon)
        failing = (
            np.fromiter(map("".__eq__, ids), np.bool_, len(ids)),
            columns.kind == self.kinds.index.get("", -1),
            columns.day == _NO_DAY,
            columns.day > self._today,
            np.any([np.isnan(pair).any(axis=1) for pair in pairs], axis=0),
            np.any([(pair == 0).all(axis=1) for pair in pairs], axis=0),
            swapped,
            ~on_earth,
            ~inside,
            columns.source < 0,
        )
        wrong = np.full(lon.shape, -1, dtype=np.int64)
        for check, fails in reversed(list(enumerate(failing))):
            wrong[fails] = check
        return wrong

    def _rejected(self, number: int, row: list[str], check: _Check) -> Rejected:
        args = {}
        if check.column:
            args = {"column": check.column, "value": row[self.at[check.column]].strip()}
        return Rejected(number, Remark(check.code, check.sentence, args))


def _day(text: str) -> int:
    """Return days since the epoch of an ISO date, with or without an hour."""
    if not _DAY.fullmatch(text):
        return _NO_DAY
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return _NO_DAY
    return date.fromisoformat(text[:_DAY_LETTERS]).toordinal() - EPOCH


def _hashes(rows: Iterable[tuple[str, ...]], count: int) -> Integers:
    return np.fromiter(map(hash, rows), np.int64, count)
