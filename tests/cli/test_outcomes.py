"""Evaluation from files that nobody prepared: what is printed, and what is refused."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dmi.cli.main import cli
from tests.house.sources import ROOT
from tests.science.figures import (
    CEAD,
    DRUGS,
    LAS_CONDES,
    PEOPLE,
    PUBLIC_USE,
    ROSSI,
    SEATTLE,
    SPEC,
    misses,
    written,
)

WINDOW = ("--start", "2018-07", "--from", "2014-01", "--to", "2019-09")


def does(*words: object) -> Result:
    return CliRunner().invoke(cli, ["outcomes", *map(str, words)])


def figures(*words: object) -> dict[str, Any]:
    told = does(*words, "--json")
    assert told.exit_code == 0, told.output
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def spec(folder: Path, **changes: object) -> Path:
    return written(folder / "spec.json", json.dumps({**SPEC, **changes}))


@pytest.mark.rule("E1")
def test_five_hundred_placebo_areas_agree_with_the_published_ones(tmp_path: Path) -> None:
    asked = spec(tmp_path, permutations=500, seed=99199, placebo_in_time=[[8, 12]])
    words = ["outcomes", "units", str(SEATTLE), "--spec", str(asked), "--json"]
    told = subprocess.run(
        [sys.executable, "-m", "dmi", *words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found = json.loads(told.stdout)
    assert told.stderr == ""
    assert found["constraints"] == 58
    assert abs(found["positive_weights"] - 211) <= 2
    assert found["max_weight"] == pytest.approx(0.8795, abs=5e-5)
    assert found["effective_sample_size"] == pytest.approx(100.893, abs=5e-4)
    assert found["max_balance_error"] <= 1e-6
    assert len(found["results"]) == 8
    assert misses(found["results"]) == []
    # The share itself counts the real area: of 500 draws it is a whole number of 501.
    counted = [501 * one["permutation_p"] for one in found["results"]]
    assert counted == pytest.approx([round(one) for one in counted], abs=1e-6)
    assert [one["score_through"] for one in found["placebo_in_time"]] == [12] * 4
    assert found["warnings"] == ["W_PLACEBO_TIME"]


def test_units_are_laid_out_and_the_placebo_in_time_runs_unasked(tmp_path: Path) -> None:
    told = does("units", SEATTLE, "--spec", spec(tmp_path))
    assert told.exit_code == 0, told.output
    assert "58 totals balanced" in told.stdout
    assert "8/12" in told.stdout
    assert "W_PLACEBO_TIME" in told.stdout


@pytest.mark.rule("E9")
def test_the_series_command_prints_every_estimator() -> None:
    found = figures("series", CEAD, "--area", "las condes", "--offence", DRUGS.upper(), *WINDOW)
    assert (found["before"], found["after"]) == (337, 91)
    assert found["months"] == {"before": 54, "after": 15}
    its = found["its"]
    assert (its["level"], its["low"], its["high"], its["p"]) == pytest.approx(
        (0.7724, 0.5923, 1.0074, 0.0567), abs=1e-3
    )
    assert its["dispersion"] == pytest.approx(1.5352, abs=1e-3)
    assert its["nb"]["level"] == pytest.approx(0.7797, abs=5e-3)
    assert len(its["other_starts"]) == 6
    assert found["did"]["ratio"] == pytest.approx(0.9, abs=1e-3)
    assert (found["did"]["placebo_rank"], found["did"]["placebo_n"]) == (24, 50)
    assert found["warnings"] == ["W_OVERDISP", "W_ONEAREA"]
    assert found["verdict"] == "NOT_DISTINGUISHED"


def test_rates_for_people_make_the_mixture_that_is_noted() -> None:
    words = ("--area", LAS_CONDES, "--offence", DRUGS, *WINDOW, "--population", PEOPLE)
    mixed = figures("series", CEAD, *words)["synthetic"]
    assert mixed["pct"] == pytest.approx(-34.4, abs=0.05)
    assert (mixed["rank"], mixed["n"]) == (6, 50)
    assert next(iter(mixed["weights"])) == "13132"
    told = does("series", CEAD, *words)
    assert "Verdict: NOT_DISTINGUISHED" in told.stdout
    assert "rank 6 of 50" in told.stdout


def test_named_areas_or_none_are_compared() -> None:
    words = ("series", CEAD, "--area", LAS_CONDES, "--offence", PUBLIC_USE, *WINDOW)
    some = figures(*words, "--controls", "Providencia, 13132, Ñuñoa")
    assert some["did"]["placebo_n"] == 4
    alone = figures(*words, "--controls", "none")
    assert alone["did"] is None
    assert alone["synthetic"] is None
    assert alone["rate_ratio"]["is"] == "description"
    assert alone["verdict"] == "NOT_DISTINGUISHED"


@pytest.mark.rule("E12")
def test_the_survival_command_prints_curves_and_model() -> None:
    found = figures("survival", ROSSI, "--at", 52)
    assert (found["people"], found["events"]) == (432, 114)
    assert found["overall"]["curve"][0]["survival"] == pytest.approx(0.7361, abs=1e-3)
    assert found["logrank"]["chi2"] == pytest.approx(3.8376, abs=1e-2)
    assert found["cox"]["log_likelihood"] == pytest.approx(-658.748, abs=1e-3)
    assert found["cox"]["terms"][0]["hr"] == pytest.approx(0.6843, abs=1e-3)
    told = does("survival", ROSSI)
    assert "log-rank 3.8376" in told.stdout


@pytest.mark.rule("E8")
def test_plain_counts_need_no_file() -> None:
    nothing = does("wdd", 0, 0, 0, 0)
    assert nothing.exit_code == 1
    assert "E_FEWEVENTS" in nothing.stderr
    four = figures("wdd", 50, 30, 60, 55)
    assert (four["wdd"], four["irr"]["value"]) == (-15, pytest.approx(0.6545, abs=5e-5))
    six = figures("wdd", 200, 120, 1000, 950, 100, 90)
    assert (six["wdq"], six["tne"]) == (pytest.approx(0.0714, abs=5e-5), pytest.approx(75))
    eight = figures("wdd", 50, 30, 60, 55, 20, 26, 30, 28)
    assert eight["wdd"] == -7
    drowned = figures("wdd", 858, 788, 100_000, 90_000)
    assert drowned["wdd"] is None
    assert drowned["warnings"] == ["W_WDDSCALE"]
    assert "TNE" not in does("wdd", 50, 30, 60, 55).stdout
    assert does("wdd", 1, 2, 3).exit_code == 2
    assert does("wdd", 1, 2, 3, "x").exit_code == 2
