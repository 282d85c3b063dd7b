"""Reading a table that nobody prepared: separator, letters and decimal sign are found out."""

import csv
import gzip
import io
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dmi.kernel.wording import fold
from dmi.science.arrays import Floats
from dmi.science.findings import Fault, Unfit

_GZIP = b"\x1f\x8b"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HEADING = 1 << 16
_SEPARATORS = ";,\t"


@dataclass(frozen=True)
class Table:
    """Columns of text by header, all of one length, with the line of the file of each row."""

    name: str
    columns: Mapping[str, Sequence[str]]
    lines: Sequence[int]
    decimal_comma: bool

    def find(self, aliases: Iterable[str]) -> str | None:
        """Return the header that is one of ``aliases``, earlier ones first, in any case."""
        headers = {folded(header): header for header in self.columns}
        return next((headers[one] for one in map(folded, aliases) if one in headers), None)

    def need(self, what: str, aliases: Sequence[str]) -> str:
        """Return the header that is one of ``aliases``.

        Raises:
            Unfit: E_COLUMN, when there is none.
        """
        found = self.find(aliases)
        if found is None:
            raise Unfit(
                Fault.COLUMN,
                f"{self.name} has no column for {what}; one of {', '.join(aliases)} is looked for,"
                f" there is {', '.join(self.columns)}",
            )
        return found

    def place(self, row: int, header: str) -> str:
        """Return where the cell of a row (from 0) stands, in words."""
        return f"line {self.lines[row]}, column {header}"

    def numbers(self, header: str) -> Floats:
        """Return one column as numbers.

        Raises:
            Unfit: E_CELL at the first cell that is empty or no finite number.
        """
        cells = self.columns[header]
        values = _as_numbers(cells)
        if values is None and self.decimal_comma:
            values = _as_numbers([cell.replace(",", ".") for cell in cells])
        if values is None or not np.isfinite(values).all():
            self._refuse_first(header)
            raise Unfit(Fault.CELL, f"{self.name}, column {header}: holds no numbers")
        return values

    def _refuse_first(self, header: str) -> None:
        for row, cell in enumerate(self.columns[header]):
            text = cell.replace(",", ".") if self.decimal_comma else cell
            value = _as_numbers([text])
            if value is None or not np.isfinite(value[0]):
                told = f"“{cell[:40]}” is no number" if cell.strip() else "is empty"
                place = self.place(row, header)
                raise Unfit(Fault.CELL, f"{self.name}, {place}: {told}", (place,))


def _as_numbers(cells: Sequence[str]) -> Floats | None:
    try:
        if any("_" in cell for cell in cells):  # Python's own way of writing 1000
            return None
        return np.fromiter(map(float, cells), np.float64, len(cells))
    except ValueError:
        return None


def folded(text: str) -> str:
    """Return ``text`` as it is compared: small letters, no accents, one kind of gap."""
    return "_".join(fold(text).replace(".", " ").replace("-", " ").replace("_", " ").split())


def read_table(path: Path) -> Table:
    """Read a table from a file, as ``table_of`` does.

    Raises:
        Unfit: see ``table_of``.
        OSError: the file cannot be read.
    """
    return table_of(path.read_bytes(), path.name)


def headers_of(raw: bytes, name: str) -> list[str]:
    """Return the headers of a table as ``table_of`` reads them.

    Raises:
        Unfit: E_CELL, if it is no table of text.
    """
    text = _decoded(raw[:_HEADING], name)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        return [header.strip() for header in next(reader, [])]
    except csv.Error as torn:
        raise Unfit(Fault.CELL, f"{name}: {torn}") from torn


def table_of(raw: bytes, name: str) -> Table:
    """Read a table with a header line, plain or gzip; messages call it by its name.

    UTF-8 (with or without mark), UTF-16 with its mark, else Latin-1; separated by comma,
    semicolon or tab, whichever the header holds most of. A decimal comma is understood where
    the comma does not separate.

    Raises:
        Unfit: E_COLUMN for headers that are missing or double, E_CELL for a row that is torn.
    """
    text = _decoded(raw, name)
    separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        headers = [header.strip() for header in next(reader, [])]
        _check_headers(name, headers)
        rows, lines = _rows(name, reader, len(headers))
    except csv.Error as torn:
        raise Unfit(Fault.CELL, f"{name}, line {reader.line_num}: {torn}") from torn
    if not rows:
        raise Unfit(Fault.CELL, f"{name} holds no rows below its headers")
    columns = dict(zip(headers, map(list, zip(*rows, strict=True)), strict=True))
    return Table(name, columns, lines, decimal_comma=separator != ",")


def _separator(text: str) -> str:
    return max(_SEPARATORS, key=text.split("\n", 1)[0].count)


def _rows(
    name: str, reader: "Iterable[list[str]]", width: int
) -> tuple[list[list[str]], list[int]]:
    rows: list[list[str]] = []
    lines: list[int] = []
    for row in reader:
        line = getattr(reader, "line_num", 0)
        if len(row) == width:
            rows.append(row)
            lines.append(line)
        elif any(cell.strip() for cell in row):
            raise Unfit(
                Fault.CELL,
                f"{name}, line {line}: {len(row)} cells where the headers are {width}",
                (f"line {line}",),
            )
    return rows, lines


def _check_headers(name: str, headers: list[str]) -> None:
    if not any(headers):
        raise Unfit(Fault.COLUMN, f"{name} is empty")
    double = sorted(header for header, times in Counter(headers).items() if times > 1)
    if double:
        raise Unfit(Fault.COLUMN, f"{name} has the column {', '.join(double)} twice")


def _decoded(raw: bytes, name: str) -> str:
    if raw.startswith(_GZIP):
        try:
            raw = gzip.decompress(raw)
        except (OSError, EOFError, zlib.error) as torn:
            raise Unfit(Fault.CELL, f"{name} is a broken gzip file") from torn
    if raw.startswith(_UTF16):
        return raw.decode("utf-16", errors="replace")
    if b"\0" in raw:
        raise Unfit(Fault.CELL, f"{name} is no table of text")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
