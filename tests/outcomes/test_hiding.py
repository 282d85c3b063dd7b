"""Whoever sets every table, total and filter side by side finds no small count (X29)."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product

import numpy as np
import pytest
from flask import Flask
from flask.testing import FlaskClient

from dmi.outcomes.disclosure import Given, band, covered, of_a_file, openness
from dmi.outcomes.tallies import funnel
from dmi.outcomes.tallies.funnel import ENDS
from dmi.outcomes.tallies.points import Reduced
from dmi.outcomes.tallies.workload import rows_of
from dmi.policy.classes import DataClass
from dmi.policy.matrix import right
from dmi.policy.roles import Role
from tests.outcomes import scenes
from tests.outcomes.tables import csv_rows, tables_of
from tests.outcomes.test_workload import closed_quarter
from tests.pages import sign_in
from tests.people import Town

LEASTS = (5, 10)
WHOLE_COUNT = re.compile(r"(\d+)(?:/(\d+))?")


def fillings(hidden: int, rest: int) -> Iterator[tuple[int, ...]]:
    """Yield every way to share a rest among some hidden cells."""
    if hidden == 1:
        yield (rest,)
        return
    for first in range(rest + 1):
        for others in fillings(hidden - 1, rest - first):
            yield (first, *others)


def what_fits(column: Sequence[int | None], least: int) -> list[tuple[int, ...]]:
    """Return what is possible for the hidden cells: they make up the sum, and one is small."""
    *cells, total = column
    assert total is not None
    rest = total - sum(cell for cell in cells if cell is not None)
    found = fillings(cells.count(None), rest)
    return [one for one in found if any(0 < cell < least for cell in one) and 0 not in one]


@pytest.mark.rule("X29", "F109", "S30")
@pytest.mark.parametrize("least", LEASTS)
def test_no_hidden_cell_of_a_column_follows_from_its_sum(least: int) -> None:
    chance = random.Random(least)  # noqa: S311 - made-up columns
    attacked = 0
    for _one in range(150):
        counts = [chance.randrange(2 * least) for _cell in range(chance.randint(2, 4))]
        column = covered(counts, least)
        assert not any(cell is not None and 0 < cell < least for cell in column)
        hidden = [cell for cell, told in zip(counts, column, strict=False) if told is None]
        if not hidden or column[-1] is None:
            continue
        attacked += 1
        possible = what_fits(column, least)
        for at, true in enumerate(hidden):
            assert true > 0 or len(hidden) > 1
            assert len({one[at] for one in possible}) > 1, (counts, column)
    assert attacked > 50


@pytest.mark.rule("X29", "F109", "S30")
@pytest.mark.parametrize(("least", "most", "cells"), [(5, 11, 2), (5, 11, 3), (10, 21, 2)])
def test_no_column_at_all_gives_a_small_cell_to_whoever_tries_every_filling(
    least: int, most: int, cells: int
) -> None:
    """The reader knows the sum and one mark for what is hidden, and that one of it is small."""
    attacked = 0
    for counts in product(range(most), repeat=cells):
        column = covered(counts, least)
        if column[-1] is None or None not in column:
            continue
        attacked += 1
        possible = what_fits(column, least)
        hides = [cell for cell, told in zip(counts, column, strict=False) if told is None]
        for at, true in enumerate(hides):
            if 0 < true < least:
                assert len({one[at] for one in possible}) > 1, (counts, column)
    assert attacked > 20


@pytest.mark.rule("X29")
@pytest.mark.parametrize("least", LEASTS)
def test_no_two_counts_of_a_cohort_differ_by_a_small_one(least: int) -> None:
    chance = random.Random(least)  # noqa: S311 - made-up cohorts
    refused = 0
    for _one in range(400):
        sizes = sorted((chance.randrange(60) for _rung in range(6)), reverse=True)
        ends = [chance.randrange(sizes[2] + 1) for _end in ENDS]
        counts = dict(zip(funnel.Rung, [*sizes, 0, sizes[5], *ends], strict=True))
        given = Given(least)
        lines = funnel.lines(counts, given)
        told = [one.count for one in lines if one.count is not None]
        told += [one.of for one in lines if one.of is not None]
        refused += sum(one.count is None for one in lines)
        assert not any(0 < one < least for one in told)
        assert not any(0 < abs(one - two) < least for one, two in combinations(told, 2))
        parts = [one.count for one in lines if one.rung in ENDS and one.count is not None]
        for size in range(1, len(parts) + 1):
            for some in combinations(parts, size):
                assert not any(0 < one - sum(some) < least for one in told)
    assert refused > 400


@pytest.mark.parametrize("least", LEASTS)
def test_a_count_that_was_refused_could_be_another(least: int) -> None:
    """Even who knows the method is left with several counts for a rung that is not told."""
    for first in range(least, 3 * least):
        for second in range(first + 1):
            given = Given(least)
            assert given.admits(first)
            if given.admits(second):
                continue
            others = [one for one in range(first + 1) if not Given(least, {first}).admits(one)]
            assert second in others
            assert len(others) >= least - 1


# What is not known of a place: near, far and come back; what lasted is the rest.
NEAR, FAR, GROSS, NET, BACK = (1, 0, 0), (0, 1, 0), (1, 1, 0), (1, 1, -1), (0, 0, 1)
TELLS: dict[tuple[int, int, int], Callable[[Reduced], bool]] = {
    NEAR: lambda one: one.is_near,
    FAR: lambda one: not one.is_near,
    NET: lambda one: one.lasted,
    BACK: lambda one: not one.lasted,
}


def cells(places: Sequence[int], parts: tuple[int, int, int], of: int) -> list[int]:
    """Return a count as what it takes of each unknown of each place."""
    return [parts[part] if place in places else 0 for place in range(of) for part in range(3)]


def numbers(rows: Sequence[Sequence[str]], column: int) -> set[int]:
    found: set[int] = set()
    for row in rows:
        match = WHOLE_COUNT.fullmatch(row[column]) if len(row) > column else None
        found |= {int(one) for one in match.groups() if one} if match else set()
    return found


@pytest.mark.rule("X29", "F109", "C61", "S30")
@pytest.mark.parametrize(("user", "least"), [("fis1", 5), ("ter1", 5), ("def1", 5), ("com1", 10)])
def test_every_page_file_and_filter_side_by_side_gives_no_small_count(
    app: Flask, town: Town, client: FlaskClient, user: str, least: int
) -> None:
    day, name = closed_quarter(town)
    for place, detained in (("Norte", 3), ("Sur", 14), ("Oriente", 21), ("Centro", 2)):
        sector = scenes.a_sector(town, place)
        for _one in range(detained):
            scenes.a_procedure(town, day, sector)
    first, _people = scenes.seeded(town)
    first.callin_on = day
    groups = ((3, scenes.KNOWN), (14, scenes.REVIEWED), (13, scenes.ACTIVE), (2, scenes.SERVED))
    second, _others = scenes.seeded(town, "Segunda", groups, 300)
    second.callin_on = day
    sign_in(client, town, user)
    offered = set(re.findall(r"quarter=([\w-]+)", client.get("/indicators/workload").text))
    assert name in offered
    for quarter in offered:
        page = tables_of(client.get(f"/indicators/workload?quarter={quarter}").text)[0]
        text = client.get(f"/indicators/workload.csv?quarter={quarter}").text
        assert page == [row for row in csv_rows(text) if row in page]
        for column in (1, 2, 4, 5, 6, 7):  # what stands between is a quotient
            assert not any(0 < one < least for one in numbers(page, column)), (quarter, column)
        began = tables_of(client.get(f"/indicators/workload?quarter={quarter}").text)[-1]
        assert not any(0 < one < least for column in (1, 2) for one in numbers(began, column))
    rows = tables_of(client.get(f"/indicators/workload?quarter={name}").text)[0]
    arrests = {row[0]: row[2] for row in rows}
    assert (arrests["Norte"], arrests["Centro"], arrests["Todos los lugares"]) == (
        *("*", "*"),
        "40",
    )
    # The same people stand in the quarter, on the page of their cohort and in its file.
    for cohort in (first, second):
        told: set[int] = {0}
        for where in (f"/cohorts/{cohort.id}/funnel", f"/cohorts/{cohort.id}/funnel.csv"):
            text = client.get(where).text
            tables = [csv_rows(text)] if where.endswith("csv") else tables_of(text)
            for table in tables:
                told |= numbers(table, 1)
        told |= numbers([row[9:] for row in rows if cohort.name in row[0]], 0)
        assert not any(0 < abs(one - two) < least for one, two in combinations(told, 2)), told
        assert (len(told) > 1) == (user != "com1"), told


@pytest.mark.rule("X29")
@pytest.mark.parametrize("least", LEASTS)
def test_no_small_count_of_points_follows_from_the_others_of_its_table(least: int) -> None:
    """Near and far add up to the points reduced, and so do those that lasted and came back."""
    chance = random.Random(least)  # noqa: S311 - made-up tables
    attacked = told = 0
    for _one in range(300):
        places = ["Norte", "Sur", "Este", "Oeste"][: chance.randint(1, 4)]
        points = [
            Reduced(place, is_near=chance.random() < 0.5, lasted=chance.random() < 0.7)
            for place in places
            for _point in range(chance.randrange(8 * least))
        ]
        rows = rows_of(places, [], points, least, tells_net=True)
        told += sum(one.net is not None for one in rows)
        known, true = [], []
        for at, row in enumerate(rows):
            here = range(len(places)) if row.is_total else (at,)
            counts = (row.near, row.reduced, row.net, row.back)
            for count, parts in zip(counts, (NEAR, GROSS, NET, BACK), strict=True):
                if count is not None:
                    known.append(cells(here, parts, len(places)))
            for parts in (NEAR, FAR, NET, BACK):
                some = [one for one in points if row.is_total or one.place == row.place]
                small = 0 < sum(bool(TELLS[parts](one)) for one in some) < least
                true += [cells(here, parts, len(places))] if small else []
        attacked += len(true)
        rank = np.linalg.matrix_rank(np.array(known)) if known else 0
        for one in true:
            assert np.linalg.matrix_rank(np.array([*known, one])) > rank, rows
    assert attacked > 100
    assert told > 100


@pytest.mark.rule("F109")
def test_the_table_of_rights_decides_who_reads_small_counts() -> None:
    exact = {
        one for one in Role if right(one, DataClass.OUTCOMES).access and openness(one) == "EXACT"
    }
    assert exact == {
        Role.PROGRAMME_MANAGER,
        Role.OBSERVATORY_ANALYST,
        Role.AUDITOR,
        Role.SCHEDULER,
    }
    assert {one for one in Role if openness(one) == "BANDS"} == {Role.COMMUNITY_REP}
    assert all(of_a_file(one) != "EXACT" for one in Role)


def test_the_public_is_told_bands() -> None:
    assert [band(one, 10) for one in (0, 9, 10, 19, 20, 35)] == [
        *("<10", "<10", "10–19", "10–19", "20–29", "30–39"),
    ]
