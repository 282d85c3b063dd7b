"""A file of people under pseudonyms: how long each was followed and how it ended."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from dmi.science.arrays import Flags, Floats
from dmi.science.columns import Table, folded
from dmi.science.findings import Fault, Unfit

PERSON = ("id", "persona", "person", "codigo", "code", "pseudonym")
TIME = (
    *("week", "weeks", "semana", "semanas", "duration", "duracion", "tiempo", "time", "days"),
    *("dias", "months", "meses", "t"),
)
ENDED = ("arrest", "event", "evento", "rearrest", "status", "reincidencia", "failure", "e")
GROUP = ("grupo", "group", "arm", "treated", "tratado", "fin", "treatment", "tratamiento")
START = ("inicio", "start", "start_date", "fecha_inicio")
EVENT_DAY = ("evento", "event", "event_date", "fecha_evento")
FOLLOWED = ("fin_seguimiento", "followup_end", "follow_up_end", "end", "end_date", "fecha_fin")
_YES = {"1", "true", "yes", "si", "s", "y", "1.0"}
_NO = {"0", "false", "no", "n", "0.0", ""}
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


@dataclass(frozen=True)
class People:
    """Follow-up of people.

    Attributes:
        times: shape (people,), in ``unit``.
        events: shape (people,), whether the event ended it.
        groups: shape (people,), the group of each; empty without a column of groups.
        group_header: what that column is called.
        covariates: shape (people, terms), with ``names``; the group is not among them.
        left_out: headers of columns that hold text and are not used.
    """

    times: Floats
    events: Flags
    unit: str
    groups: tuple[str, ...]
    group_header: str
    covariates: Floats
    names: tuple[str, ...]
    left_out: tuple[str, ...]


def people(table: Table) -> People:
    """Return the people of a table.

    Either dates (start, event or nothing, end of follow-up) or a duration with 0 or 1 for the
    event. The clock of both groups must start at the same step, the notification: people who
    are counted from a later step on cannot have had the event before it.

    Raises:
        Unfit: E_COLUMN, E_CELL, E_DUPKEY; E_FOLLOWUP when an event lies before the start or
            behind the end of follow-up.
    """
    person = table.find(PERSON)
    if person:
        _refuse_double(table, person)
    if start := table.find(START):
        times, events, used = _dated(table, start)
        unit = "days"
    else:
        times, events, used = _timed(table)
        unit = used[0]
    # Beside days "fin" is the end of something, and no group.
    names_of_group = [one for one in GROUP if not (start and one == "fin")]
    found = map(table.find, _each(names_of_group))
    group = next((one for one in found if one and one not in used), None)
    rest = [one for one in table.columns if one not in {*used, person, group}]
    names = [one for one in rest if _holds_numbers(table.columns[one])]
    columns = [table.numbers(one) for one in names]
    return People(
        times=times,
        events=events,
        unit=unit,
        groups=tuple(cell.strip() for cell in table.columns[group]) if group else (),
        group_header=group or "",
        covariates=np.column_stack(columns) if columns else np.empty((len(times), 0)),
        names=tuple(names),
        left_out=tuple(one for one in rest if one not in names),
    )


def _each(aliases: Sequence[str]) -> list[tuple[str]]:
    return [(alias,) for alias in aliases]


def _holds_numbers(cells: Sequence[str]) -> bool:
    return any(cell.strip()[:1].isdigit() or cell.strip()[:1] in {"-", "+"} for cell in cells)


def _refuse_double(table: Table, header: str) -> None:
    seen: dict[str, int] = {}
    for row, cell in enumerate(table.columns[header]):
        if cell in seen:
            place = table.place(row, header)
            told = f"{table.name}, {place}: stands already on line {table.lines[seen[cell]]}"
            raise Unfit(Fault.DUPKEY, told, (place,))
        seen[cell] = row


def _timed(table: Table) -> tuple[Floats, Flags, tuple[str, ...]]:
    time = table.need("the time that was followed", TIME)
    ended = table.need("whether the event came", ENDED)
    times = table.numbers(time)
    events = np.zeros(len(times), dtype=bool)
    for row, cell in enumerate(table.columns[ended]):
        if folded(cell) not in _YES | _NO:
            place = table.place(row, ended)
            raise Unfit(Fault.CELL, f"{table.name}, {place}: “{cell[:40]}” is not 0 or 1", (place,))
        events[row] = folded(cell) in _YES
    below = np.flatnonzero(times < 0)
    if len(below):
        raise _refused(table, int(below[0]), time, "the event lies before the start")
    return times, events, (time, ended)


def _dated(table: Table, start: str) -> tuple[Floats, Flags, tuple[str, ...]]:
    event = table.need("the day of the event", EVENT_DAY)
    end = table.need("the end of follow-up", FOLLOWED)
    times, events = [], []
    for row in range(len(table.lines)):
        began, until = _day(table, row, start), _day(table, row, end)
        came = _day(table, row, event) if table.columns[event][row].strip() else None
        if until < began:
            raise _refused(table, row, end, "the follow-up ends before the start")
        if came is not None and came < began:
            raise _refused(table, row, event, "the event lies before the start")
        if came is not None and came > until:
            raise _refused(table, row, event, "the event lies behind the end of follow-up")
        times.append(((came or until) - began).days)
        events.append(came is not None)
    return np.array(times, dtype=np.float64), np.array(events), (start, event, end)


def _refused(table: Table, row: int, header: str, told: str) -> Unfit:
    place = table.place(row, header)
    return Unfit(Fault.FOLLOWUP, f"{table.name}, {place}: {told}", (place,))


def _day(table: Table, row: int, header: str) -> date:
    cell = table.columns[header][row].strip()
    try:
        if found := _DAY_FIRST.fullmatch(cell):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(cell[:10])
    except ValueError as wrong:
        place = table.place(row, header)
        told = f"{table.name}, {place}: “{cell[:40]}” is no day (YYYY-MM-DD)"
        raise Unfit(Fault.CELL, told, (place,)) from wrong
