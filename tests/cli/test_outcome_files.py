"""One bad file for each code, and files as other towns export them."""

import gzip
import json
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from numpy.random import default_rng

from tests.cli.test_outcomes import does, figures
from tests.science.figures import CEAD, DRUGS, LAS_CONDES, written

MONTHS = [f"{year}-{month:02d}" for year in (2018, 2019, 2020) for month in range(1, 13)]
SERIES = ("--area", "A", "--start", "2020-01")
PLAN = {
    "id": "unit",
    "time": "time",
    "treated": "treated",
    "outcomes": ["n"],
    "start_pre": 1,
    "end_pre": 4,
    "end_post": 6,
}


def months(*areas: str, mean: int = 30) -> list[str]:
    """Return the lines of a file of counts that scatter as Poisson's law says."""
    return [
        f"{area},{month},{count}"
        for area in areas
        for month, count in zip(MONTHS, default_rng(ord(area)).poisson(mean, 36), strict=True)
    ]


def counting(lines: Sequence[str], *counts: int) -> list[str]:
    """Return the lines with other counts, over and over."""
    return [f"{line.rsplit(',', 1)[0]},{n}" for line, n in zip(lines, cycle(counts), strict=False)]


def series(folder: Path, lines: Sequence[str], *options: str) -> tuple[int, str]:
    path = written(folder / "counts.csv", "area,month,n", *lines)
    told = does("series", path, *SERIES, *options)
    return told.exit_code, told.stderr


def units(folder: Path, lines: Sequence[str], **changes: object) -> tuple[int, str]:
    table = written(folder / "units.csv", "unit,time,treated,n", *lines)
    spec = written(folder / "spec.json", json.dumps({**PLAN, **changes}))
    told = does("units", table, "--spec", spec)
    return told.exit_code, told.stderr


def blocks(many: int = 12) -> list[str]:
    """Return the lines of a file of units of which the first is treated."""
    return [
        f"u{unit},{time},{int(unit == 0)},{(unit * 7 + time * unit) % 5 + 2}"
        for unit in range(many)
        for time in range(1, 7)
    ]


def changed(lines: list[str], row: int, line: str) -> list[str]:
    return [*lines[:row], line, *lines[row + 1 :]]


@pytest.mark.rule("E20")
@pytest.mark.parametrize(
    ("code", "place", "lines", "options"),
    [
        ("E_NEGATIVE", "line 2, column n", changed(months("A", "B"), 0, "A,2018-01,-1"), ()),
        ("E_NONINT", "line 3, column n", changed(months("A", "B"), 1, "A,2018-02,1.5"), ()),
        ("E_DUPKEY", "line 4", changed(months("A", "B"), 2, "A,2018-01,3"), ()),
        ("E_GAP", "A 2018-03", [*months("A")[:2], *months("A")[3:], *months("B")], ()),
        ("E_GAP", "B 2018-01", [*months("A"), *months("B")[1:]], ()),
        ("E_SHORT", "6 months before", months("A", "B"), ("--from", "2019-07")),
        ("E_NOCONTROL", "--controls none", months("A"), ()),
        ("E_OVERLAP", "A", months("A", "B"), ("--controls", "A,B")),
    ],
)
def test_a_bad_file_of_counts_is_refused_with_its_place(
    tmp_path: Path, code: str, place: str, lines: list[str], options: tuple[str, ...]
) -> None:
    status, told = series(tmp_path, lines, *options)
    assert (status, told.split(":")[0]) == (1, code)
    assert place in told


@pytest.mark.rule("E20")
@pytest.mark.parametrize(
    ("code", "place", "lines"),
    [
        ("E_NEGATIVE", "line 2, column n", changed(blocks(), 0, "u0,1,1,-2")),
        ("E_NONINT", "line 2, column n", changed(blocks(), 0, "u0,1,1,2.5")),
        ("E_DUPKEY", "line 3", changed(blocks(), 1, "u0,1,1,2")),
        ("E_GAP", "unit u1 has no row for period 3", [*blocks()[:8], *blocks()[9:]]),
        ("E_NOCONTROL", "every unit is treated", blocks(1)),
        ("E_INFEASIBLE", "n 4", [*blocks()[:3], "u0,4,1,50", *blocks()[4:]]),
    ],
)
def test_a_bad_file_of_units_is_refused_with_its_place(
    tmp_path: Path, code: str, place: str, lines: list[str]
) -> None:
    status, told = units(tmp_path, lines)
    assert (status, told.split(":")[0]) == (1, code)
    assert place in told


