"""Reading a file of counts row by row: what fits is returned, what does not is named by its row.

Only the runner imports this module: it stands on the libraries of science.
"""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dmi.kernel.wording import fold
from dmi.kernel.words import N_
from dmi.outcomes.models.evaluation import NAME_CHARS, UNIT_CHARS
from dmi.outcomes.rules import is_month
from dmi.science.counts import STRUCTURAL_MONTHS
from dmi.science.periods import month, month_label
from dmi.science.remarks import Code, Remark, Unusable
from dmi.science.tables import open_table

ALIASES = {
    "unit": ("cut_comuna", "cut", "cod_comuna", "codigo_comuna", "area", "unit", "bloque", "block"),
    "name": ("comuna", "nombre", "name", "sector", "barrio"),
    "period": ("mes", "periodo", "period", "month", "trimestre", "quarter", "fecha"),
    "year": ("anio", "ano", "year"),
    "offence": ("delito", "offence", "offense", "crime", "tipo", "type"),
    "count": ("n", "casos", "count", "cases", "conteo", "cantidad", "total", "poblacion"),
    "treated": ("tratada", "treated", "intervention", "intervencion"),
}
REQUIRED = ("count",)
MOST_NAMED = 200
MOST_CHARS = 200 * 1024 * 1024
NAMED = 5
_MONTH_DIGITS = 2
TOO_LARGE = N_("The file holds more than 200 MB unpacked.")
MANY_OFFENCES = N_("The file counts several offences ({found} …): name one.")
_UNIT = re.compile(r"[\w][\w .\-]*")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_QUARTER = re.compile(r"(\d{4})[- /.]?[QqTt]([1-4])")
_COUNT = re.compile(r"\d{1,9}(?:[.,]0+)?")
_NEGATIVE = re.compile(r"-\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Row:
    """One count that fits."""

    unit: str
    name: str
    period: str
    events: int
    treated: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """One row that does not; ``row`` counts as a spreadsheet does, the heading being 1."""

    row: int
    column: str
    code: str
    value: str = ""


@dataclass
class Read:
    """What a file held.

    Attributes:
        rows: the counts, each unit and period once.
        faults: the first rejected rows; ``rejected`` counts all of them.
        others: rows of other offences.
        offences: what the file counts, as it spells it.
        zeros: units whose series begins with a year or more of noughts, and the first month
            with a case: before it nothing was counted there.
    """

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    rejected: int = 0
    others: int = 0
    offences: set[str] = field(default_factory=set)
    zeros: list[tuple[str, str]] = field(default_factory=list)

    def reject(self, fault: Fault) -> None:
        """Count a row that does not fit, and keep the first ones by name."""
        self.rejected += 1
        if len(self.faults) < MOST_NAMED:
            self.faults.append(fault)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for in a file.

    Attributes:
        offence: the only one that is kept, accents and case aside; with nothing the file must
            hold one alone.
        newest: the last month that may stand in it, YYYY-MM.
        is_number: whether a text looks like a person's number.
        by_year: whether people are counted, once a year, also in years to come.
    """

    offence: str
    newest: str
    is_number: Callable[[str], bool]
    by_year: bool = False


def read(content: bytes, wanted: Wanted, tell: Callable[[int], None]) -> Read:
    """Read a file of counts; plain or gzip, comma or semicolon, UTF-8 or Latin-1.

    Args:
        content: the file.
        wanted: what is looked for.
        tell: told how many rows were read so far.

    Raises:
        Unusable: no table, a column is missing, two offences and none named, too large.
    """
    found, line, size = Read(), 1, 0
    with open_table(io.BytesIO(content)) as table:
        places = table.columns(ALIASES, REQUIRED)
        if "name" not in places:
            table.columns(ALIASES, ("unit",))
        if "year" not in places:
            table.columns(ALIASES, ("period",))
        seen: set[tuple[str, str]] = set()
        for batch in table.batches():
            for cells in batch:
                line += 1
                size += sum(map(len, cells))
                if len(cells) == len(table.heading):
                    _take(found, wanted, _named(cells, places), line, seen)
                elif cells:
                    found.reject(Fault(line, "", "E_COLUMN", str(len(cells))))
            if size > MOST_CHARS:
                raise Unusable(Remark(Code.E_COLUMN, TOO_LARGE))
            tell(line - 1)
    if not wanted.offence and len(found.offences) > 1:
        named = ", ".join(sorted(found.offences)[:NAMED])
        raise Unusable(Remark(Code.E_COLUMN, MANY_OFFENCES, {"found": named}))
    found.zeros = _structural(found.rows)
    return found


def _named(cells: Sequence[str], places: Mapping[str, int]) -> dict[str, str]:
    return {column: cells[place].strip() for column, place in places.items()}


def _take(
    found: Read, wanted: Wanted, cells: Mapping[str, str], line: int, seen: set[tuple[str, str]]
) -> None:
    offence = cells.get("offence", "")
    if len(found.offences) <= NAMED:
        found.offences.add(offence)
    if wanted.offence and "offence" in cells and fold(offence) != fold(wanted.offence):
        found.others += 1
        return
    unit = cells.get("unit") or cells.get("name", "")
    period = _period(cells.get("period", ""), cells.get("year", ""), wanted)
    for column, code in (
        ("unit", _unit_fault(unit, cells.get("name", ""), wanted)),
        ("period", _period_fault(period, wanted)),
        ("count", _count_fault(cells["count"])),
    ):
        if code:
            found.reject(Fault(line, column, code, cells.get(column, "")[:UNIT_CHARS]))
            return
    if (unit, period) in seen:
        found.reject(Fault(line, "period", "E_DUPKEY", f"{unit} {period}"))
        return
    seen.add((unit, period))
    events = int(float(cells["count"].replace(",", ".")))
    treated = fold(cells.get("treated", "")) in {"1", "si", "yes", "true", "x"}
    found.rows.append(Row(unit, cells.get("name", "")[:NAME_CHARS], period, events, treated))


def _period(text: str, year: str, wanted: Wanted) -> str:
    if wanted.by_year:
        return year if _YEAR.fullmatch(year) else ""
    if year and len(text) <= _MONTH_DIGITS:
        text = f"{year}-{text.zfill(_MONTH_DIGITS)}"
    if found := _QUARTER.fullmatch(text):
        return f"{found[1]}-Q{found[2]}"
    try:
        return month_label(month(text))
    except ValueError:
        return ""


def _unit_fault(unit: str, name: str, wanted: Wanted) -> str:
    if wanted.is_number(unit) or wanted.is_number(name):
        return "E_PERSON"
    fits = len(unit) <= UNIT_CHARS and _UNIT.fullmatch(unit)
    return "" if fits and name.isprintable() else "E_CELL"


def _period_fault(period: str, wanted: Wanted) -> str:
    if not period or wanted.by_year:
        return "" if period else "E_PERIOD"
    year, rest = period.split("-")
    first = f"{year}-{int(rest[1:]) * 3 - 2:02}" if rest.startswith("Q") else period
    return "E_DATE" if first > wanted.newest else ""


def _count_fault(text: str) -> str:
    if _COUNT.fullmatch(text):
        return ""
    return "E_NEGATIVE" if _NEGATIVE.fullmatch(text) else "E_NONINT"


def _structural(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Return the units that begin with a year of noughts or more, in a series that has cases."""
    series: dict[str, list[tuple[str, int]]] = {}
    for row in rows:
        if is_month(row.period):
            series.setdefault(row.unit, []).append((row.period, row.events))
    found = []
    for unit, counted in series.items():
        counted.sort()
        first = next((place for place, (_, events) in enumerate(counted) if events), 0)
        if first >= STRUCTURAL_MONTHS:
            found.append((unit, counted[first][0]))
    return found
