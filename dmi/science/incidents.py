"""Incident files: what a row says, which rows are used, and why the others are not."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import IO

import numpy as np

from dmi.science.geometry import Box, Floats, Integers, Truths
from dmi.science.incident_rows import UNNAMED, Columns, Reader
from dmi.science.remarks import MOST_REJECTED, Rejected
from dmi.science.sources import SOURCE_WEIGHTS
from dmi.science.tables import open_table


@dataclass(frozen=True, slots=True)
class Incidents:
    """Incidents as columns of equal length.

    Attributes:
        row: where each stood in its file, the heading being 1; shape ``(n,)``.
        day: days since 1970-01-01, shape ``(n,)``.
        kind: index into ``kinds``, shape ``(n,)``.
        source: index into ``sources``, shape ``(n,)``.
        sector: index into ``sectors``, shape ``(n,)``.
        address: index into ``addresses``, shape ``(n,)``.
        is_verified: whether somebody verified it, shape ``(n,)``.
        degrees: longitude and latitude, shape ``(n, 2)``, if the file has them.
        metres: east and north in the file's own plane, shape ``(n, 2)``, if the file has them.
        kinds: types as written.
        sources: names of sources; one unnamed if the file names none.
        sectors: names as written; the empty name is no sector.
        addresses: as written; the empty one is no address.
    """

    row: Integers
    day: Integers
    kind: Integers
    source: Integers
    sector: Integers
    address: Integers
    is_verified: Truths
    degrees: Floats | None
    metres: Floats | None
    kinds: tuple[str, ...]
    sources: tuple[str, ...]
    sectors: tuple[str, ...]
    addresses: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return int(self.day.size)

    @property
    def has_sources(self) -> bool:
        """Whether their file says who reported them."""
        return self.sources != (UNNAMED,)

    def where(self, chosen: Truths | Integers) -> "Incidents":
        """Return the chosen ones, by truth or by position."""
        columns = {
            one.name: getattr(self, one.name)[chosen]
            for one in fields(self)
            if isinstance(getattr(self, one.name), np.ndarray)
        }
        return replace(self, **columns)


@dataclass(frozen=True, slots=True)
class Reading:
    """One incident file, read.

    Attributes:
        incidents: the rows that are used, in the order of the file.
        rows_read: rows of the file without heading and blank lines.
        duplicates: exact repetitions of a row, removed.
        repeated: further rows with an id and type that came before, removed.
        rejected: rows that are not used, in the order of the file.
    """

    incidents: Incidents
    rows_read: int
    duplicates: int
    repeated: int
    rejected: tuple[Rejected, ...]

    @property
    def is_stopped(self) -> bool:
        """Whether so many rows were rejected that nothing may be concluded from the rest."""
        return len(self.rejected) > MOST_REJECTED * self.rows_read


def read_incidents(
    stream: IO[bytes],
    *,
    today: date,
    sources: Collection[str] = tuple(SOURCE_WEIGHTS),
    box: Box | None = None,
    progress: Callable[[], None] = lambda: None,
) -> Reading:
    """Read an incident file row by row, a batch at a time.

    A row is a duplicate if every cell, also of columns that are not read, is as in an earlier row.
    Rows are compared by a hash of 64 bits: among a million the chance of one false duplicate is
    3 in 10^8. Columns that are not known are read by nobody.

    Args:
        stream: the file from its beginning, seekable; plain or gzip.
        today: later dates are in the future.
        sources: the names of sources that are known.
        box: around the areas of study; a place outside is rejected.
        progress: called after every batch.

    Raises:
        Unusable: E_COLUMN, if a column is missing or the file is no table.
    """
    with open_table(stream) as table:
        reader = Reader(table, today=today, sources=sources, box=box)
        batches, rejected, rows_read = [reader.read([]).accepted], [], 0
        for rows in table.batches():
            batch = reader.read(rows)
            batches.append(batch.accepted)
            rejected += batch.rejected
            rows_read += batch.rows_read
            progress()
    columns = Columns.joined(batches)
    exact = _firsts(columns.row_hash)
    named = exact[_firsts(columns.id_hash[exact])]
    return Reading(
        incidents=_incidents(reader, columns).where(named),
        rows_read=rows_read,
        duplicates=columns.row.size - exact.size,
        repeated=exact.size - named.size,
        rejected=tuple(rejected),
    )


def _incidents(reader: Reader, columns: Columns) -> Incidents:
    return Incidents(
        row=columns.row,
        day=columns.day,
        kind=columns.kind,
        source=columns.source,
        sector=columns.sector,
        address=columns.address,
        is_verified=columns.is_verified,
        degrees=columns.degrees if reader.has_degrees else None,
        metres=columns.metres if reader.has_metres else None,
        kinds=reader.kinds.names,
        sources=reader.sources,
        sectors=reader.sectors.names,
        addresses=reader.addresses.names,
    )


def _firsts(hashes: Integers) -> Integers:
    """Return the positions at which each value stands first, in rising order."""
    _, first = np.unique(hashes, return_index=True)
    return np.sort(first)