@pytest.mark.rule("E20")
@pytest.mark.parametrize(
    ("code", "row"),
    [
        ("E_FOLLOWUP", "p3,a,2024-03-01,2024-02-01,2025-03-01"),
        ("E_FOLLOWUP", "p3,a,2024-03-01,2025-04-01,2025-03-01"),
        ("E_FOLLOWUP", "p3,a,2024-03-01,,2024-02-01"),
        ("E_DUPKEY", "p1,a,2024-03-01,,2025-02-01"),
    ],
)
def test_a_bad_file_of_people_is_refused_with_its_place(
    tmp_path: Path, code: str, row: str
) -> None:
    heading = "id,grupo,inicio,evento,fin_seguimiento"
    good = ("p1,a,2024-01-01,2024-05-01,2025-01-01", "p2,b,2024-01-01,,2025-01-01")
    told = does("survival", written(tmp_path / "people.csv", heading, *good, row))
    assert (told.exit_code, told.stderr.split(":")[0]) == (1, code)
    assert "line 4" in told.stderr


def warned(folder: Path, lines: Sequence[str], *options: str) -> list[str]:
    path = written(folder / "counts.csv", "area,month,n", *lines)
    found: list[str] = figures("series", path, *SERIES, *options)["warnings"]
    return found


@pytest.mark.rule("E20")
def test_each_caution_is_told_by_a_file_that_deserves_it(tmp_path: Path) -> None:
    quiet = months("A", "B", "C")
    assert warned(tmp_path, quiet) == ["W_ONEAREA"]
    assert "W_SHOCK" in warned(tmp_path, quiet, "--shock", "2019-10")
    assert "W_SHOCK" not in warned(tmp_path, quiet, "--shock", "2029-10")
    few = counting(months("A"), 0, 1)
    assert "W_FEWEVENTS" in warned(tmp_path, [*few, *months("B")])
    late = [f"A,{year}-{month:02d},0" for year in (2016, 2017) for month in range(1, 13)]
    early = counting([line.replace("A,", "B,") for line in late], 9)
    assert "W_STRUCTURAL" in warned(tmp_path, [*late, *early, *months("A", "B")])
    wild = counting(months("A"), 5, 95, 60, 2, 80)
    assert "W_OVERDISP" in warned(tmp_path, [*wild, *months("B")])
    jump = counting(months("A"), *[50, 52, 47] * 6, *[9, 10, 8] * 6)
    assert "W_PLACEBO_TIME" in warned(tmp_path, [*jump, *months("B")], "--start", "2020-07")


def test_leading_zeros_are_months_that_nobody_counted(tmp_path: Path) -> None:
    late = [f"A,2017-{month:02d},0" for month in range(1, 13)]
    other = [f"B,2017-{month:02d},9" for month in range(1, 13)]
    lines = [*late, *other, *months("A", "B")]
    path = written(tmp_path / "counts.csv", "area,month,n", *lines)
    found = figures("series", path, *SERIES)
    assert found["months"] == {"before": 24, "after": 12}
    assert found["verdict"] == "INSUFFICIENT"


def rewritten(folder: Path, name: str, *, encoding: str, separator: str) -> Path:
    """Write the counts of one offence as another office would."""
    with gzip.open(CEAD, "rt", encoding="utf-8") as stream:
        rows = [line.rstrip("\n").rsplit(",", 4) for line in stream]
    kept = [row for row in rows if row[3] in {"delito", DRUGS}]
    lines = [separator.join((row[4], row[2], row[1], row[3], row[0])) for row in reversed(kept[1:])]
    heading = separator.join(("Casos", "Período", "Comuna", "Delito", "CUT"))
    body = ("\r\n".join([heading, *lines]) + "\r\n").encode(encoding)
    path = folder / name
    path.write_bytes(gzip.compress(body) if name.endswith(".gz") else body)
    return path


@pytest.mark.parametrize(
    ("name", "encoding", "separator"),
    [
        ("a.csv", "latin-1", ";"),
        ("b.csv.gz", "utf-8-sig", "\t"),
        ("c.csv", "utf-16", ";"),
    ],
)
def test_order_letters_and_separator_change_nothing(
    tmp_path: Path, name: str, encoding: str, separator: str
) -> None:
    path = rewritten(tmp_path, name, encoding=encoding, separator=separator)
    words = ("--start", "2018-07", "--from", "2014-01", "--to", "2019-09", "--offence", DRUGS)
    here = figures("series", path, "--area", "Las Condes", *words)
    assert here == figures("series", CEAD, "--area", LAS_CONDES, *words)


