"""A batch of rows of an incident file, column by column."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import NamedTuple

import numpy as np

from dmi.kernel.wording import fold
from dmi.science import remarks
from dmi.science.geometry import Box, Floats, Integers, Truths
from dmi.science.remarks import Code, Rejected, Remark, Unusable
from dmi.science.tables import Table

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
_EPOCH = date(1970, 1, 1).toordinal()
_NO_DAY = -(2**40)
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].+)?")
_DAY_LETTERS = len("2026-11-23")


@dataclass(slots=True)
class Names:
    """Names in the order in which they first came, each with its index."""

    index: dict[str, int] = field(default_factory=dict)

    def of(self, texts: Iterable[str]) -> Integers:
        """Return the index of each text, shape ``(n,)``; new ones are added."""
        known = self.index
        return np.array([known.setdefault(text, len(known)) for text in texts], dtype=np.int64)

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(self.index)


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
        self._today = today.toordinal() - _EPOCH
        self._box = box
        self._source = {fold(name): index for index, name in enumerate(self.sources)}
        self._days: dict[str, int] = {}
        self._next = 2

    def read(self, rows: list[list[str]]) -> Batch:
        """Return what the rows say; a line without cells is none."""
        width = len(self.table.heading)
        numbered = [(number, row) for number, row in enumerate(rows, self._next) if row]
        self._next += len(rows)
        whole = [(number, row) for number, row in numbered if len(row) == width]
        rejected = [
            Rejected(number, remarks.other_length(len(row), width))
            for number, row in numbered
            if len(row) != width
        ]
        cells: list[Sequence[str]] = list(zip(*(row for _, row in whole), strict=True))
        columns = self._columns(cells or [()] * width, [number for number, _ in whole])
        wrong = self._wrong(columns, cells or [()] * width)
        rejected += [
            self._rejected(whole[place], CHECKS[wrong[place]])
            for place in np.flatnonzero(wrong >= 0)
        ]
        rejected.sort(key=lambda one: one.row)
        return Batch(columns.where(wrong < 0), rejected, len(numbered))

    def _columns(self, cells: list[Sequence[str]], numbers: list[int]) -> Columns:
        none: Sequence[str] = [""] * len(numbers)
        ids, kinds = cells[self.at["id"]], cells[self.at["tipo"]]
        sources = cells[self.at["fuente"]] if "fuente" in self.at else none
        optional = {
            name: cells[self.at[name]] if name in self.at else none
            for name in ("sector", "direccion", "verificado")
        }
        return Columns(
            row=np.array(numbers, dtype=np.int64),
            day=np.array([self._day(text) for text in cells[self.at["fecha"]]], dtype=np.int64),
            kind=self.kinds.of(kinds),
            source=np.array([self._source_of(text) for text in sources], dtype=np.int64),
            sector=self.sectors.of(optional["sector"]),
            address=self.addresses.of(optional["direccion"]),
            is_verified=np.array(
                [text.strip() == "1" for text in optional["verificado"]], np.bool_
            ),
            degrees=self._pair(cells, "lon", "lat", len(numbers)),
            metres=self._pair(cells, "x_m", "y_m", len(numbers)),
            row_hash=_hashes(zip(*cells, strict=True), len(numbers)),
            id_hash=_hashes(zip(ids, kinds, strict=True), len(numbers)),
        )

    def _pair(self, cells: list[Sequence[str]], first: str, second: str, count: int) -> Floats:
        """Return two columns of numbers side by side, not numbers if the file has them not."""
        if first not in self.at or second not in self.at:
            return np.full((count, 2), np.nan)
        return np.column_stack([self.table.numbers(cells[self.at[one]]) for one in (first, second)])

    def _wrong(self, columns: Columns, cells: list[Sequence[str]]) -> Integers:
        """Return for each row which of CHECKS fails first, or -1."""
        ids, kinds = cells[self.at["id"]], cells[self.at["tipo"]]
        pairs = [columns.degrees] * self.has_degrees + [columns.metres] * self.has_metres
        lon, lat = columns.degrees.T
        on_earth = (np.abs(lat) <= 90) & (np.abs(lon) <= 180) | (not self.has_degrees)  # noqa: PLR2004
        inside = np.ones(lon.shape, np.bool_)
        swapped = ~on_earth & (np.abs(lon) <= 90) & (np.abs(lat) <= 180)  # noqa: PLR2004
        if self._box and self.has_degrees:
            inside = self._box.holds(lon, lat)
            swapped = ~inside & self._box.holds(lat, lon)
        failing = (
            np.array([not text.strip() for text in ids], np.bool_),
            np.array([not text.strip() for text in kinds], np.bool_),
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

    def _rejected(self, numbered: tuple[int, list[str]], check: _Check) -> Rejected:
        number, row = numbered
        args = {}
        if check.column:
            args = {"column": check.column, "value": row[self.at[check.column]].strip()}
        return Rejected(number, Remark(check.code, check.sentence, args))

    def _day(self, text: str) -> int:
        """Return days since the epoch; each date is understood once."""
        day = self._days.get(text)
        if day is None:
            day = self._days[text] = _day(text.strip())
        return day

    def _source_of(self, text: str) -> int:
        """Return the index of a source as written, or -1."""
        index = self._source.get(text)
        return self._source.get(fold(text.strip()), -1) if index is None else index


def _day(text: str) -> int:
    """Return days since the epoch of an ISO date, with or without an hour."""
    if not _DAY.fullmatch(text):
        return _NO_DAY
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return _NO_DAY
    return date.fromisoformat(text[:_DAY_LETTERS]).toordinal() - _EPOCH


def _hashes(rows: Iterable[tuple[str, ...]], count: int) -> Integers:
    return np.fromiter(map(hash, rows), np.int64, count)
