"""A million incidents are ranked by whole columns, and nothing is timed that is wrong."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import FrameType

import numpy as np
import pytest
from click.testing import CliRunner, Result

from dmi.bench import ranking
from dmi.bench.invented import LAST_DAY, SPOT, places, write
from dmi.bench.ranking import NOISY, Cost, Wrong, cost
from dmi.bench.report import table
from dmi.cli.main import cli
from dmi.science import study as ranked
from dmi.science.incident_rows import EPOCH
from dmi.science.incidents import Incidents, read_incidents
from dmi.science.sources import SOURCE_WEIGHTS

SCIENCE = str(Path(ranked.__file__).parent)
COST = Cost(1_000_000, 9.0, 0.1, 0.8, 0.7, 119.0, 430.0, 440.0)


def city(count: int) -> Incidents:
    rng = np.random.default_rng(7)
    nothing = np.zeros(count, dtype=np.int64)
    return Incidents(
        row=np.arange(count),
        day=LAST_DAY.toordinal() - EPOCH - rng.integers(0, 365, count),
        kind=nothing,
        source=rng.integers(0, len(SOURCE_WEIGHTS), count),
        sector=nothing,
        address=nothing,
        is_verified=np.ones(count, dtype=np.bool_),
        degrees=places(count, rng),
        metres=None,
        kinds=("a",),
        sources=tuple(SOURCE_WEIGHTS),
        sectors=("",),
        addresses=("",),
    )


def lines_run(work: Callable[[], object]) -> int:
    """Count the lines of the library that run, each turn of a loop anew."""
    run = 0

    def within(_frame: FrameType, event: str, _value: object) -> Callable[..., object]:
        nonlocal run
        run += event == "line"
        return within

    def entered(frame: FrameType, _event: str, _value: object) -> Callable[..., object] | None:
        return within if frame.f_code.co_filename.startswith(SCIENCE) else None

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        work()
    finally:
        sys.settrace(before)
    return run


@pytest.mark.no_cover
@pytest.mark.rule("E17")
def test_a_million_incidents_take_no_more_lines_than_a_hundred_thousand() -> None:
    few, many = city(100_000), city(1_000_000)
    found = ranked.study(many, ranked.Choices())
    assert found.ranking == 1_000_000
    assert (found.top[0].lon, found.top[0].lat) == pytest.approx(SPOT, abs=0.0015)
    lines = lines_run(lambda: ranked.study(few, ranked.Choices()))
    assert 100 < lines < few.count
    assert lines_run(lambda: ranked.study(many, ranked.Choices())) < 1.1 * lines


def test_the_invented_file_holds_what_it_says(tmp_path: Path) -> None:
    expected = write(tmp_path / "a.csv", 2_050, seed=1)
    with (tmp_path / "a.csv").open("rb") as stream:
        reading = read_incidents(stream, today=LAST_DAY)
    assert (expected.incidents, expected.duplicates, expected.rejected) == (2_050, 21, 11)
    assert reading.incidents.count == 2_050
    assert (reading.duplicates, len(reading.rejected)) == (21, 11)
    assert reading.rows_read == 2_050 + 21 + 11
    again = write(tmp_path / "b.csv", 2_050, seed=1)
    assert again == expected
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_a_cost_names_time_and_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    found = cost(path, write(path, 3_000, seed=2), rounds=2)
    assert found.incidents == 3_000
    assert min(found.read_s, found.floor_s, found.rank_s, found.rank_cpu_s) > 0
    assert 10 < found.start_mb <= found.read_mb <= found.rank_mb
    assert found.ratio == found.rank_cpu_s / found.floor_s


def test_nothing_is_timed_that_was_read_or_ranked_wrongly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    expected = write(path, 2_000, seed=3)
    with pytest.raises(Wrong, match=r"used, duplicates and rejected are \(2000, 20, 10\)"):
        cost(path, replace(expected, duplicates=19), rounds=1)
    monkeypatch.setattr(ranking, "SPOT", (-20.0, -33.0))
    with pytest.raises(Wrong, match="2000 incidents were ranked, and first came"):
        cost(path, expected, rounds=1)


def test_the_table_says_growth_limit_and_noise() -> None:
    small = replace(COST, incidents=10_000, rank_cpu_s=0.014, rank_s=NOISY * 0.014 + 0.001)
    told = table([small, COST], seed=1, rounds=3)
    assert "One incident of 1000000 costs 0.50 times one of 10000; it holds 337 bytes" in told
    assert "1000000 incidents in 0.80 s; the limit is 3 s: held." in told
    assert [line.endswith("noisy") for line in told.splitlines()[4:6]] == [True, False]
    assert "not held" in table([replace(COST, rank_s=3.0)], seed=1, rounds=3)


def asked(*words: str) -> Result:
    return CliRunner().invoke(cli, ["bench", *words])


def test_the_command_prints_a_table_and_writes_figures(tmp_path: Path) -> None:
    into = tmp_path / "found.json"
    answer = asked("--incidents", "2000,1000", "--rounds", "1", "--json", str(into))
    assert answer.exit_code == 0, answer.output
    assert "One incident of 2000 costs" in answer.stdout
    found = json.loads(into.read_text(encoding="utf-8"))
    assert [one["incidents"] for one in found["ranking"]] == [1000, 2000]
    assert found["seed"] == 20240611
    assert found["machine"]["cores"] >= "1"


def test_a_wrong_result_ends_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> list[Cost]:
        raise Wrong("the order is another.")

    monkeypatch.setattr(ranking, "costs", never)
    answer = asked("--incidents", "1000", "--json", "-")
    assert answer.exit_code == 1
    assert "Nothing was measured: the order is another." in answer.stderr


@pytest.mark.parametrize("text", ["many", "999", "1000,10000001"])
def test_sizes_that_cannot_be_ranked_are_refused(text: str) -> None:
    answer = asked("--incidents", text)
    assert answer.exit_code == 2
    assert "--incidents" in answer.stderr