def test_decimal_commas_and_days_first_are_read(tmp_path: Path) -> None:
    rows = [f"p{one};{one % 2};01-01-2024;;01-0{one % 9 + 1}-2025;{one},5" for one in range(9)]
    rows[3] = "p3;1;01-01-2024;05/02/2024;01-01-2025;2,5"
    path = written(
        tmp_path / "p.csv", "id;grupo;inicio;evento;fin_seguimiento;edad", *rows, encoding="latin-1"
    )
    found = figures("survival", path)
    assert (found["people"], found["events"]) == (9, 1)
    assert found["warnings"] == ["W_FEWEVENTS"]
    assert found["cox"] is None


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["area,month,n", "A,2018-01,many"], "line 2, column n: “many” is no number"),
        (["area,month,n", "A,2018-01,"], "line 2, column n: is empty"),
        (["area,month,n", "A,2018-13,1"], "line 2, column month: “2018-13” is no month"),
        (["area,month,n", "A,2018-01,1", "A,2018-02"], "line 3: 2 cells where the headers are 3"),
        (["area,when,n", "A,2018-01,1"], "no column for the month"),
        (["area,month,n"], "no rows"),
        (["area,area,month,n", "A,A,2018-01,1"], "twice"),
        ([""], "empty"),
        (["area,month,n", "B,2018-01,1"], "no area “A”"),
        (["area,month,offence,n", "A,2018-01,x,1", "A,2018-01,y,1"], "2 offences: name one"),
        (["area,month,n", "A,2018-01,1", "A,2018-02,1"], "no month of the window"),
    ],
)
def test_a_file_that_is_no_table_of_counts_is_told_so(
    tmp_path: Path, lines: list[str], told: str
) -> None:
    answer = does("series", written(tmp_path / "c.csv", *lines), *SERIES, "--controls", "none")
    assert answer.exit_code == 2, answer.output
    assert told in answer.stderr


def test_broken_packing_and_pictures_are_refused(tmp_path: Path) -> None:
    torn = tmp_path / "torn.csv.gz"
    torn.write_bytes(CEAD.read_bytes()[:2000])
    picture = tmp_path / "picture.csv"
    picture.write_bytes(b"\x89PNG\0\0")
    for path in (torn, picture):
        answer = does("series", path, *SERIES)
        assert answer.exit_code == 2
        assert answer.stderr.startswith("E_CELL")
    assert does("series", tmp_path / "nowhere.csv", *SERIES).exit_code == 2


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"tset": "lower"}, "knows no tset"),
        ({"outcomes": []}, "names nothing"),
        ({"end_post": 4}, "start_pre <= end_pre < end_post"),
        ({"test": "left"}, "test must be one of lower, upper, two-sided"),
        ({"confidence": 90}, "between 0 and 1"),
        ({"permutations": -1}, "permutations must be"),
        ({"match_out": {"n": [0]}}, "match_out, n"),
        ({"placebo_in_time": [3]}, "placebo_in_time must be"),
        ({"start_pre": "first"}, "start_pre"),
        ({"id": 3}, "id must be"),
        ({"covariates": ["people"]}, "“people”"),
        ({"end_post": 9}, "period 9 lies outside"),
    ],
)
def test_a_spec_that_cannot_be_followed_is_told_so(
    tmp_path: Path, changes: dict[str, Any], told: str
) -> None:
    status, answer = units(tmp_path, blocks(), **changes)
    assert status == 2, answer
    assert told in answer


def test_units_may_be_counted_by_quarters_and_summed_before_they_are_matched(
    tmp_path: Path,
) -> None:
    lines = [line.split(",") for line in blocks()]
    named = [f"{one},2020-Q{int(at)},{t},{n}" for one, at, t, n in lines if int(at) <= 4]
    table = written(tmp_path / "units.csv", "unit,time,treated,n", *named)
    asked = {**PLAN, "start_pre": "2020-Q1", "end_pre": "2020-Q3", "end_post": "2020-Q4"}
    spec = written(tmp_path / "spec.json", json.dumps({**asked, "match_out": {"n": [1, 2]}}))
    found = figures("units", table, "--spec", spec)
    assert found["constraints"] == 3
    assert [one["end_post"] for one in found["results"]] == ["2020-Q4"]
    # Treated from the first quarter on, as the table has it, is before the plan's start: told by
    # no caution, because every quarter of the unit says so.
    assert "W_START" not in found["warnings"]
