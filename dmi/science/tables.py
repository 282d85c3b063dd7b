"""Delimited files as offices export them: UTF-8 or Latin-1, comma or semicolon, plain or gzip."""

import codecs
import csv
import gzip
import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import IO, cast

import numpy as np

from dmi.kernel.wording import fold
from dmi.science.geometry import Floats
from dmi.science.remarks import NO_COLUMN, NO_TABLE, TWO_COLUMNS, Code, Remark, Unusable

ROWS_AT_ONCE = 50_000
_BLOCK = 1 << 20
_GZIP = b"\x1f\x8b"
_BROKEN = (csv.Error, EOFError, gzip.BadGzipFile, zlib.error)

Aliases = Mapping[str, tuple[str, ...]]
"""Names of columns, in small letters and without accents, that each column may have."""


@dataclass(frozen=True, slots=True)
class Table:
    """An opened file behind its heading.

    Attributes:
        heading: names of the columns as they stand there.
        has_decimal_comma: whether numbers may be written with a comma.
        rows: what follows, each row once; a blank line is a row without cells.
    """

    heading: tuple[str, ...]
    has_decimal_comma: bool
    rows: Iterator[list[str]]

    def columns(self, aliases: Aliases, required: Sequence[str] = ()) -> dict[str, int]:
        """Return the position of each column that is there.

        Args:
            aliases: the columns that are looked for.
            required: which must be there.

        Raises:
            Unusable: E_COLUMN, if one is missing or two say the same.
        """
        known = {alias: column for column, names in aliases.items() for alias in names}
        found: dict[str, int] = {}
        for position, name in enumerate(self.heading):
            column = known.get(fold(name.strip()))
            if column in found:
                both = f"{self.heading[found[column]]}, {name}"
                raise Unusable(
                    Remark(Code.E_COLUMN, TWO_COLUMNS, {"column": column, "found": both})
                )
            if column is not None:
                found[column] = position
        for column in required:
            if column not in found:
                raise Unusable(Remark(Code.E_COLUMN, NO_COLUMN, {"column": column}))
        return found

    def batches(self, size: int | None = None) -> Iterator[list[list[str]]]:
        """Yield the rows, ``size`` at once, so that memory stays small.

        Raises:
            Unusable: E_COLUMN, if the rest cannot be read as a table.
        """
        try:
            while batch := list(islice(self.rows, size or ROWS_AT_ONCE)):
                yield batch
        except _BROKEN as broken:
            raise _no_table(broken) from broken

    def numbers(self, texts: Sequence[str]) -> Floats:
        """Return cells as numbers, shape ``(n,)``; not a number where none is written."""
        if self.has_decimal_comma:
            texts = [text.replace(",", ".") for text in texts]
        try:
            found = np.fromiter(map(float, texts), np.float64, len(texts))
        except ValueError:
            found = np.array([_number(text) for text in texts], dtype=np.float64)
        if "_" in "".join(texts):  # Python's own way of writing 1000
            found[["_" in text for text in texts]] = np.nan
        found[np.isinf(found)] = np.nan
        return found


@contextmanager
def open_table(stream: IO[bytes]) -> Iterator[Table]:
    """Read the heading of a delimited file and stand behind it; the stream is left open.

    Args:
        stream: the file from its beginning, seekable; gzip is recognised by its first bytes.

    Raises:
        Unusable: E_COLUMN, if it is no table.
    """
    try:
        plain = _unpacked(stream)
        encoding = _encoding(plain)
        plain.seek(0)
    except _BROKEN as broken:
        raise _no_table(broken) from broken
    text = io.TextIOWrapper(plain, encoding, newline="")
    try:
        yield _table(text)
    finally:
        text.detach()


def _table(text: IO[str]) -> Table:
    try:
        first = text.readline()
        delimiter = ";" if ";" in first else ","
        heading = next(csv.reader([first], delimiter=delimiter), [])
        rows = csv.reader(text, delimiter=delimiter)
    except _BROKEN as broken:
        raise _no_table(broken) from broken
    return Table(tuple(heading), delimiter == ";", rows)


def _unpacked(stream: IO[bytes]) -> IO[bytes]:
    """Return the bytes inside, if the stream is gzip."""
    is_gzip = stream.read(len(_GZIP)) == _GZIP
    stream.seek(0)
    return cast("IO[bytes]", gzip.GzipFile(fileobj=stream)) if is_gzip else stream


def _encoding(plain: IO[bytes]) -> str:
    """Return UTF-8 if all of the file is that, else Latin-1, which every file is."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while block := plain.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8-sig"


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")


def _no_table(broken: Exception) -> Unusable:
    return Unusable(Remark(Code.E_COLUMN, NO_TABLE, {"why": str(broken)}))
