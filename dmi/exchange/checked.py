"""What a file says once it was read: its good rows as lines, what is wrong with the others."""

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from dmi.exchange.rules import MOST_LISTED
from dmi.exchange.words import ImportKind, RowOutcome

Line = list[Any]
"""One good row as it will be written: its number in the file, then the values of its kind."""


class Finding(NamedTuple):
    """What is to be said of one row; of a whole file ``row`` is 0.

    Attributes:
        row: counts as a spreadsheet does, the heading being 1.
        outcome: what becomes of it.
        code: the kind of remark.
        column: the column that is to blame, as the file calls it.
        sentence: in English, as the catalogue knows it.
        args: what stands in the sentence's places.
    """

    row: int
    outcome: RowOutcome
    code: str
    column: str
    sentence: str
    args: dict[str, str]


@dataclass(frozen=True, slots=True)
class Around:
    """What a file is read against.

    Attributes:
        at: the instant of reading, aware UTC.
        today: the local day.
        zone: name of the zone in which the file writes hours.
        profile: key of the profile in force.
        sectors: id of each sector of the place by its folded name.
        points: id of each point of the register by its code.
        areas: id and rings of each sector that is drawn, the smaller kinds first; a ring is
            longitudes and latitudes in degrees.
    """

    at: datetime
    today: date
    zone: str
    profile: str
    sectors: dict[str, UUID]
    points: dict[str, UUID]
    areas: tuple[tuple[UUID, tuple[Any, ...]], ...] = ()


@dataclass(slots=True)
class Checked:
    """One file, read.

    Attributes:
        columns: the heading as it stands there.
        stops: why the file as a whole is not used.
        warnings: what to know of the file as a whole.
        rows_read: rows without heading and blank lines.
        rows_bad: how many of them are wrong.
        rows_repeated: how many stand in the file before or in the register already.
        listed: what is said of rows, at most ``MOST_LISTED``.
        lines: the good rows, one JSON list each, as bytes.
    """

    columns: list[str] = field(default_factory=list)
    stops: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    rows_read: int = 0
    rows_bad: int = 0
    rows_repeated: int = 0
    listed: list[Finding] = field(default_factory=list)
    lines: io.BytesIO = field(default_factory=io.BytesIO)

    def note(self, finding: Finding) -> None:
        """Count one remark about a row, and keep it while there is room."""
        self.rows_bad += finding.outcome is RowOutcome.REJECTED
        self.rows_repeated += finding.outcome is RowOutcome.DUPLICATE
        if len(self.listed) < MOST_LISTED:
            self.listed.append(finding)

    def use(self, line: Line) -> None:
        """Keep one good row."""
        self.lines.write(json.dumps(line).encode() + b"\n")

    def good(self) -> Iterator[Line]:
        """Yield the good rows."""
        self.lines.seek(0)
        yield from map(json.loads, self.lines)


def sealed_in(kind: ImportKind, sha256: str, lines: Iterable[Line]) -> bytes:
    """Return good rows as a file that names what it was made of."""
    out = io.BytesIO()
    out.write(json.dumps([kind.value, sha256]).encode() + b"\n")
    for line in lines:
        out.write(json.dumps(line).encode() + b"\n")
    return out.getvalue()


def made_of(content: bytes) -> tuple[str, str]:
    """Return kind and hash of the file that good rows were made of."""
    kind, sha256 = json.loads(content[: content.index(b"\n")])
    return kind, sha256


def lines_of(content: bytes) -> Iterator[Line]:
    """Yield the good rows of such a file."""
    stream = io.BytesIO(content)
    stream.readline()
    yield from map(json.loads, stream)


def in_parts(lines: Iterable[Line], size: int) -> Iterator[list[Line]]:
    """Yield lines, at most ``size`` at once."""
    coming = iter(lines)
    while part := list(islice(coming, size)):
        yield part
