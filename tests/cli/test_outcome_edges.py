"""What the commands do at the edges: nothing to compare, no balance, a library not there."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from dmi.cli import outcome_units
from tests.cli.test_outcome_files import MONTHS, PLAN, SERIES, blocks, changed, months, units
from tests.cli.test_outcomes import does, figures
from tests.science.figures import CEAD, DRUGS, LAS_CONDES, PEOPLE, written


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (changed(blocks(), 0, "u0,first,1,2"), "line 2, column time: “first” is no month"),
        (changed(blocks(), 0, "u0,1,2,2"), "line 2, column treated: “2” must be 0 or 1"),
        ([line.replace("u0", "x") for line in blocks(13) if "u0" not in line], "no row of treated"),
    ],
)
def test_units_without_sense_are_refused(tmp_path: Path, lines: list[str], told: str) -> None:
    status, answer = units(tmp_path, lines)
    assert status == 2, answer
    assert told in answer


def test_what_changes_within_a_unit_is_no_covariate(tmp_path: Path) -> None:
    status, answer = units(tmp_path, blocks(), covariates=["n"])
    assert status == 2
    assert "match_out" in answer


def test_a_spec_must_be_json_with_what_is_needed(tmp_path: Path) -> None:
    table = written(tmp_path / "units.csv", "unit,time,treated,n", *blocks())
    for text, told in (("{", "is no JSON"), ("[]", "must be an object"), ("{}", "lacks id, time")):
        answer = does("units", table, "--spec", written(tmp_path / "s.json", text))
        assert answer.exit_code == 2
        assert told in answer.stderr


def spread(folder: Path, **changes: object) -> tuple[Path, Path]:
    """Write units of which the treated one is an ordinary one, and a spec."""
    middle = [f"u0,{time},{int(time > 4)},4" for time in range(1, 7)]
    table = written(folder / "units.csv", "unit,time,treated,n", *middle, *blocks()[6:])
    spec = written(folder / "spec.json", json.dumps({**PLAN, "match_out": {"n": [4]}, **changes}))
    return table, spec


def test_without_an_end_the_last_period_is_scored_and_chance_is_asked(tmp_path: Path) -> None:
    asked = {key: value for key, value in PLAN.items() if key != "end_post"}
    table, _ = spread(tmp_path)
    spec = written(
        tmp_path / "s.json", json.dumps({**asked, "match_out": {"n": [4]}, "permutations": 9})
    )
    found = figures("units", table, "--spec", spec)
    assert [one["end_post"] for one in found["results"]] == [6]
    assert all(0.1 <= one["permutation_p"] <= 1 for one in found["results"])
    assert [one["match_through"] for one in found["placebo_in_time"]] == [3]


def test_a_table_that_begins_earlier_than_the_plan_says_is_told(tmp_path: Path) -> None:
    table, spec = spread(tmp_path, end_pre=5, match_out={"n": [5]})
    assert "W_START" in figures("units", table, "--spec", spec)["warnings"]


def test_a_placebo_in_time_that_cannot_be_balanced_is_told(tmp_path: Path) -> None:
    lines = changed(blocks(), 0, "u0,1,1,99")
    table = written(tmp_path / "units.csv", "unit,time,treated,n", *lines)
    asked = {**PLAN, "match_out": {"n": [1]}, "placebo_in_time": [[1, 2]]}
    found = figures("units", table, "--spec", written(tmp_path / "s.json", json.dumps(asked)))
    assert found["placebo_in_time"] == []
    assert found["warnings"] == ["W_PLACEBO_TIME"]
    assert "could not be balanced" in found["notes"][0]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, shows in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", stream)
        with outcome_units._progress(2) as advance:
            advance()
        assert ("placebo areas" in stream.getvalue()) is shows


def test_without_the_libraries_of_science_the_command_says_what_to_install() -> None:
    # A process of its own: here an earlier test may have imported what must be missing.
    began = (
        "import sys; sys.modules['numpy'] = None; "
        f"from dmi.cli.main import cli; cli(['outcomes', 'survival', {str(CEAD)!r}])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", began], capture_output=True, text=True, check=False
    )
    assert answer.returncode == 1
    assert "numpy is not installed here" in answer.stderr


def test_year_and_month_may_stand_in_two_columns(tmp_path: Path) -> None:
    lines = [line.replace("-", ",", 1) for line in months("A", "B")]
    path = written(tmp_path / "c.csv", "area,year,month,n", *lines)
    assert figures("series", path, *SERIES)["months"] == {"before": 24, "after": 12}


def test_a_short_series_has_no_slope_and_says_so(tmp_path: Path) -> None:
    path = written(tmp_path / "c.csv", "area,month,n", *months("A", "B"))
    found = figures("series", path, "--area", "A", "--start", "2020-03")
    assert found["its"]["slope"] is None
    assert any(note.startswith("no slope") for note in found["notes"])
    told = does("series", path, *SERIES)
    assert "events in 24 months before" in told.stdout


def test_nothing_afterwards_leaves_counts_and_no_break(tmp_path: Path) -> None:
    silent = [f"A,{month},{20 if place < 24 else 0}" for place, month in enumerate(MONTHS)]
    path = written(tmp_path / "c.csv", "area,month,n", *silent, *months("B", "C"))
    found = figures("series", path, *SERIES)
    assert found["its"] is None
    assert found["rate_ratio"]["value"] == 0
    assert found["did"]["placebo_rank"] == 1
    assert found["verdict"] == "INSUFFICIENT"
    assert "Verdict: INSUFFICIENT" in does("series", path, *SERIES).stdout


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--to", "2030-01"), "no part of the file's months"),
        (("--start", "soon"), "--start: “soon” is no month"),
        (("--area", "Las Condez"), "near it: las_condes"),
        (("--offence", "drugs"), "no offence “drugs”"),
        (("--start", "2027-01", "--population", str(PEOPLE)), "no month of the window"),
        (("--start", "2050-01", "--population", str(PEOPLE)), "nothing of the year 2049"),
    ],
)
def test_options_that_do_not_fit_the_file_are_told(options: tuple[str, ...], told: str) -> None:
    words = {"--area": LAS_CONDES, "--offence": DRUGS, "--start": "2018-07"}
    words.update(zip(options[::2], options[1::2], strict=True))
    answer = does("series", CEAD, *(one for pair in words.items() for one in pair))
    assert answer.exit_code == 2, answer.output
    assert told in answer.stderr


def test_people_must_be_known_for_every_area_that_is_compared(tmp_path: Path) -> None:
    path = written(tmp_path / "c.csv", "area,month,n", *months("A", "B"))
    people = written(tmp_path / "p.csv", "area,poblacion", "A,1000")
    answer = does("series", path, *SERIES, "--population", people)
    assert answer.exit_code == 2
    assert "no population is given for B" in answer.stderr


@pytest.mark.parametrize(
    ("heading", "row", "told"),
    [
        ("week,arrest", "3,perhaps", "line 2, column arrest: “perhaps” is not 0 or 1"),
        ("week,arrest", "-3,1", "E_FOLLOWUP"),
        ("inicio,evento,fin_seguimiento", "2024-02-31,,2025-01-01", "“2024-02-31” is no day"),
        ("name,arrest", "x,1", "no column for the time"),
    ],
)
def test_people_without_sense_are_refused(
    tmp_path: Path, heading: str, row: str, told: str
) -> None:
    answer = does("survival", written(tmp_path / "p.csv", heading, row))
    assert answer.exit_code in {1, 2}
    assert told in answer.stderr


def test_three_groups_are_told_apart_from_the_first(tmp_path: Path) -> None:
    def row(place: int) -> str:
        return f"{1 + place % 40},{int(place % 4 > 0)},{'abc'[place % 3]},x"

    rows = [row(place) for place in range(150)]
    found = figures("survival", written(tmp_path / "p.csv", "days,event,group,note", *rows))
    assert [one["group"] for one in found["groups"]] == ["a", "b", "c"]
    assert found["left_out"] == ["note"]
    assert [one["name"] for one in found["cox"]["terms"]] == ["group b", "group c"]
    assert found["logrank"]["df"] == 2


def test_a_group_without_events_has_no_hazard_ratio(tmp_path: Path) -> None:
    rows = [f"{1 + place % 40},{int(place % 2)},{'ab'[place % 2]}" for place in range(100)]
    found = figures("survival", written(tmp_path / "p.csv", "days,event,group", *rows))
    assert found["cox"] is None
    assert "wholly apart" in found["notes"][0]
