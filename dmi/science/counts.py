"""Monthly counts of areas: read from a file, checked, cut to a window; nothing is filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np

from dmi.science.arrays import Floats, Whole
from dmi.science.columns import Table, folded
from dmi.science.findings import Fault, Unfit
from dmi.science.periods import month, month_label
from dmi.science.unit_file import whole

AREA = (
    *("area", "cut_comuna", "cut", "codigo_comuna", "cod_comuna", "area_id", "comuna", "sector"),
    *("barrio", "district", "distrito", "beat", "neighborhood", "neighbourhood", "zone", "zona"),
)
NAME = ("comuna", "nombre_comuna", "nombre", "name", "area_name", "nombre_area")
MONTH = ("periodo", "period", "mes", "month", "fecha", "date", "year_month", "ano_mes")
OFFENCE = (
    *("delito", "offence", "offense", "crime", "crime_type", "tipo", "type", "categoria"),
    *("category", "primary_type"),
)
COUNT = (
    *("n", "count", "counts", "casos", "cases", "conteo", "cantidad", "total", "frecuencia"),
    *("frequency", "incidents", "delitos", "value", "valor"),
)
YEAR = ("anio", "ano", "year")
PEOPLE = ("poblacion", "population", "habitantes", "pop", "people")
STRUCTURAL_MONTHS = 12
_NAMED = 3
_MONTH_DIGITS = 2


@dataclass(frozen=True)
class CountPanel:
    """Counts of one offence.

    Attributes:
        areas: code of each area; ``names`` what it is called, the code where nothing else is.
        months: shape (months,), consecutive numbers of ``periods.month``.
        counts: shape (areas, months); NaN where the file has no row.
    """

    areas: tuple[str, ...]
    names: tuple[str, ...]
    months: Whole
    counts: Floats

    def place(self, area: str) -> int:
        """Return the place of an area by its code or its name.

        Raises:
            Unfit: E_UNKNOWN, with what is spelt nearly so.
        """
        return _place(area, {**_by_word(self.names), **_by_word(self.areas)}, "area")

    def window(self, first: int | None, last: int | None) -> "CountPanel":
        """Return the months ``first`` to ``last``, the file's own ends for None.

        Raises:
            Unfit: E_PERIOD, when the file does not reach so far or the window is empty.
        """
        begin, end = int(self.months[0]), int(self.months[-1])
        first, last = begin if first is None else first, end if last is None else last
        if not begin <= first <= last <= end:
            raise Unfit(
                Fault.PERIOD,
                f"{month_label(first)} to {month_label(last)} is no part of the file's months, "
                f"{month_label(begin)} to {month_label(end)}",
            )
        cut = slice(first - begin, last - begin + 1)
        return CountPanel(self.areas, self.names, self.months[cut], self.counts[:, cut])

    def of(self, places: Sequence[int]) -> Floats:
        """Return the counts of some areas, shape (places, months).

        Raises:
            Unfit: E_GAP, naming area and month of what is missing.
        """
        found = self.counts[list(places)]
        gaps = np.argwhere(np.isnan(found))
        if len(gaps):
            told = [
                f"{self.names[places[one]]} {month_label(int(self.months[moment]))}"
                for one, moment in gaps[:_NAMED]
            ]
            more = f" and {len(gaps) - _NAMED} more" if len(gaps) > _NAMED else ""
            sentence = f"no row for {', '.join(told)}{more}; a missing count is not taken for zero"
            raise Unfit(Fault.GAP, sentence, told)
        return found


def _by_word(words: Sequence[str]) -> dict[str, int]:
    return {folded(word): place for place, word in enumerate(words)}


def _place(word: str, known: Mapping[str, int], what: str) -> int:
    if folded(word) not in known:
        near = get_close_matches(folded(word), known, cutoff=0.5)
        hint = f"; near it: {', '.join(near)}" if near else ""
        raise Unfit(Fault.UNKNOWN, f"the file holds no {what} “{word[:60]}”{hint}")
    return known[folded(word)]


def count_panel(table: Table, offence: str | None) -> CountPanel:
    """Return the counts of one offence from a table with a row for each area, month and offence.

    Columns are found by the names listed above, in any order; a month of one or two digits is
    read with a column of the year. Every row is checked, also those of other offences.

    Args:
        table: one row for each area, month and offence.
        offence: as it stands in the file, case and accents aside; None in a file of one offence.

    Raises:
        Unfit: E_COLUMN, E_CELL, E_PERIOD, E_NEGATIVE, E_NONINT, E_DUPKEY, E_UNKNOWN.
    """
    area = table.need("the area", AREA)
    moment, count = table.need("the month", MONTH), table.need("the count", COUNT)
    kind = table.find(OFFENCE)
    name = next((one for one in map(table.find, map(_one, NAME)) if one not in {None, area}), None)
    values = whole(table, count)
    codes, areas = _coded(table.columns[area])
    months = _months(table, moment)
    kinds, words = _coded(table.columns[kind]) if kind else (np.zeros_like(codes), [""])
    if kind is None and offence:
        table.need("the offence", OFFENCE)
    if len(words) > 1 and not offence:
        raise Unfit(Fault.UNKNOWN, f"the file counts {len(words)} offences: name one")
    _refuse_double(table, (codes, months, kinds))
    wanted = kinds == (_place(offence, _by_word(words), "offence") if offence else 0)
    first, last = int(months[wanted].min()), int(months[wanted].max())
    counts = np.full((len(areas), last - first + 1), np.nan)
    counts[codes[wanted], months[wanted] - first] = values[wanted]
    called = dict(zip(table.columns[area], table.columns[name or area], strict=True))
    return CountPanel(
        tuple(one.strip() for one in areas),
        tuple(called[one].strip() for one in areas),
        np.arange(first, last + 1),
        counts,
    )


def _one(alias: str) -> tuple[str, ...]:
    return (alias,)


def _coded(cells: Sequence[str]) -> tuple[Whole, list[str]]:
    known = {cell: place for place, cell in enumerate(dict.fromkeys(cells))}
    return np.fromiter(map(known.__getitem__, cells), np.int64, len(cells)), list(known)


def _months(table: Table, header: str) -> Whole:
    cells = table.columns[header]
    year = table.find(YEAR)
    if year and all(len(cell.strip()) <= _MONTH_DIGITS for cell in cells):
        cells = [
            f"{one}-{cell.strip()}" for one, cell in zip(table.columns[year], cells, strict=True)
        ]
    codes, labels = _coded(cells)
    found = []
    for code, label in enumerate(labels):
        try:
            found.append(month(label))
        except ValueError as wrong:
            place = table.place(int(np.flatnonzero(codes == code)[0]), header)
            raise Unfit(Fault.PERIOD, f"{table.name}, {place}: {wrong}", (place,)) from wrong
    return np.array(found, dtype=np.int64)[codes]


def _refuse_double(table: Table, keys: tuple[Whole, Whole, Whole]) -> None:
    order = np.lexsort(keys)
    same = np.all([key[order][1:] == key[order][:-1] for key in keys], axis=0)
    if same.any():
        place = int(np.flatnonzero(same)[0])
        earlier, later = sorted((table.lines[order[place]], table.lines[order[place + 1]]))
        raise Unfit(
            Fault.DUPKEY,
            f"{table.name}, line {later}: area, month and offence stand already on line {earlier}",
            (f"line {later}",),
        )


def populations(table: Table, year: int) -> dict[str, float]:
    """Return the people of each area in one year, by folded code and name.

    Raises:
        Unfit: E_COLUMN, E_CELL; E_PERIOD when the table does not hold the year.
    """
    area, people = table.need("the area", AREA), table.need("the people", PEOPLE)
    header = table.find(YEAR)
    values = table.numbers(people)
    here = np.ones(len(values), dtype=bool) if header is None else table.numbers(header) == year
    if not here.any():
        raise Unfit(Fault.PERIOD, f"{table.name} says nothing of the year {year}")
    called = [one for one in map(table.find, map(_one, NAME)) if one]
    return {
        folded(table.columns[one][int(row)]): float(values[row])
        for one in dict.fromkeys((*called, area))
        for row in np.flatnonzero(here)
    }


def structural_zeros(counts: Floats) -> tuple[int, int]:
    """Return the zeros at both ends of a series, shape (months,), that look like no counting.

    A run counts from 12 months on, in a series that is not all zero: a category that did not
    exist yet, or no longer. Leading ones are missing values, not safe months.
    """
    there = np.flatnonzero(counts > 0)
    if not len(there):
        return 0, 0
    lead, tail = int(there[0]), len(counts) - 1 - int(there[-1])
    return (
        lead if lead >= STRUCTURAL_MONTHS else 0,
        tail if tail >= STRUCTURAL_MONTHS else 0,
    )
