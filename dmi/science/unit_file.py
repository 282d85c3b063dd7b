"""A file of units by period as a panel, with the place of whatever is wrong."""

from collections.abc import Sequence

import numpy as np

from dmi.science.arrays import Flags, Floats, Whole
from dmi.science.columns import Table
from dmi.science.findings import Caution, Fault, Told, Unfit
from dmi.science.periods import period
from dmi.science.units import UnitPanel

_NAMED = 5


def unit_panel(
    table: Table,
    *,
    unit: str,
    time: str,
    treated: str,
    counts: Sequence[str],
    covariates: Sequence[str],
    end_pre: int,
) -> UnitPanel:
    """Return the panel of a table with one row for each unit and period, in any order.

    Args:
        table: one row for each unit and period.
        unit: header of what tells units apart.
        time: header of the period.
        treated: header of 0 and 1; a unit is treated if any of its rows says 1.
        counts: headers of what is counted; whole numbers of zero or more.
        covariates: headers of what stays the same within a unit.
        end_pre: last period before the programme; only the caution about its start reads it.

    Raises:
        Unfit: E_COLUMN, E_CELL, E_PERIOD, E_NEGATIVE, E_NONINT, E_DUPKEY, E_GAP, E_NOCONTROL.
    """
    named = (unit, time, treated, *counts, *covariates)
    found = {header: table.need(f"“{header}”", (header,)) for header in named}
    unit, time, treated = found[unit], found[time], found[treated]
    names = {name: place for place, name in enumerate(dict.fromkeys(table.columns[unit]))}
    units = np.fromiter((names[one] for one in table.columns[unit]), np.int64, len(table.lines))
    moments = _moments(table, time)
    first, last = int(moments.min()), int(moments.max())
    width = last - first + 1
    shape = (len(names), width)
    order = _complete(table, units * width + moments - first, shape, (unit, time))
    flags = table.numbers(treated)
    _only(table, treated, (flags == 0) | (flags == 1), Fault.CELL, "must be 0 or 1")
    began: Flags = np.asarray(flags[order].reshape(shape) > 0)
    area: Flags = np.asarray(began.any(axis=1))
    if not area.any():
        raise Unfit(Fault.CELL, f"{table.name}: no row of {treated} is 1: there is no area")
    if area.all():
        raise Unfit(Fault.NOCONTROL, f"{table.name}: every unit is treated, none to compare with")
    labels = {int(one): label for one, label in zip(moments, table.columns[time], strict=True)}
    return UnitPanel(
        periods=tuple(range(first, last + 1)),
        labels=tuple(labels[one].strip() for one in range(first, last + 1)),
        treated=area,
        series={name: whole(table, found[name])[order].reshape(shape) for name in counts},
        constant={name: _constant(table, found[name], order, shape) for name in covariates},
        told=_told(began, area, end_pre - first),
    )


def whole(table: Table, header: str) -> Floats:
    """Return a column of counts.

    Raises:
        Unfit: E_NEGATIVE or E_NONINT, with the lines.
    """
    values = table.numbers(header)
    _only(table, header, values >= 0, Fault.NEGATIVE, "is below zero")
    _only(table, header, values == np.floor(values), Fault.NONINT, "is no whole number")
    return values


def _only(table: Table, header: str, right: Flags, fault: Fault, told: str) -> None:
    if not right.all():
        rows = np.flatnonzero(~right)
        places = [table.place(int(row), header) for row in rows[:_NAMED]]
        value = table.columns[header][int(rows[0])]
        more = f" ({len(rows)} rows)" if len(rows) > 1 else ""
        raise Unfit(fault, f"{table.name}, {places[0]}: “{value[:40]}” {told}{more}", places)


def _moments(table: Table, time: str) -> Whole:
    known: dict[str, int] = {}
    for row, label in enumerate(table.columns[time]):
        if label not in known:
            try:
                known[label] = period(label)
            except ValueError as wrong:
                place = table.place(row, time)
                raise Unfit(Fault.PERIOD, f"{table.name}, {place}: {wrong}", (place,)) from wrong
    return np.fromiter(map(known.__getitem__, table.columns[time]), np.int64, len(table.lines))


def _complete(
    table: Table, cells: Whole, shape: tuple[int, int], headers: tuple[str, str]
) -> Whole:
    """Return the order of the rows by unit and period, each of which stands exactly once."""
    order = np.argsort(cells, kind="stable")
    again = np.flatnonzero(np.diff(cells[order]) == 0)
    if len(again):
        earlier, later = int(order[again[0]]), int(order[again[0] + 1])
        raise Unfit(
            Fault.DUPKEY,
            f"{table.name}, line {table.lines[later]}: unit {table.columns[headers[0]][later]} and "
            f"period {table.columns[headers[1]][later]} stand already on line "
            f"{table.lines[earlier]}",
            (f"line {table.lines[later]}",),
        )
    if len(cells) != shape[0] * shape[1]:
        _refuse_gap(table, cells, shape[1], headers)
    return order


def _refuse_gap(table: Table, cells: Whole, width: int, headers: tuple[str, str]) -> None:
    there = set(cells.tolist())
    missing = next(cell for cell in range(max(there) + 2) if cell not in there)
    names = list(dict.fromkeys(table.columns[headers[0]]))
    labels = sorted(set(table.columns[headers[1]]), key=period)
    moment = period(labels[0]) + missing % width
    label = next((one for one in labels if period(one) == moment), f"number {moment}")
    unit = names[missing // width]
    raise Unfit(
        Fault.GAP,
        f"{table.name}: unit {unit} has no row for period {label}; a missing count is not taken "
        "for zero",
        (f"{unit} {label}",),
    )


def _constant(table: Table, header: str, order: Whole, shape: tuple[int, int]) -> Floats:
    values: Floats = table.numbers(header)[order].reshape(shape)
    changing = np.flatnonzero((values != values[:, :1]).any(axis=1))
    if len(changing):
        row = int(order.reshape(shape)[changing[0], 0])
        raise Unfit(
            Fault.CELL,
            f"{table.name}, column {header}: a covariate stays the same within a unit; that of the "
            f"unit on line {table.lines[row]} changes. What changes is matched by match_out",
        )
    return values[:, 0]


def _told(began: Flags, area: Flags, last_before: int) -> tuple[Told, ...]:
    starts = began[area].argmax(axis=1)
    if began[area].all() or int(starts.min()) > last_before:
        return ()
    sentence = "the table marks units as treated in periods that the plan counts as before"
    return (Told(Caution.START, sentence),)
